"""Law 12: the life of each matter, against a model written from the law and not from the code.

Officers, the applicant and the clock do anything in any order, over weeks with holidays and
weekends worked instead. The model is :mod:`tests.laws.review_model`.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from inspect import signature

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from core.cases.history import broken_at
from core.cases.models import CaseStatus
from core.cases.review_actions import ReviewAction as Action
from core.cases.value_changes import current_case
from core.errors import ServiceError
from core.review.checking import CheckingCommitment, Revoking
from core.review.deciding import GrantedResult, Granting
from core.review.matter_terms import Wait
from core.review.models import Fault
from core.review.spot_statements import CorrectingOnSpot
from core.review.statements import NotAccepting
from core.services.citizens import Credentials
from core.services.operators.accept_by_silence import accept_by_silence
from core.services.operators.end_unsupplied import end_unsupplied
from core.services.review_steps import ReviewRules, ReviewStep, write_review_step, write_tasks
from core.staff.models import Role, StaffMember
from core.training.scenarios import read_scenario
from core.working_days import WorkingCalendar
from tests.laws.review_breaks import BREAKS, broken
from tests.laws.review_model import (
    FINAL,
    HOLIDAYS,
    MADE_UP,
    NEXT,
    UNDECIDED,
    WITH_RESULT,
    WITHOUT_RESULT,
    MatterModel,
    PromiseModel,
    counted,
)
from tests.laws.review_walks import WAITS as RECORDED_WAITS
from tests.laws.review_walks import WALKS
from tests.papers import PDF
from tests.seating import HEALTH, REGISTRY
from tests.services.applications import CODE, application_of
from tests.services.conftest import ASSETS, staffed

CALENDAR = WorkingCalendar(HOLIDAYS, MADE_UP, frozenset({2026}))
CITY = StaffMember("city", "城管部门人员甲", (Role.DEPARTMENT,), "CG")
OFFICES = {"SCJG-01": REGISTRY, "WJ-01": HEALTH, "CG-02": CITY}
SAID = {
    Action.PAUSED: {"reason": "testing", "until": "", "notice": "n"},
    Action.EXTENDED: {"days": 10, "reason": "r", "approved_by": "b"},
    Action.NOT_ACCEPTED: {"kind": "other", "reason": "r", "remedy": "m"},
    Action.REFUSED: {"reason": "r", "article": "a", "remedies": "m"},
    Action.SENT_BACK: {"reason": "r"},
    Action.REISSUED: {"results": [{"name": "n", "number": "2"}]},
}
LICENCE = Granting((GrantedResult("营业执照", "92441202MA0000001X"),), late_reason="人手不足")
UNANSWERED = NotAccepting("not_corrected", "逾期没有补正", "可以申请行政复议")
NAME = "org.name@subject"
NAMES = ("端州区满月理发店", "端州区新月理发店")
OWING, OWED = "CG-02", "mat.waste_contract@subject"
"""A matter of the scenario S01, and what it is promised for one working day later."""
PROMISES = {"first@subject": 20, "second@subject": 3}
CHANCE = st.randoms(use_true_random=True)
MOVES = 30
POOLS = {
    "place": range(7),
    "pick": range(7),
    "hours": (1, 14, 24, 24, 72, 240),
    "days": (1, 3, 12),
    "action": sorted(NEXT),
    "entries": ((), ("F01",), ("F02",), ("F01", "F02")),
    "everything": (True, True, False),
    "promise": sorted(PROMISES),
    "kept": (True, False, False),
}
WAITS = st.lists(
    st.lists(
        st.tuples(st.frozensets(st.integers(0, 5), min_size=1, max_size=3), st.booleans()),
        max_size=2,
    ),
    min_size=7,
    max_size=7,
)


class Life(RuleBasedStateMachine):
    """One case after another in a hall, with the model of its matters beside it."""

    hall = None
    focus = ()
    runs = 0
    refused = None
    moves = ("time_goes_by", "the_clock_works", "an_officer_acts", "an_officer_goes_on")
    review_rules = ReviewRules(CALENDAR)

    def hand_in(self, scenario):
        self.hall.clock.now = datetime(2026, 11, 24, 2, 32, tzinfo=UTC)
        type(self).runs += 1
        person = read_scenario(ASSETS / "scenarios" / f"{scenario}.yaml")
        self.case = self.hall.kiosk.handing_in.submit(
            application_of(person, self.hall.kiosk, f"life-{id(self)}-{self.runs}"), code=CODE
        )
        # A session that a clock set back has ended stays ended: each life has its own.
        self.seats = {code: self.hall.as_(member) for code, member in OFFICES.items()}
        self.number, self.withdrawn = self.case.number, False
        values = self.case.application.values
        self.asked = Credentials(self.number, values["per.id_no@principal"][-4:])
        with self.hall.transaction() as stores:
            self.version = stores.themes.version(self.case.application.theme_code, 1)

    def model_of(self, waits):
        catalogue, codes = self.version.catalogue.matters, self.case.matters
        self.model = {
            code: MatterModel(
                waits[code], catalogue[code].kind == "行政许可", catalogue[code].committed_days
            )
            for code in codes
        }
        if OWING in self.model:
            self.model[OWING].later = {OWED: 1}

    def laid_down(self):
        """Return what each matter waits for, as the theme lays it down."""
        codes, edges = self.case.matters, self.version.theme.precedence
        hard = [
            (edge.matter, frozenset(edge.after) & set(codes), edge.mode == "all")
            for edge in edges
            if edge.binding == "hard"
        ]
        return {
            code: [(after, every) for matter, after, every in hard if matter == code and after]
            for code in codes
        }

    @property
    def today(self):
        return (self.hall.clock.now + timedelta(hours=8)).date()

    def chosen(self, place):
        codes = self.focus or list(self.model)
        code = codes[place % len(codes)]
        return code, self.model[code]

    def is_done(self, step, *about):
        """Take a step, and say whether it was possible."""
        try:
            step(*about)
        except ServiceError as refused:
            self.refused = refused
            return False
        return True

    def take(self, code, action):
        step = ReviewStep(action, code, self.said(action))
        with self.hall.transaction() as stores:
            write_review_step(
                stores,
                self.number,
                step,
                actor="lin",
                at=self.hall.clock.now,
                rules=self.review_rules,
            )

    def said(self, action):
        return SAID.get(action, {})

    def may_take(self, matter, action):
        return matter.state in NEXT[action][0]

    @rule()
    def something_happens(self):
        """Make moves by chance: those that Hypothesis chooses itself seldom come to an end."""
        for _ in range(MOVES):
            move = getattr(self, self.chance.choice(self.moves))
            wanted = signature(move).parameters
            move(**{name: self.chance.choice(POOLS[name]) for name in wanted})
            self.everything_is_as_the_model_says()

    def everything_is_as_the_model_says(self):
        self.the_rows_and_the_case_say_what_the_model_says()

    def time_goes_by(self, hours):
        self.hall.clock.wait(hours=hours)

    def the_clock_works(self):
        accept_by_silence(self.hall.transaction, self.review_rules, at=self.hall.clock.now)
        end_unsupplied(self.hall.transaction, self.review_rules, at=self.hall.clock.now)
        for matter in self.model.values():
            matter.hear_silence(self.today)
        for matter in self.model.values():
            matter.wake(self.today)

    def an_officer_acts(self, place, action):
        self.act(place, action)

    def an_officer_goes_on(self, place, pick):
        """Take a step that the law allows, so that lives go on to their ends."""
        _, matter = self.chosen(place)
        possible = [action for action in NEXT if self.may_take(matter, action)]
        if possible:
            self.act(place, possible[pick % len(possible)])

    def act(self, place, action):
        code, matter = self.chosen(place)
        done = self.is_done(self.take, code, action)
        assert done == self.may_take(matter, action), self.refused
        if done:
            self.follow(matter, action)

    def follow(self, matter, action):
        matter.take(action, self.today)
        if action == Action.GRANTED:
            matter.promises = self.promised()
        there = {c for c, m in self.model.items() if m.state in WITH_RESULT}
        for waiting in self.model.values():
            if waiting.state == "waiting" and waiting.is_ready(there):
                waiting.pass_on(self.today)

    def promised(self):
        return {}

    @invariant()
    def the_rows_and_the_case_say_what_the_model_says(self):
        with self.hall.transaction() as stores:
            case = stores.cases.get(self.number)
            tasks = {task.matter: task for task in stores.tasks.of(self.number)}
            computed = self.review_rules.tasks(stores, case.outline)
        assert broken_at(case.history) is None
        assert tuple(tasks[task.matter] for task in computed) == computed
        gone = {code for code, matter in self.model.items() if matter.state in WITHOUT_RESULT}
        for code, matter in self.model.items():
            task = tasks[code]
            assert (code, task.state.value) == (code, matter.state)
            assert (code, task.accepted_on) == (code, matter.accepted)
            assert (code, task.due) == (code, matter.due)
            assert (code, task.wakes_on) == (code, matter.wakes)
            assert (code, task.in_vain) == (code, matter.is_in_vain(gone))
        states = {matter.state for matter in self.model.values()}
        if self.withdrawn:
            assert case.status is CaseStatus.WITHDRAWN
        else:
            assert (case.status is CaseStatus.CONCLUDED) == (states <= FINAL)


class AttendedLife(Life):
    """The applicant may withdraw."""

    def the_applicant_withdraws(self):
        if self.withdrawn or all(it.state in FINAL for it in self.model.values()):
            return
        self.hall.kiosk.tracking.withdraw(self.asked, CODE)
        self.withdrawn = True
        for matter in self.model.values():
            if matter.state in UNDECIDED:
                matter.state = "withdrawn"


class AskedLife(AttendedLife):
    """Two matters, of which one waits: what is asked for, and put right."""

    moves = (
        *("time_goes_by", "the_clock_works", "an_officer_goes_on"),
        *("an_officer_asks", "the_applicant_answers") * 3,
        "an_officer_ends_what_was_not_answered",
        "an_officer_puts_it_right_on_the_spot",
    )

    @initialize(chance=CHANCE)
    def begin(self, chance):
        self.chance = chance
        self.hand_in("S02")
        self.model_of(self.laid_down())
        self.name, self.spots = self.case.application.values[NAME], 0

    def an_officer_asks(self, place, entries, days):
        code, matter = self.chosen(place)
        faults = [Fault(entry, "", "写错了", "改正") for entry in sorted(entries)]
        until = self.today + timedelta(days=days)
        correcting = self.seats[code].office.correcting
        done = self.is_done(
            lambda: correcting.ask_for_correction(self.number, code, faults=faults, until=until)
        )
        assert done == (bool(entries) and matter.may_ask(entries, self.today)), self.refused
        if done:
            matter.ask(entries, until)

    def the_applicant_answers(self, place, everything):
        code, matter = self.chosen(place)
        still = [entry for entry in sorted(matter.asked) if matter.asked[entry]]
        for entry in still[: None if everything else 1] or sorted(matter.asked)[:1]:
            self.answer(code, entry)

    def answer(self, code, entry):
        matter = self.model[code]
        with self.hall.transaction() as stores:
            asked = stores.corrections.of(self.number)
        last = [it for it in asked if (it.matter, it.fault.place) == (code, entry)][-1]
        done = self.is_done(self.hall.kiosk.tracking.correct, self.asked, [last], "改好了")
        assert done == matter.may_answer(entry), self.refused
        if done:
            matter.answer(entry, self.today)

    def an_officer_ends_what_was_not_answered(self, place):
        code, matter = self.chosen(place)
        decline = self.seats[code].office.accepting.decline_matter
        done = self.is_done(decline, self.number, code, UNANSWERED)
        gone = {each for each, it in self.model.items() if it.state in WITHOUT_RESULT}
        is_turn = matter.state == "correcting" or matter.is_in_vain(gone)
        is_over = matter.is_asked and matter.answer_until < self.today
        assert done == (is_turn and is_over), self.refused
        if done:
            self.follow(matter, Action.NOT_ACCEPTED)

    def an_officer_puts_it_right_on_the_spot(self, place):
        code, matter = self.chosen(place)
        name = NAMES[self.spots % 2]
        said = CorrectingOnSpot(NAME, name, "打错一个字", "林秋月", self.asked.last_four)
        correct = self.seats[code].office.correcting.correct_on_spot
        done = self.is_done(correct, self.number, code, said)
        is_before = matter.state in ("waiting", "received", "correcting")
        is_open = all(it.state in UNDECIDED for it in self.model.values())
        assert done == (is_before and is_open), self.refused
        if done:
            self.name, self.spots = name, self.spots + 1

    def everything_is_as_the_model_says(self):
        super().everything_is_as_the_model_says()
        self.the_name_is_what_was_said_last()

    @invariant()
    def the_name_is_what_was_said_last(self):
        with self.hall.transaction() as stores:
            case = current_case(stores.cases.get(self.number))
        assert case.application.values[NAME] == self.name


class PromisedLife(Life):
    """Two matters, granted on what was promised, which is looked at afterwards."""

    moves = (
        *("time_goes_by", "an_officer_goes_on", "an_officer_takes_a_decision_back"),
        *("an_officer_looks_at_a_promise",) * 2,
    )

    @initialize(chance=CHANCE)
    def begin(self, chance):
        self.chance = chance
        self.hand_in("S02")
        self.model_of(self.laid_down())
        for place in range(2):
            for action in (Action.ACCEPTED, Action.GRANTED):
                self.act(place, action)

    def said(self, action):
        if action != Action.GRANTED:
            return super().said(action)
        promises = [
            {"place": place, "name": place, "check_by": it.look_by.isoformat()}
            for place, it in self.promised().items()
        ]
        return {"commitments": promises}

    def promised(self):
        return {place: PromiseModel(counted(self.today, n)) for place, n in PROMISES.items()}

    def an_officer_looks_at_a_promise(self, place, promise, kept, days):
        code, matter = self.chosen(place)
        until = self.today + timedelta(days=days)
        found = CheckingCommitment(promise, kept, "看过了", "" if kept else "改正", until)
        check = self.seats[code].office.deciding.check_commitment
        done = self.is_done(check, self.number, code, found)
        assert done == (promise in matter.to_look_at), self.refused
        if done:
            matter.promises[promise].look(kept, until)

    def an_officer_takes_a_decision_back(self, place):
        code, matter = self.chosen(place)
        revoke = self.seats[code].office.deciding.revoke_matter
        done = self.is_done(revoke, self.number, code, Revoking("承诺不实", "第六十九条", "复议"))
        assert done == matter.may_revoke(self.today), self.refused
        if done:
            matter.state = "revoked"


class OwingLife(AttendedLife):
    """A matter that is accepted with something still to come (容缺)."""

    focus = (OWING,)
    moves = (
        *("time_goes_by", "the_clock_works") * 4,
        *("an_officer_acts", "the_applicant_hands_in_what_is_owed", "the_applicant_withdraws"),
    )

    @initialize(chance=CHANCE)
    def begin(self, chance):
        self.chance = chance
        self.hand_in("S01")
        self.model_of(self.laid_down())
        begun = (
            ("SCJG-01", Action.ACCEPTED),
            ("SCJG-01", Action.GRANTED),
            (OWING, Action.ACCEPTED),
        )
        for code, action in begun:
            Life.take(self, code, action)
            self.follow(self.model[code], action)

    def take(self, code, action):
        if action != Action.GRANTED:
            return super().take(code, action)
        return self.seats[code].office.deciding.grant_matter(self.number, code, LICENCE)

    def may_take(self, matter, action):
        """Nothing is granted while something is owed."""
        is_hindered = action == Action.GRANTED and matter.later
        return super().may_take(matter, action) and not is_hindered

    def the_applicant_hands_in_what_is_owed(self):
        matter, tracking = self.model[OWING], self.hall.kiosk.tracking
        found = [it for it in tracking.look(self.asked).owed if it.code == OWED]
        done = bool(found) and self.is_done(
            lambda: tracking.supply(self.asked, found[0], name="协议.pdf", content=PDF)
        )
        is_over = self.withdrawn or matter.state in WITHOUT_RESULT
        assert done == (bool(matter.later) and not is_over), self.refused
        if done:
            matter.later, matter.owed = {}, set()


@dataclass(frozen=True)
class DrawnRules(ReviewRules):
    """Rules under which the matters of a case wait for what a test has drawn."""

    drawn: dict = field(default_factory=dict)

    def terms(self, stores, case):
        terms = super().terms(stores, case)
        waits = self.drawn.get(case.number)
        if waits is None:
            return terms
        return tuple(
            replace(term, waits=tuple(Wait(*wait) for wait in waits[term.matter])) for term in terms
        )


class WaitingLife(Life):
    """Seven matters that wait for all of some, or for any of some, as drawn."""

    review_rules = DrawnRules(CALENDAR)

    @initialize(chance=CHANCE, drawn=WAITS)
    def begin(self, chance, drawn):
        self.chance = chance
        self.hand_in("S01")
        codes = self.case.matters
        waits = {
            code: [
                (frozenset(codes[at] for at in after if at < own), needs_all)
                for after, needs_all in drawn[own]
                if min(after) < own
            ]
            for own, code in enumerate(codes)
        }
        self.model_of(waits)
        self.review_rules.drawn[self.number] = waits
        with self.hall.transaction() as stores:
            write_tasks(stores, stores.cases.get(self.number).outline, rules=self.review_rules)


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("life"), CALENDAR) as office:
        yield office


LIVES = (AskedLife, PromisedLife, OwingLife, WaitingLife)


def replay(hall, name):
    """Replay a recorded walk; the model says after each move where everything stands."""
    kind, moves = WALKS[name]
    life = next(life for life in LIVES if life.__name__ == kind)
    walked = type(f"{kind}There", (life,), {"hall": hall})()
    drawn = {"drawn": RECORDED_WAITS} if life is WaitingLife else {}
    walked.begin(chance=None, **drawn)
    walked.everything_is_as_the_model_says()
    for move, given in moves:
        getattr(walked, move)(**given)
        walked.everything_is_as_the_model_says()


@pytest.mark.parametrize("name", WALKS)
def test_a_recorded_life_is_what_the_law_says(hall, name):
    replay(hall, name)


@pytest.mark.walk
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", BREAKS)
def test_every_break_is_noticed_by_a_recorded_life(hall, name):
    with broken(name):
        assert any(is_noticed(hall, walk) for walk in WALKS)


def is_noticed(hall, walk):
    try:
        replay(hall, walk)
    except (AssertionError, ServiceError):
        return True
    return False


@pytest.mark.parametrize("life", LIVES)
def test_the_life_of_every_matter_is_what_the_law_says(hall, life):
    run_state_machine_as_test(
        type(f"{life.__name__}There", (life,), {"hall": hall}),
        settings=settings(
            max_examples=1,
            stateful_step_count=2,
            deadline=None,
            phases=[Phase.generate],  # to shrink takes minutes over a database
            suppress_health_check=list(HealthCheck),
        ),
    )
