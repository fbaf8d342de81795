"""Texts that are signed: each is translated paragraph by paragraph, with the same places."""

import re

import pytest

from core.materials.texts import TEXTS_DIR, side_by_side, text_for, translated_texts

TEXTS = sorted(path.stem for path in TEXTS_DIR.glob("*.txt"))
_PLACE = re.compile(r"\{[^}]*\}")


@pytest.mark.parametrize("document", TEXTS)
def test_every_paragraph_stands_beside_its_translation_with_the_same_values(document):
    text = text_for(document)
    for translation in (translated_texts(document)["en"],):
        for chinese, english in side_by_side(text, translation):
            assert sorted(_PLACE.findall(chinese)) == sorted(_PLACE.findall(english))
            assert english


def test_a_translation_that_leaves_a_paragraph_out_is_not_shown():
    assert side_by_side("一\n\n二", "one") == [("一", ""), ("二", "")]
