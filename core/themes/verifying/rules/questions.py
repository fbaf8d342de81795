"""Questions that are asked in no situation."""

from collections.abc import Iterator

from core.catalogue.findings import error
from core.themes.verifying.encoded_themes import EncodedTheme
from core.themes.verifying.findings import RuleFinding
from core.themes.verifying.rule import Rule


def question_never_asked(theme: EncodedTheme) -> Iterator[RuleFinding]:
    """Yield the questions that nobody is asked, fixed ones among them."""
    for code in dict.fromkeys(question.question for question in theme.plan.theme.questions):
        if not theme.possible(theme.situations.asked(code)):
            found = error("question-never-asked", f"{theme.code}.{code}", question=code)
            yield RuleFinding(found, theme.witness())


RULES = (Rule(20, question_never_asked),)
