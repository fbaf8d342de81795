"""The board of a theme of 60 matters and 200 questions: what the server does for each press.

The theme is made by a seed, over matters of the shipped catalogue. The real pages run over a real
database, without a browser: what a browser and the way to it take is not in these figures. Run
with ``python -m benchmarks.board``. Wall seconds depend on what else the machine does; processor
seconds hardly.
"""

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import yaml

from adapters.startup_memory import freeze_startup_objects
from pages.designer import board
from tests.pages.designer.screens import Screen
from tests.staffing import Office, open_office

ROOT = Path(__file__).parents[1]
QUESTIONS_FILE = ROOT / "assets" / "catalogue" / "questions.yaml"
SEED = 20261130
MATTERS, QUESTIONS, RUNS = 60, 200, 20
OPTIONS = ("甲", "乙", "丙")


def on(question: int) -> dict[str, Any]:
    """Return the condition that a question has the first answer."""
    return {"question": f"made_{question % QUESTIONS}", "op": "eq", "value": OPTIONS[0]}


def add_questions(office: Office) -> None:
    """Add questions to the library."""
    document = yaml.safe_load(QUESTIONS_FILE.read_text("utf-8"))
    document["questions"] += [
        {"id": f"made_{at}", "text": f"第{at}问?", "kind": "single", "options": list(OPTIONS)}
        for at in range(QUESTIONS)
    ]
    content = yaml.safe_dump(document, allow_unicode=True, sort_keys=False).encode()
    with office.transaction() as stores:
        stores.catalogue.put({"questions.yaml": content}, at=office.clock(), by="benchmark")


def made_theme(document: Mapping[str, Any], matters: list[str], random: Random) -> dict[str, Any]:
    """Return a theme of these matters, each in some situations, over the questions added."""
    asked = [
        {"question": f"made_{at}", **({"ask_when": on(at // 3)} if at else {})}
        for at in range(QUESTIONS)
    ]
    included = [
        {
            "matter": code,
            "when": {
                "all": [on(3 * at), {"any": [on(random.randrange(QUESTIONS)) for _ in "123"]}]
            },
        }
        for at, code in enumerate(matters)
    ]
    return {**document, "matters": included, "questions": asked}


def opened_theme(office: Office, random: Random) -> tuple[str, list[str]]:
    """Save a theme made up and return its code, with its matters."""
    add_questions(office)
    drafting = office.policy.designer.drafting
    draft = drafting.create(name="六十件事", lead_department="SCJG", audience_kind="企业")
    library = [matter.code for matter in office.policy.designer.reading.library()]
    matters = sorted(random.sample(library, MATTERS))
    drafting.save(draft, made_theme(draft.document, matters, random))
    return draft.code, matters


class Board:
    """Somebody at the board of the theme."""

    def __init__(self, office: Office, random: Random) -> None:
        code, self._matters = opened_theme(office, random)
        self._office, self._random, self._sequence = office, random, 0
        self.screen = Screen(office)
        self.screen.log_in("policy")
        self.screen.press(f"open_{code}")

    def redraw(self) -> None:
        """Run the page as it stands."""
        self.screen.look_again()

    def open_panel(self) -> None:
        """Open the conditions of some matter."""
        self.screen.app.query_params["matter"] = self._random.choice(self._matters)
        self.screen.look_again()
        assert self.screen.app.selectbox  # it is there

    def move(self) -> None:
        """Move a matter elsewhere, as the browser tells it, and draw the page."""
        workspace = self.screen.workspace
        order = list(workspace.theme.matters)
        place = self._random.randrange(MATTERS)
        elsewhere = (place + self._random.randrange(1, MATTERS)) % MATTERS
        order.insert(elsewhere, order.pop(place))
        self._sequence += 1
        message = {"order": order, "base": workspace.revision, "sequence": self._sequence}
        with patch.object(board, "report_of_board", lambda: message):
            board.take_move(self._office.designer, workspace, set(self._matters))
        self.screen.look_again()

    def undo(self) -> None:
        """Take the last move back."""
        self.screen.press("undo")


def measured(work: Callable[[], None]) -> tuple[float, float]:
    """Return the wall and processor milliseconds of some work."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - processor)


def quantile(values: list[float], share: float) -> float:
    """Return the value below which a share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def report(name: str, work: Callable[[], None], runs: int = RUNS) -> None:
    """Print p50 and p95 of some work, the first time left out."""
    work()
    found = [measured(work) for _ in range(runs)]
    for kind, values in zip(("wall", "processor"), zip(*found, strict=True), strict=True):
        low, high = (quantile(list(values), share) for share in (0.5, 0.95))
        print(f"{name:<16} {kind:<10} p50 {low:6.0f} ms   p95 {high:6.0f} ms")


def main() -> None:
    """Make the theme, press, and print."""
    with TemporaryDirectory() as folder:
        at = Board(open_office(Path(folder)), Random(SEED))
        freeze_startup_objects()  # as the app does when it is ready
        print(f"{MATTERS} matters, {QUESTIONS} questions; load {os.getloadavg()[0]:.1f}")
        report("redraw", at.redraw)
        report("a move", at.move)
        report("undo", at.undo, RUNS - 5)
        report("opening a panel", at.open_panel)
        print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
