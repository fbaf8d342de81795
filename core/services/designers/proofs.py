"""What is proved of a theme over all its situations (law 8); proved once, and then known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Answer, Question, Theme
from core.themes.editing.situations import without_situations
from core.themes.mending import MENDABLE
from core.themes.plans import ThemePlan
from core.themes.publishing import checksum_of, snapshot_of
from core.themes.verifying.acceptances import Acceptance
from core.themes.verifying.dated_findings import verified_on
from core.themes.verifying.findings import RuleFinding, accepted
from core.themes.verifying.spoken_findings import spoken_sentence
from core.themes.verifying.verification import Verification, verify_theme

__all__ = ["Proof", "Prover", "RuleFinding"]


@dataclass(frozen=True, slots=True)
class Proof:
    """What is proved of a theme as it stands, with what somebody stands by.

    ``situations`` is the exact number, nothing where there are too many to count.
    """

    situations: int | None
    proved: bool
    findings: tuple[RuleFinding, ...]
    questions: dict[str, Question]
    catalogue: Catalogue

    def sentence(self, found: RuleFinding, locale: str) -> str:
        """Return what is said of a finding: matters and questions are named, not numbered."""
        return spoken_sentence(found.finding, self.catalogue, locale)

    @property
    def errors(self) -> tuple[RuleFinding, ...]:
        """Return what blocks publishing."""
        return tuple(found for found in self.findings if found.blocks_publishing)

    @property
    def open_warnings(self) -> tuple[RuleFinding, ...]:
        """Return the warnings that nobody has accepted."""
        return tuple(
            finding
            for finding in self.findings
            if not finding.blocks_publishing and finding.acceptance is None
        )

    @property
    def mendable(self) -> tuple[RuleFinding, ...]:
        """Return the errors that say how to put them right."""
        return tuple(found for found in self.errors if found.finding.rule in MENDABLE)

    def situation(self, found: RuleFinding) -> tuple[tuple[Question, Answer], ...]:
        """Return the situation that shows a finding, question by question."""
        witness = found.witness or {}
        return tuple((self.questions[code], answer) for code, answer in witness.items())


class Prover:
    """Verifies themes; what has not changed since is not verified again."""

    def __init__(self, size: int = 64) -> None:
        self._verify = lru_cache(maxsize=size)(_Snapshot.verify)
        self._known: set[str] = set()

    def is_known(self, theme: Theme, catalogue: Catalogue) -> bool:
        """Say whether the theme has been verified as it stands."""
        return _Snapshot(theme, catalogue).checksum in self._known

    def verify(self, theme: Theme, catalogue: Catalogue) -> Verification:
        """Return what is proved of a theme over all its situations."""
        snapshot = _Snapshot(theme, catalogue)
        verification = self._verify(snapshot)
        self._known.add(snapshot.checksum)
        return verification

    def prove(
        self, theme: Theme, catalogue: Catalogue, acceptances: Iterable[Acceptance], *, on: date
    ) -> Proof:
        """Return the proof of a theme as of a day, with what somebody stands by."""
        plan = ThemePlan(theme, catalogue)
        verification = verified_on(self.verify(theme, catalogue), plan, on)
        return Proof(
            verification.situations,
            verification.proved,
            accepted(verification.findings, acceptances),
            {code: catalogue.question(code) for code in _questions_of(verification)},
            catalogue,
        )


class _Snapshot:
    """A theme with everything it uses, known by its checksum."""

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        self._theme, self._catalogue = without_situations(theme), catalogue
        self.checksum = checksum_of(snapshot_of(self._theme, catalogue))

    def verify(self) -> Verification:
        return verify_theme(ThemePlan(self._theme, self._catalogue))

    def __hash__(self) -> int:
        return hash(self.checksum)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Snapshot) and other.checksum == self.checksum


def _questions_of(verification: Verification) -> dict[str, None]:
    return {code: None for found in verification.findings for code in found.witness or {}}
