"""An officer asks once, the applicant puts it right where they look after their case."""

from datetime import date

import pytest

from core.cases.history import broken_at
from core.errors import (
    CaseClosedError,
    CaseNotFoundError,
    CorrectionEmptyError,
    CorrectionNotFirstError,
    CorrectionPendingError,
    CorrectionTooLateError,
    NothingToCorrectError,
    NothingWrittenError,
    TrackingRefusedError,
    UploadRefusedError,
)
from core.review.deciding import GrantedResult, Granting
from core.review.models import Fault
from core.services.citizens import Credentials
from core.training.scenarios import read_scenario
from tests.papers import PDF, text_of
from tests.seating import HEALTH, REGISTRY, TAX
from tests.services.applications import CODE, application_of
from tests.services.conftest import ASSETS, staffed

MATTER = "WJ-01"
UNTIL = date(2026, 12, 8)


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


@pytest.fixture
def case(hall, request):
    hall.clock.now = type(hall.clock)().now
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    return hall.kiosk.handing_in.submit(
        application_of(person, hall.kiosk, request.node.name), code=CODE
    )


@pytest.fixture
def asked(case):
    return Credentials(case.number, case.application.values["per.id_no@principal"][-4:])


def part_of(hall, case):
    (part,) = hall.as_(HEALTH).office.opening.forms(case.number)
    return part


@pytest.fixture
def entry(hall, case):
    section = part_of(hall, case).form.sections[0]
    return Fault(section.parts[0].field, "whatever they say", "名称与招牌不同", "写招牌上的名称")


@pytest.fixture
def paper(hall, case):
    place = part_of(hall, case).papers[0].place
    return Fault(place, "", "复印件看不清", "重新拍一张清楚的")


def ask(hall, case, *faults, by=HEALTH):
    hall.as_(by).office.correcting.ask_for_correction(
        case.number, MATTER, faults=faults, until=UNTIL
    )


def actions(hall, case):
    with hall.transaction() as stores:
        history = stores.cases.get(case.number).history
    assert broken_at(history) is None
    return [event.action for event in history]


def test_the_applicant_is_told_everything_and_puts_it_right(hall, case, asked, entry, paper):
    ask(hall, case, entry, paper)

    status = hall.kiosk.tracking.look(asked)
    assert [waiting.correction.fault.wrong for waiting in status.to_correct] == [
        entry.wrong,
        paper.wrong,
    ]
    assert {correction.department for correction in status.corrections} == {
        part_of(hall, case).form.department
    }
    words, file = (waiting.correction for waiting in status.to_correct)
    assert words.fault.label == part_of(hall, case).form.sections[0].parts[0].label
    assert words.until == UNTIL

    hall.kiosk.tracking.correct(asked, [words], " 小满理发店 ")
    hall.kiosk.tracking.correct_material(asked, [file], name="新.pdf", content=PDF)

    assert hall.kiosk.tracking.look(asked).to_correct == ()
    part = part_of(hall, case)
    assert part.corrections[0].answer == "小满理发店"
    (handed_in,) = [given for given in part.papers if given.place == paper.place]
    digest = part.corrections[1].answer
    assert handed_in.files[-1].digest == digest
    assert (
        hall.as_(HEALTH).office.opening.paper_file(case.number, MATTER, digest).startswith(b"%PDF")
    )
    assert actions(hall, case) == ["received", "correction_asked", "corrected", "corrected"]


def test_nothing_of_the_notice_is_in_the_history(hall, case, asked, entry):
    ask(hall, case, entry)
    (waiting,) = hall.kiosk.tracking.look(asked).to_correct
    hall.kiosk.tracking.correct(asked, [waiting.correction], "小满理发店")

    with hall.transaction() as stores:
        history = str([event.details for event in stores.cases.get(case.number).history])
    assert [words for words in ("招牌", "小满") if words in history] == []


