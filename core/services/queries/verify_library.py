"""Prove all themes of a library; one that is as it was proved before is not proved again."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from core.catalogue.catalogue import Catalogue
from core.themes.plans import ThemePlan
from core.themes.publishing import checksum_of, snapshot_of
from core.themes.verifying.verification import Verification, verify_theme

__all__ = ["ThemeProof", "Verification", "prove_unless_known"]


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


def prove_unless_known(catalogue: Catalogue, known: Mapping[str, str], code: str) -> ThemeProof:
    """Prove a theme of a catalogue, unless ``known`` has its checksum by its code.

    The checksum is that of everything the theme reaches (law 9): its matters, their elements,
    documents and questions. A change touches no theme whose checksum stays.
    """
    theme = catalogue.themes[code]
    checksum = checksum_of(snapshot_of(theme, catalogue))
    if known.get(code) == checksum:
        return ThemeProof(code, checksum)
    start = time.perf_counter()
    verification = verify_theme(ThemePlan(theme, catalogue))
    return ThemeProof(code, checksum, verification, time.perf_counter() - start)
