"""The shipped configuration of nginx, tried with Debian's before two processes of an app."""

import http.client
import json
import os
import re
import socket
import ssl
import time
import warnings

import pytest
from websockets.sync.client import connect

from tests.adapters.serving.talking import Browser
from tests.deploy import nginx

NAME = "hall.example"
PATIENCE = 60
MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    if nginx.program() is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("there is no nginx")
    with nginx.hall(tmp_path_factory.mktemp("nginx")) as served:
        until(lambda: all(is_alive(port) for port in served.ports))
        until(lambda: ask(served, "/").status == 200)
        yield served


def until(holds):
    end = time.monotonic() + PATIENCE
    while True:
        try:
            if holds():
                return
        except OSError:
            pass
        assert time.monotonic() < end
        time.sleep(0.1)


def is_alive(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", "/health/live")
    return connection.getresponse().status == 200


def trusting(**versions):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    for which, version in versions.items():
        setattr(context, which, version)
    return context


class Named(http.client.HTTPSConnection):
    """A connection to this machine that asks for a name."""

    def __init__(self, port, name):
        super().__init__("127.0.0.1", port, timeout=20, context=trusting())
        self._name = name

    def connect(self):
        http.client.HTTPConnection.connect(self)
        self.sock = self._context.wrap_socket(self.sock, server_hostname=self._name)


def ask(hall, path, *, method="GET", body=None, headers=None, name=NAME):
    connection = Named(hall.port, name)
    connection.request(method, path, body, {"Host": name, **(headers or {})})
    answer = connection.getresponse()
    answer.content = answer.read()
    connection.close()
    return answer


def seat_of(answer):
    return re.match(r"done_once_seat=([0-9a-f]{32});", answer.headers["set-cookie"])[1]


def test_a_page_comes_over_tls_with_its_headers(hall):
    answer = ask(hall, "/")

    assert (answer.status, b"<html" in answer.content) == (200, True)
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    for name in ("content-security-policy", "referrer-policy", "x-content-type-options"):
        assert len(answer.headers.get_all(name)) == 1
    assert (answer.headers["referrer-policy"], answer.headers["x-content-type-options"]) == (
        "no-referrer",
        "nosniff",
    )
    assert answer.headers["server"] == "nginx"
    cookie = answer.headers["set-cookie"]
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))


def test_plain_http_is_sent_to_tls_and_nothing_older_than_1_2_is_spoken(hall):
    connection = http.client.HTTPConnection("127.0.0.1", hall.plain_port, timeout=20)
    connection.request("GET", "/phone", headers={"Host": NAME})
    answer = connection.getresponse()
    assert (answer.status, answer.headers["location"]) == (301, f"https://{NAME}/phone")

    with warnings.catch_warnings(action="ignore"):
        old = trusting(maximum_version=ssl.TLSVersion.TLSv1_1, minimum_version=ssl.TLSVersion.TLSv1)
    with pytest.raises(ssl.SSLError), socket.create_connection(("127.0.0.1", hall.port)) as raw:
        old.wrap_socket(raw, server_hostname=NAME)


def test_another_name_learns_nothing(hall):
    with pytest.raises(ssl.SSLError):
        ask(hall, "/", name="somebody.example")


@pytest.mark.parametrize(
    "path",
    [
        "/metrics",
        "/metrics/",
        "/_stcore/metrics",
        "/_stcore/metrics?x",
        "/health/ready",
        "/health/live",
        "/_stcore/agent",
        "/_stcore/script-health-check",
        "/%6detrics",
        "//metrics",
        "/x/../_stcore/metrics",
    ],
)
def test_what_is_for_the_inside_is_not_there(hall, path):
    answer = ask(hall, path, headers={"Authorization": "Bearer token"})

    assert answer.status == 404
    assert b"done_once" not in answer.content
    assert b"python" not in answer.content


