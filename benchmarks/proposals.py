"""Proposals over the shipped catalogue, beside proving every one of them by brute force.

Ours keeps what a theme comes to and what is found in it, by its checksum: between proposals, and
from one run to the next after a change of the catalogue. The peer keeps nothing: for each change it
works out every theme that has the changed part anew, before and after, and verifies both. Both have
to say the same of every change, proved or not, figure by figure; digests are compared.

Run with ``make bench`` or ``python -m benchmarks.proposals`` (half a minute or more of processor
time). Seconds are of the processor, because they do not depend on what else the machine does; they
do depend on its cache and clock, so ratios are what to compare.
"""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from core.catalogue.catalogue import Catalogue
from core.catalogue.packages import read_package
from core.themes.plans import ThemePlan
from core.themes.proposing.edits import apply_edits, themes_of
from core.themes.proposing.effects import ChangeEffects
from core.themes.proposing.proposal import Candidate, Proposals
from core.themes.proposing.proving import KnownProposals, candidates_in, find_proposals
from core.themes.verifying.verification import verify_theme

CATALOGUE = Path(__file__).parents[1] / "assets" / "catalogue"

Found = Counter[tuple[str, str]]
"""How often each rule finds something at each place of a theme."""

Said = tuple[str, ...]
"""What is said of one change, as text: its name, and what it saves or why it is left out."""


def told_by_ours(found: Proposals) -> list[Said]:
    """Return what ours says of every change."""
    proved = [(said.id, "proved", *map(repr, said.effects)) for said in found.proved]
    left_out = [
        (said.candidate.id, said.doubt.value, said.theme, *said.rules) for said in found.doubted
    ]
    return sorted(proved + left_out)


def brute_force(catalogue: Catalogue) -> list[Said]:
    """Return what is to be said of every change, with nothing kept from one to the next."""
    return sorted(_judged(candidate, catalogue) for candidate in candidates_in(catalogue))


def _judged(candidate: Candidate, catalogue: Catalogue) -> Said:
    changed = apply_edits(catalogue, candidate.edits)
    codes = themes_of(catalogue, candidate.edits)
    effects = {code: ChangeEffects(catalogue).on(code, changed) for code in codes}
    rules = {code: (_rules(code, catalogue), _rules(code, changed)) for code in codes}
    guided = {code: effect for code, effect in effects.items() if effect is not None}
    for code, effect in guided.items():
        if effect.is_worse:
            return candidate.id, "worse", code
    if not any(effect.saves for effect in guided.values()):
        return candidate.id, "nothing_saved", ""
    doubts = (_doubt(code, *rules[code]) for code in guided)
    doubt = next(filter(None, doubts), ("proved", *map(repr, guided.values())))
    return candidate.id, *doubt


def _doubt(code: str, before: Found | None, after: Found | None) -> Said:
    """Return why a theme does not stand as it did before a change, if so."""
    if before is None or after is None:
        return "unproved", code
    new = after - before
    return ("findings", code, *sorted({rule for rule, _ in new})) if new else ()


def _rules(code: str, catalogue: Catalogue) -> Found | None:
    verification = verify_theme(ThemePlan(catalogue.themes[code], catalogue))
    if not verification.proved:
        return None
    return Counter((found.finding.rule, found.finding.at) for found in verification.findings)


def digest(said: list[Said]) -> str:
    """Return what was said as one short text that is the same exactly if all of it is."""
    return sha256(repr(said).encode()).hexdigest()[:16]


def timed(work: Callable[[], list[Said]]) -> tuple[float, list[Said]]:
    """Return the processor's seconds for some work, and what came of it."""
    start = time.process_time()
    said = work()
    return time.process_time() - start, said


def with_a_visit_more(catalogue: Catalogue, code: str) -> Catalogue:
    """Return the catalogue with one visit more for one matter."""
    matter = catalogue.matters[code]
    visited = matter.model_copy(update={"onsite_visits": matter.onsite_visits + 1})
    return replace(catalogue, matters={**catalogue.matters, code: visited})


def themes_with(catalogue: Catalogue, code: str) -> int:
    """Return how many themes have a matter."""
    return sum(
        code in {included.matter for included in theme.matters}
        for theme in catalogue.themes.values()
    )


def main() -> None:
    """Print processor seconds, numbers and digests; stop where both say something else."""
    catalogue = read_package(CATALOGUE).catalogue
    used = sorted(catalogue.matters, key=lambda code: (themes_with(catalogue, code), code))
    used = [code for code in used if themes_with(catalogue, code)]
    known = KnownProposals()
    _show("from cold", catalogue, known)
    _show("again, nothing changed", catalogue, known)
    for words, code in (("few", used[0]), ("most", used[-1])):
        _show(
            f"a visit more for {code} (in {themes_with(catalogue, code)} themes, the {words})",
            with_a_visit_more(catalogue, code),
            known,
        )


def _show(what: str, catalogue: Catalogue, known: KnownProposals) -> None:
    ours, said = timed(lambda: told_by_ours(find_proposals(catalogue, known=known)))
    peer, wanted = timed(lambda: brute_force(catalogue))
    assert said == wanted, [pair for pair in zip(said, wanted, strict=False) if pair[0] != pair[1]]
    proved = sum(verdict == "proved" for _, verdict, *_ in said)
    print(
        f"{what}: {proved} proved, {len(said) - proved} left out, digest {digest(said)}\n"
        f"  ours {ours:6.2f} s, brute force {peer:6.2f} s of the processor,"
        f" ours takes {ours / peer:.0%}"
    )


if __name__ == "__main__":
    main()
