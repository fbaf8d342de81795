"""Prove a theme over all its situations, and mark the warnings that somebody stands by."""

from collections.abc import Iterable
from dataclasses import replace

from core.themes.plans import ThemePlan
from core.themes.verifying.acceptances import Acceptance
from core.themes.verifying.findings import RuleFinding, accepted
from core.themes.verifying.verification import Verification, verify_theme
from core.themes.verifying.witnesses import Witness

__all__ = [
    "Acceptance",
    "RuleFinding",
    "ThemePlan",
    "Verification",
    "Witness",
    "mark_accepted",
    "verify_theme",
]


def mark_accepted(verification: Verification, acceptances: Iterable[Acceptance]) -> Verification:
    """Return a verification in which every warning says who stands by it."""
    return replace(verification, findings=accepted(verification.findings, acceptances))
