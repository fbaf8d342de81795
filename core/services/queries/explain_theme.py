"""Explain why a matter, field or material of a theme is in force, out or undecided."""

from collections.abc import Mapping
from typing import Any

from core.themes.plans import ThemePlan
from core.themes.reasons import ItemExplanation, explain, explanation_text

__all__ = ["ItemExplanation", "ThemePlan", "explain_items", "explanation_text"]


def explain_items(
    plan: ThemePlan, answers: Mapping[str, Any], item: str = ""
) -> tuple[ItemExplanation, ...]:
    """Return the explanations of an item and what is in it; of every matter without one.

    Raises:
        InvalidAnswersError: If the answers cannot be used.
    """
    return tuple(found for found in explain(plan, answers) if _is_wanted(found, item))


def _is_wanted(explanation: ItemExplanation, item: str) -> bool:
    if not item:
        return explanation.item.kind == "matter"
    return explanation.item.ref == item or explanation.item.ref.startswith(f"{item}.")
