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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from tests.browser.serving import served

THINK_SECONDS = 5.0
RUN_SECONDS = 30.0
KIOSKS = (50, 100, 150)
COMPARED = 50
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
_WIDGETS = ("button", "radio", "checkbox", "text_input", "selectbox")


@dataclass
class Visitor:
    """One screen: what it shows, and what has been filled in on it."""

    socket: ClientConnection
    shown: dict[str, Any] = field(default_factory=dict)
    filled: dict[str, str] = field(default_factory=dict)

    async def press(self, key: str = "") -> float:
        """Press what bears a key, or just open the page; return how many seconds it took."""
        message = BackMsg()
        message.rerun_script.query_string = ""
        for id_, value in self.filled.items():
            message.rerun_script.widget_states.widgets.add(id=id_, string_value=value)
        if key:
            pressed = self.shown[key].id
            message.rerun_script.widget_states.widgets.add(id=pressed, trigger_value=True)
        begun = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        await self._read()
        return time.perf_counter() - begun

    async def _read(self) -> None:
        """Take what the server draws until it has finished and nothing follows at once."""
        self.shown = {}
        while True:
            told = ForwardMsg()
            told.ParseFromString(await asyncio.wait_for(self.socket.recv(), 60))
            kind = told.WhichOneof("type")
            if kind == "delta":
                self._see(told.delta.new_element)
            elif kind == "script_finished" and told.script_finished == 0:
                return

    def _see(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        if kind in _WIDGETS:
            widget = getattr(element, kind)
            found = _KEY.match(widget.id)
            if found:
                self.shown[found[1]] = widget

    async def do_something(self) -> float:
        """Do what comes next on the page that is shown."""
        if THEME in self.shown:
            return await self.press(THEME)
        for key, widget in self.shown.items():
            if key.startswith("answer.") and hasattr(widget, "options"):
                self.filled[widget.id] = widget.options[0]
        return await self.press("main" if "main" in self.shown else "")


async def _visit(address: str, times: list[float], ready: asyncio.Barrier) -> None:
    url = address.replace("http", "ws") + "/_stcore/stream"
    async with connect(url, subprotocols=["streamlit"], max_size=None, origin=address) as socket:
        visitor = Visitor(socket)
        await visitor.press()
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
        f"{name:<6}{kiosks:>7}{len(times):>8}{middle * 1000:>10.0f}{late * 1000:>10.0f}"
        f"{memory:>12.2f}",
        flush=True,
    )
    return middle, late


def main() -> None:
    """Print medians and 95th percentiles, the ratio to the tiny page, and where p95 doubles."""
    print(f"{'page':<6}{'kiosks':>7}{'reruns':>8}{'median ms':>10}{'p95 ms':>10}{'MB/session':>12}")
    with TemporaryDirectory() as folder, _tiny(Path(folder)) as (address, process):
        floor = _told("tiny", COMPARED, *_run(address, process, COMPARED))
    with TemporaryDirectory() as folder, served("kiosk_app.py", Path(folder)) as address:
        process = _listener(address)
        late: dict[int, float] = {}
        for kiosks in KIOSKS:
            middle, late[kiosks] = _told("kiosk", kiosks, *_run(address, process, kiosks))
            if kiosks == COMPARED:
                ratio = f"{middle / floor[0]:.2f} x, p95 {late[kiosks] / floor[1]:.2f} x"
                print(f"kiosk / tiny page at {COMPARED}: median {ratio}")
    doubled = [kiosks for kiosks, p95 in late.items() if p95 > 2 * late[COMPARED]]
    print(f"p95 doubles at: {doubled[0] if doubled else f'not up to {max(KIOSKS)}'} kiosks")


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
