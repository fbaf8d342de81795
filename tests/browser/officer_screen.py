"""Officers and the window at their screens, who play a story as people do: look, press, type."""

import re
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import expect

from core.i18n import DEFAULT_LOCALE, translate
from core.review.next_moves import NextMove
from core.staff.models import OPERATOR
from core.working_days import day_of
from tests.browser.designing import DESK, DesignerDriver
from tests.browser.driving import draw_name
from tests.playing import officer_of
from tests.staffing import PASSWORD

_PATIENCE = 60_000


def say(key):
    """Return what a page of the designer says."""
    return translate(f"designer.{key}", DEFAULT_LOCALE)


_MOVE_OF = {translate(f"tasks.move.{move}", DEFAULT_LOCALE): move for move in NextMove}


def employ(hall, departments):
    """Give an officer of each office an account; who has one already keeps it."""
    for department in departments:
        officer = officer_of(department)
        hall.staff.accounts.add(
            OPERATOR,
            officer.username,
            officer.display_name,
            roles=list(officer.roles),
            password=PASSWORD,
            department=department,
        )


@contextmanager
def seated(chromium, address, username):
    """Yield a browser of somebody's own who is logged in."""
    context = chromium.new_context(viewport=DESK, locale="zh-CN")
    context.set_default_timeout(_PATIENCE)
    driver = DesignerDriver(context.new_page(), address)
    driver.log_in(username)
    yield driver
    context.close()


class ScreenDesk:
    """An officer at a screen, who does what the work list says (:func:`tests.playing.play`)."""

    def __init__(self, driver, clock):
        self._driver = driver
        self._page = driver.page
        self._clock = clock

    def moves(self, number):
        """Return what the list shows of a case: what is next, by matter."""
        self._driver.open(f"tasks?q={number}")
        self._page.locator(".st-key-tasks, .empty").first.wait_for()
        rows = self._page.locator(f"[class*='st-key-row_'][class*='{number}']")
        return dict(map(self._read, rows.all()))

    def _read(self, row):
        button = row.locator("[class*=st-key-task_]").get_attribute("class")
        words = row.locator(".row > div").last.inner_text().splitlines()[-1].strip()
        return re.search(r"st-key-task_[\w-]+_([\w-]+)", button)[1], _MOVE_OF[words]

    def take(self, number, matter, move):
        """Open a matter and take the step that is next; return whether there was one to take."""
        self._driver.press_key(f"task_{number}_{matter}")
        self._page.locator(".lookedat").wait_for()
        self._driver.settle()
        taken = self._take(move)
        self._driver.press_key("desk_to_list")
        return taken

    def _take(self, move):
        if move is NextMove.SPEAK:
            return self._go("accepted")
        if move is NextMove.INSPECT and self._is_open("inspected"):
            return self._go("inspected", self._give_opinion)
        if move is NextMove.INSPECT and not self._is_open("granted"):
            return self._go("inspection_set", self._make_appointment)
        if self._assess():
            return True
        return self._is_open("granted") and self._go("granted", self._name_results)

    def say_amounts(self, number, matters):
        """Say how much each matter is before its turn, so that all can be paid at once."""
        for matter in matters:
            self._driver.open(f"tasks?case={number}&matter={matter}")
            self._page.locator(".lookedat").wait_for()
            self._driver.settle()
            self._assess()

    def _assess(self):
        """Say how much it is, where the office has to before anybody can pay."""
        charge = self._page.locator(".charge")
        if not charge.count() or say("fees.state.open") not in charge.inner_text():
            return False
        self._type(self._driver.at("charge_amount").locator("input"), "100")
        self._driver.press_key("charge_say")
        expect(charge).not_to_contain_text(say("fees.state.open"))
        return True

    def _is_open(self, action):
        """Say whether nothing is in the way of a step: then its words say what it means."""
        words = self._driver.at(f"actrow_{action}").locator(".stepwhy").inner_text()
        return words == say(f"desk.means.{action}")

    def _go(self, action, fill=lambda dialog: None):
        """Press a step, say what it asks for, and press its button."""
        self._driver.press_key(f"act_{action}")
        dialog = self._page.get_by_role("dialog")
        dialog.wait_for()
        fill(dialog)
        self._driver.press_key("act_go")
        expect(dialog).to_have_count(0)
        expect(self._page.locator("p.note[role=status]").first).to_be_visible()
        return True

    def _make_appointment(self, dialog):
        dialog.get_by_label(say("desk.place.day"), exact=False).first.click()
        self._page.keyboard.type(f"{day_of(self._clock()):%Y%m%d}")
        self._page.keyboard.press("Tab")
        self._write(dialog, say("desk.place.place"), "演示路 1 号首层")

    def _give_opinion(self, dialog):
        self._write(dialog, say("desk.place.words"), "与申请一致。")

    def _name_results(self, dialog):
        numbers = dialog.locator("[class*=st-key-say_number_] input")
        for place in range(numbers.count()):
            self._type(numbers.nth(place), f"演示-{place + 1}")

    def _write(self, dialog, label, words):
        self._type(dialog.get_by_label(label, exact=False).last, words)

    def _type(self, entry, words):
        entry.fill(words)
        entry.press("Tab")
        self._driver.settle()


class Till:
    """The window, where everything that is due is paid at once: one more desk of a story.

    ``tickets`` counts the payments.
    """

    def __init__(self, driver):
        self._driver = driver
        self.tickets = 0

    def moves(self, number):
        """Return that the bill is looked at."""
        return {"": NextMove.DECIDE}

    def take(self, number, matter, move):
        """Take what is due; return whether anything was."""
        self._driver.open(f"fees?case={number}")
        self._driver.at("fees_bill").locator("h2").wait_for()
        if not self._driver.at("fees_take").count():
            return False
        ticket = self._driver.page.locator("[class*=st-key-fees_ticket_] input")
        self.tickets += 1
        ticket.fill(f"演示票据 {self.tickets}")
        ticket.press("Tab")
        self._driver.settle()
        self._driver.press_key("fees_take")
        expect(self._driver.page.locator(".given")).to_be_visible()
        return True


def archive(window, number):
    """Take a case that has ended along for the archive, and return the package."""
    window.open(f"window?case={number}")
    with window.page.expect_download() as made:
        window.press_key(f"archive_{number}")
    return Path(made.value.path()).read_bytes()


def collect(window, number, number_end):
    """Let the window hand over all that waits: to one who acts in the case, and signs for it."""
    window.open(f"window?case={number}")
    boxes = window.page.locator("[class*=st-key-checked_] label")
    boxes.first.wait_for()
    count = boxes.count()
    for place in range(count):
        boxes.nth(place).click()
        window.settle()
    entry = window.page.locator("[class*=st-key-hand_number_end_] input")
    entry.fill(number_end)
    entry.press("Tab")
    window.settle()
    pad = window.at("window_pad").locator("canvas")
    pad.scroll_into_view_if_needed()
    window.settle()
    draw_name(window.page, pad)
    window.settle()
    window.press_key("window_hand_over")
    expect(window.page.locator(".given")).to_be_visible()
    return count
