"""Take the pictures of the guides anew: ``python -m docs.take_screenshots``.

A real kiosk runs on a new database, and one visit is made in Chromium, as a person
would: opening a hair salon, from the first question to the receipt.
"""

from collections.abc import Mapping
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from core.catalogue.packages import read_package
from core.services.citizens import KioskForm
from core.training.scenarios import read_scenario
from tests.browser.driving import ARGUMENTS, CHROMIUM, LANDSCAPE, PORTRAIT, KioskDriver
from tests.browser.serving import ROOT, library_served, served
from tests.fakes import FakeKiosk
from tests.papers import PDF

PICTURES = ROOT / "screenshots"
"""All of them; `choose_screenshots` keeps those that documents show."""
THEME = "T02"
ALTERNATED_PAGE = 2
PAPER = {"name": "平面图.pdf", "mimeType": "application/pdf", "buffer": PDF}
IN_LANDSCAPE = frozenset(
    {"welcome", "question_premises_tenure", "guide", "licences", "fetched", "form_4", "receipt"}
    | {"keyboard", "signing", "progress"}
)
NUMBER, NAME = "per.id_no@principal", "per.name@principal"
WORDS = (
    "[data-testid=stForm] [data-testid=stTextInput] input:not([class*=st-key-keys_digits] input,"
    " [class*=st-key-keys_identity] input)"
)
"""Entries that words are typed into: over them the keyboard has a tab for names."""


