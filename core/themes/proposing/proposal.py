"""What a proposal says: what would change, what it saves, and in which themes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

from core.themes.proposing.edits import CatalogueEdit


class ProposalKind(StrEnum):
    """How something is spared: one member a file of ``finders`` (四免, 容缺, 并联)."""

    PRODUCED = "produced"
    """Another matter issues the material."""
    HELD = "held"
    """An office holds the material already."""
    KNOWN = "known"
    """A record that is fetched anyway tells the entry."""
    ELECTRONIC = "electronic"
    """A signature or seal on paper becomes electronic."""
    PARALLEL = "parallel"
    """One review need not wait for the other."""
    REMOTE = "remote"
    """Nobody has to come for it."""
    COMMITMENT = "commitment"
    """A written promise stands for the proof (告知承诺)."""
    ALIKE = "alike"
    """Two names for one document."""
    SHORTER = "shorter"
    """Cases are decided much sooner than is promised."""
    DERIVABLE = "derivable"
    """The entry follows from another one, by a rule that nobody has written yet."""
    JOINT = "joint"
    """Two offices inspect one place together."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A change that somebody should look at, not yet proved.

    ``about`` are the names that its words mention. ``departments`` have to agree to it.
    """

    kind: ProposalKind
    edits: tuple[CatalogueEdit, ...]
    about: Mapping[str, Any]
    departments: tuple[str, ...]

    @property
    def id(self) -> str:
        """Return its name: the same change to the same catalogue has the same name.

        Where the catalogue changes at that place, it is another proposal.
        """
        edits = [
            [edit.record, edit.code, edit.place, edit.attribute, edit.before, edit.after]
            for edit in self.edits
        ]
        text = json.dumps([self.kind, edits], ensure_ascii=False, sort_keys=True)
        return sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """What one case costs the applicant with a theme's typical answers.

    ``entries`` some office requires and nobody knows; ``materials`` are handed in, ``on_paper``
    signatures and seals given on paper, ``later`` materials that may come later; ``days`` are
    working days, none where matters wait for each other. ``inspections`` is how often an office
    comes to look at a place.
    """

    entries: int
    materials: int
    on_paper: int
    later: int
    trips: int
    days: int | None
    inspections: int = 0


COMPARED = ("entries", "materials", "on_paper", "trips", "days")
"""The figures of which less is better."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change comes to in one theme, before and after.

    ``improved`` and ``worsened`` are the shares of the drawn situations in which some figure
    gets smaller, or larger.
    """

    theme: str
    before: CaseFigures
    after: CaseFigures
    improved: float
    worsened: float

    def saved(self, figure: str) -> int:
        """Return how much less there is of one figure; 0 where no day can be named."""
        before, after = getattr(self.before, figure), getattr(self.after, figure)
        return 0 if before is None or after is None else before - after

    @property
    def more_later(self) -> int:
        """Return how many materials more may come later."""
        return self.after.later - self.before.later

    @property
    def fewer_inspections(self) -> int:
        """Return how much less often an office comes to look at a place."""
        return self.before.inspections - self.after.inspections

    @property
    def is_worse(self) -> bool:
        """Say whether some figure grows, typically or in a drawn situation."""
        return self.worsened > 0 or any(self.saved(figure) < 0 for figure in COMPARED)

    @property
    def saves(self) -> bool:
        """Say whether some figure gets smaller, typically or in a drawn situation."""
        is_less = any(self.saved(figure) > 0 for figure in COMPARED)
        counted = self.more_later > 0 or self.fewer_inspections > 0
        return self.improved > 0 or is_less or counted


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that is proved: no theme gets worse by it, and one at least gets better."""

    candidate: Candidate
    effects: tuple[Effect, ...]

    @property
    def id(self) -> str:
        """Return the name of its change."""
        return self.candidate.id

    def saved(self, figure: str) -> int:
        """Return the most that it saves in one theme."""
        return max((effect.saved(figure) for effect in self.effects), default=0)

    def saved_a_year(self, figure: str, cases: Mapping[str, int]) -> int:
        """Return what it saves over a year's cases of each theme, with typical answers."""
        return sum(effect.saved(figure) * cases.get(effect.theme, 0) for effect in self.effects)


class Doubt(StrEnum):
    """Why a change is not proposed."""

    FINDINGS = "findings"
    """The proof of a theme finds more than before."""
    UNPROVED = "unproved"
    """The proof of a theme did not come to an end."""
    WORSE = "worse"
    """Some figure of some situation grows."""
    NOTHING_SAVED = "nothing_saved"
    """No figure of any theme gets smaller."""


@dataclass(frozen=True, slots=True)
class Doubted:
    """A change that is not proposed: why, and the theme and rules that show it."""

    candidate: Candidate
    doubt: Doubt
    theme: str = ""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposals:
    """What was found: the proved ones, the most saving first, and those left out."""

    proved: tuple[Proposal, ...]
    doubted: tuple[Doubted, ...] = field(default=())
