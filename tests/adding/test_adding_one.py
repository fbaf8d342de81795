"""The steps of CONTRIBUTING.md, followed to the letter in a copy of the tree, add what works."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.adding.steps import ROOT, steps_of

STEPS = steps_of((ROOT / "CONTRIBUTING.md").read_text("utf-8"))
WORDS = re.compile(r"assets/(locales|templates|catalogue/translations)/")
CODE = ("core", "pages", "adapters")
CHANGED = ("locales", "templates", "catalogue")


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """Return what came of using each of those added, by the heading of its steps."""
    root = tmp_path_factory.mktemp("adding")
    for room in CODE:
        shutil.copytree(ROOT / room, root / room, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "assets").mkdir()
    for path in (ROOT / "assets").iterdir():
        copy = root / "assets" / path.name
        shutil.copytree(path, copy) if path.name in CHANGED else copy.symlink_to(path)
    shutil.copy(ROOT / "pyproject.toml", root)
    for steps in STEPS.values():
        for step in steps:
            step.follow(root)
    using = subprocess.run(
        [sys.executable, Path(__file__).with_name("using.py")],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        check=False,
    )
    assert using.returncode == 0, using.stderr.decode()
    return json.loads(using.stdout)


@pytest.mark.parametrize("heading", STEPS)
def test_what_the_steps_add_works(outcomes, heading):
    assert outcomes[heading.lower().replace(" ", "_")] == ""


@pytest.mark.parametrize("heading", STEPS)
def test_adding_one_is_one_core_file_one_page_file_and_words(heading):
    paths = [step.path for step in STEPS[heading] if step.path]
    code = [path.split("/")[0] for path in paths if not WORDS.match(path)]

    assert paths
    assert sorted(code) in ([], ["core"], ["core", "pages"])


@pytest.mark.parametrize("heading", STEPS)
def test_words_are_added_in_every_language(heading):
    keys: dict[str, set[str]] = {}
    for step in STEPS[heading]:
        if step.language == "json":
            locale = step.path.split("/")[2]
            keys.setdefault(locale, set()).update(json.loads(step.text))

    assert len({frozenset(key) for key in keys.values()}) <= 1
    assert not keys or set(keys) == {"en", "zh-CN"}
