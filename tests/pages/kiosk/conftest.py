import pytest

from core.catalogue.packages import read_package
from tests.conftest import SHIPPED
from tests.fakes import FakeKiosk
from tests.filling import values_for
from tests.pages.kiosk.screens import Screen

HAIR_SALON = "T02"


@pytest.fixture(scope="session")
def shipped():
    return read_package(SHIPPED).catalogue


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
def at_form(screen, answers):
    """The visit at the first page of the form."""
    screen.choose(HAIR_SALON)
    screen.answer_all(answers)
    screen.go_on()
    return screen


@pytest.fixture
def at_review(at_form, form, values):
    """The visit with everything filled in and given."""
    at_form.fill_all(form, values)
    at_form.give_papers(form)
    return at_form
