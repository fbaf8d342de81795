"""What a round of confirming is made of: elements, answers, and what was written down."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from core.themes.confirming.evidence import RoundEvidence


class ElementKind(StrEnum):
    """What of a theme can concern a department."""

    MATTER = "matter"
    FIELD = "field"
    MATERIAL = "material"
    PRECEDENCE = "precedence"
    BINDING = "binding"


class FindingKind(StrEnum):
    """What cases say about a matter, beside what is declared of it (监测发现)."""

    LATE = "late"
    CORRECTIONS = "corrections"
    BEYOND = "beyond"
    """Materials are asked for that no guide names."""
    SOONER = "sooner"
    """Nine of ten are decided much sooner than promised."""


@dataclass(frozen=True)
class CaseFinding:
    """One thing that cases say about a matter; ``params`` are its figures."""

    kind: FindingKind
    params: Mapping[str, Any]


@dataclass(frozen=True)
class Element:
    """One thing that departments are asked about.

    ``present`` is how the published version has it, ``draft`` how the draft does: plain data,
    or nothing where it is not there at all. ``place`` says what it is about. For ``reasons`` it is
    asked about even where the draft changes nothing.
    """

    kind: ElementKind
    place: str
    departments: tuple[str, ...]
    present: Any = None
    draft: Any = None
    reasons: tuple[CaseFinding, ...] = ()

    @property
    def key(self) -> str:
        """Return what it is known by in answers.

        Examples:
            >>> Element(ElementKind.MATTER, "XF-01", ("XF",)).key
            'matter:XF-01'
        """
        return f"{self.kind}:{self.place}"

    @property
    def is_changed(self) -> bool:
        """Say whether the draft has it otherwise than the published version."""
        return bool(self.present != self.draft)

    @cached_property
    def digest(self) -> str:
        """Return what an answer is bound to: the same only where draft and reasons are the same."""
        said = [self.key, sorted(self.departments), self.draft]
        found = [[[reason.kind, dict(reason.params)] for reason in self.reasons]]
        content = json.dumps(said + (found if self.reasons else []), sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


class AnswerKind(StrEnum):
    """What a department says to an element."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    COMMENT = "comment"
    ASK = "ask"


class CellState(StrEnum):
    """Where one element stands with one department. Silence is a state and never an answer."""

    SILENT = "silent"
    ACCEPTED = "accepted"
    KEPT = "kept"
    REFUSED = "refused"
    COMMENTED = "commented"
    ASKED = "asked"
    REPLIED = "replied"
    DECIDED = "decided"


AGREED = frozenset({CellState.ACCEPTED, CellState.KEPT, CellState.DECIDED})
"""In these states an element holds with a department."""
OWED = frozenset({CellState.SILENT, CellState.COMMENTED, CellState.REPLIED})
"""In these states it is the department's turn."""


class Cell(NamedTuple):
    """One element and one department, by their keys."""

    element: str
    department: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What an officer says to an element, for their department."""

    verdict: AnswerKind
    words: str = ""
    basis: str = ""
    wish: str = ""


class RoundAction(StrEnum):
    """What is written down about the rounds of a theme."""

    STARTED = "started"
    ANSWERED = "answered"
    REPLIED = "replied"
    REMINDED = "reminded"
    ESCALATED = "escalated"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"
    AUDITED = "audited"
    PUBLISHED = "published"
    TICKED = "ticked"
    """A department has changed something in the matter system after a version."""


@dataclass(frozen=True, slots=True)
class RoundEvent:
    """One thing written down; nothing is ever changed or removed."""

    number: int
    at: datetime
    by: str
    action: RoundAction
    details: Mapping[str, Any] = field(default_factory=dict)


class Phase(StrEnum):
    """How far a round has come."""

    OPEN = "open"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    PASSED = "passed"
    PUBLISHED = "published"


@dataclass(frozen=True)
class Round:
    """One round as it stands. ``designers`` are who started it and who saved its draft.

    ``evidence`` is what the reasons of its elements rest on, where there are reasons.
    """

    number: int
    revision: int
    checksum: str
    started_at: datetime
    designers: tuple[str, ...]
    elements: tuple[Element, ...]
    deadline: date
    reminders: tuple[date, ...]
    cells: Mapping[Cell, CellState]
    events: tuple[RoundEvent, ...] = ()
    phase: Phase = Phase.OPEN
    evidence: RoundEvidence | None = None

    @property
    def departments(self) -> tuple[str, ...]:
        """Return who is asked, in order."""
        return tuple(sorted({cell.department for cell in self.cells}))

    @property
    def is_settled(self) -> bool:
        """Say whether every department has agreed to everything that concerns it."""
        return all(state in AGREED for state in self.cells.values())

    @property
    def effective_on(self) -> date | None:
        """Return the day that the audit set, if it passed and set any."""
        audits = [event for event in self.events if event.action is RoundAction.AUDITED]
        day = audits[-1].details.get("effective_on") if audits else None
        return date.fromisoformat(day) if day else None

    def element(self, key: str) -> Element | None:
        """Return an element by its key."""
        return next((element for element in self.elements if element.key == key), None)

    def owing(self) -> tuple[str, ...]:
        """Return the departments whose turn it is."""
        owed = {cell.department for cell, state in self.cells.items() if state in OWED}
        return tuple(sorted(owed))

    def about(self, cell: Cell) -> tuple[RoundEvent, ...]:
        """Return what was said about a cell, in order."""
        return tuple(event for event in self.events if cell in cells_of(event))


def cells_of(event: RoundEvent) -> tuple[Cell, ...]:
    """Return the cells that an event is about."""
    return tuple(Cell(*cell) for cell in event.details.get("cells", ()))
