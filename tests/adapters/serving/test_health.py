import pytest
from starlette.applications import Starlette

from adapters.serving.health import watching_routes
from core.monitoring.health import Check
from tests.adapters.serving.asking import ask

TOKEN = "numbers-for-the-watch-only"


def client(checks, token=TOKEN):
    asked = []

    def readiness():
        asked.append(1)
        return checks

    return Starlette(routes=watching_routes(readiness, token)), asked


def test_alive_and_ready_are_two_things():
    web, _ = client([Check("database", "unusable"), Check("disk")])

    assert ask(web, "/health/live").json() == {"live": True}
    answer = ask(web, "/health/ready")
    assert (answer.status, answer.json()) == (503, {"ready": False})


def test_a_stranger_learns_no_more_than_yes_or_no():
    web, _ = client([Check("database", "unusable")])

    assert "database" not in ask(web, "/health/ready").text


def test_many_who_ask_make_one_look():
    web, asked = client([Check("database")])

    assert {ask(web, "/health/ready").status for _ in range(50)} == {200}
    assert len(asked) == 1


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": TOKEN}, {"Authorization": "Bearer other"}, {"Authorization": "Bearer "}],
)
def test_numbers_are_not_there_for_whoever_does_not_know_the_token(headers):
    web, _ = client([])
    without, _ = client([], token="")

    assert ask(web, "/metrics", headers=headers).status == 404
    assert ask(without, "/metrics", headers=headers).status == 404


def test_whoever_knows_the_token_reads_the_numbers():
    web, _ = client([])

    assert (
        "done_once_sessions"
        in ask(web, "/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text
    )
