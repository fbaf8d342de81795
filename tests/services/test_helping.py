"""Handing in with help: who operated for whom is in the case, once, and printed to be signed."""

import pytest

from core.cases.history import broken_at
from core.errors import (
    CaseNotFoundError,
    HelpNotedError,
    NotPermittedError,
    StatementIncompleteError,
)
from core.review.helping import HelpNote
from core.training.scenarios import read_scenario
from tests.papers import text_of
from tests.seating import HEALTH, WINDOW
from tests.services.applications import CODE, application_of
from tests.services.conftest import ASSETS, staffed
from tests.services.racing import all_at_once, kinds_of

DEAF = HelpNote("deaf", "signed_language", words="用手语逐页问答")


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


@pytest.fixture
def case(hall, request):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    application = application_of(person, hall.kiosk, request.node.name)
    return hall.kiosk.handing_in.submit(application, code=CODE)


def counter(hall):
    return hall.as_(WINDOW).counter


def test_who_helped_stands_in_the_case_and_on_the_paper_that_both_sign(hall, case):
    counter(hall).helping.note_help(case.number, DEAF)

    seen = counter(hall).receiving.counter_case(case.number)
    printed = text_of(counter(hall).helping.help_file(case.number))
    with hall.transaction() as stores:
        kept = stores.cases.get(case.number)
    assert (seen.helper, seen.helped.note) == (WINDOW.display_name, DEAF)
    assert (kept.history[-1].action, kept.history[-1].actor) == ("helped", "window")
    assert broken_at(kept.history) is None
    for words in ("帮办说明", case.number, WINDOW.display_name, "听不见", "手语", "用手语逐页问答"):
        assert words in printed


def test_a_case_in_which_nobody_helped_is_told_from_one_with_help(hall, case):
    assert counter(hall).receiving.counter_case(case.number).helped is None
    with pytest.raises(CaseNotFoundError):
        counter(hall).helping.help_file(case.number)


@pytest.mark.parametrize(
    "note",
    [
        HelpNote("", "spoken"),
        HelpNote("lazy", "spoken"),
        HelpNote("blind", ""),
        HelpNote("blind", "authorisation"),
        HelpNote("other", "spoken"),
        HelpNote("blind", "spoken", words="字" * 2_001),
    ],
)
def test_a_note_that_says_too_little_or_too_much_is_refused(hall, case, note):
    with pytest.raises(StatementIncompleteError):
        counter(hall).helping.note_help(case.number, note)

    assert counter(hall).receiving.counter_case(case.number).helped is None


def test_two_notes_at_once_are_one_and_the_second_is_told_who_wrote_it(hall, case):
    helping = counter(hall).helping

    def note():
        return helping.note_help(case.number, DEAF)

    assert kinds_of(all_at_once(note, note)) == {"NoneType": 1, "HelpNotedError": 1}
    with pytest.raises(HelpNotedError) as refused:
        note()
    assert refused.value.params["who"] == WINDOW.display_name


def test_help_before_handing_in_stands_in_case_receipt_and_note_by_whom(hall, request):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    given = hall.kiosk.assistance.help.note("工号 12", ["typing", "reading"], agrees=True)
    application = application_of(person, hall.kiosk, request.node.name, help=given)
    submitted = hall.kiosk.handing_in.submit(application, code=CODE)

    seen = counter(hall).receiving.counter_case(submitted.number)
    assert (seen.helper, seen.helped.note.acts) == ("工号 12", ("reading", "typing"))
    assert hall.kiosk.handing_in.receipt(submitted.number).helped_by == "工号 12"
    assert "念给我听" in text_of(counter(hall).helping.help_file(submitted.number))
    with hall.transaction() as stores:
        assert broken_at(stores.cases.get(submitted.number).history) is None


@pytest.mark.parametrize(
    ("helper", "acts", "agrees", "missing"),
    [
        (" ", ["typing"], True, ["helper"]),
        ("工号 12", ["flying"], True, ["acts"]),
        ("工号 12", ["typing"], False, ["agrees"]),
    ],
)
def test_help_is_noted_at_the_kiosk_with_everything_or_not_at_all(
    hall, helper, acts, agrees, missing
):
    with pytest.raises(StatementIncompleteError) as refused:
        hall.kiosk.assistance.help.note(helper, acts, agrees=agrees)

    assert [problem.place for problem in refused.value.problems] == missing


def test_who_answered_a_call_for_help_is_proposed(hall):
    call = hall.kiosk.assistance.help.call(kiosk="一号机", step="form")
    assert hall.kiosk.assistance.help.who_came(call.number) == ""

    hall.as_(WINDOW).calls.answer(call.number)

    assert hall.kiosk.assistance.help.who_came(call.number) == WINDOW.display_name


def test_departments_note_no_help(hall, case):
    with pytest.raises(NotPermittedError):
        hall.as_(HEALTH).counter.helping.note_help(case.number, DEAF)
