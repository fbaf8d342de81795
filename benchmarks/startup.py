"""How long it takes until something can be used, each time in a fresh interpreter.

A kiosk is started over a database of the first content: until it is ready, until its first page
stands, and how much memory it holds when every theme has been opened. Run with ``make bench`` or
``python -m benchmarks.startup``. The interpreter alone is the peer: ratios are what to compare,
seconds depend on the machine.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from websockets.asyncio.client import connect

from benchmarks.load import Visitor
from core.catalogue.packages import read_package
from tests.browser.serving import free_port
from tests.keys import GIVEN

ROOT = Path(__file__).parents[1]
DELIVERED = ROOT.parent / "shared" / "facts" / "catalogue"
CATALOGUE = DELIVERED if DELIVERED.is_dir() else ROOT / "assets" / "catalogue"
THEME = "T01"
RUNS = 9

IMPORT = "import core.themes.guides"
READ = f"""
from pathlib import Path
from core.catalogue.packages import read_package
read_package(Path({str(CATALOGUE)!r}))
"""
YAML = f"""
from pathlib import Path
import yaml
for path in Path({str(CATALOGUE)!r}).glob("**/*.yaml"):
    yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
"""


def wall_seconds(*arguments: str) -> float:
    """Return the median wall time of a fresh interpreter with these arguments."""
    runs = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
        )
        runs.append(time.perf_counter() - start)
    return statistics.median(runs)


def guide_arguments(answers: Path) -> tuple[str, ...]:
    """Return the command line that guides the theme without a database."""
    options = ("--answers", str(answers), "--catalogue", str(CATALOGUE), "--json")
    return ("manage.py", "theme", "guide", THEME, *options)


@contextmanager
def kiosk(data: Path) -> Iterator[tuple[int, int, float]]:
    """Yield the port and process of a kiosk that is ready, and the seconds that it took."""
    port, begun = free_port(), time.perf_counter()
    given = {"DONE_ONCE_DATA_DIR": str(data), "DONE_ONCE_DATA_KEYS": GIVEN}
    command = [sys.executable, "manage.py", "serve", "kiosk", "--port", str(port)]
    with (
        Path(data, "kiosk.log").open("ab") as log,
        subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **given}, stdout=log, stderr=log
        ) as process,
    ):
        try:
            while not is_ready(port):
                if process.poll() is not None:
                    raise ChildProcessError(process.returncode)
                time.sleep(0.05)
            yield port, process.pid, time.perf_counter() - begun
        finally:
            process.terminate()


def is_ready(port: int) -> bool:
    """Ask a kiosk whether visitors can be let in; one that does not listen is not ready."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=60) as answer:
            return bool(answer.status == 200)
    except (URLError, ConnectionError):
        return False


async def opened(port: int, *keys: str) -> tuple[float, list[str]]:
    """Open the first page and press what is named; return its seconds and the keys of themes."""
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    async with connect(address, max_size=None, origin=f"http://127.0.0.1:{port}") as socket:  # type: ignore[arg-type]
        visitor = Visitor(socket)
        seconds = await visitor.press()
        themes = sorted(key for key in visitor.shown if key.startswith("theme."))
        for key in keys:
            await visitor.press(key)
        return seconds, themes


def memory_megabytes(process: int, name: str) -> float:
    """Return a figure of a process's memory as the kernel tells it."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024


def processor_seconds(process: int) -> float:
    """Return the processor time that a process has taken."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure_kiosk() -> None:
    """Start a kiosk over nothing, and again over what the first start made; print both."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("kiosk over no database", "kiosk over the first content"):
            with kiosk(Path(folder)) as (port, process, ready):
                worked = processor_seconds(process)
                first, themes = asyncio.run(opened(port))
                for theme in themes:
                    asyncio.run(opened(port, theme))
                print(f"{name}: ready after {ready:.1f} s ({worked:.1f} s of processor time),")
                print(f"  first page {first:.2f} s, {len(themes)} themes opened, then in memory")
                print(f"  {memory_megabytes(process, 'VmRSS'):.0f} MB", end=", ")
                print(f"at most {memory_megabytes(process, 'VmHWM'):.0f} MB")
        size = sum(file.stat().st_size for file in Path(folder).glob("done_once.db*"))
        print(f"database of the first content: {size / 1e6:.1f} MB")


def main() -> None:
    """Measure and print."""
    measure_kiosk()
    bare = wall_seconds("-c", "pass")
    lines = [
        ("interpreter alone", bare),
        ("import the core", wall_seconds("-c", IMPORT)),
        ("read the files with PyYAML", wall_seconds("-c", YAML)),
        ("import the core and read the catalogue", wall_seconds("-c", READ)),
    ]
    if (ROOT / "manage.py").exists():
        typical = read_package(CATALOGUE).catalogue.themes[THEME].typical_answers
        with tempfile.TemporaryDirectory() as folder:
            answers = Path(folder, "answers.json")
            answers.write_text(json.dumps(typical, ensure_ascii=False), "utf-8")
            lines.append(
                (f"manage.py theme guide {THEME} --json", wall_seconds(*guide_arguments(answers)))
            )
    print(f"Wall time in a fresh interpreter, median of {RUNS}")
    for name, seconds in lines:
        print(f"  {name:<40} {seconds:6.3f} s {seconds / bare:6.1f} x the interpreter")


if __name__ == "__main__":
    main()
