"""Who is forgotten when nobody touches the screen any more."""

import pytest

from pages.kiosk.cursor import Step
from pages.kiosk.visit import Visit


def test_on_the_untouched_first_page_there_is_nothing_to_forget():
    assert not Visit().has_begun


@pytest.mark.parametrize(
    "visit",
    [
        Visit(step=Step.QUESTIONS),
        Visit(step=Step.RECEIPT),
        Visit(care=True),
        Visit(locale="en"),
        Visit(asking="help"),
    ],
)
def test_whatever_somebody_did_is_forgotten(visit):
    assert visit.has_begun
