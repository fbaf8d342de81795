import pytest

from tests.pages.designer.screens import Screen
from tests.staffing import open_office


@pytest.fixture
def office(tmp_path):
    return open_office(tmp_path)


@pytest.fixture
def screen(office):
    return Screen(office)


@pytest.fixture
def inside(screen):
    """The designer with a policy officer logged in."""
    screen.log_in("policy")
    return screen
