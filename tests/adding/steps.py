"""The steps of CONTRIBUTING.md, section "Adding one", as files and commands."""

import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).parents[2]
_SECTION = re.compile(r"^## Adding one\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_PART = re.compile(r"^### (.+?)\n(.*?)(?=^### |\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^( *)```(\w+) ?(\S*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    """A file that is written or added to, or a command that is run."""

    language: str
    path: str
    text: str

    def follow(self, root: Path) -> None:
        """Do in a copy of the tree what the step says."""
        if self.language == "sh":
            subprocess.run(self.text, shell=True, cwd=root, check=True)
        elif self.language == "json":
            file = root / self.path
            words = {**json.loads(file.read_text("utf-8")), **json.loads(self.text)}
            file.write_text(json.dumps(words, ensure_ascii=False), "utf-8")
        elif self.language == "yaml":
            with (root / self.path).open("a", encoding="utf-8") as file:
                file.write(f"\n{self.text}")
        else:
            assert not (root / self.path).exists()
            (root / self.path).write_text(self.text, "utf-8")


def steps_of(guide: str) -> dict[str, list[Step]]:
    """Return the steps of each part of the section, by its heading."""
    section = _SECTION.search(guide)[1]
    return {heading: list(_steps_in(part)) for heading, part in _PART.findall(section)}


def _steps_in(part):
    for _, language, path, text in _BLOCK.findall(part):
        yield Step(language, path, dedent(text))
