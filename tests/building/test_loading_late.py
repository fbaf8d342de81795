"""What an app loads late is loaded first by some thread: it has to come by itself."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_LATE = re.compile(r"^ +from (core\.services\.operators\.\w+) import", re.MULTILINE)
_EACH_BY_ITSELF = """
import sys
from importlib import import_module
for module in sys.argv[1:]:
    for loaded in [name for name in sys.modules if name.startswith("core.services")]:
        del sys.modules[loaded]
    import_module(module)
"""


def test_what_the_clock_does_is_loaded_by_itself():
    sources = [file.read_text("utf-8") for file in (ROOT / "building").glob("*.py")]
    late = sorted({name for source in sources for name in _LATE.findall(source)})
    command = [sys.executable, "-c", _EACH_BY_ITSELF, *late]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert "core.services.operators.remind_rounds" in late
    assert done.stderr == ""
