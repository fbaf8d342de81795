"""A scanner is asked by the protocol of ClamAV's daemon, and by the daemon where there is one."""

import os
import socketserver
import time

import pytest

from adapters.virus_scanning import ClamScanner
from core.errors import ScannerUnreachableError
from tests import clamd
from tests.papers import PDF

LONG = os.urandom(2 * 1024 * 1024)
WAYS = ["a server of the protocol", *(["clamd"] if clamd.CLAMD else [])]


@pytest.fixture(scope="module", params=WAYS)
def scanner(request, tmp_path_factory):
    is_daemon = request.param == "clamd"
    at = clamd.running(tmp_path_factory.mktemp("clamd")) if is_daemon else clamd.serving()
    with at as address:
        yield ClamScanner(address)


@pytest.mark.parametrize("content", [b"", b"x", PDF, LONG])
def test_nothing_is_found_in_what_does_no_harm(scanner, content):
    assert scanner.find(content) == ""


@pytest.mark.parametrize("before", [b"", PDF, LONG, b"x" * 65_535])
def test_what_does_harm_is_found_wherever_it_stands(scanner, before):
    assert scanner.find(before + clamd.HARMFUL + b"x" * 99).startswith(clamd.FINDING)


ANSWERS = [
    b"",
    b"\0",
    b"OK\0",
    b"stream: \0",
    b"stream: FOUND\0",
    b"stream: ok\0",
    b"stream: Can't allocate memory ERROR\0",
    b"INSTREAM size limit exceeded. ERROR\0",
    b"UNKNOWN COMMAND\0",
    b"\xff" * 9_000,
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_any_other_answer_is_none(answer):
    class Nonsense(socketserver.StreamRequestHandler):
        def handle(self):
            self.rfile.read(10)
            self.wfile.write(answer)

    with clamd.serving(Nonsense) as address, pytest.raises(ScannerUnreachableError):
        ClamScanner(address, seconds=2).find(PDF)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "unix:/nowhere/clamd.ctl"])
def test_nobody_there_is_reported(address):
    with pytest.raises(ScannerUnreachableError):
        ClamScanner(address).find(PDF)


def test_a_scanner_that_does_not_answer_is_not_waited_for():
    class Silent(socketserver.StreamRequestHandler):
        def handle(self):
            time.sleep(0.3)

    began = time.monotonic()
    with clamd.serving(Silent) as address, pytest.raises(ScannerUnreachableError):
        ClamScanner(address, seconds=0.1).find(PDF)
    assert time.monotonic() - began < 5
