"""What is done before an app listens."""

from types import SimpleNamespace

import pytest

from adapters.serving import server
from building import serving
from core.errors import StoreUnreadableError


@pytest.fixture
def order(monkeypatch):
    """Note what is done, in order, in place of a process that listens."""
    done = []
    consulting = SimpleNamespace(warm_up=lambda: done.append("warm"))
    use_cases = SimpleNamespace(consulting=consulting)
    monkeypatch.setattr(serving, "prepare", lambda: done.append("prepare"))
    monkeypatch.setattr(serving, "keep_sweeping", lambda: None)
    monkeypatch.setattr(serving, "citizen_use_cases", lambda: use_cases)
    monkeypatch.setattr(server, "serve", lambda *_args, **_more: done.append("listen") or 0)
    return done


def test_the_kiosk_listens_only_when_its_themes_are_worked_out(order):
    serving.serve("kiosk")

    assert order == ["prepare", "warm", "listen"]


def test_the_designer_does_not_wait_for_the_plans_of_the_kiosk(order):
    serving.serve("designer")

    assert order == ["prepare", "listen"]


def test_a_database_that_cannot_be_read_keeps_no_kiosk_from_saying_so(order, monkeypatch):
    def fails():
        raise StoreUnreadableError

    monkeypatch.setattr(serving, "prepare", fails)

    assert serving.serve("kiosk") == 0
    assert order == ["listen"]
