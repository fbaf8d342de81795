"""A file is looked at in a process of its own: what it takes there is nobody else's."""

import resource
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from adapters.decoding import _AT_ONCE, WorkerInspector
from core.errors import UploadRefusedError
from core.materials.inspecting import inspect
from tests.core.materials.inspecting.given import paper, written
from tests.papers import PDF
from tests.waiting import wait_until

MOST_GROWN_KILOBYTES = 30_000
LEAST_NEEDED_MEGABYTES = 250
"""It took 510 once."""


@pytest.fixture(scope="module")
def look():
    return WorkerInspector()


def reason(look, content):
    with pytest.raises(UploadRefusedError) as refusal:
        look(content)
    return refusal.value.reason


def endless(side=8_300, bits=16, colours=0):
    """A small PNG that unfolds to very much: greys of 16 bits, all of them black."""
    row = bytes(1 + side * bits // 8)
    packing = zlib.compressobj(9)
    rows = b"".join(packing.compress(row) for _ in range(side)) + packing.flush()
    head = struct.pack(">IIBBBBB", side, side, bits, colours, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def run(*lines):
    """A worker that does something else."""
    return WorkerInspector(longest=5, worker=("-c", "\n".join(lines)))


@pytest.mark.parametrize("content", [PDF, written(paper(), "JPEG"), written(paper(), "PNG")])
def test_a_worker_keeps_of_a_file_what_is_kept_here(look, content):
    assert look(content) == inspect(content)


def test_a_worker_says_why_a_file_is_refused(look):
    with pytest.raises(UploadRefusedError) as refusal:
        look(bytes(11 * 1024 * 1024))

    assert (refusal.value.reason, refusal.value.params) == ("too_large", {"limit": 10})
    assert reason(look, b"%PDF-1.7 and nothing else") == "broken"


def test_a_small_picture_that_unfolds_to_much_costs_this_process_nothing():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    bomb = endless()

    kept = WorkerInspector(megabytes=LEAST_NEEDED_MEGABYTES)(bomb)

    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert (len(bomb) < 186_000, kept.media_type) == (True, "image/png")
    assert grown < MOST_GROWN_KILOBYTES


def test_a_file_that_takes_more_memory_than_there_is_for_it_is_refused():
    assert reason(WorkerInspector(megabytes=100), endless()) == "too_heavy"


def test_a_file_that_computes_too_long_is_refused():
    assert reason(WorkerInspector(seconds=1, worker=_spinning()), b"x") == "too_slow"


def test_a_worker_that_does_not_answer_is_not_waited_for():
    silent = WorkerInspector(longest=0.3, worker=("-c", "import time; time.sleep(60)"))

    assert reason(silent, b"x") == "too_slow"


def _spinning():
    limited = "from adapters.decoding_worker import _limit; _limit(600, 1)"
    return ("-c", f"{limited}\nwhile True: pass")


DYING = {
    "broken": "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
    "too_heavy": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
}


@pytest.mark.parametrize(("expected", "dies"), DYING.items())
def test_a_worker_that_dies_costs_only_its_file(expected, dies, look):
    assert reason(run(dies), b"x") == expected
    assert look(PDF).pages == 1


@pytest.mark.parametrize("answer", ["", "nonsense", "[]", '{"pages": 1}'])
def test_a_worker_that_talks_nonsense_is_not_believed(answer):
    assert reason(run(f"print({answer!r})"), b"x") == "broken"


def test_a_worker_knows_no_secret_and_writes_no_file(monkeypatch, tmp_path):
    monkeypatch.setenv("DONE_ONCE_SECRET_KEY", "known to nobody else" * 2)
    writes = "from adapters.decoding_worker import _limit; _limit(600, 9)"
    tried = f"open({str(tmp_path / 'a')!r}, 'w').write('x')"
    script = "import os, json; print(json.dumps({'refused': ' '.join(os.environ), 'params': {}}))"

    assert "DONE_ONCE" not in reason(run(script), b"x")
    assert reason(run(writes, tried), b"x") == "broken"


def test_who_comes_with_too_many_files_at_once_is_asked_to_wait(tmp_path):
    busy = f"""
import os, pathlib, time
folder = pathlib.Path({str(tmp_path)!r})
(folder / str(os.getpid())).touch()
while not (folder / "enough").exists():
    time.sleep(0.01)
"""
    slow = WorkerInspector(longest=60, wait=0.1, worker=("-c", busy))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        others = [pool.submit(reason, slow, b"x") for _ in range(_AT_ONCE)]
        wait_until(lambda: len(list(tmp_path.iterdir())) == _AT_ONCE)

        assert reason(slow, b"x") == "busy"

        (tmp_path / "enough").touch()
    assert [other.result() for other in others] == ["broken"] * _AT_ONCE
