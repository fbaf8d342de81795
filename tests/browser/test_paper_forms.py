"""A form on paper at the screens: printed at the desk, entered at the kiosk with its true time."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from adapters import holidays
from adapters.printing import PaperPrinter
from adapters.system import now
from core.cases.history import broken_at
from core.cases.paper_forms import sheet_of
from core.i18n import DEFAULT_LOCALE, say_day
from core.review.correcting import DAYS_TO_ASK
from core.training.scenarios import read_scenario
from core.working_days import ZONE, day_of
from tests.browser.driving import PAPER, PORTRAIT, KioskDriver, plain
from tests.browser.officer_screen import employ, seated
from tests.browser.serving import ROOT, served
from tests.fakes import FakeKiosk
from tests.seating import POLICY
from tests.staffing import open_office

pytestmark = [pytest.mark.browser, pytest.mark.walk]

SIGNED_BY = "林秋月"


class ReadPrinter(PaperPrinter):
    """Prints, and remembers which blanks were printed."""

    def print_paper(self, content):
        self.blanks = content.blanks
        return super().print_paper(content)


@pytest.fixture
def hall(tmp_path):
    opened = open_office(tmp_path)
    opened.clock.now = now() - timedelta(days=3)
    employ(opened, ["SCJG"])
    return opened


@pytest.fixture
def number(hall, monkeypatch):
    """A form that was printed three days ago."""
    printer = ReadPrinter()
    monkeypatch.setattr(hall.papers, "_printer", printer)
    hall.as_(POLICY).papers.print_forms("T02", 1)
    return printer.blanks[0].number


def test_a_form_is_printed_received_entered_and_counted_from_its_receipt(
    hall, number, chromium, shipped, tmp_path
):
    person = read_scenario(ROOT / "assets" / "scenarios" / "S02.yaml")
    received = (now() - timedelta(days=2)).astimezone(ZONE).replace(hour=9, minute=5, second=0)
    with served("designer_app.py", tmp_path, letters=15) as designer:
        with seated(chromium, designer, "window") as window:
            print_more(window)
            code = begin_entry(window, number, received)
        with served("kiosk_app.py", tmp_path) as address:
            context = chromium.new_context(viewport=PORTRAIT, has_touch=True, locale="zh-CN")
            context.set_default_timeout(60_000)
            kiosk = KioskDriver(context.new_page(), address)
            enter(kiosk, person, code, shipped)
            receipt = kiosk.page.locator(".paper").inner_text()
            context.close()

        with hall.transaction() as stores:
            case = stores.cases.get(number)
        assert broken_at(case.history) is None
        assert case.received_at == received.replace(microsecond=0)
        assert sheet_of(case) is not None
        for moment in (received, case.history[1].at.astimezone(ZONE)):
            day = say_day(moment.date(), DEFAULT_LOCALE, with_year=True)
            assert f"{day} {moment:%H:%M}" in receipt
        last = holidays.working_calendar().after(day_of(received), DAYS_TO_ASK)
        with seated(chromium, designer, "scjg") as office:
            office.open(f"tasks?case={number}")
            office.page.locator(".lookedat").wait_for()
            seen = office.text()
            assert f"{last.month} 月 {last.day} 日" in seen
            assert "录入系统" in seen
            assert "签字原表的扫描件在综合窗口" in seen


def print_more(window):
    """Print one form at the desk: it is reserved and comes as a file."""
    window.open("emergency")
    window.at("emergency_count").locator("input").fill("1")
    window.page.keyboard.press("Tab")
    window.settle()
    with window.page.expect_download() as made:
        window.press_key("emergency_print_go")
    assert made.value.suggested_filename.endswith(".pdf")
    expect(window.page.locator(".emergencyforms tbody tr")).to_have_count(2)


def begin_entry(window, number, received):
    """Write what stands on the form, attach its scan, and return what opens it at a kiosk."""
    for key, words in (("number", number), ("by", "窗口人员甲"), ("why", "演示停电")):
        window.page.locator(f"[class*=st-key-emergency_{key}_] input").fill(words)
        window.page.keyboard.press("Tab")
        window.settle()
    for key, digits in (("day", f"{received:%Y %m %d}"), ("time", f"{received:%H %M}")):
        parts = window.page.locator(f"[class*=st-key-emergency_{key}_] [role=spinbutton]")
        for place, part in enumerate(digits.split()):
            parts.nth(place).click()
            window.page.keyboard.type(part)
        window.page.keyboard.press("Tab")
        window.settle()
    window.page.locator("[class*=st-key-emergency_sheet_] input[type=file]").set_input_files(PAPER)
    window.settle()
    window.press_key("emergency_begin")
    shown = window.page.locator(".entrycode dd")
    shown.first.wait_for()
    return shown.all_inner_texts()


def enter(kiosk, person, code, shipped):
    """Copy the form at the kiosk, with the name that is signed on it."""
    answers, (number, digits) = plain(person.answers), code
    form = FakeKiosk(shipped).service.filling.form(person.theme, 1, answers)
    kiosk.press("resume")
    kiosk.at("slip_number").locator("input").fill(number)
    kiosk.at("slip_code").locator("input").fill(digits)
    kiosk.go_on()
    kiosk.answer_all(answers)
    kiosk.go_on()
    kiosk.fill_form(form, plain(person.values))
    kiosk.give_papers(form, person.papers)
    kiosk.go_on()
    signed = kiosk.page.locator("[class*=st-key-signed_name] input")
    expect(kiosk.page.locator(".to_sign, .paper").last).to_be_visible()
    while signed.count():
        kicker = kiosk.page.locator(".kicker").last.inner_text()
        kiosk.type_into(signed.first, SIGNED_BY)
        kiosk.go_on()
        following = kiosk.page.locator(".kicker, .paper").last
        expect(following).not_to_have_text(kicker, timeout=60_000)
    kiosk.page.locator(".paper").wait_for()
