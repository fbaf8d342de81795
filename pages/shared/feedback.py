"""Tell people what went wrong, in their words: what, why, and what to do next."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape

import streamlit as st

from core.errors import Problem, ProblemsError, ServiceError, SessionEndedError
from core.i18n import translate
from pages.shared.translating import said


@contextmanager
def errors_shown(
    locale: str,
    labels: Mapping[str, str] | None = None,
    *,
    words: Callable[[ServiceError, str], str] | None = None,
) -> Iterator[None]:
    """Show any deliberate error of the block to the reader instead of raising it.

    ``labels`` name the places of problems, such as the text of a question; ``words`` returns
    what is said of an error, if not what the staff are told.
    """
    try:
        yield
    except SessionEndedError:
        st.rerun()  # in a fragment too: the door says what has become of the session
    except ProblemsError as error:
        lines = sentences(error.problems, locale, labels)
        counted = {**error.params, "count": len(lines)}  # as many places as are listed
        tell(translate(error.message_key, locale, **counted), lines)
    except ServiceError as error:
        tell((words or words_of)(error, locale))


def words_of(error: ServiceError, locale: str) -> str:
    """Return what the staff are told of an error."""
    return translate(error.message_key, locale, **error.params)


def tell(title: str, lines: Sequence[str] = ()) -> None:
    """Show a summary that screen readers speak at once: what, then why and what next."""
    what, _, more = title.partition(" · ")
    lines = [more, *lines] if more else lines
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    shown_lines = f"<ul>{items}</ul>" if lines else ""
    st.html(f'<div class="err" role="alert"><strong>{escape(what)}</strong>{shown_lines}</div>')


def sentences(
    problems: Iterable[Problem], locale: str, labels: Mapping[str, str] | None = None
) -> list[str]:
    """Return the sentence of every problem, each once."""
    return list(dict.fromkeys(sentence(problem, locale, labels) for problem in problems))


def sentence(problem: Problem, locale: str, labels: Mapping[str, str] | None = None) -> str:
    """Return the sentence of a problem, with the name of its place."""
    params = {"label": (labels or {}).get(problem.place, problem.place), **dict(problem.params)}
    return translate(problem.message_key, locale, **params | {"label": said(params["label"])})