def test_a_second_notice_names_nothing_new(hall, case, asked, entry, paper):
    ask(hall, case, entry)
    with pytest.raises(CorrectionPendingError):
        ask(hall, case, entry)
    (waiting,) = hall.kiosk.tracking.look(asked).to_correct
    hall.kiosk.tracking.correct(asked, [waiting.correction], "还是错的")
    with pytest.raises(CorrectionNotFirstError):
        ask(hall, case, entry, paper)

    ask(hall, case, entry)

    assert [
        correction.correction.number for correction in hall.kiosk.tracking.look(asked).corrections
    ] == [2, 1]


def pass_on(hall, case):
    """Grant what the matter waits for: its own days to ask begin."""
    registry = hall.as_(REGISTRY).office
    registry.accepting.accept_matter(case.number, "SCJG-01")
    licence = Granting((GrantedResult("营业执照", "92441202MA0000001X"),))
    registry.deciding.grant_matter(case.number, "SCJG-01", licence)


def test_a_licence_is_asked_about_within_five_working_days(hall, case, entry):
    assert part_of(hall, case).last_day is None
    pass_on(hall, case)
    assert part_of(hall, case).last_day == date(2026, 12, 1)
    hall.clock.wait(days=8)

    with pytest.raises(CorrectionTooLateError):
        ask(hall, case, entry)

    assert actions(hall, case) == ["received", "accepted", "granted", "passed_on"]


def test_nobody_corrects_what_is_none_of_theirs(hall, case, asked, entry, paper):
    with pytest.raises(CaseNotFoundError):
        ask(hall, case, entry, by=TAX)
    with pytest.raises(CorrectionEmptyError):
        ask(hall, case, Fault("per.id_no@principal", "", "x", "y"))
    with pytest.raises(CaseNotFoundError):
        hall.as_(HEALTH).office.opening.paper_file(case.number, MATTER, "0" * 64)
    ask(hall, case, entry)
    (waiting,) = hall.kiosk.tracking.look(asked).to_correct
    stranger = Credentials(asked.number, "0000" if asked.last_four != "0000" else "1111")
    with pytest.raises(TrackingRefusedError):
        hall.kiosk.tracking.correct(stranger, [waiting.correction], "x")


def test_an_answer_counts_once_and_says_something(hall, case, asked, entry, paper):
    ask(hall, case, entry, paper)
    words, file = (waiting.correction for waiting in hall.kiosk.tracking.look(asked).to_correct)
    with pytest.raises(NothingWrittenError):
        hall.kiosk.tracking.correct(asked, [words], "  ")
    with pytest.raises(UploadRefusedError):
        hall.kiosk.tracking.correct_material(asked, [file], name="x.pdf", content=b"MZ")
    hall.kiosk.tracking.correct(asked, [words], "对的")
    with pytest.raises(NothingToCorrectError):
        hall.kiosk.tracking.correct(asked, [words], "又一次")

    assert part_of(hall, case).corrections[0].answer == "对的"


def test_a_case_that_was_withdrawn_is_corrected_no_more(hall, case, asked, entry):
    ask(hall, case, entry)
    (waiting,) = hall.kiosk.tracking.look(asked).to_correct
    hall.kiosk.tracking.withdraw(asked, CODE)

    assert hall.kiosk.tracking.look(asked).to_correct == ()
    with pytest.raises(CaseClosedError):
        hall.kiosk.tracking.correct(asked, [waiting.correction], "x")
    with pytest.raises(CaseClosedError):
        ask(hall, case, entry)


def test_the_notice_is_printed_whole_for_its_own_office_alone(hall, case, entry, paper):
    ask(hall, case, entry, paper)
    with hall.transaction() as stores:
        sequence = stores.cases.get(case.number).history[-1].sequence

    printed = hall.as_(HEALTH).office.opening.notice_file(case.number, MATTER, sequence)

    text = text_of(printed)
    assert "补正告知书" in text
    assert "名称与招牌不同" in text
    assert "重新拍一张清楚的" in text
    with pytest.raises(CaseNotFoundError):
        hall.as_(TAX).office.opening.notice_file(case.number, MATTER, sequence)
    with pytest.raises(CaseNotFoundError):
        hall.as_(HEALTH).office.opening.notice_file(case.number, MATTER, 1)
