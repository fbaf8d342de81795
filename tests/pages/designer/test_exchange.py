"""Supervisors see what did not arrive at departments' systems, and have it sent anew."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from core.ports import InboxMessage
from core.review.department_messages import MessageState, OutboxMessage
from core.training.scenarios import read_scenario
from tests.seating import SUPERVISOR, let_in
from tests.services.applications import application_of
from tests.services.conftest import ASSETS

AT = datetime(2026, 11, 24, 3, tzinfo=UTC)


def script(exchange, session):
    from pages.designer import exchange as shown  # noqa: PLC0415 -- AppTest ships source
    from pages.designer.workspace import current_workspace  # noqa: PLC0415

    current_workspace().session = session
    shown.page(exchange)


class ExchangeScreen:
    """The page of whoever supervises."""

    def __init__(self, office):
        given = (office.exchange, let_in(office.transaction, SUPERVISOR))
        self.app = AppTest.from_function(script, args=given, default_timeout=60).run()
        assert not self.app.exception

    def press(self, key):
        self.app.button(key=key).click().run()
        assert not self.app.exception

    @property
    def html(self):
        return "".join(element.proto.body for element in self.app.get("html"))


@pytest.fixture
def case(office):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    return office.kiosk.handing_in.submit(application_of(person, office.kiosk, "a visit"))


def give_up(office, case):
    first = OutboxMessage("a", "SCJG", case.number, "SCJG-01", "received", 1, AT, AT)
    dead = replace(first, state=MessageState.DEAD, last_error="rejected")
    of_health = replace(dead, id="b", department="WJ", matter="WJ-01", kind="passed_on", sequence=4)
    refused = InboxMessage("WJ", "r", "d", AT, case.number, "WJ-01", "granted")
    with office.transaction() as stores:
        stores.outbox.add([replace(first, id="c"), dead, of_health])
        stores.inbox.hold(replace(refused, problem="review.hindrance.not_accepted_yet"))


def test_an_empty_list_says_that_everything_arrived(office):
    assert "没有送不到的消息" in ExchangeScreen(office).html


def test_what_was_given_up_is_shown_with_its_reason_and_sent_anew(office, case):
    give_up(office, case)
    screen = ExchangeScreen(office)

    assert "再送也一样" in screen.html
    assert case.number in screen.html
    assert "没有收下的消息（1）" in screen.html
    assert case.applicant_name not in screen.html

    screen.press("resend_WJ")
    with office.transaction() as stores:
        assert [(c.department, c.pending, c.dead) for c in stores.outbox.counts()] == [
            ("SCJG", 1, 1),
            ("WJ", 1, 0),
        ]
        assert stores.outbox.claim("WJ", office.clock(), until=AT).id == "b"
    screen.press("resend_all")

    assert "已安排重送 1 条" in screen.html
    with office.transaction() as stores:
        assert stores.outbox.dead(9) == ()
