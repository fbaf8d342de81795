"""Read the steps that a department's own system leaves in a folder, each file once.

A file that was taken is moved aside, and one that was refused too, with the reason beside it, so
that no file is lost. Whoever falls in between finds the file again, and the message is known.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from adapters.department_problems import LARGEST_MESSAGE, TakeStep, problem_of
from core.errors import InfrastructureError, ServiceError
from core.errors.departments import MalformedStepError

RESULTS, TAKEN, REFUSED = "results", "taken", "refused"


class FolderResults:
    """Reads one department's folder of results; there need not be one."""

    def __init__(self, folder: Path, *, department: str, take: TakeStep, locale: str) -> None:
        self._folder = folder / RESULTS
        self.department = department
        self._take = take
        self._locale = locale

    def read(self) -> None:
        """Take every file that is there, in the order of their names."""
        if not self._folder.is_dir():
            return
        for path in sorted(self._folder.glob("*.json")):
            if path.is_file() and not path.name.startswith("."):
                self._read(path)

    def _read(self, path: Path) -> None:
        try:
            self._take_file(path)
        except InfrastructureError:
            return  # ours: it is read again
        except ServiceError as error:
            problem = json.dumps(problem_of(error, self._locale), ensure_ascii=False, indent=2)
            self._move(path, REFUSED).with_suffix(".problem").write_text(problem, "utf-8")
        else:
            self._move(path, TAKEN)

    def _take_file(self, path: Path) -> None:
        with path.open("rb") as file:
            body = file.read(LARGEST_MESSAGE + 1)
        if len(body) > LARGEST_MESSAGE:
            raise MalformedStepError(places="")
        self._take(self.department, _id_in(body), body)

    def _move(self, path: Path, name: str) -> Path:
        """Move a file aside; one that has the same name there stays."""
        aside = path.parent / name
        aside.mkdir(exist_ok=True)
        target = aside / path.name
        number = 1
        while target.exists():
            number += 1
            target = aside / f"{path.stem}.{number}{path.suffix}"
        return path.rename(target)


def _id_in(body: bytes) -> str:
    """Return the id that a file says, or one of its content where it says none."""
    try:
        document: Any = json.loads(body)
    except ValueError:
        document = None
    known = document.get("id") if isinstance(document, dict) else None
    return known if isinstance(known, str) and known else hashlib.sha256(body).hexdigest()
