"""Any of thousands is found with four letters, or three touches."""

from itertools import product
from pathlib import Path

import pytest

from core.services.citizens import ThemeTile
from core.services.citizens.find_themes import (
    GROUP_SIZE,
    NamedTile,
    browsed,
    found,
)
from core.sounds import usual_initial

SEEN_AT_ONCE = 12
# What is done, and what it is about, as cities list life events.
_EVENTS = Path(__file__).with_name("life_events.txt").read_text("utf-8").split("\n\n")
DOING, THINGS = (words.split() for words in _EVENTS)


@pytest.fixture(scope="module")
def themes():
    names = [doing + thing for doing, thing in product(DOING, THINGS)][:2_400]
    assert len(names) == len(set(names)) > 2_000
    return [
        NamedTile(ThemeTile(f"G{n:04d}", name, 1, ("个人", "企业")[n % 2], "", 3), name)
        for n, name in enumerate(names)
    ]


def letters_of(name, number):
    """What somebody types: the usual first letters of the first characters."""
    return "".join(map(usual_initial, name[:number]))


def test_any_of_them_is_among_the_first_seen_after_four_letters(themes):
    worst = 0
    for theme in themes[::19]:
        shown = found(themes, letters_of(theme.name, 4))
        worst = max(worst, shown.index(theme) + 1)

    assert worst <= SEEN_AT_ONCE


def test_any_of_them_is_three_touches_away(themes):
    seen = set()
    for kind in ("个人", "企业"):  # the first touch
        groups = browsed(theme for theme in themes if theme.tile.audience_kind == kind)
        assert len(groups) <= GROUP_SIZE
        for group in groups:  # the second
            assert 0 < len(group.tiles) <= GROUP_SIZE
            seen |= {tile.tile.code for tile in group.tiles}  # and the third

    assert len(seen) == len(themes)


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("kyd", "开药店"),
        ("药店", "开药店"),
        ("yd", "开药店"),
        ("KYD", "开药店"),
        ("药房", "开药店"),
    ],
)
def test_names_sounds_and_other_words_lead_to_it(said, first):
    tiles = [
        NamedTile(ThemeTile("T03", "企业开办(1天办结)", 1, "企业", "", 9), "开公司", "gs 注册公司"),
        NamedTile(ThemeTile("T09", "开办药店", 1, "企业", "", 4), "开药店", "药房"),
    ]

    assert found(tiles, said)[0].name == first


def test_what_is_nowhere_finds_nothing_and_nothing_finds_all(themes):
    assert found(themes, "qqqqqq") == []
    assert found(themes, "  ") == themes
    assert found(themes, "开办 不存在") == []


def test_a_character_that_sounds_in_two_ways_is_found_by_both():
    tile = NamedTile(ThemeTile("T", "长者饭堂", 1, "个人", "", 1), "长者饭堂")

    assert found([tile], "zzft") == found([tile], "czft") == [tile]
