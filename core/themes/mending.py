"""Put a theme right where a finding says how: its own condition, or who waits for whom (law 18)."""

from collections.abc import Iterable

from core.catalogue.catalogue import Catalogue
from core.catalogue.findings import Finding
from core.catalogue.models import (
    AllOf,
    AskedQuestion,
    Condition,
    IncludedMatter,
    Precedence,
    Theme,
    comparisons_in,
)

MENDABLE = frozenset({"outside-applicability", "does-not-wait"})


def mend_theme(theme: Theme, findings: Iterable[Finding], catalogue: Catalogue) -> Theme:
    """Return the theme with everything put right that these findings say how to.

    A matter that is in force where it does not apply is limited to where it does, and what that
    turns on is asked at the end. Whoever does not wait waits. Other findings change nothing.
    """
    for finding in findings:
        if finding.rule == "outside-applicability":
            theme = _limited(theme, finding.at.partition(".")[2], catalogue)
        if finding.rule == "does-not-wait":
            params = dict(finding.params)
            theme = _waiting(theme, params["matter"], params["earlier"])
    return theme


def _limited(theme: Theme, code: str, catalogue: Catalogue) -> Theme:
    applies_when = catalogue.matters[code].applies_when
    matters = tuple(
        IncludedMatter(matter=code, when=_both(matter.when, applies_when))
        if matter.matter == code
        else matter
        for matter in theme.matters
    )
    known = {question.question for question in theme.questions} | set(theme.fixed_answers)
    missing = dict.fromkeys(
        comparison.question
        for comparison in comparisons_in(applies_when)
        if comparison.question not in known
    )
    questions = (*theme.questions, *(AskedQuestion(question=code) for code in missing))
    return theme.model_copy(update={"matters": matters, "questions": questions})


def _both(when: Condition | None, applies_when: Condition | None) -> Condition | None:
    if when is None or applies_when is None:
        return applies_when or when
    return AllOf(all=(when, applies_when))


def _waiting(theme: Theme, matter: str, earlier: str) -> Theme:
    edge = Precedence(matter=matter, after=(earlier,))
    if edge in theme.precedence:
        return theme
    return theme.model_copy(update={"precedence": (*theme.precedence, edge)})
