"""What is proved of a theme, as it stands in JSON."""

from typing import Any

from commands.inputs import locale
from core.services.queries.verify_theme import Acceptance, RuleFinding, Verification


def verification_document(verification: Verification, seconds: float) -> dict[str, Any]:
    """Return what is proved of a theme, and how long it took."""
    return {
        "theme": verification.theme,
        "situations": verification.situations,
        "proved": verification.proved,
        "seconds": round(seconds, 3),
        "findings": [finding_document(found) for found in verification.findings],
    }


def finding_document(found: RuleFinding) -> dict[str, Any]:
    """Return one finding with what shows it."""
    return {
        "rule": found.finding.rule,
        "severity": found.finding.severity.value,
        "at": found.finding.at,
        "message": found.finding.message(locale()),
        "witness": found.witness,
        **({"accepted": word_document(found.acceptance)} if found.acceptance else {}),
    }


def word_document(word: Acceptance) -> dict[str, str]:
    """Return who stands by a warning, why, and since when."""
    return {
        "reason": word.reason,
        "by": word.accepted_by,
        "at": word.accepted_at.isoformat(),
    }
