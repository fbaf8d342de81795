"""How long it takes until something can be used, each time in a fresh interpreter.

Run with ``make bench`` or ``python -m benchmarks.startup``. The interpreter alone is the
peer: ratios are what to compare, seconds depend on the machine.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from core.catalogue.packages import read_package

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


def main() -> None:
    """Measure and print."""
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
