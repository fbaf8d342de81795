"""Prove all themes of a library; one that is as it was proved before is not proved again."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from core.catalogue.catalogue import Catalogue
from core.themes.checksums import ThemeChecksums
from core.themes.plans import ThemePlan
from core.themes.verifying.verification import Verification, verify_theme

__all__ = ["ThemeProof", "Verification", "checksums_of", "prove_theme"]


@dataclass(frozen=True, slots=True)
class ThemeProof:
    """What is proved of a theme with everything it uses, as ``checksum`` names it.

    There is no verification where the theme was known to be as it was. ``seconds`` is how long the
    proof took.
    """

    theme: str
    checksum: str
    verification: Verification | None = None
    seconds: float = 0.0


def checksums_of(catalogue: Catalogue) -> dict[str, str]:
    """Return the checksum of every theme, by code.

    It is that of everything the theme reaches (law 9): its matters, their elements, documents and
    questions. A change touches no theme whose checksum stays.
    """
    checksums = ThemeChecksums(catalogue)
    return {code: checksums.of(theme) for code, theme in catalogue.themes.items()}


def prove_theme(catalogue: Catalogue, checksums: Mapping[str, str], code: str) -> ThemeProof:
    """Prove a theme of a catalogue, whose checksum is among those of all themes."""
    start = time.perf_counter()
    verification = verify_theme(ThemePlan(catalogue.themes[code], catalogue))
    return ThemeProof(code, checksums[code], verification, time.perf_counter() - start)
