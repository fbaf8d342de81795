"""Law 12: the life of each matter, against a model written from the law and not from the code.

Officers, the applicant and the clock do anything in any order, over weeks with holidays and
weekends worked instead. The model counts days on its fingers: one list of the days that offices
work, and a position in it.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from core.cases.history import broken_at
from core.cases.models import CaseStatus
from core.cases.review_actions import ReviewAction as Action
from core.errors import ServiceError
from core.services.citizens import Credentials
from core.services.operators.accept_by_silence import accept_by_silence
from core.services.operators.fill_tasks import fill_tasks
from core.services.review_steps import ReviewRules, ReviewStep, write_review_step
from core.training.scenarios import read_scenario
from core.working_days import WorkingCalendar
from tests.services.applications import CODE, application_of
from tests.services.conftest import ASSETS, staffed

BEGIN = date(2026, 11, 24)
HOLIDAYS = frozenset({date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 10)})
MADE_UP = frozenset({date(2026, 11, 28), date(2026, 12, 12)})
RULES = ReviewRules(WorkingCalendar(HOLIDAYS, MADE_UP, frozenset({2026})))
WORKED = [
    day
    for day in (BEGIN + timedelta(days=at) for at in range(-3, 400))
    if day in MADE_UP or (day.isoweekday() <= 5 and day not in HOLIDAYS)
]


def counted(after, number, uncounted=()):
    """Return the day so many working days after a day, of those that count."""
    return [day for day in WORKED if day > after and day not in uncounted][number - 1]


@dataclass
class Model:
    """One matter as DOMAIN.md sections 2 and 5 describe it."""

    waits_for: frozenset
    is_licence: bool
    committed: int
    state: str = "received"
    complete: date = BEGIN
    accepted: date | None = None
    extra: int = 0
    decided: date | None = None
    paused_since: date | None = None
    uncounted: set = field(default_factory=set)

    def take(self, action, after, today):
        """Take a step that the law allows."""
        days = {
            Action.ACCEPTED: "accepted",
            Action.PAUSED: "paused_since",
            Action.GRANTED: "decided",
            Action.REFUSED: "decided",
        }
        if action in days:
            setattr(self, days[action], today)
        elif action == Action.RESUMED:
            self.resume(today)
        elif action == Action.EXTENDED:
            self.extra += 10
        self.state = after or self.state

    def resume(self, today):
        gone = (today - self.paused_since).days
        self.uncounted |= {self.paused_since + timedelta(days=at) for at in range(1, gone + 1)}
        self.paused_since = None

    @property
    def due(self):
        if self.state == "received":
            return counted(self.complete, 5)
        if self.state == "accepted":
            days = self.committed + self.extra
            return counted(self.accepted, days, self.uncounted) if days else self.accepted
        is_to_come = self.state in ("granted", "reissuing")
        return counted(self.decided, 10) if is_to_come else None


NEXT = {
    Action.ACCEPTED: ("received", "accepted"),
    Action.NOT_ACCEPTED: (("waiting", "received", "correcting"), "not_accepted"),
    Action.PAUSED: ("accepted", "paused"),
    Action.RESUMED: ("paused", "accepted"),
    Action.EXTENDED: (("accepted", "paused"), None),
    Action.GRANTED: ("accepted", "granted"),
    Action.REFUSED: ("accepted", "refused"),
    Action.SENT_BACK: ("granted", "reissuing"),
    Action.REISSUED: ("reissuing", "granted"),
    Action.DELIVERED: ("granted", "delivered"),
}
SAID = {
    Action.PAUSED: {"reason": "testing", "until": "", "notice": "n"},
    Action.EXTENDED: {"days": 10, "reason": "r", "approved_by": "b"},
    Action.NOT_ACCEPTED: {"kind": "other", "reason": "r", "remedy": "m"},
    Action.REFUSED: {"reason": "r", "article": "a", "remedies": "m"},
    Action.SENT_BACK: {"reason": "r"},
    Action.REISSUED: {"results": [{"name": "n", "number": "2"}]},
}
WITH_RESULT = ("granted", "reissuing", "delivered")
FINAL = {"delivered", "refused", "not_accepted", "withdrawn"}
UNDECIDED = {"waiting", "received", "correcting", "accepted", "paused"}
PLACES = st.integers(0, 3)


class Life(RuleBasedStateMachine):
    """One case after another in a hall, with the model of its matters beside it."""

    hall = None
    runs = 0

    @initialize()
    def hand_in(self):
        self.hall.clock.now = datetime(2026, 11, 24, 2, 32, tzinfo=UTC)
        type(self).runs += 1
        person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
        case = self.hall.kiosk.handing_in.submit(
            application_of(person, self.hall.kiosk, f"life-{id(self)}-{self.runs}"), code=CODE
        )
        fill_tasks(self.hall.transaction, RULES)  # the kiosk of the tests knows no holidays
        self.number, self.withdrawn = case.number, False
        self.four = case.application.values["per.id_no@principal"][-4:]
        with self.hall.transaction() as stores:
            version = stores.themes.version(case.application.theme_code, 1)
        edges = [e for e in version.theme.precedence if e.binding == "hard"]
        self.model = {}
        for code in case.matters:
            matter = version.catalogue.matters[code]
            before = frozenset(a for e in edges if e.matter == code for a in e.after)
            known = before & set(case.matters)
            is_licence = matter.kind == "行政许可"
            made = Model(known, is_licence, matter.committed_days)
            made.state = "waiting" if known else "received"
            self.model[code] = made

    @property
    def today(self):
        return (self.hall.clock.now + timedelta(hours=8)).date()

    @rule(hours=st.sampled_from([1, 14, 24, 72, 240]))
    def time_goes_by(self, hours):
        self.hall.clock.wait(hours=hours)

    @rule()
    def the_clock_works(self):
        accept_by_silence(self.hall.transaction, RULES, at=self.hall.clock.now)
        for matter in self.model.values():
            silent = matter.state == "received" and matter.is_licence
            if silent and not self.withdrawn and self.today > counted(matter.complete, 5):
                matter.state, matter.accepted = "accepted", matter.complete

    @rule(place=PLACES, action=st.sampled_from(sorted(NEXT)))
    def an_officer_acts(self, place, action):
        code = list(self.model)[place % len(self.model)]
        matter, (before, after) = self.model[code], NEXT[action]
        step = ReviewStep(action, code, SAID.get(action, {}))
        try:
            with self.hall.transaction() as stores:
                write_review_step(
                    stores, self.number, step, actor="lin", at=self.hall.clock.now, rules=RULES
                )
            done = True
        except ServiceError:
            done = False
        allowed = (before,) if isinstance(before, str) else before
        assert done == (matter.state in allowed)
        if done:
            self.follow(matter, action, after)

    def follow(self, matter, action, after):
        matter.take(action, after, self.today)
        there = {c for c, m in self.model.items() if m.state in WITH_RESULT}
        for waiting in self.model.values():
            if waiting.state == "waiting" and waiting.waits_for <= there:
                waiting.state, waiting.complete = "received", self.today

    @precondition(lambda self: not self.withdrawn)
    @rule()
    def the_applicant_withdraws(self):
        if all(matter.state in FINAL for matter in self.model.values()):
            return
        self.hall.kiosk.tracking.withdraw(Credentials(self.number, self.four), CODE)
        fill_tasks(self.hall.transaction, RULES)
        self.withdrawn = True
        for matter in self.model.values():
            if matter.state in UNDECIDED:
                matter.state = "withdrawn"

    @invariant()
    def the_rows_and_the_case_say_what_the_model_says(self):
        with self.hall.transaction() as stores:
            case = stores.cases.get(self.number)
            tasks = {task.matter: task for task in stores.tasks.of(self.number)}
            computed = RULES.tasks(stores, case.outline)
        assert broken_at(case.history) is None
        assert tuple(tasks[task.matter] for task in computed) == computed
        for code, matter in self.model.items():
            task = tasks[code]
            assert (code, task.state.value) == (code, matter.state)
            assert (code, task.accepted_on) == (code, matter.accepted)
            assert (code, task.due) == (code, matter.due)
        states = {matter.state for matter in self.model.values()}
        if self.withdrawn:
            assert case.status is CaseStatus.WITHDRAWN
        else:
            assert (case.status is CaseStatus.CONCLUDED) == (states <= FINAL)


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("life")) as office:
        yield office


def test_the_life_of_every_matter_is_what_the_law_says(hall):
    run_state_machine_as_test(
        type("LifeHere", (Life,), {"hall": hall}),
        settings=settings(
            max_examples=4,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
