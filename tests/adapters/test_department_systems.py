"""Signed webhooks and files for departments' systems, against the standard and the contract."""

from datetime import UTC, datetime, timedelta

import pytest
from starlette.applications import Starlette
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from adapters.department_settings import SystemAddress
from adapters.department_systems import WebhookSystem
from adapters.stand_in_department import PATH, StandInDepartment
from adapters.webhook_signing import (
    MOMENT,
    SIGNATURE,
    is_genuine,
    secret_bytes,
    signed_headers,
)
from core.errors.departments import DepartmentSystemError
from tests.adapters.serving_stand_in import serving

AT = datetime(2026, 11, 30, 9, tzinfo=UTC)
SECRET = "k7Qz" * 10
LETTER = {"message": {"case_number": "1", "name": "林秋月"}, "sheet": ""}
EXAMPLE = {
    "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    "id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "at": datetime.fromtimestamp(1614265330, UTC),
    "body": b'{"test": 2432232314}',
    "signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}
"""A published example of the standard."""


def test_signatures_are_those_of_the_standard():
    secret = secret_bytes(EXAMPLE["secret"])

    headers = signed_headers(secret, EXAMPLE["id"], EXAMPLE["body"], at=EXAMPLE["at"])

    assert headers[SIGNATURE] == EXAMPLE["signature"]


@pytest.mark.parametrize(
    "changes",
    [
        {SIGNATURE: ""},
        {SIGNATURE: "v1,"},
        {SIGNATURE: "v1,非"},
        {MOMENT: ""},
        {MOMENT: "²"},
        {MOMENT: "-1"},
        {MOMENT: "9" * 5000},
        {MOMENT: str(int(AT.timestamp()) + 1)},
        {"webhook-id": "another"},
    ],
    ids=str,
)
def test_what_was_changed_on_the_way_is_not_genuine(changes):
    headers = signed_headers(b"secret", "1f", b"{}", at=AT) | changes

    assert not is_genuine(b"secret", headers, b"{}", now=AT)


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_message_that_is_sent_anew_later_is_not_genuine(minutes):
    headers = signed_headers(b"secret", "1f", b"{}", at=AT)

    assert not is_genuine(b"secret", headers, b"{}", now=AT + timedelta(minutes=minutes))


def test_one_of_several_signatures_is_enough():
    headers = signed_headers(b"secret", "1f", b"{}", at=AT)
    headers[SIGNATURE] = f"v1,AAAA {headers[SIGNATURE]}"

    assert is_genuine(b"secret", headers, b"{}", now=AT)


@pytest.mark.parametrize(
    ("response", "reason", "is_final"),
    [
        (Response(status_code=500), "failed", False),
        (Response(status_code=403), "unauthorised", False),
        (Response(status_code=404), "answer", False),
        (Response(status_code=422), "rejected", True),
        (RedirectResponse("/elsewhere"), "answer", False),
    ],
    ids=["failed", "unauthorised", "not found", "rejected", "redirected"],
)
def test_an_answer_that_is_none_says_why(response, reason, is_final):
    async def answer(_):
        return response

    with serving(Starlette(routes=[Route(PATH, answer, methods=["POST"])])) as address:
        system = WebhookSystem(address + PATH, SECRET, clock=lambda: AT)
        with pytest.raises(DepartmentSystemError) as error:
            system.deliver("1f", LETTER)

    assert (error.value.reason, error.value.is_final) == (reason, is_final)
    assert "林秋月" not in str(error.value)


def test_nobody_who_listens_is_told_apart_from_a_wrong_secret():
    department = StandInDepartment(SECRET, clock=lambda: AT)
    with serving(Starlette(routes=department.routes())) as address:
        wrong = WebhookSystem(address + PATH, SECRET[::-1], clock=lambda: AT)
        with pytest.raises(DepartmentSystemError, match="unauthorised"):
            wrong.deliver("1f", LETTER)
    gone = WebhookSystem(address + PATH, SECRET, clock=lambda: AT)
    with pytest.raises(DepartmentSystemError, match="connection"):
        gone.deliver("1f", LETTER)
    assert department.messages == {}


@pytest.mark.parametrize(
    "given",
    [
        {"way": "webhook"},
        {"way": "webhook", "url": "ftp://a"},
        {"way": "folder", "folder": "relative"},
        {"way": "folder", "url": "https://a"},
        {"way": "fax"},
        {"way": "webhook", "url": "https://a", "secret": "x"},
    ],
    ids=str,
)
def test_an_address_that_is_none_is_refused(given):
    with pytest.raises(ValueError, match="validation error"):
        SystemAddress.model_validate(given)
