from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.applications import Starlette

from adapters.serving.login_cookie import ADDRESS, COOKIE, LoginCookie, login_routes
from tests.adapters.serving.asking import ask

SECRET = "ab" * 32
FROM_HERE = {"Host": "hall:8502", "Origin": "https://hall:8502"}


@pytest.fixture
def cookie():
    return LoginCookie()


def exchange(cookie, ticket, headers=FROM_HERE, method="POST"):
    app = Starlette(routes=login_routes(cookie))
    return ask(app, ADDRESS, method=method, headers=headers, body=ticket.encode())


def test_a_ticket_is_exchanged_for_a_cookie_that_no_script_and_no_other_host_gets(cookie):
    answer = exchange(cookie, cookie.issue(SECRET))

    name, *said = answer.headers["set-cookie"].split("; ")
    assert answer.status == 204
    assert name == f"{COOKIE}={SECRET}"
    assert COOKIE.startswith("__Host-")
    assert {attribute.lower() for attribute in said} == {
        "path=/",
        "secure",
        "httponly",
        "samesite=strict",
    }


def test_a_ticket_is_good_once(cookie):
    ticket = cookie.issue(SECRET)
    exchange(cookie, ticket)

    again = exchange(cookie, ticket)

    assert again.status == 403
    assert "set-cookie" not in again.headers


def test_twenty_who_hand_in_one_ticket_at_once_get_one_secret(cookie):
    ticket = cookie.issue(SECRET)

    with ThreadPoolExecutor(20) as pool:
        got = list(pool.map(cookie.redeem, [ticket] * 20))

    assert sorted(got) == [""] * 19 + [SECRET]


def test_a_ticket_is_good_for_a_minute():
    now = [0.0]
    cookie = LoginCookie(now=lambda: now[0])
    ticket = cookie.issue(SECRET)

    now[0] = 61

    assert cookie.redeem(ticket) == ""


@pytest.mark.parametrize("ticket", ["", "guess", "x" * 5000, "票", "\x00"])
def test_what_is_no_ticket_sets_nothing(cookie, ticket):
    cookie.issue(SECRET)

    assert exchange(cookie, ticket).status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "hall:8502"},
        {"Host": "hall:8502", "Origin": "null"},
        {"Host": "hall:8502", "Origin": "https://elsewhere"},
        {"Host": "hall:8502", "Origin": "https://hall:8502.elsewhere"},
        {"Origin": "https://hall:8502"},
    ],
)
@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_a_page_elsewhere_logs_nobody_in_or_out(cookie, headers, method):
    ticket = cookie.issue(SECRET)

    assert exchange(cookie, ticket, headers, method).status == 403
    assert cookie.redeem(ticket) == SECRET


def test_logging_out_takes_the_cookie_away(cookie):
    answer = exchange(cookie, "", method="DELETE")

    assert answer.status == 204
    assert "max-age=0" in answer.headers["set-cookie"].lower()


def test_a_secret_is_never_in_an_address(cookie):
    assert exchange(cookie, "", method="GET").status == 405
    assert SECRET not in cookie.issue(SECRET)
