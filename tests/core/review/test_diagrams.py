"""The diagrams in the documents are those of the steps."""

from pathlib import Path

from core.review.diagrams import case_diagram, matter_diagram

DOCUMENT = Path(__file__).parents[3] / "docs" / "states.md"


def test_the_document_shows_the_steps_as_they_are():
    text = DOCUMENT.read_text("utf-8")

    assert matter_diagram() in text
    assert case_diagram() in text


def test_a_step_that_is_added_is_drawn():
    assert "received --> accepted : deemed_accepted" in matter_diagram()
    assert "x --> y : extra" in matter_diagram({"extra": {"x": "y"}})
