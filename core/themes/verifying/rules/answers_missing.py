"""Fields and materials that turn on a question which is not asked in some situation.

What is not asked counts as not satisfied. Where its answer would have made a difference to a
matter in force, that is not a reading of the person's situation but a gap in the questions.
"""

from collections.abc import Iterator

from core.catalogue.findings import error
from core.catalogue.models import Condition, comparisons_in
from core.themes.verifying.encoded_themes import EncodedTheme
from core.themes.verifying.findings import RuleFinding
from core.themes.verifying.rule import Rule


def unknown_answer_needed(theme: EncodedTheme) -> Iterator[RuleFinding]:
    """Yield what an answer that is not asked for would decide."""
    for field in theme.fields:
        yield from _needed(theme, field.use.ref, field.use.matter, field.conditions)
    for material in theme.materials:
        if material.condition is not None:
            conditions = (material.condition,)
            yield from _needed(theme, material.use.ref, material.use.matter, conditions)


def _needed(
    theme: EncodedTheme, ref: str, matter: str, conditions: tuple[Condition, ...]
) -> Iterator[RuleFinding]:
    situations = theme.situations
    holds = theme.formulas.all_of(map(situations.holds, conditions))
    would_hold = theme.formulas.all_of(map(situations.would_hold, conditions))
    if holds == would_hold:
        return
    witness = theme.witness(theme.in_force(matter), -holds, would_hold)
    if witness is not None:
        looked_at = dict.fromkeys(o.question for c in conditions for o in comparisons_in(c))
        missing = [code for code in looked_at if code in theme.questions.when.keys() - witness]
        params = {"place": ref, "questions": missing}
        yield RuleFinding(error("unknown-answer-needed", ref, **params), witness)


RULES = (Rule(90, unknown_answer_needed),)
