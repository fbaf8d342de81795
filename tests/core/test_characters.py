"""What nobody sees goes, what a script needs stays, and nothing becomes another character."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.characters import clean

NEEDED = {
    "a family": "👨\u200d👩\u200d👧",
    "a heart on fire": "❤\ufe0f\u200d🔥",
    "a keycap": "1\ufe0f\u20e3",
    "a tone of skin": "👍🏽",
    "Persian": "می\u200cخواهم",
    "Sinhala": "ක්\u200dෂ",
    "an old chillu at the end of a word": "രാജന്\u200d",
    "Mongolian": "ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ ᠠ\u180b",
    "an ideographic variant": "葛\U000e0100城",
    "a standardised variant": "神\ufe00",
    "a compatibility ideograph": "\ufa1b\U0002f800",
    "a character of extension H": "\U00031350",
    "Chinese punctuation and a full-width blank": "李　四（演示）·㎡",
    "a Tibetan name": "བསྟན་འཛིན",
}


@pytest.mark.parametrize("text", NEEDED.values(), ids=NEEDED)
def test_what_a_script_needs_stays(text):
    assert clean(text) == text


UNSEEN = [
    "\x00",
    "\x1b",
    "\x80\x9f",
    "\xad",
    "\u034f",
    "\u115f",
    "\u200b",
    "\u200c",
    "\u200d",
    "\u200e",
    "\u202e",
    "\u2060",
    "\u2066",
    "\ufe0f",
    "\ufeff",
    "\ufff9",
    "\uffff",
    "\U0001fffe",
    "\U000e0041\U000e007f",
]


@pytest.mark.parametrize("unseen", UNSEEN, ids=map(ascii, UNSEEN))
def test_what_nobody_sees_goes(unseen):
    assert clean(f"{unseen}林{unseen}秋月{unseen}") == "林秋月"


@pytest.mark.parametrize("broken", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029", "\n"])
def test_a_line_break_is_one_line_break_and_a_blank_in_a_single_line(broken):
    assert clean(f"1号{broken}首层", lines=True) == "1号\n首层"
    assert clean(f"1号{broken}首层") == "1号 首层"


def test_two_spellings_of_one_letter_are_one():
    assert clean("Jose\u0301 \u1112\u1161\u11ab") == "José 한"


def test_half_a_character_is_reported_and_not_hidden():
    assert clean("林\ud842月") == "林\ufffd月"


def test_a_second_joiner_or_selector_hides_nothing():
    assert clean("می\u200c\u200cخ") == "می\u200cخ"
    assert clean("葛\U000e0100\U000e0101") == "葛\U000e0100"


@given(st.text(max_size=12), st.booleans())
def test_cleaning_twice_is_cleaning_once_and_the_result_can_be_written(text, lines):
    once = clean(text, lines=lines)

    assert clean(once, lines=lines) == once
    assert not any(unicodedata.category(c) in {"Cs", "Zl", "Zp"} for c in once)
    assert all(c in {"\n", "\t"} or unicodedata.category(c) != "Cc" for c in once)
