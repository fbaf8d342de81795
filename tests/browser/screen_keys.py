"""Fingers on the keyboard of the screen: letters, and the words that are offered for pinyin."""

import json
from functools import cache

from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import KioskDriver
from tests.browser.serving import ROOT

_DIGITS = frozenset("0123456789-/.,#()+X")


class Keys:
    """Fingers on the keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.board = page.locator(".keyboard")

    def tap(self, *keys: str) -> None:
        for key in keys:
            self.board.locator(f'[data-skbtn="{key}"]').tap()

    def choose(self, words: str) -> None:
        self.board.locator(".offer").get_by_text(words, exact=True).first.tap()

    def done(self) -> None:
        self.tap("{done}")
        expect(self.board).to_be_hidden()

    def type(self, words: str) -> None:
        """Type words, turning to digits and back, and turning over what is offered."""
        for letter in words:
            if self.board.locator(f'[data-skbtn="{letter}"]').count() == 0:
                self.board.get_by_role("button", name="数字" if letter in _DIGITS else "拼音").tap()
            if letter in _DIGITS:
                self.tap(letter)
            else:
                self._spell(letter)

    def _spell(self, letter: str) -> None:
        self.tap(*_spelling(letter))
        offer = self.board.locator(".offer").get_by_text(letter, exact=True)
        while not offer.count():
            self.board.locator(".turn").last.tap()
        offer.first.tap()


class TypingDriver(KioskDriver):
    """A visit in which everything is typed on the screen."""

    def type_into(self, entry: Locator, words: str) -> None:
        entry.tap()
        keys = Keys(self.page)
        keys.type(words)
        keys.done()
        expect(entry).to_have_value(words)


@cache
def _spellings() -> dict[str, str]:
    """Return the spelling of each character under which it is offered first."""
    sounds = json.loads((ROOT / "static" / "keyboard" / "pinyin.json").read_text("utf-8"))
    places = (
        (place, letter, spelling)
        for spelling, letters in sounds["syllables"].items()
        for place, letter in enumerate(letters)
    )
    return {letter: spelling for _, letter, spelling in sorted(places, reverse=True)}


def _spelling(letter: str) -> str:
    return _spellings()[letter]