def test_what_nginx_says_itself_may_do_nothing(hall):
    answer = ask(hall, "/metrics")

    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/", 65 * 1024, 413),
        ("/_stcore/upload_file/s/f", 22 * MEGABYTE, 413),
        ("/_stcore/upload_file/s/f", 20 * MEGABYTE, None),
    ],
)
def test_bodies_have_a_limit_and_a_file_has_its_own(hall, path, size, status):
    with (
        socket.create_connection(("127.0.0.1", hall.port)) as raw,
        trusting().wrap_socket(raw, server_hostname=NAME) as line,
    ):
        line.sendall(
            f"PUT {path} HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: {size}\r\n"
            "Content-Type: multipart/form-data; boundary=b\r\n\r\n".encode()
        )
        line.settimeout(20)
        answered = line.recv(4096).split(b" ", 2)[1]

    assert (int(answered) == 413) == (status == 413)


def talk(hall, seat):
    """Open a websocket as the page of a browser with that seat, and return its process."""
    with connect(
        f"wss://{NAME}/_stcore/stream",
        sock=socket.create_connection(("127.0.0.1", hall.port)),
        ssl=trusting(),
        subprotocols=["streamlit", "none"],
        open_timeout=20,
        max_size=None,
        additional_headers={"Cookie": f"done_once_seat={seat}"},
        origin=f"https://{NAME}",
    ) as line:
        [answer] = Browser(line).run()
    return answer


def test_websockets_work_and_a_browser_stays_with_its_process(hall):
    """Of 24 browsers that all came to one process nobody will hear in this world's time."""
    seats = [seat_of(ask(hall, "/")) for _ in range(24)]
    by_process = {}
    for seat in seats:
        answer = ask(hall, "/", headers={"Cookie": f"done_once_seat={seat}"})
        assert "done_once_seat" not in (answer.headers["set-cookie"] or "")
        by_process[last_process(hall.log)] = seat

    words = {port: {talk(hall, seat) for _ in range(2)} for port, seat in by_process.items()}

    assert set(words) == set(hall.ports)
    assert all(len(value) == 1 for value in words.values())
    assert len(set.union(*words.values())) == len(hall.ports)


def last_process(log):
    return int(json.loads(log.splitlines()[-1])["process"].rpartition(":")[2])


def test_a_seat_that_is_none_is_given_anew(hall):
    answer = ask(hall, "/", headers={"Cookie": "done_once_seat=../../etc"})

    assert re.fullmatch("[0-9a-f]{32}", seat_of(answer))


def test_neither_sessions_nor_tokens_nor_names_are_written_down(hall):
    ask(hall, "/_stcore/upload_file/1f2e3d4c/5b6a", method="PUT", body=b"x")
    ask(hall, "/phone?token=4f5e6d7c", headers={"Referer": "https://hall.example/?token=8b9a"})
    ask(hall, "/media/0a1b2c3d.pdf", headers={"User-Agent": "Lin Qiuyue", "Cookie": "a=7c8d"})

    lines = [json.loads(line) for line in hall.log.splitlines()]
    numbers = [line.pop("request") for line in lines]  # by chance they have any four digits
    assert all(len(number) == 32 for number in numbers)
    log = json.dumps(lines, ensure_ascii=False)
    assert "/_stcore/upload_file" in log
    for secret in ("1f2e3d4c", "5b6a", "4f5e6d7c", "8b9a", "0a1b2c3d", "Qiuyue", "7c8d"):
        assert secret not in log


def test_whoever_sends_without_a_pause_is_held_back_and_readers_are_not(hall):
    line = Named(hall.port, NAME)
    received = []
    for _ in range(80):
        line.request("POST", "/phone", headers={"Host": NAME})
        answer = line.getresponse()
        answer.read()
        received.append(answer.status)
    line.close()

    assert (received[0] == 429, 429 in received) == (False, True)
    assert ask(hall, "/").status == 200
