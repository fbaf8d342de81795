"""Forms on paper: printed with numbers of their own, entered once, received when they were."""

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest

from core.cases.history import broken_at
from core.cases.paper_forms import PaperFormState, PaperReception, entered_in, sheet_of
from core.cases.receipt_codes import opens
from core.cases.review_actions import ReviewAction
from core.errors import (
    CaseNotFoundError,
    NotPermittedError,
    PaperEntryOverError,
    PaperFormsManyError,
    PaperFormUnknownError,
    PaperFormUsedError,
    PaperFormVoidedError,
    PaperSheetGoneError,
    PrintingError,
    StatementIncompleteError,
    UploadRefusedError,
)
from core.materials.inspecting import inspect
from core.review.matter_reviews import matter_reviews
from core.services.citizens import Credentials, drafts
from core.services.officers.paper_entry_visits import SheetScan
from core.services.operators.accept_by_silence import accept_by_silence
from core.services.operators.end_unsupplied import end_unsupplied
from core.services.review_steps import ReviewRules, ReviewStep, write_review_step
from core.training.scenarios import read_scenario
from core.working_days import WEEKENDS_ONLY, day_of
from tests.papers import PDF
from tests.seating import HEALTH, POLICY, WINDOW
from tests.services.applications import application_of
from tests.services.conftest import ASSETS, staffed
from tests.services.racing import all_at_once, kinds_of

WHY = "停电，系统停用"
RULES = ReviewRules(WEEKENDS_ONLY)


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


@pytest.fixture(scope="module")
def person():
    return read_scenario(ASSETS / "scenarios" / "S02.yaml")


class UnreadPrinter:
    """Prints nothing, and remembers what was to be printed."""

    def __init__(self, *, fails=False):
        self.content = None
        self.fails = fails

    def print_paper(self, content):
        self.content = content
        if self.fails:
            raise PrintingError(reason="no paper")
        return b"%PDF"


@pytest.fixture
def printed(hall, person, monkeypatch):
    """Print two forms, and return them as they lie on the counter."""
    printer = UnreadPrinter()
    monkeypatch.setattr(hall.papers, "_printer", printer)
    hall.as_(POLICY).papers.print_forms(person.theme, 2)
    return printer.content.blanks


def reception(hall, **ago):
    return PaperReception(hall.clock.now - timedelta(**ago), "窗口人员乙", WHY)


def begin(hall, number, at):
    code = hall.as_(WINDOW).papers.begin_entry(number, at)
    return hall.kiosk.visits.keeper.resume(code.number, code.code)


def filled_in(hall, person, state):
    """Fill in at the kiosk what stands on the form."""
    draft = drafts.resume_draft(state.application, state.place)
    on_form = application_of(person, hall.kiosk, draft.submission_key)
    return replace(on_form, channel=draft.application().channel)


def hand_in(hall, person, state):
    return hall.kiosk.handing_in.submit(filled_in(hall, person, state), code="ACDE-FGHJ")


def asked(case):
    return Credentials(case.number, case.application.values["per.id_no@principal"][-4:])


def state_of(hall, number):
    stock = hall.as_(WINDOW).papers.stock()
    return next(each.form.state for each in stock.forms if each.form.number == number)


def test_a_case_from_paper_has_the_number_the_code_and_the_time_of_its_slip(hall, person, printed):
    blank = printed[0]
    hall.clock.wait(hours=30)
    received = reception(hall, hours=26)

    case = hand_in(hall, person, begin(hall, blank.number.lower(), received))

    with hall.transaction() as stores:
        kept = stores.cases.get(blank.number)
    entered = entered_in(kept.history)
    assert (case.number, kept.received_at) == (blank.number, received.received_at)
    assert opens(kept, blank.code)
    assert not opens(kept, "ACDE-FGHJ")
    assert [event.at for event in kept.history] == [received.received_at, hall.clock.now]
    assert (entered.received_at, entered.received_by) == (received.received_at, "窗口人员乙")
    assert (entered.entered_at, entered.entered_by, entered.why) == (
        hall.clock.now,
        "window",
        WHY,
    )
    assert broken_at(kept.history) is None
    assert state_of(hall, blank.number) is PaperFormState.USED


def test_the_receipt_counts_from_the_day_on_which_somebody_can_accept_it(hall, person, printed):
    hall.clock.wait(days=4)
    case = hand_in(hall, person, begin(hall, printed[0].number, reception(hall, days=3)))
    today = hall.kiosk.handing_in.submit(application_of(person, hall.kiosk, "of today"))

    receipts = [hall.kiosk.handing_in.receipt(each.number) for each in (case, today)]

    assert receipts[0].received_at < receipts[1].received_at
    assert receipts[0].due_on == receipts[1].due_on


