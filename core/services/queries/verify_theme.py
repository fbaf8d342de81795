"""Prove a theme over all its situations, and mark the warnings that somebody stands by."""

from collections.abc import Iterable
from dataclasses import replace

from core.catalogue.validity import DATED_RULES
from core.themes.plans import ThemePlan
from core.themes.verifying.acceptances import Acceptance
from core.themes.verifying.dated_findings import dated_findings, verified_on
from core.themes.verifying.findings import RuleFinding, accepted
from core.themes.verifying.verification import Verification, verify_theme
from core.themes.verifying.witnesses import Witness

__all__ = [
    "DATED_RULES",
    "Acceptance",
    "RuleFinding",
    "ThemePlan",
    "Verification",
    "Witness",
    "dated_findings",
    "mark_accepted",
    "verified_on",
    "verify_theme",
]


def mark_accepted(verification: Verification, acceptances: Iterable[Acceptance]) -> Verification:
    """Return a verification in which every warning says who stands by it."""
    return replace(verification, findings=accepted(verification.findings, acceptances))
