"""What departments demand of one value must be satisfiable together, patterns included (law 4)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.forms.constraints import understood
from core.forms.patterns import common_text

PIECES = st.sampled_from(
    [r"\d", "[A-Z]", "[0-5]", "[^0-9]", "[a-c1-3]", "X", r"[\u4e00-\u9fa5]", "."]
)
COUNTS = st.sampled_from(["", "{2}", "{0,2}", "{1,3}", "?"])
PATTERNS = st.lists(st.tuples(PIECES, COUNTS).map("".join), min_size=1, max_size=3).map("".join)
SAMPLES = ["", "1", "A", "甲", "11", "A1", "1A", "X", "XX", "123", "AB1", "b2", "5X甲", "000000"]


@pytest.mark.parametrize(
    ("rules", "satisfiable"),
    [
        ([r"^\d{6}$", "6位数字"], True),
        ([r"^\d{6}$", "7位数字"], False),
        ([r"^\d{6}$", r"^[A-Z]{6}$"], False),
        ([r"^[A-Z]\d{9}$", r"^[A-F]\d+$"], False),  # a plus is not understood: no demand
        (["2-50字", r"^\d{6}$"], True),
        (["2-5字", r"^\d{6}$"], False),
        (["2-50字", "60-80字"], False),
    ],
)
def test_demands_are_satisfiable_together_or_not(rules, satisfiable):
    demands = understood(rules)

    if any("+" in rule for rule in rules):
        assert demands.satisfiable
    else:
        assert demands.satisfiable is satisfiable


@given(st.lists(PATTERNS, min_size=1, max_size=3), st.integers(0, 4), st.integers(4, 9))
def test_a_text_is_found_exactly_if_there_is_one(patterns, shortest, longest):
    found = common_text(patterns, shortest=shortest, longest=longest)

    if found is not None:
        assert shortest <= len(found) <= longest
        assert all(re.fullmatch(pattern, found) for pattern in patterns)
    else:
        fitting = [text for text in SAMPLES if shortest <= len(text) <= longest]
        assert not any(all(re.fullmatch(p, text) for p in patterns) for text in fitting)


@given(PATTERNS, PATTERNS)
def test_what_two_patterns_share_does_not_depend_on_their_order(first, second):
    common, other = common_text([first, second]), common_text([second, first])

    assert (common is None) == (other is None)


@given(PATTERNS)
def test_every_pattern_can_be_matched_by_itself(pattern):
    found = common_text([pattern, pattern])

    assert found is not None
    assert re.fullmatch(pattern, found)
