"""Whatever comes in, only told errors come out (``make fuzz`` tries far more documents)."""

import pytest

from tests.fuzz.running import document_of, fuzz
from tests.fuzz.targets import TARGETS

NUMBERS = {
    "catalogue-import": 80,
    "theme-import": 300,
    "uploads": 300,
    "form-validate": 200,
    "log-report": 150,
}
"""So many that they take about as long; a spreadsheet is slow to open."""


@pytest.mark.parametrize("target", TARGETS)
def test_damaged_and_strange_documents_are_reported(target):
    outcome = fuzz(target, seed=20_261_129, first=0, number=NUMBERS[target])

    assert [(number, why) for number, _, why in outcome.faults] == []
    assert sum(outcome.ends.values()) == NUMBERS[target]


@pytest.mark.parametrize("target", TARGETS)
def test_a_document_follows_from_its_seed_and_number_alone(target):
    assert document_of(target, 7, 99) == document_of(target, 7, 99)
    assert len({document_of(target, 7, number) for number in range(60)}) > 40


@pytest.mark.parametrize("target", TARGETS)
def test_right_documents_among_them_are_read_to_the_end(target):
    outcome = fuzz(target, seed=1, first=0, number=len(TARGETS[target].documents()))

    assert outcome.ends[0] + outcome.ends[1] > 0
    assert outcome.ends[2] == 0
