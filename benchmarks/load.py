"""How many kiosks one process bears: visits on the real pages, beside a tiny page in the same run.

Each visitor is a browser without a screen: it speaks Streamlit's own protocol, presses the
buttons that the page really shows, thinks for about five seconds, and presses the next. The tiny
page is the floor: what Streamlit itself costs. Run with ``python -m benchmarks.load``.
"""

import asyncio
import random
import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

import runtime
from tests.browser.serving import served

THINK_SECONDS = 5.0
RUN_SECONDS = 30.0
MORE = (100, 150, 200)
COMPARED = 50
ROUNDS = 3
"""In turns with the tiny page: what else the machine does, it does to both."""
_PRESSES = 40
_PAUSE_SECONDS = 0.3
DEEPEST = 40
"""Visitors stand anywhere on the way when the measuring begins."""
A_NUMBER = 60.0
_CACHED_RUNS = 2
"""As Streamlit's ``global.maxCachedMessageAge``; a browser tells what it has, and gets the rest."""
_ONCE = {"demo_person", "who.all"}
"""What a second touch in a row would take back, or do again for nothing."""
_FIRST = ("demo_person", "other", "way.template", "way.later")
THEME = "theme.T02"
TINY = """import streamlit as st
name = st.text_input("name", key="n")
st.selectbox("kind", ["a", "b", "c"], key="c")
st.radio("area", ["<50", "50-200", ">200"], key="r")
with st.form("f"):
    for i in range(12):
        st.text_input(f"field {i}", key=f"f{i}")
    st.form_submit_button("send")
st.button("again", key="main")
st.write("hello", name)
"""
_KEY = re.compile(r"^\$\$ID-[0-9a-f]+-(.*)$")
_FINISHED = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)
_WIDGETS = ("button", "number_input", "radio", "checkbox", "text_input", "selectbox")


@dataclass
class Visitor:
    """One screen: what it shows, and what has been filled in on it."""

    socket: ClientConnection
    shown: dict[str, Any] = field(default_factory=dict)
    fragments: dict[str, str] = field(default_factory=dict)
    filled: dict[str, dict[str, Any]] = field(default_factory=dict)
    was: str = ""
    is_stuck: bool = False
    messages: int = 0
    cached: dict[str, tuple[Any, int]] = field(default_factory=dict)
    runs: int = 0

    async def press(self, key: str = "") -> float:
        """Press what bears a key, or just open the page; return how many seconds it took."""
        message = BackMsg()
        message.rerun_script.query_string = ""
        message.rerun_script.cached_message_hashes.extend(self.cached)
        for id_, value in self.filled.items():
            message.rerun_script.widget_states.widgets.add(id=id_, **value)
        if key:
            pressed = self.shown[key].id
            message.rerun_script.fragment_id = self.fragments[key]
            message.rerun_script.widget_states.widgets.add(id=pressed, trigger_value=True)
        begun = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        await self._read()
        return time.perf_counter() - begun

    async def _read(self) -> None:
        """Take what the server draws until it has finished and nothing follows at once."""
        drawn_anew = set()
        while True:
            self.messages += 1
            message = ForwardMsg()
            message.ParseFromString(await asyncio.wait_for(self.socket.recv(), 60))
            message = self._whole(message)
            kind = message.WhichOneof("type")
            if kind == "delta":
                if message.delta.fragment_id not in drawn_anew:
                    drawn_anew.add(message.delta.fragment_id)
                    self._forget(message.delta.fragment_id)
                self._see(message.delta.new_element, message.delta.fragment_id)
            elif kind == "script_finished" and message.script_finished in _FINISHED:
                self._age(message.script_finished)
                return

    def _whole(self, message: Any) -> Any:
        """Return a message itself where the server only refers to one that is known here."""
        if message.WhichOneof("type") == "ref_hash":
            self.cached[message.ref_hash] = (self.cached[message.ref_hash][0], self.runs)
            return self.cached[message.ref_hash][0]
        if message.metadata.cacheable:
            self.cached[message.hash] = (message, self.runs)
        return message

    def _age(self, finished: int) -> None:
        """Drop what was not drawn for some runs, as a browser does; the frame outlasts a page."""
        self.runs += 1
        if finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            kept = self.runs - _CACHED_RUNS
            self.cached = {
                name: cached for name, cached in self.cached.items() if cached[1] >= kept
            }

    def _forget(self, fragment: str) -> None:
        """Forget what is drawn anew: a fragment; or everything, as its fragments come again."""
        for key, shown_by in list(self.fragments.items()):
            if shown_by == fragment or not fragment:
                del self.shown[key], self.fragments[key]

    def _see(self, element: Any, fragment: str) -> None:
        kind = element.WhichOneof("type")
        if kind in _WIDGETS:
            widget = getattr(element, kind)
            found = _KEY.match(widget.id)
            if found:
                self.shown[found[1]], self.fragments[found[1]] = widget, fragment

    async def do_something(self) -> float:
        """Do what comes next on the page that is shown; where it does not go on, begin again."""
        for key, widget in self.shown.items():
            if key.startswith("answer."):
                self._answer(widget)
        key = self._next()
        before = set(self.shown)
        took = await self.press(key)
        self.is_stuck = key == "main" and before == set(self.shown) and "answer." not in str(before)
        return took

    def _answer(self, widget: Any) -> None:
        self.filled[widget.id] = (
            {"string_value": widget.options[0]}
            if hasattr(widget, "options")
            else {"double_value": A_NUMBER}
        )

    def _next(self) -> str:
        """Return what to press: what only gives papers or wipes a visit before what goes on."""
        options = [key for key in self.shown if key.startswith("option.")]
        wanted = [
            THEME,
            "wipe",
            *(["exit"] if self.is_stuck else _FIRST),
            *options[:1],
            "who.all",
            "main",
        ]
        wanted = [key for key in wanted if key != self.was or key not in _ONCE]
        self.was = next((key for key in wanted if key in self.shown), "")
        return self.was


