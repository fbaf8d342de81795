"""Questions whose answer makes no difference to anything in any situation.

Two situations are laid side by side in which all answers are the same but the one to the
question. If nothing is in force in one of them only, whatever the answers are, then asking
is for nothing (law 5).
"""

from collections.abc import Iterator

from core.catalogue.findings import warning
from core.situations.engines.formulas import Formula
from core.themes.verifying.encoded_themes import EncodedTheme
from core.themes.verifying.findings import RuleFinding
from core.themes.verifying.rule import Rule


def question_without_effect(theme: EncodedTheme) -> Iterator[RuleFinding]:
    """Yield the questions that are asked, and decide and fill in nothing."""
    for code in theme.questions.when:
        asked = theme.situations.asked(code)
        if theme.possible(asked, _fills_in(theme, code)) or _decides(theme, code):
            continue
        witness = theme.witness(asked)
        if witness is not None:  # of a question never asked something else is said
            found = warning("question-without-effect", f"{theme.code}.{code}", question=code)
            yield RuleFinding(found, witness)


def _fills_in(theme: EncodedTheme, question: str) -> Formula:
    """Return when some place asks for what the answer fills in, or limits."""
    keys = {link.key for link in theme.plan.catalogue.question(question).links}
    return theme.formulas.any_of(
        [theme.asks(field) for field in theme.fields if field.use.key in keys]
    )


def _decides(theme: EncodedTheme, question: str) -> bool:
    """Say whether something is in force after one answer and not after another."""
    touched = {question, *theme.questions.looked_at_by[question]}
    places = {place for code in touched for place in theme.turning_on.get(code, ())}
    other = theme.situations.but_for(question)
    return any(
        theme.possible(theme.items[place], -other.all_groups(theme.plan.items[place].when))
        for place in sorted(places)
    )


RULES = (Rule(120, question_without_effect),)
