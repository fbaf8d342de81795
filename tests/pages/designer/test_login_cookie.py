"""What the page has the browser do about its cookie; the server sets it (`adapters/serving`)."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.designer.screens import Screen


class Cookie:
    name, address = "__Host-test", "/staff/session"

    def __init__(self):
        self.issued = []

    def issue(self, secret):
        self.issued.append(secret)
        return f"ticket {len(self.issued)}"


def _script(use_cases, cookie):
    from pages.designer.app import show  # noqa: PLC0415 -- AppTest ships source

    show(use_cases, cookie=cookie)


@pytest.fixture
def cookie():
    return Cookie()


@pytest.fixture
def kept(office, cookie):
    screen = Screen.__new__(Screen)
    given = (office.use_cases, cookie)
    screen.app = AppTest.from_function(_script, args=given, default_timeout=60).run()
    return screen


def orders(screen):
    """Return what the browser was told: by which address and with which ticket."""
    messages = [
        json.loads(piece.proto.json)
        for piece in screen.app.get("bidi_component")
        if piece.proto.component_name.endswith("login_cookie")
    ]
    return [(message["address"], message["ticket"]) for message in messages]


def test_before_anybody_logs_in_nothing_is_ordered(kept):
    assert orders(kept) == []


def test_who_logs_in_gets_a_ticket_and_the_page_never_shows_the_secret(kept, cookie):
    kept.log_in("policy")

    assert orders(kept) == [("/staff/session", "ticket 1")]
    [secret] = cookie.issued
    assert len(secret) == 64
    assert secret not in kept.html


def test_who_logs_out_gives_the_cookie_up(kept):
    kept.log_in("policy")
    kept.press("log_out")

    assert orders(kept) == [("/staff/session", "")]


def test_without_a_server_of_our_own_it_is_said_that_the_login_ends_with_the_page(inside, kept):
    kept.log_in("policy")

    assert "刷新页面" in inside.app.sidebar.caption[0].value
    assert not kept.app.sidebar.caption


def test_who_designs_nothing_is_led_to_their_own_page_at_once(kept):
    kept.log_in("window")

    assert kept.title == "部门的表"