async def _visit(address: str, times: list[float], ready: asyncio.Barrier) -> None:
    url = address.replace("http", "ws") + "/_stcore/stream"
    async with connect(url, subprotocols=["streamlit"], max_size=None, origin=address) as socket:
        visitor = Visitor(socket)
        await visitor.press()
        for _ in range(random.randrange(DEEPEST)):
            await visitor.do_something()
        await ready.wait()
        await asyncio.sleep(random.random() * THINK_SECONDS)
        until = time.monotonic() + RUN_SECONDS
        while time.monotonic() < until:
            times.append(await visitor.do_something())
            await asyncio.sleep(THINK_SECONDS * (0.5 + random.random()))


async def _measure(address: str, kiosks: int) -> list[float]:
    times: list[float] = []
    ready = asyncio.Barrier(kiosks)
    await asyncio.gather(*(_visit(address, times, ready) for _ in range(kiosks)))
    return times


def _told(name: str, kiosks: int, times: Sequence[float], memory: float) -> tuple[float, float]:
    ordered = sorted(times)
    middle, late = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
    print(
        f"{name:<7}{kiosks:>7}{len(times):>8}{middle * 1000:>10.0f}{late * 1000:>10.0f}"
        f"{memory:>12.2f}",
        flush=True,
    )
    return middle, late


def main() -> None:
    """Print medians and 95th percentiles, the ratio to the tiny page, and where p95 doubles."""
    print(f"{'page':<7}{'kiosks':>7}{'reruns':>8}{'median ms':>10}{'p95 ms':>10}{'MB/session':>12}")
    with (
        TemporaryDirectory() as folder,
        TemporaryDirectory() as other,
        _tiny(Path(folder)) as tiny,
        served("kiosk_app.py", Path(other)) as address,
    ):
        kiosk = (address, _listener(address))
        _tell_where_time_goes(address)
        ratios, late = _compare(tiny, kiosk)
        for kiosks in MORE:
            _, late[kiosks] = _told("kiosk", kiosks, *_run(*kiosk, kiosks))
    print(f"kiosk / tiny page at {COMPARED}: median {ratios[0]:.2f} x, p95 {ratios[1]:.2f} x")
    doubled = [kiosks for kiosks, p95 in late.items() if p95 > 2 * late[COMPARED]]
    print(f"p95 doubles at: {doubled[0] if doubled else f'not up to {max(MORE)}'} kiosks")