def test_a_number_is_used_once(hall, person, printed):
    number = printed[0].number
    hall.clock.wait(hours=1)
    state = begin(hall, number, reception(hall, minutes=5))
    application = filled_in(hall, person, state)

    first = hall.kiosk.handing_in.submit(application)
    again = hall.kiosk.handing_in.submit(application)

    assert first.number == again.number == number
    with pytest.raises(PaperFormUsedError):
        begin(hall, number, reception(hall, minutes=5))
    with pytest.raises(PaperFormUsedError):
        hall.as_(WINDOW).papers.void(number, "找不到了")


def test_of_two_who_enter_one_form_the_one_who_began_last_makes_the_case(hall, person, printed):
    number = printed[0].number
    hall.clock.wait(hours=1)
    first = begin(hall, number, reception(hall, minutes=9))
    second = begin(hall, number, reception(hall, minutes=5))

    with pytest.raises(PaperEntryOverError):
        hand_in(hall, person, first)
    case = hand_in(hall, person, second)

    assert case.received_at == hall.clock.now - timedelta(minutes=5)


def test_one_form_entered_and_voided_at_once_is_one_of_both(hall, person, printed):
    number = printed[0].number
    hall.clock.wait(hours=1)
    application = filled_in(hall, person, begin(hall, number, reception(hall, minutes=5)))

    def submit():
        return hall.kiosk.handing_in.submit(application)

    def void():
        return hall.as_(WINDOW).papers.void(number, "雨水泡坏了")

    kinds = kinds_of(all_at_once(submit, void))
    is_used = state_of(hall, number) is PaperFormState.USED
    expected = {"Case": 1, "PaperFormUsedError": 1}
    assert kinds == (expected if is_used else {"NoneType": 1, "PaperEntryOverError": 1})


def test_handed_in_twice_at_once_a_form_is_one_case(hall, person, printed):
    hall.clock.wait(hours=1)
    state = begin(hall, printed[0].number, reception(hall, minutes=5))
    application = filled_in(hall, person, state)

    def submit():
        return hall.kiosk.handing_in.submit(application)

    cases = all_at_once(submit, submit)

    assert {case.number for case in cases} == {printed[0].number}


def test_a_lost_form_is_voided_with_a_reason_and_never_a_case(hall, person, printed):
    number = printed[1].number
    papers = hall.as_(WINDOW).papers
    with pytest.raises(StatementIncompleteError):
        papers.void(number, " 丢 ")

    papers.void(number, "雨水泡坏了")

    assert state_of(hall, number) is PaperFormState.VOIDED
    with pytest.raises(PaperFormVoidedError):
        begin(hall, number, reception(hall, minutes=1))


@pytest.mark.parametrize(
    ("ago", "rule"),
    [
        ({"minutes": -1}, "paper_in_future"),
        ({"hours": 2}, "paper_before_printed"),
        ({"days": 10, "minutes": 1}, "paper_long_ago"),
    ],
)
def test_nothing_is_received_in_the_future_nor_before_printing(hall, printed, ago, rule):
    hall.clock.wait(**({"days": 11} if "days" in ago else {"hours": 1}))

    with pytest.raises(StatementIncompleteError) as refused:
        begin(hall, printed[0].number, reception(hall, **ago))

    assert [problem.rule for problem in refused.value.problems] == [rule]


def test_who_received_it_and_why_is_said(hall, printed):
    hall.clock.wait(hours=1)
    untold = PaperReception(hall.clock.now, "", " ")

    with pytest.raises(StatementIncompleteError) as refused:
        begin(hall, printed[0].number, untold)

    assert [problem.place for problem in refused.value.problems] == ["received_by", "why"]


def test_no_number_that_was_not_printed_is_entered(hall):
    for number in ("261124-ACDE-FGHY", "261124-ACDE-FGHX", "nothing"):
        with pytest.raises(PaperFormUnknownError):
            begin(hall, number, reception(hall, minutes=1))


def test_five_days_that_went_by_before_it_was_entered_have_accepted_it_once(hall, person, printed):
    hall.clock.wait(days=12)
    received = replace(reception(hall, days=11), is_sure=True)
    number = hand_in(hall, person, begin(hall, printed[0].number, received)).number

    written = [accept_by_silence(hall.transaction, RULES, at=hall.clock.now) for _ in range(2)]

    with hall.transaction() as stores:
        case = stores.cases.get(number)
        reviews = {task.matter: task for task in RULES.tasks(stores, case.outline)}
    deemed = [event for event in case.history if event.action == "deemed_accepted"]
    assert written[0] >= len(deemed) > 0
    assert written[1] == 0
    assert len({event.details["matter"] for event in deemed}) == len(deemed)
    assert reviews


