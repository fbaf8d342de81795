"""What is done again and again goes on whatever happens, once in a process."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from streamlit.runtime.scriptrunner import StopException

from adapters.metrics import REGISTRY
from adapters.sweeping import repeat
from core.errors import StorageError
from tests.conftest import ROOT
from tests.waiting import wait_for_more, wait_until

FAST = 0.01
FORKED = """
import os, sys
from adapters.sweeping import repeat
from tests.waiting import wait_for_more

rounds = []
repeat("forked", lambda: rounds.append(os.getpid()), seconds=0.01)
wait_for_more(rounds)
child = os.fork()
if not child:
    rounds.clear()
    for _ in range(3):
        repeat("forked", lambda: rounds.append(os.getpid()), seconds=0.01)
    wait_for_more(rounds, 4)
    os._exit(0 if set(rounds) == {os.getpid()} else 1)
_, status = os.waitpid(child, 0)
wait_for_more(rounds)
sys.exit(os.waitstatus_to_exitcode(status))
"""


@pytest.fixture
def again(request):
    """Repeat under a name of the test's own, and stop when it ends."""
    stops = []

    def begin(work, name=request.node.name):
        stops.append(repeat(name, work, seconds=FAST))
        return stops[-1]

    yield begin
    for stop in stops:
        stop()


def threads_called(name):
    return [thread for thread in threading.enumerate() if thread.name == name]


@pytest.mark.parametrize(
    "failure",
    [StorageError(), ZeroDivisionError(), SystemExit(1), StopException(), MemoryError()],
    ids=lambda failure: type(failure).__name__,
)
def test_it_goes_on_after_a_failure(again, failure):
    done, times = Event(), []

    def work():
        times.append(len(times))
        if len(times) == 1:
            raise failure
        done.set()

    again(work)

    assert done.wait(5)


def test_it_goes_on_when_it_is_killed_while_it_waits(again, request):
    rounds = []
    again(lambda: rounds.append(1))
    [thread] = threads_called(request.node.name)

    _raise_in(thread, SystemExit)

    wait_for_more(rounds, 20)


def test_twenty_who_begin_at_once_begin_one(again, request):
    at_once, most = [], []

    def work():
        at_once.append(1)
        most.append(len(at_once))
        time.sleep(0.005)
        at_once.pop()

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(again, [work] * 20))
    wait_for_more(most, 10)

    assert max(most) == 1
    assert len(threads_called(request.node.name)) == 1


def test_who_begins_again_goes_on_with_what_is_new(again):
    old, new = [], Event()
    again(lambda: old.append(1))
    again(new.set)

    assert new.wait(5)
    time.sleep(0.1)
    before = len(old)
    time.sleep(0.1)
    assert len(old) == before


def test_a_clock_that_is_set_changes_nothing(again, monkeypatch):
    rounds = []
    monkeypatch.setattr(time, "time", lambda: 0.0)
    again(lambda: rounds.append(1))
    wait_for_more(rounds)
    begun = time.monotonic()
    monkeypatch.setattr(time, "time", lambda: 4e9)
    wait_for_more(rounds, 20)

    assert time.monotonic() - begun > 10 * FAST


def test_it_stops_when_it_is_told_to_and_may_begin_again(again, request):
    rounds = []
    stop = again(lambda: rounds.append(1))
    stop()
    threads_called(request.node.name)[0].join(5) if threads_called(request.node.name) else None
    before = len(rounds)

    again(lambda: rounds.append(1))

    wait_until(lambda: len(rounds) > before)


def test_a_child_of_the_process_has_its_own_and_the_parent_goes_on():
    subprocess.run([sys.executable, "-c", FORKED], cwd=ROOT, check=True, timeout=60)


def test_rounds_are_counted_and_what_somebody_typed_is_not_logged(again, caplog, request):
    done = Event()

    typed = "林秋月 441202198803160028"

    def work():
        done.set()
        raise ValueError(typed)

    again(work)
    assert done.wait(5)

    labels = {"task": request.node.name, "outcome": "ValueError"}
    wait_until(lambda: REGISTRY.get_sample_value("done_once_sweeps_total", labels))
    wait_until(lambda: "ValueError" in caplog.text)
    assert typed not in caplog.text


def _raise_in(thread, kind):
    import ctypes  # noqa: PLC0415 -- nothing else raises in another thread

    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(kind))
