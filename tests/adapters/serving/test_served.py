"""A served process, and people who mean it ill."""

import json
import socket
import time
from contextlib import ExitStack, suppress
from urllib.parse import quote, urlsplit

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from adapters.serving.limits import MEGABYTE
from core.i18n import translate
from tests.adapters.serving.conftest import TOKEN
from tests.adapters.serving.talking import browser, fetch, numbers, send_file

AS_PAGE = {"Accept": "text/html"}


def of(address):
    """Return headers as a proxy sets them for somebody who comes from there."""
    return {"X-Forwarded-For": address}


def came_in(crowd, visitor):
    """Let one more in; return the status with which they were refused, if they were."""
    try:
        crowd.enter_context(visitor)
    except InvalidStatus as error:
        return error.response.status_code
    return 0


def test_no_file_of_the_program_is_a_page_even_to_who_comes_first(address):
    with browser(address) as visitor:
        shown = visitor.run(page="secret")

    assert "secret" not in shown
    assert len(shown) == 1


def test_nobody_can_have_the_cache_of_all_visitors_forgotten(address):
    with browser(address) as visitor:
        [before] = visitor.run()
        for kind in ("clear_cache", "set_run_on_save", "load_git_info", "debug_shutdown_runtime"):
            visitor.say(**{kind: True})
        [after] = visitor.run()

    assert (before, after) != ("run 1", "run 1")
    assert int(after.split()[1]) == int(before.split()[1]) + 1
    assert numbers(address, TOKEN)['done_once_refused_total{what="message clear_cache"}'] >= 1


def test_a_message_in_text_or_of_many_megabytes_ends_the_connection(address):
    def send(message):
        with browser(address) as visitor:
            visitor.socket.send(message)
            visitor.shown()

    for message in ("text", bytes(5 * MEGABYTE)):
        with pytest.raises(ConnectionClosed):
            send(message)


def test_whoever_sends_very_many_messages_waits_and_others_go_on(address):
    with browser(address, headers=of("10.0.0.4")) as flood, browser(address) as visitor:
        flood.run()
        begun = time.monotonic()
        for _ in range(60):
            flood.say(app_heartbeat=True)
        assert visitor.run()
        flood.run()
        assert time.monotonic() - begun > 0.8


def test_uploads_of_one_session_and_of_all_are_bounded(address):
    with ExitStack() as house:
        visitors = [house.enter_context(browser(address)) for _ in range(3)]
        for visitor in visitors:
            visitor.run()
        first, second, third = (visitor.session for visitor in visitors)

        assert send_file(address, first, bytes(2 * MEGABYTE), name="a") == 204
        assert send_file(address, first, bytes(2 * MEGABYTE), name="b") == 507
        assert send_file(address, second, bytes(2 * MEGABYTE)) == 204
        assert send_file(address, third, bytes(2 * MEGABYTE)) == 507
        assert send_file(address, third, b"small") == 204
        assert fetch(address, "/health/live")[0] == 200
    assert send_file(address, "nobody", b"small") == 400


def test_whoever_asks_by_half_is_let_go_and_others_go_on(address):
    at = urlsplit(address)
    drip = socket.create_connection((at.hostname, at.port))
    drip.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n")
    halves = [socket.create_connection((at.hostname, at.port)) for _ in range(300)]
    for number, half in enumerate(halves[-30:]):
        half.sendall(b"GET / HTTP/1.1\r\n" if number % 2 else b"PUT /x HTTP/1.1\r\nHost: x\r\nA:")

    begun = time.monotonic()
    with browser(address) as visitor:
        assert visitor.run()
    assert time.monotonic() - begun < 10
    assert _drips_for(drip, seconds=8) < 4
    for half in halves:
        half.settimeout(4)
        assert _is_over(half)
        half.close()


def _drips_for(drip, *, seconds):
    """Send a body byte by byte; return after how long the other side had enough."""
    begun = time.monotonic()
    with drip, suppress(ConnectionError):
        while time.monotonic() < begun + seconds:
            drip.sendall(b"x")
            time.sleep(0.2)
    return time.monotonic() - begun


def _is_over(half):
    try:
        return half.recv(1000) == b"" or half.recv(1000) == b""
    except ConnectionResetError:
        return True


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/metrics"])
def test_strangers_find_neither_numbers_nor_ways_for_programs(address, path):
    assert fetch(address, path)[0] == 404


def test_the_log_is_lines_of_json_in_which_nobody_is_named_and_nothing_opens_a_session(
    address, folder
):
    name, number, token = "欧阳秋悦明", "441202198803160028", "Zk8-secret-token-of-a-telephone-91"
    with browser(address) as visitor:
        visitor.run()
        visitor.run(query=f"fails={name}{number}&token={token}")
        file = f"file-of-{name}"
        assert send_file(address, visitor.session, b"x", name=quote(file)) == 204
        assert send_file(address, visitor.session, bytes(9 * MEGABYTE)) == 507
        fetch(address, f"/phone?token={token}", headers={"Referer": address})
        fetch(address, f"/media/{token}/{quote(name)}.pdf")
        session = visitor.session
    with browser(address, session=session) as visitor, browser(address, session=session) as other:
        other.run()

    lines = (folder / "log").read_text("utf-8").splitlines()
    listed = [json.loads(line) for line in lines]
    assert any(entry.get("error") == ["ValueError"] and entry["where"] for entry in listed)
    assert any(entry.get("path") == "/_stcore/upload_file/…" for entry in listed)
    written = json.dumps(listed, ensure_ascii=False)
    for word in (name, number, token, session, session[:13], quote(name), "file-of", "fails="):
        assert word not in written, word


def test_two_hundred_connections_leave_room_for_others_and_those_inside_go_on(address):
    with browser(address, headers=of("10.0.0.1")) as inside, ExitStack() as crowd:
        inside.run()
        refused = [
            status
            for _ in range(200)
            if (status := came_in(crowd, browser(address, headers=of("10.0.0.9"))))
        ]
        status, headers, body = fetch(address, "/", headers={**AS_PAGE, **of("10.0.0.9")})
        with browser(address, headers=of("10.0.0.2")) as other:
            assert other.run()
        assert inside.run()

    assert refused == [503] * 188
    assert status == 503
    assert headers["retry-after"]
    for locale in ("zh-CN", "en"):
        assert translate("serving.full.title", locale) in body.decode()


def test_whoever_lost_the_connection_comes_back_into_a_full_house(address):
    with ExitStack() as crowd:
        with browser(address) as visitor:
            visitor.run()
        everybody = (browser(address, headers=of(f"10.0.1.{number}")) for number in range(50))
        assert any(came_in(crowd, client) == 503 for client in everybody)

        with browser(address, session=visitor.session) as again:
            again.run()
            assert again.session == visitor.session
        with pytest.raises(InvalidStatus), browser(address, session="made-up", headers=of("x")):
            pass