def _compare(
    tiny: tuple[str, int], kiosk: tuple[str, int]
) -> tuple[tuple[float, float], dict[int, float]]:
    """Return median and p95 of the kiosk by those of the tiny page, in turns, all rounds as one."""
    pages = {"tiny": tiny, "kiosk": kiosk}
    times: dict[str, list[float]] = {name: [] for name in pages}
    memory = dict.fromkeys(pages, 0.0)
    for place in range(ROUNDS):
        for name, page in pages.items():
            took, grown = _run(*page, COMPARED)
            times[name] += took
            memory[name] = memory[name] if place else grown
            _told(f" {name}", COMPARED, took, grown)
    floor, found = (_told(name, COMPARED, times[name], memory[name]) for name in pages)
    return (found[0] / floor[0], found[1] / floor[1]), {COMPARED: found[1]}


def _tell_where_time_goes(address: str) -> None:
    """Print what one press costs on a quiet process, and how much of it is our own core."""
    took, messages = asyncio.run(_alone(address))
    core = "  ".join(f"{name} {spent:.1f} ms" for name, spent in _core_times().items())
    print(
        f"one press, one kiosk: {took:.1f} ms, {messages:.0f} messages to the browser; of it {core}"
    )


async def _alone(address: str) -> tuple[float, float]:
    url = address.replace("http", "ws") + "/_stcore/stream"
    async with connect(url, subprotocols=["streamlit"], max_size=None, origin=address) as socket:
        visitor = Visitor(socket)
        await visitor.press()
        visitor.messages = 0
        times = []
        for _ in range(_PRESSES):
            times.append(await visitor.do_something())
            await asyncio.sleep(_PAUSE_SECONDS)
    return statistics.median(times) * 1000, visitor.messages / _PRESSES


def _core_times() -> dict[str, float]:
    """Return how many milliseconds the core takes for what the pages ask of it."""
    with runtime.practice_kiosk() as kiosk:
        code = THEME.removeprefix("theme.")
        version = next(
            offered.version for offered in kiosk.consulting.themes() if offered.code == code
        )
        first = kiosk.consulting.consult(code, version, {})
        answers = first.catalogue.themes[code].typical_answers
        calls = {
            "consulting": partial(kiosk.consulting.consult, code, version, answers),
            "form": partial(kiosk.filling.form, code, version, answers),
            "what follows": partial(kiosk.filling.explain, code, version, answers, {}),
        }
        return {
            name: statistics.median(map(_spent, [call] * _PRESSES)) for name, call in calls.items()
        }


def _spent(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


def _run(address: str, process: int, kiosks: int) -> tuple[list[float], float]:
    before = _resident(process)
    times = asyncio.run(_measure(address, kiosks))
    return times, (_resident(process) - before) / kiosks


def _resident(process: int) -> float:
    """Return the memory of a process in MB (Linux)."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0


def _listener(address: str) -> int:
    """Return which process listens on the port of an address."""
    port = int(address.rpartition(":")[2])
    wanted = f"--server.port {port}"
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and wanted in _command(folder):
            return int(folder.name)
    raise LookupError(address)


def _command(folder: Path) -> str:
    try:
        return (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


@contextmanager
def _tiny(folder: Path) -> Iterator[tuple[str, int]]:
    page = folder / "page.py"
    page.write_text(TINY, "utf-8")
    with served(str(page), folder) as address:
        yield address, _listener(address)


if __name__ == "__main__":
    main()
