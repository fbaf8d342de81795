"""Prove a change before it is proposed: no theme may get worse by it (laws 8 and 18).

Every theme that the change can touch is verified over all its situations; it may not have a
finding that it did not have. Its figures are compared in the same drawn situations, one by one,
and may not grow in any of them.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Theme
from core.themes.checksums import PartTexts, ThemeChecksums
from core.themes.plans import ThemePlan
from core.themes.proposing.edits import apply_edits, themes_of
from core.themes.proposing.effects import ChangeEffects
from core.themes.proposing.finders import FINDERS
from core.themes.proposing.observed import ObservedMatter, find_shorter
from core.themes.proposing.proposal import (
    Candidate,
    Doubt,
    Doubted,
    Effect,
    Proposal,
    Proposals,
)
from core.themes.verifying.verification import Verification, verify_theme

Verify = Callable[[Theme, Catalogue], Verification]
"""Verifies a theme; one that has been verified as it stands need not be verified again."""

_WEIGHTS = {"trips": 10, "days": 5, "materials": 3, "on_paper": 2, "entries": 1}
"""A trip weighs like ten entries: the most saving is shown first."""


_Rules = Counter[tuple[str, str]]
"""What is found in a theme, by rule and place."""


@dataclass(slots=True)
class KnownProposals:
    """What was worked out for proposals before, so that it is not worked out again.

    ``effects`` are what changes came to: by theme, and by its checksums before and after.
    ``rules`` are what was found in a theme, by checksum; nothing where it is not proved.
    """

    effects: dict[tuple[str, str, str], Effect | None] = field(default_factory=dict)
    rules: dict[str, _Rules | None] = field(default_factory=dict)


def find_proposals(
    catalogue: Catalogue,
    verify: Verify | None = None,
    observed: Iterable[ObservedMatter] = (),
    known: KnownProposals | None = None,
) -> Proposals:
    """Return every change that spares people something, each of them proved.

    ``observed`` is what happened to cases (:mod:`core.monitoring.finding`). What is ``known`` of
    themes that stand as they did is not worked out again; nothing else is left in it afterwards.

    Themes that cannot be guided prove nothing and are left out.
    """
    prover = _ChangeProver(catalogue, verify or _verify, known or KnownProposals())
    judged = [prover.judge(candidate) for candidate in candidates_in(catalogue, observed)]
    prover.forget_unused()
    proved = [proposal for proposal in judged if isinstance(proposal, Proposal)]
    proved.sort(key=lambda proposal: (-_weight(proposal), proposal.id))
    return Proposals(tuple(proved), tuple(doubt for doubt in judged if isinstance(doubt, Doubted)))


def candidates_in(
    catalogue: Catalogue, observed: Iterable[ObservedMatter] = ()
) -> tuple[Candidate, ...]:
    """Return what the finders come up with, each change once."""
    found = [candidate for find in FINDERS for candidate in find(catalogue)]
    found += find_shorter(catalogue, observed)
    return tuple({candidate.id: candidate for candidate in found}.values())


def _verify(theme: Theme, catalogue: Catalogue) -> Verification:
    return verify_theme(ThemePlan(theme, catalogue))


def _weight(proposal: Proposal) -> int:
    return max(
        sum(weight * effect.saved(figure) for figure, weight in _WEIGHTS.items())
        for effect in proposal.effects
    )


class _ChangeProver:
    """Judges changes of one catalogue; what stands before them is worked out once."""

    def __init__(self, catalogue: Catalogue, verify: Verify, known: KnownProposals) -> None:
        self._catalogue, self._verify = catalogue, verify
        self._known, self._used = known, KnownProposals()
        self._texts: PartTexts = {}
        self._checksum = cache(lambda code: self._made(code, catalogue))
        self._effects = ChangeEffects(catalogue)

    def judge(self, candidate: Candidate) -> Proposal | Doubted:
        """Return the proposal that a change makes, or why it makes none."""
        changed = apply_edits(self._catalogue, candidate.edits)
        effects: list[Effect] = []
        for code in themes_of(self._catalogue, candidate.edits):
            effect = self._effect(code, changed)
            if effect is not None and effect.is_worse:
                return Doubted(candidate, Doubt.WORSE, code)
            effects += [effect] if effect is not None else []
        if not any(effect.saves for effect in effects):
            return Doubted(candidate, Doubt.NOTHING_SAVED)
        doubted = self._disproved(candidate, effects, changed)
        return doubted or Proposal(candidate, tuple(effects))

    def forget_unused(self) -> None:
        """Leave out what was known and is not asked for any more."""
        self._known.effects, self._known.rules = self._used.effects, self._used.rules

    def _made(self, code: str, catalogue: Catalogue) -> str:
        """Return the checksum of a theme; what catalogues share is made into text once."""
        return ThemeChecksums(catalogue, self._texts).of(catalogue.themes[code])

    def _effect(self, code: str, changed: Catalogue) -> Effect | None:
        """Return what a change comes to: the same where the theme is the same, before and after."""
        key = code, self._checksum(code), self._made(code, changed)
        for known in (self._used.effects, self._known.effects):
            if key in known:
                return self._used.effects.setdefault(key, known[key])
        return self._used.effects.setdefault(key, self._effects.on(code, changed))

    def _disproved(
        self, candidate: Candidate, effects: list[Effect], changed: Catalogue
    ) -> Doubted | None:
        """Return why a proof fails, of the first theme of which it does."""
        for theme in (effect.theme for effect in effects):
            before, after = self._rules(theme, self._catalogue), self._rules(theme, changed)
            if after is None or before is None:
                return Doubted(candidate, Doubt.UNPROVED, theme)
            if new := after - before:
                rules = tuple(sorted({rule for rule, _ in new}))
                return Doubted(candidate, Doubt.FINDINGS, theme, rules)
        return None

    def _rules(self, code: str, catalogue: Catalogue) -> _Rules | None:
        """Return what is found in a theme; the same where the theme is the same."""
        is_before = catalogue is self._catalogue
        key = self._checksum(code) if is_before else self._made(code, catalogue)
        for known in (self._used.rules, self._known.rules):
            if key in known:
                return self._used.rules.setdefault(key, known[key])
        return self._used.rules.setdefault(key, self._found(code, catalogue))

    def _found(self, code: str, catalogue: Catalogue) -> _Rules | None:
        verification = self._verify(catalogue.themes[code], catalogue)
        if not verification.proved:
            return None
        return Counter((found.finding.rule, found.finding.at) for found in verification.findings)
