"""Rounds of confirming over both databases: who may do what, the gate, and the races."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import pytest

from core.errors import InvalidTermError, RoundRefusedError, StaleDraftError
from core.services.acting import StaffContext
from core.services.confirming_rounds import (
    AGREED,
    Answer,
    AnswerKind,
    CellState,
    Phase,
    RoundAction,
)
from core.services.designers import designing_use_cases
from core.services.operators.remind_rounds import remind_rounds
from core.services.round_minutes import minutes_in
from core.staff.models import Role, StaffMember
from core.working_days import day_of
from tests.seating import AUDITOR, POLICY, let_in
from tests.services.conftest import staffed
from tests.services.racing import all_at_once, kinds_of

YES = Answer(AnswerKind.ACCEPT)


@dataclass(frozen=True)
class SetDay:
    """Days around the one that it is in an office."""

    today: date

    @classmethod
    def of(cls, office):
        return cls(day_of(office.clock()))

    @property
    def yesterday(self):
        return self.today - timedelta(days=1)

    @property
    def later(self):
        return self.today + timedelta(days=30)


MATTERS = ("GA-03", "WJ-03", "RS-04")
"""Of three departments, and any of them can stand alone."""


@pytest.fixture(scope="module")
def office(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("office")) as found:
        yield found


@pytest.fixture
def draft(office):
    """A new theme of three departments."""
    drafting = office.policy.designer.drafting
    new = drafting.create(name="Three", lead_department="GA", audience_kind="individual")
    return drafting.save(new, drafting.arrange(new.document, MATTERS))


def start(office, draft, **given):
    return office.policy.rounds.confirming.start_round(draft.code, draft.revision, **given)


def officer(office, department):
    member = StaffMember(f"of-{department}", department, (Role.DEPARTMENT,), department)
    return office.as_(member).rounds.answering


def asked_of(found, department):
    return [cell.element for cell in found.cells if cell.department == department]


def answer_all(office, found, code):
    for department in found.departments:
        own = dict.fromkeys(asked_of(found, department), YES)
        officer(office, department).answer_round(code, found.number, own)


def newest(office, draft):
    return office.policy.rounds.confirming.read_round(draft.code).round


def refused(work):
    with pytest.raises(RoundRefusedError) as error:
        work()
    return error.value.message_key.rpartition("round_")[2]


def test_a_theme_is_confirmed_audited_published_and_then_asked_anew(office, draft):
    publish = partial(office.policy.designer.publishing.publish, draft.code)
    audit = partial(office.as_(AUDITOR).rounds.confirming.audit_round, draft.code, passed=True)
    found = start(office, draft)
    assert found.departments == ("GA", "RS", "WJ")
    assert refused(publish) == "unsettled"
    assert refused(audit) == "unsettled"

    answer_all(office, found, draft.code)
    assert refused(publish) == "not_audited"
    assert refused(partial(office.policy.rounds.confirming.audit_round, draft.code, passed=True))
    audit()
    version = publish()

    assert version.version == 1
    closed = newest(office, draft)
    assert closed.phase is Phase.PUBLISHED
    assert closed.events[-1].details == {"version": 1}
    assert refused(lambda: start(office, draft)) == "nothing"
    assert set(start(office, draft, everything=True).cells.values()) == {CellState.SILENT}


def test_what_was_changed_after_the_audit_is_not_published(office, draft):
    answer_all(office, start(office, draft), draft.code)
    office.as_(AUDITOR).rounds.confirming.audit_round(draft.code, passed=True)
    changed = office.policy.designer.drafting.save(draft, {**draft.document, "note": "x"})

    assert refused(partial(office.policy.designer.publishing.publish, draft.code)) == (
        "changed_since"
    )

    again = start(office, changed)
    assert set(again.cells.values()) == {CellState.KEPT}
    office.as_(AUDITOR).rounds.confirming.audit_round(draft.code, passed=True)
    assert office.policy.designer.publishing.publish(draft.code).version == 1


def test_where_rounds_are_required_nothing_that_concerns_a_department_goes_without(office, draft):
    strict = designing_use_cases(
        StaffContext(office.transaction, office.clock), rounds_required=True
    )
    session = let_in(office.transaction, POLICY)
    publish = partial(strict.publishing.publish, session, draft.code)
    assert refused(publish) == "required"

    office.policy.designer.publishing.publish(draft.code)
    draft = office.policy.designer.drafting.open(draft.code)
    office.policy.designer.drafting.save(draft, {**draft.document, "note": "words only"})

    assert publish().version == 2


def test_a_withdrawn_round_stands_in_nobodys_way_and_stays_on_record(office, draft):
    found = start(office, draft)
    assert (
        refused(partial(office.policy.rounds.confirming.withdraw_round, draft.code, " "))
        == "words_withdrawal"
    )
    office.policy.rounds.confirming.withdraw_round(draft.code, "the wrong draft")

    own = dict.fromkeys(asked_of(found, "WJ"), YES)
    late = partial(officer(office, "WJ").answer_round, draft.code, found.number, own)
    assert refused(late) == "closed"
    assert office.policy.designer.publishing.publish(draft.code).version == 1
    assert newest(office, draft).events[-1].details == {"words": "the wrong draft"}


def test_a_department_sees_and_answers_only_what_is_its_own(office, draft):
    found, health = start(office, draft), officer(office, "WJ")
    other = asked_of(found, "GA")[0]

    view = health.read_asked(draft.code)

    assert view.round.departments == ("WJ",)
    assert set(view.words) == set(asked_of(found, "WJ"))
    assert draft.code in [theme.code for theme in health.list_asked()]
    assert refused(partial(health.answer_round, draft.code, found.number, {other: YES})) == (
        "not_concerned"
    )
    assert officer(office, "SW").read_asked(draft.code) is None
    assert refused(partial(health.answer_round, draft.code, found.number + 1, {})) == "closed"


def test_of_several_answers_one_that_lacks_words_lets_none_be_written(office, draft):
    found = start(office, draft)
    answers = {
        **dict.fromkeys(asked_of(found, "WJ"), YES),
        "matter:WJ-03": Answer(AnswerKind.REFUSE),
    }

    assert (
        refused(partial(officer(office, "WJ").answer_round, draft.code, found.number, answers))
        == "words_refuse"
    )
    assert CellState.ACCEPTED not in newest(office, draft).cells.values()


def test_a_draft_that_was_saved_meanwhile_is_not_what_is_asked_about(office, draft):
    office.policy.designer.drafting.save(draft, {**draft.document, "note": "x"})

    with pytest.raises(StaleDraftError):
        start(office, draft)


def test_two_start_at_once_and_there_is_one_round(office, draft):
    came = all_at_once(*[partial(start, office, draft)] * 3)

    assert kinds_of(came) == {"Round": 1, "RoundRefusedError": 2}
    assert newest(office, draft).number == 1


def test_two_officers_answer_at_once_and_both_are_written_down(office, draft):
    found = start(office, draft)
    works = [
        partial(
            officer(office, department).answer_round,
            draft.code,
            found.number,
            dict.fromkeys(asked_of(found, department), YES),
        )
        for department in ("GA", "WJ", "GA", "RS")
    ]

    came = all_at_once(*works)

    assert came == [None] * 4
    assert newest(office, draft).is_settled
    numbers = [event.number for event in newest(office, draft).events]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_clock_escalates_once_however_many_processes_have_one(office, draft):
    found = start(office, draft)
    office.clock.wait(days=12)
    own = dict.fromkeys(asked_of(found, "WJ"), YES)
    clock = partial(remind_rounds, office.transaction, office.clock())
    answer = partial(officer(office, "WJ").answer_round, draft.code, found.number, own)

    all_at_once(clock, answer, clock, clock)

    after = newest(office, draft)
    escalated = [event for event in after.events if event.action is RoundAction.ESCALATED]
    assert len(escalated) == 1
    assert {"GA", "RS"} <= set(escalated[0].details["departments"])
    agreed = {cell.department for cell, state in after.cells.items() if state in AGREED}
    assert agreed == {"WJ"}
    assert refused(partial(office.policy.designer.publishing.publish, draft.code)) == "unsettled"


def test_a_refusal_against_the_publication_comes_before_it_or_too_late(office, draft):
    found = start(office, draft)
    answer_all(office, found, draft.code)
    no = {"matter:WJ-03": Answer(AnswerKind.REFUSE, "not like this")}

    came = all_at_once(
        partial(officer(office, "WJ").answer_round, draft.code, found.number, no),
        partial(office.as_(AUDITOR).rounds.confirming.audit_round, draft.code, passed=True),
    )

    assert [type(result).__name__ for result in came].count("RoundRefusedError") == 1
    passed = newest(office, draft).phase is Phase.PASSED
    assert passed is newest(office, draft).is_settled


def test_a_reminder_goes_out_once_a_day(office, draft):
    start(office, draft)
    remind = partial(office.policy.rounds.confirming.remind_departments, draft.code)
    remind()
    assert refused(remind) == "reminded_today"
    office.clock.wait(days=1)
    remind()


# --- Older rounds, and the day that an audit sets


def test_the_day_that_an_audit_sets_is_proposed_and_holds_where_no_other_is_given(office, draft):
    publishing = office.policy.designer.publishing
    day, confirming = SetDay.of(office), office.as_(AUDITOR).rounds.confirming
    answer_all(office, start(office, draft), draft.code)
    audit = partial(confirming.audit_round, draft.code, passed=True)
    with pytest.raises(InvalidTermError):
        audit(effective_on=day.yesterday)

    audit(effective_on=day.later)

    assert newest(office, draft).effective_on == day.later
    look = publishing.before_publishing(office.policy.designer.drafting.open(draft.code))
    assert (look.today, look.proposed) == (day.today, day.later)
    version = publishing.publish(draft.code)
    assert publishing.life(draft.code).life.starts[version.version] == day.later


def test_what_is_returned_sets_no_day(office, draft):
    answer_all(office, start(office, draft), draft.code)
    audit = office.as_(AUDITOR).rounds.confirming.audit_round

    audit(draft.code, passed=False, reason="no", effective_on=SetDay.of(office).later)

    assert newest(office, draft).effective_on is None


def test_an_older_round_is_read_compared_and_has_its_minutes(office, draft):
    confirming = office.policy.rounds.confirming
    found = start(office, draft)
    answer_all(office, found, draft.code)
    no = Answer(AnswerKind.REFUSE, "no", "law", "other")
    element = asked_of(found, "WJ")[0]
    officer(office, "WJ").answer_round(draft.code, found.number, {element: no})
    confirming.withdraw_round(draft.code, "once more")
    start(office, draft)
    officer(office, "WJ").answer_round(draft.code, 2, {element: YES})

    older, newer = (confirming.read_round(draft.code, number=number) for number in (1, 2))
    compared = confirming.compare_rounds(draft.code, 1, 2)

    assert (older.is_newest, newer.is_newest, newer.newest) == (False, True, 2)
    (cell,) = compared.cells
    assert (cell.cell.department, cell.cell.element) == ("WJ", element)
    assert (cell.before, cell.after) == (CellState.REFUSED, CellState.ACCEPTED)
    assert confirming.read_round(draft.code, number=3) is None
    assert confirming.compare_rounds(draft.code, 1, 3) is None
    with office.transaction() as stores:
        first, second = (
            minutes_in(stores, draft.code, locale="en", today=SetDay.of(office).today, number=n)
            for n in (1, 2)
        )
    assert "once more" in " ".join(first.texts())
    assert "once more" not in " ".join(second.texts())