class Tour:
    """One visit, with a picture of every page, some in landscape as well."""

    def __init__(self, browser: Browser, url: str) -> None:
        context = browser.new_context(viewport=PORTRAIT, has_touch=True, locale="zh-CN")
        context.set_default_timeout(20_000)
        self.kiosk = KioskDriver(context.new_page(), url)

    def picture(self, name: str) -> None:
        """Take a picture of what is on the screen."""
        page = self.kiosk.page
        page.screenshot(path=PICTURES / f"kiosk_{name}.png")
        if name in IN_LANDSCAPE:
            page.set_viewport_size(LANDSCAPE)
            self.kiosk.settle()
            page.screenshot(path=PICTURES / f"kiosk_wide_{name}.png")
            page.set_viewport_size(PORTRAIT)
            self.kiosk.settle()

    def alternate(self, name: str) -> None:
        """Take pictures of the same page with larger letters, and in English."""
        tools = {"care": ("care", "care"), "en": ("language_en", "language_zh-CN")}
        for tool, (turn_on, turn_off) in tools.items():
            self.kiosk.press(turn_on)
            self.picture(f"{tool}_{name}")
            self.kiosk.press(turn_off)

    def begin(self, answers: Mapping[str, Any]) -> None:
        """Choose the theme and answer its questions."""
        self.picture("welcome")
        self.alternate("welcome")
        self.kiosk.press("reach")
        self.picture("reach")
        self.kiosk.press("reach")
        self.kiosk.choose_theme(THEME)
        while (question := self.kiosk.question()) is not None:
            if question in {"premises_tenure", "area_biz"}:
                self.picture(f"question_{question}")
            if question == "premises_tenure":
                self.alternate("question")
            if question == "area_biz":
                self.kiosk.go_on()
                self.picture("question_error")
            self.kiosk.answer(question, answers[question])
        self.picture("guide")
        self.alternate("guide")
        self.kiosk.go_on()

    def fetch(self, values: Mapping[str, Any]) -> None:
        """Agree that the identity card is fetched, and contest one line of it for a moment."""
        self.picture("licences")
        self.alternate("licences")
        kiosk = self.kiosk
        kiosk.at(f"holder.{NUMBER}").locator("input").fill(values[NUMBER])
        kiosk.page.locator("[data-testid=stForm] [data-testid=stCheckbox] label").first.tap()
        kiosk.go_on()
        self.picture("fetched")
        kiosk.press(f"contest.{NAME}")
        self.picture("contested")
        kiosk.press(f"uncontest.{NAME}")

    def type_a_name(self) -> bool:
        """Show the keyboard while a name is typed; nothing of it stays.

        Return whether there is an entry on this page that words are typed into.
        """
        page = self.kiosk.page
        entry = page.locator(WORDS).filter(visible=True).first
        if not entry.count():
            return False
        before = entry.input_value()
        entry.tap()
        page.locator(".keyboard .mode", has_text="姓名").tap()
        for letter in "linqiuyue":
            page.locator(f'.keyboard [data-skbtn="{letter}"]').tap()
        page.locator(".keyboard .offer").first.wait_for()
        self.picture("keyboard")
        page.locator(".keyboard .hide").tap()
        entry.fill(before)
        self.kiosk.settle()
        return True

    def fill_in(self, form: KioskForm, values: Mapping[str, Any]) -> None:
        """Fill in the form, once with mistakes."""
        self.kiosk.fill_page(form, mistaken(form, values))
        self.kiosk.go_on()
        self.picture("form_error")
        numbers, typed = count(1), []

        def look() -> None:
            number = next(numbers)
            self.picture(f"form_{number}")
            if number == ALTERNATED_PAGE:
                self.alternate("form")
            if not any(typed):
                typed.append(self.type_a_name())

        self.kiosk.fill_form(form, values, look=look)
        assert any(typed), "no page has an entry for words"

    def hand_in(self, form: KioskForm) -> None:
        """Give the papers, look everything over, send it, and finish."""
        for number, paper in enumerate(form.materials):
            if number == 0:
                self.kiosk.press("phone")
                self.picture("phone")
                self.kiosk.press("phone_close")
                self.kiosk.give_file(PAPER)
            elif paper.may_come_later:
                self.picture("paper_open")
                self.kiosk.press("way.later")
            else:
                self.kiosk.press("way.template")
            self.picture(f"paper_{number + 1}")
            if number == 0:
                self.alternate("paper")
            self.kiosk.go_on()
        self.picture("review")
        self.alternate("review")
        self.kiosk.press("exit")
        self.picture("finish")
        self.kiosk.press("stay")
        self.kiosk.go_on()
        self.kiosk.draw(self.kiosk.page.locator("canvas"))
        self.picture("signing")
        self.kiosk.sign_all()
        self.kiosk.page.locator(".paper").wait_for()
        self.kiosk.settle()
        self.picture("receipt")
        self.alternate("receipt")

    def come_back(self, four: str) -> None:
        """Finish, then look after the case, and leave another visit for later."""
        kiosk = self.kiosk
        number = kiosk.page.locator(".caseno").inner_text()
        kiosk.go_on()
        kiosk.press("track")
        kiosk.at("case_number").locator("input").fill(number)
        kiosk.at("last_four").locator("input").fill(four)
        kiosk.go_on()
        self.picture("progress")
        kiosk.go_on()
        kiosk.choose_theme(THEME)
        kiosk.press("exit")
        kiosk.press("later")
        self.picture("slip")
        kiosk.go_on()


def mistaken(form: KioskForm, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values of which a telephone number lacks a digit and the first is empty.

    What has no right value is left alone: nothing would put it right.
    """
    first, *others = form.pages[0].fields
    numbers = (str(field.key) for field in others if field.type == "phone")
    short = {key: "1382345678" for key in numbers if key in values}
    return {**values, **short, str(first.key): ""}


def main() -> None:
    """Take all pictures."""
    catalogue = read_package(ROOT / "assets" / "catalogue").catalogue
    scenario = read_scenario(ROOT / "assets" / "scenarios" / "S02.yaml")
    answers = dict(scenario.answers)
    form = FakeKiosk(catalogue).service.filling.form(scenario.theme, 1, answers)
    values = dict(scenario.values)
    PICTURES.mkdir(exist_ok=True)
    with (
        TemporaryDirectory() as data,
        library_served() as library,
        served("kiosk_app.py", Path(data), more=library) as url,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        tour = Tour(browser, url)
        tour.begin(answers)
        tour.fetch(values)
        tour.fill_in(form, values)
        tour.hand_in(form)
        tour.come_back(values[NUMBER][-4:])
        browser.close()


if __name__ == "__main__":
    main()
