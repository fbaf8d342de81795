"""Law 13: a department that stays silent is reminded, then escalated; it never counts as a yes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import RoundRefusedError
from core.themes.confirming import asking
from core.themes.confirming.folding import latest_round
from core.themes.confirming.models import (
    AGREED,
    Answer,
    AnswerKind,
    Cell,
    CellState,
    Element,
    ElementKind,
    Phase,
    RoundAction,
    RoundEvent,
)
from core.working_days import WEEKENDS_ONLY, day_of

AT = datetime(2026, 11, 27, 1, tzinfo=UTC)
ELEMENTS = (
    Element(ElementKind.MATTER, "A-01", ("A",), None, {"when": []}),
    Element(ElementKind.FIELD, "name@shop", ("A", "B"), None, {"asked_by": {}}),
    Element(ElementKind.MATTER, "C-01", ("C",), None, {"when": []}),
)
CELLS = [
    Cell(element.key, department) for element in ELEMENTS for department in element.departments
]


class Rounds:
    """The rounds of one theme, with a clock that is set by hand."""

    def __init__(self):
        self.events, self.at = [], AT
        self.start()

    @property
    def round(self):
        return latest_round(self.events)

    def write(self, action, details, by="policy"):
        self.events.append(RoundEvent(len(self.events) + 1, self.at, by, action, details))

    def start(self, elements=ELEMENTS, checksum="x", days=5):
        details = asking.start_round(
            elements,
            latest=self.round if self.events else None,
            draft={"revision": 1, "checksum": checksum, "designers": ["policy"]},
            working_days=days,
            at=self.at,
            calendar=WEEKENDS_ONLY,
        )
        self.write(RoundAction.STARTED, details)

    def answer(self, cell, verdict, words="a reason"):
        (details,) = asking.answer(
            self.round, cell.department, {cell.element: Answer(verdict, words)}
        )
        self.write(RoundAction.ANSWERED, details, by=cell.department)

    def tick(self, **time):
        self.at += timedelta(**time)
        due = asking.due_now(self.round, day_of(self.at))
        if due:
            self.write(*due, by="clock")
        return due

    def act(self, cell, what):
        if what == "tick":
            self.tick(days=1)
        elif what == "remind":
            self.write(RoundAction.REMINDED, {"departments": [cell.department]})
        elif what == "reply":
            self.write(RoundAction.REPLIED, asking.reply(self.round, cell, "words"))
        else:
            self.answer(cell, what)

    def decide(self, cell, by="boss"):
        details = asking.decide(
            self.round,
            [cell],
            superior="局长 王某",
            reason="会上定的",
            by=by,
            today=day_of(self.at),
        )
        self.write(RoundAction.DECIDED, details, by=by)

    def audit(self, *, passed=True, by="auditor"):
        details = asking.audit(self.round, passed=passed, reason="see the minutes", by=by)
        self.write(RoundAction.AUDITED, details, by=by)


SPOKEN = st.lists(
    st.tuples(st.sampled_from(CELLS), st.sampled_from([*AnswerKind, "reply", "remind", "tick"])),
    max_size=25,
)


@given(SPOKEN, st.integers(0, 40))
def test_no_clock_reminder_or_reply_makes_a_yes_of_what_nobody_said(said, days):
    rounds, last = Rounds(), {}
    for cell, what in said:
        rounds.act(cell, what)
        if what in set(AnswerKind):
            last[cell] = what
    for _ in range(days):
        rounds.tick(days=1)

    found = rounds.round
    agreed = {cell for cell, state in found.cells.items() if state in AGREED}
    assert agreed == {cell for cell, verdict in last.items() if verdict == AnswerKind.ACCEPT}
    if agreed != set(CELLS):
        with pytest.raises(RoundRefusedError):
            rounds.audit()
        with pytest.raises(RoundRefusedError):
            asking.expect_publishable(found, "x", is_required=False)


def test_the_clock_reminds_half_way_and_a_day_before_then_escalates_each_once():
    rounds = Rounds()
    assert rounds.round.deadline == date(2026, 12, 4)

    listed = [(day_of(rounds.at), due[0]) for _ in range(20) if (due := rounds.tick(days=1))]

    assert listed == [
        (date(2026, 12, 1), RoundAction.REMINDED),
        (date(2026, 12, 3), RoundAction.REMINDED),
        (date(2026, 12, 5), RoundAction.ESCALATED),
    ]
    assert set(rounds.round.cells.values()) == {CellState.SILENT}


def test_reminders_that_were_missed_are_one_and_nobody_who_answered_is_reminded():
    rounds = Rounds()
    rounds.answer(Cell("matter:C-01", "C"), AnswerKind.ACCEPT)

    action, details = rounds.tick(days=7)

    assert action is RoundAction.REMINDED
    assert details == {"departments": ["A", "B"], "due": ["2026-12-01", "2026-12-03"]}


def test_a_late_answer_still_counts():
    rounds = Rounds()
    rounds.tick(days=30)

    rounds.answer(CELLS[0], AnswerKind.ACCEPT)

    assert rounds.round.cells[CELLS[0]] is CellState.ACCEPTED


@pytest.mark.parametrize("verdict", [AnswerKind.REFUSE, AnswerKind.ASK, AnswerKind.COMMENT])
@pytest.mark.parametrize("words", ["", "  \n", "\u200b"])
def test_a_refusal_a_question_and_a_comment_need_words(verdict, words):
    with pytest.raises(RoundRefusedError):
        Rounds().answer(CELLS[0], verdict, words)


def test_nobody_answers_for_another_department():
    with pytest.raises(RoundRefusedError):
        Rounds().answer(Cell("matter:A-01", "B"), AnswerKind.ACCEPT)


def test_a_question_waits_for_the_office_and_its_reply_for_the_department():
    rounds = Rounds()
    for cell in CELLS:
        rounds.answer(cell, AnswerKind.ASK)
    assert rounds.round.owing() == ()

    rounds.write(RoundAction.REPLIED, asking.reply(rounds.round, CELLS[0], "as before"))

    assert rounds.round.owing() == ("A",)


def test_a_decision_needs_the_deadline_a_name_and_another_than_the_designer():
    rounds = Rounds()
    with pytest.raises(RoundRefusedError):
        rounds.decide(CELLS[0])
    rounds.tick(days=30)
    with pytest.raises(RoundRefusedError):
        rounds.decide(CELLS[0], by="policy")

    rounds.decide(CELLS[0])

    assert rounds.round.cells[CELLS[0]] is CellState.DECIDED
    with pytest.raises(RoundRefusedError):
        rounds.decide(CELLS[0])


def test_a_refusal_may_be_decided_before_the_deadline():
    rounds = Rounds()
    rounds.answer(CELLS[0], AnswerKind.REFUSE)

    rounds.decide(CELLS[0])

    assert rounds.round.cells[CELLS[0]] is CellState.DECIDED


def accepted_but(refused):
    rounds = Rounds()
    for cell in CELLS:
        rounds.answer(cell, AnswerKind.REFUSE if cell == refused else AnswerKind.ACCEPT)
    return rounds


def test_a_new_round_keeps_only_what_was_agreed_to_and_has_not_changed():
    rounds = accepted_but(CELLS[3])
    changed = (ELEMENTS[0], Element(ElementKind.FIELD, "name@shop", ("A", "B"), None, {"n": 1}))

    rounds.start((*changed, ELEMENTS[2]), checksum="y")

    assert rounds.round.cells == {
        CELLS[0]: CellState.KEPT,
        CELLS[1]: CellState.SILENT,
        CELLS[2]: CellState.SILENT,
        CELLS[3]: CellState.SILENT,
    }


def test_what_was_taken_back_is_not_kept_two_rounds_later():
    rounds = accepted_but(None)
    rounds.start(checksum="y")
    rounds.answer(CELLS[0], AnswerKind.REFUSE)

    rounds.start(checksum="z")

    assert rounds.round.cells[CELLS[0]] is CellState.SILENT
    assert rounds.round.cells[CELLS[1]] is CellState.KEPT


def test_an_audit_passes_what_is_agreed_to_by_another_than_the_designer_and_once():
    rounds = accepted_but(None)
    with pytest.raises(RoundRefusedError):
        rounds.audit(by="policy")

    rounds.audit()

    assert rounds.round.phase is Phase.PASSED
    asking.expect_publishable(rounds.round, "x", is_required=True)
    with pytest.raises(RoundRefusedError):
        rounds.audit(passed=False)
    with pytest.raises(RoundRefusedError):
        rounds.answer(CELLS[0], AnswerKind.REFUSE)


@pytest.mark.parametrize("checksum", ["other", ""])
def test_an_audit_is_of_what_was_looked_at_and_of_nothing_that_came_later(checksum):
    rounds = accepted_but(None)
    rounds.audit()

    with pytest.raises(RoundRefusedError):
        asking.expect_publishable(rounds.round, checksum, is_required=False)


def test_after_a_version_everything_is_asked_anew():
    rounds = accepted_but(None)
    rounds.audit()
    rounds.write(RoundAction.PUBLISHED, {"version": 2})

    rounds.start(checksum="y")

    assert set(rounds.round.cells.values()) == {CellState.SILENT}


def test_the_same_is_not_asked_twice_and_what_concerns_nobody_not_at_all():
    with pytest.raises(RoundRefusedError):
        Rounds().start()
    with pytest.raises(RoundRefusedError):
        Rounds().start((), checksum="y")
