"""What is wrong with the spoken words of questions: options that are none, reasons left out."""

from collections.abc import Iterable, Iterator

from core.catalogue.catalogue import Catalogue
from core.catalogue.findings import Finding, error, warning
from core.catalogue.models import Question, SpokenWords, Theme
from core.catalogue.references import Path
from core.catalogue.refusals import closest


def check_spoken_words(catalogue: Catalogue) -> Iterator[tuple[Path, Finding]]:
    """Yield what is wrong with the words of the questions themselves."""
    asked = {use.question for theme in catalogue.themes.values() for use in theme.questions}
    for number, question in enumerate(catalogue.questions.values()):
        path: Path = ("questions", number)
        yield from _strange_options(path, question.id, question, question)
        if question.id in asked and not question.reason:
            params = {"question": question.id, "text": question.text}
            yield path, warning("question-without-reason", question.id, **params)


def check_worded(theme: Theme, catalogue: Catalogue) -> Iterator[tuple[Path, Finding]]:
    """Yield what is wrong with the words that a theme has of its own for its questions."""
    for number, asked in enumerate(theme.questions):
        question = catalogue.questions.get(asked.question)
        if question is not None:
            path: Path = ("questions", number)
            at = f"{theme.code}.{asked.question}"
            yield from _strange_options(path, at, asked, question)


def _strange_options(
    path: Path, at: str, words: SpokenWords, question: Question
) -> Iterator[tuple[Path, Finding]]:
    concluded = words.unsure.options if words.unsure else ()
    for place, options in (("spoken_options", words.spoken_options), ("unsure", concluded)):
        for option in _unknown(options, question):
            params = {"question": question.id, "value": option}
            hint = closest(option, question.options)
            yield (*path, place), error("unknown-option", at, **params, hint=hint)


def _unknown(options: Iterable[str], question: Question) -> Iterator[str]:
    return (option for option in options if option not in question.options)
