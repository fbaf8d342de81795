"""Matters that are in force where they do not apply (law 18)."""

from collections.abc import Iterator

from core.catalogue.findings import error
from core.catalogue.spreadsheets.condition_words import condition_text
from core.themes.verifying.encoded_themes import EncodedTheme
from core.themes.verifying.findings import RuleFinding
from core.themes.verifying.rule import Rule


def outside_applicability(theme: EncodedTheme) -> Iterator[RuleFinding]:
    """Yield the matters that the theme hands to somebody for whom they are not.

    What the theme neither asks nor fixes does not hold, so a theme has to say who comes.
    """
    names = {code: question.text for code, question in theme.plan.catalogue.questions.items()}
    for code, planned in theme.plan.matters.items():
        applies_when = planned.matter.applies_when
        applies = theme.situations.holds(applies_when)
        witness = theme.witness(theme.in_force(code), -applies)
        if witness is not None:
            params = {
                "matter": f"{code}「{planned.matter.name}」",
                "condition": condition_text(applies_when, names),
            }
            yield RuleFinding(
                error("outside-applicability", f"{theme.code}.{code}", **params), witness
            )


RULES = (Rule(60, outside_applicability),)
