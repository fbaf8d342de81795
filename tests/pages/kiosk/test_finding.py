"""Thousands of things on the first page: groups first, and a way back."""

import pytest

from core.services.citizens import MOST_AT_ONCE, ThemeTile
from core.services.citizens.list_theme_tiles import ListThemeTiles
from tests.pages.kiosk.screens import Screen

_DOING = ("开办", "申请", "注销")


@pytest.fixture
def many(kiosk, monkeypatch):
    """A kiosk with 240 themes, of which one is real."""
    (real,) = [tile for tile in kiosk.service.consulting.themes() if tile.code == "T02"]
    others = [
        ThemeTile(
            f"G{n:03d}", f"{'开办申请注销'[n % 3 * 2 :][:2]}{n:03d}", 1, real.audience_kind, "", 1
        )
        for n in range(239)
    ]
    tiles = (*others, real)
    assert len(tiles) > MOST_AT_ONCE
    monkeypatch.setattr(ListThemeTiles, "__call__", lambda _: tiles)
    return Screen(kiosk.service)


def buttons(screen, beginning):
    return [button.key for button in screen.app.button if button.key.startswith(beginning)]


def test_three_touches_lead_to_any_of_many(many):
    assert buttons(many, "theme.") == []
    (kind,) = buttons(many, "browse.")
    many.press(kind)
    groups = buttons(many, "browse.")
    assert len(groups) == 6
    seen = set()
    for group in groups:
        many.press(group)
        seen |= set(buttons(many, "theme."))
        many.press("browse_back")
    assert len(seen) == 240

    many.press("browse_back")
    assert buttons(many, "browse.") == [kind]


def test_letters_lead_there_at_once(many):
    many.app.text_input(key="find").set_value("klfd").run()

    assert buttons(many, "theme.")[0] == "theme.T02"


def test_few_are_all_shown(screen):
    assert len(buttons(screen, "theme.")) == 12
    assert buttons(screen, "browse") == []
