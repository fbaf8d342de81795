"""Saved situations as a file: what is written reads back, what is wrong is named by its line."""

import pytest

from core.catalogue.models import SavedSituation, SituationOutcome
from core.errors import SituationFileError
from core.themes.composing import new_theme
from core.themes.editing.situations import keep_situations
from core.themes.exchanging.situation_files import situations_file, situations_in

KEPT = (
    SavedSituation(
        name="010 号：是/否",
        answers={"area": 60.5, "kind": ("甲", "no"), "sure": "是"},
        parties={"liaison": "principal"},
        expected=SituationOutcome(matters=("A-01",), materials=("d@s",), days=0),
    ),
    SavedSituation(name="null", answers={}),
)


def test_what_was_written_reads_back_as_the_same():
    theme = keep_situations(KEPT)(new_theme("T99", "试", None, "企业"))

    assert situations_in(situations_file(theme)) == KEPT


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("format: 1\nsaved_situations: []", 1),
        ("saved_situations:\n- name: x\n  answers: 3", 3),
        ("saved_situations:\n- name: x\n- name: y\n  expected:\n    days: -1", 5),
        ("saved_situations:\n- name: x\n- name: x", 3),
        ("saved_situations:\n- name: x\n  colour: red", 3),
        ("saved_situations: &a\n- *a", 2),
    ],
)
def test_a_file_that_cannot_be_read_says_at_which_line(text, line):
    with pytest.raises(SituationFileError) as refused:
        situations_in(text.encode())

    assert refused.value.params["line"] == line
