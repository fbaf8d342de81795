"""Tell citizens what went wrong: never in the words of whoever runs the kiosk."""

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager

from core.errors import Problem, ServiceError
from core.i18n import DEFAULT_LOCALE, translate
from pages.shared import feedback
from pages.shared.translating import said

_NOBODY: Mapping[str, str] = {}

_log = logging.getLogger(__name__)


def errors_shown(
    locale: str, labels: Mapping[str, str] | None = None
) -> AbstractContextManager[None]:
    """Show any deliberate error of the block to whoever stands here instead of raising it."""
    return feedback.errors_shown(locale, labels, words=words_of)


def words_of(error: ServiceError, locale: str) -> str:
    """Return what a citizen is told of an error."""
    return translate(error.citizen_key or error.message_key, locale, **error.params)


def tell_problems(
    problems: Sequence[Problem], locale: str, whose: Mapping[str, str] = _NOBODY
) -> None:
    """Say how many places are to be put right, and list as many.

    ``whose`` are the titles that places stand under, told where several are called alike.
    """
    lines = lines_of(problems, locale, whose)
    if lines:
        feedback.tell(translate("kiosk.form.problems", locale, count=len(lines)), lines)


def lines_of(
    problems: Sequence[Problem], locale: str, whose: Mapping[str, str] = _NOBODY
) -> list[str]:
    """Return a line for each problem; what is wrong with two places at once is one problem."""
    sentences = [(problem.place, feedback.sentence(problem, locale)) for problem in problems]
    alike = Counter(sentence for _, sentence in sentences)
    lines = (
        translate("kiosk.form.problem_of", locale, whose=said(whose[place]), problem=sentence)
        if alike[sentence] > 1 and place in whose
        else sentence
        for place, sentence in sentences
    )
    return list(dict.fromkeys(lines))


def out_of_order(error: ServiceError) -> None:
    """Say that nothing can be done here for now; the operator finds in the log why."""
    _log.error("The kiosk cannot begin: %s", error)
    feedback.tell(translate("error.citizen.out_of_order", DEFAULT_LOCALE))
