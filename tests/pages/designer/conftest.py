import pytest
from streamlit.runtime.context import ContextProxy

from tests.pages.designer.screens import Screen
from tests.staffing import open_office


@pytest.fixture(autouse=True)
def one_place(monkeypatch):
    """Without a browser there is no address; whoever tries, tries from here."""
    monkeypatch.setattr(ContextProxy, "ip_address", "10.0.0.1")


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
