from functools import partial

import pytest

from tests.fakes import FakeKiosk
from tests.filling import values_for
from tests.pages.kiosk.reaching import HAIR_SALON, reach, to_form
from tests.pages.kiosk.screens import Screen


@pytest.fixture
def kiosk(shipped):
    return FakeKiosk(shipped)


@pytest.fixture
def screen(kiosk):
    return Screen(kiosk.service)


@pytest.fixture
def answers(shipped):
    return shipped.themes[HAIR_SALON].typical_answers


@pytest.fixture
def form(kiosk, answers):
    return kiosk.service.filling.form(HAIR_SALON, 1, answers)


@pytest.fixture
def values(form, shipped):
    return values_for(form, shipped)


@pytest.fixture
def at_form(kiosk, screen, answers):
    """The visit at the first page of the form."""
    reach(kiosk, screen, ("form", repr(answers)), partial(to_form, screen, answers))
    return screen


@pytest.fixture
def at_review(kiosk, screen, answers, form, values):
    """The visit with everything filled in and given."""
    walk = partial(_to_review, screen, answers, form, values)
    reach(kiosk, screen, ("review", repr(answers), repr(values)), walk)
    return screen


@pytest.fixture
def at_receipt(kiosk, screen, answers, form, values):
    """The visit with everything signed and handed in, at its receipt."""
    walk = partial(_to_receipt, screen, answers, form, values)
    reach(kiosk, screen, ("receipt", repr(answers), repr(values)), walk)
    return screen


def _to_review(screen, answers, form, values):
    to_form(screen, answers)
    screen.fill_all(form, values)
    screen.give_papers(form)


def _to_receipt(screen, answers, form, values):
    _to_review(screen, answers, form, values)
    screen.hand_in()
