"""Who is forgotten when nobody touches the screen any more."""

import pytest

from core.visits.steps import VisitStep
from pages.kiosk.cursor import Cursor
from pages.kiosk.overlays import Help
from pages.kiosk.visit import Visit


def test_on_the_untouched_first_page_there_is_nothing_to_forget():
    assert not Visit().has_begun


@pytest.mark.parametrize(
    "visit",
    [
        Visit(cursor=Cursor(step=VisitStep.QUESTIONS)),
        Visit(cursor=Cursor(step=VisitStep.RECEIPT)),
        Visit(care=True),
        Visit(locale="en"),
        Visit(cursor=Cursor(over=Help())),
    ],
)
def test_whatever_somebody_did_is_forgotten(visit):
    assert visit.has_begun