def test_nobody_is_late_before_the_form_was_entered(hall, monkeypatch):
    restaurant = read_scenario(ASSETS / "scenarios" / "S01.yaml")
    printer = UnreadPrinter()
    monkeypatch.setattr(hall.papers, "_printer", printer)
    hall.as_(POLICY).papers.print_forms(restaurant.theme, 1)
    hall.clock.wait(days=20)
    received = replace(reception(hall, days=19), is_sure=True)
    case = hand_in(hall, restaurant, begin(hall, printer.content.blanks[0].number, received))
    now = hall.kiosk.handing_in.submit(application_of(restaurant, hall.kiosk, "of that day"))
    today = day_of(hall.clock.now)

    seen, seen_now = (hall.kiosk.tracking.look(asked(each)) for each in (case, now))
    assert seen.owed == seen_now.owed != ()
    assert [it.until for it in seen.receipt.materials] == [
        it.until for it in seen_now.receipt.materials
    ]
    assert seen.due == seen_now.due
    accept_by_silence(hall.transaction, RULES, at=hall.clock.now)
    for action, matter, details in (
        (ReviewAction.GRANTED, "SCJG-01", {"results": []}),
        (ReviewAction.ACCEPTED, "CG-02", {}),
    ):
        step = ReviewStep(action, matter, details)
        with hall.transaction() as stores:
            write_review_step(stores, case.number, step, actor="li", at=hall.clock.now, rules=RULES)
    end_unsupplied(hall.transaction, RULES, at=hall.clock.now)
    with hall.transaction() as stores:
        outline = stores.cases.get(case.number).outline
        reviews = matter_reviews(outline, RULES.terms(stores, outline))
    assert reviews["SCJG-01"].accepted_on == day_of(received.received_at)
    assert reviews["CG-02"].deferral.supply_by > today
    assert not [event for event in outline.history if event.action == ReviewAction.LAPSED]


def begin_with_scan(hall, number, content=PDF):
    scan = SheetScan("签字原表.pdf", content)
    papers = hall.as_(WINDOW).papers
    code = papers.begin_entry(number, reception(hall, minutes=5), scan)
    return hall.kiosk.visits.keeper.resume(code.number, code.code)


def test_the_scan_of_the_signed_form_goes_with_the_case(hall, person, printed):
    hall.clock.wait(hours=1)
    case = hand_in(hall, person, begin_with_scan(hall, printed[0].number))

    with hall.transaction() as stores:
        kept = stores.cases.get(case.number)
    sheet = sheet_of(kept)
    assert len(kept.application.uploads) == len(case.application.uploads) + 1
    assert broken_at(kept.history) is None

    window, office = hall.as_(WINDOW).office, hall.as_(HEALTH).office
    seen = hall.as_(WINDOW).counter.receiving.counter_case(case.number)
    assert (seen.entered_at, seen.sheet) == (hall.clock.now, sheet)
    assert window.opening.paper_file(case.number, case.matters[0], sheet.digest) == PDF
    theirs = office.reviewing.task(case.number)
    assert (theirs.paper.has_scan, theirs.paper.sheet) == (True, None)
    with pytest.raises(CaseNotFoundError):  # what other departments asked stands on it
        office.opening.paper_file(case.number, theirs.matter, sheet.digest)

    hall.kiosk.tracking.withdraw(asked(case), printed[0].code)
    package = hall.as_(WINDOW).archives.case_file(case.number)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.read("application/002.pdf") == PDF
        assert "签字的纸质申请表" in archive.read("catalogue.txt").decode()


def test_a_scan_that_cannot_be_kept_begins_nothing(hall, printed):
    hall.clock.wait(hours=1)

    with pytest.raises(UploadRefusedError):
        begin_with_scan(hall, printed[0].number, b"no picture")

    assert state_of(hall, printed[0].number) is PaperFormState.OPEN


def test_without_the_scan_that_was_attached_nothing_is_received(hall, person, printed):
    hall.clock.wait(hours=1)
    number, content = printed[0].number, PDF + b"\n%a page more"
    state = begin_with_scan(hall, number, content)
    files = hall.papers._visits._leases._files
    files.remove(hashlib.sha256(inspect(content).content).hexdigest())

    with pytest.raises(PaperSheetGoneError):
        hand_in(hall, person, state)

    assert state_of(hall, number) is PaperFormState.BEGUN
    case = hand_in(hall, person, begin_with_scan(hall, number, content))
    assert case.number == number


def test_numbers_whose_forms_could_not_be_printed_are_voided(hall, person, monkeypatch):
    printer = UnreadPrinter(fails=True)
    monkeypatch.setattr(hall.papers, "_printer", printer)

    with pytest.raises(PrintingError):
        hall.as_(POLICY).papers.print_forms(person.theme, 1)

    assert state_of(hall, printer.content.blanks[0].number) is PaperFormState.VOIDED


def test_so_many_forms_and_no_more(hall, person):
    for count in (0, 21):
        with pytest.raises(PaperFormsManyError):
            hall.as_(POLICY).papers.print_forms(person.theme, count)


def test_departments_print_and_enter_nothing(hall, person, printed):
    papers = hall.as_(HEALTH).papers
    for act in (
        papers.printable,
        papers.stock,
        lambda: papers.print_forms(person.theme, 1),
        lambda: papers.void(printed[0].number, "找不到了"),
        lambda: papers.begin_entry(printed[0].number, reception(hall, minutes=1)),
    ):
        with pytest.raises(NotPermittedError):
            act()
