"""Widgets for what hangs on options: spoken words, what helps the unsure, other code lists."""

from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from core.catalogue.models import OptionMapping, SimplerQuestion, Unsure
from pages.designer.bank.bench import entry_now
from pages.designer.bank.drawn import DrawnAttribute, stripped
from pages.designer.wording import shown
from pages.shared.state import kept_under
from pages.shared.styling import plain

_SIMPLER = 2
"""So many simpler questions help whoever does not know."""


def draw_spoken(drawn: DrawnAttribute) -> None:
    """Give each option the words in which it is said aloud."""
    options = getattr(entry_now(drawn.record), "options", ())
    if not options:
        st.html(f"<p>{escape(drawn.workspace.say('bank.no_options'))}</p>")

    def take() -> None:
        said = {option: stripped(kept_under(drawn.key(f"_{option}"))) for option in options}
        drawn.save({option: words for option, words in said.items() if words})

    for option in options:
        st.text_input(
            plain(shown(option)),
            drawn.value.get(option, ""),
            key=drawn.key(f"_{option}"),
            on_change=take,
            width=360,
        )


def draw_unsure(drawn: DrawnAttribute) -> None:
    """Say what helps whoever does not know: simpler questions, and what to take in the end."""
    unsure: Unsure = drawn.value or Unsure()
    options = getattr(entry_now(drawn.record), "options", ())
    take = partial(_take_unsure, drawn)
    for place in range(_SIMPLER):
        asked = unsure.ask[place] if place < len(unsure.ask) else None
        _unsure_text(drawn, f"say_{place}", asked.say if asked else "", take)
        for word in ("if_yes", "if_no"):
            chosen = getattr(asked, word, None)
            _unsure_option(drawn, f"{word}_{place}", chosen, options, take=take)
    _unsure_option(drawn, "take", unsure.take, options, take=take)
    for name in ("not_most", "leave", "say"):
        _unsure_text(drawn, name, getattr(unsure, name), take)


def _unsure_text(drawn: DrawnAttribute, name: str, value: str, take: Callable[[], None]) -> None:
    label = drawn.workspace.say(f"bank.unsure.{name}")
    st.text_input(label, value, key=drawn.key(f"_{name}"), on_change=take, width=480)


def _unsure_option(
    drawn: DrawnAttribute,
    name: str,
    value: str | None,
    options: tuple[str, ...],
    *,
    take: Callable[[], None],
) -> None:
    st.selectbox(
        drawn.workspace.say(f"bank.unsure.{name.partition('_0')[0].partition('_1')[0]}"),
        options,
        index=options.index(value) if value in options else None,
        format_func=lambda option: plain(shown(option)),
        placeholder=drawn.workspace.say("bank.unsure.next"),
        key=drawn.key(f"_{name}"),
        on_change=take,
        width=360,
    )


def _take_unsure(drawn: DrawnAttribute) -> None:
    def said(name: str) -> Any:
        value = kept_under(drawn.key(f"_{name}"))
        return value.strip() if isinstance(value, str) else value

    asked = tuple(
        SimplerQuestion(say=words, if_yes=said(f"if_yes_{n}"), if_no=said(f"if_no_{n}"))
        for n in range(_SIMPLER)
        if (words := said(f"say_{n}"))
    )
    parts = {name: said(name) for name in ("take", "not_most", "leave", "say")}
    given: dict[str, Any] = {name: value for name, value in parts.items() if value}
    if asked:
        given["ask"] = asked
    drawn.save(Unsure.model_validate(given) if given else None)


def draw_written(drawn: DrawnAttribute) -> None:
    """Say for each option how code lists write it that do not have it."""
    entry = entry_now(drawn.record)
    options = _options_of(drawn) if isinstance(entry, OptionMapping) else []
    written: Mapping[str, tuple[str, ...]] = drawn.value

    def take(option: str) -> None:
        becomes = tuple(kept_under(drawn.key(f"_{option}")) or ())
        rest = {name: words for name, words in written.items() if name != option}
        drawn.save({**written, option: becomes} if becomes else rest)

    for option in dict.fromkeys((*written, *options)):
        st.multiselect(
            plain(shown(option)),
            list(dict.fromkeys((*options, *written.get(option, ())))),
            default=list(written.get(option, ())),
            format_func=lambda word: plain(shown(word)),
            placeholder=drawn.workspace.say("bank.not_mapped"),
            key=drawn.key(f"_{option}"),
            select_all=False,
            on_change=partial(take, option),
            width=480,
        )


def _options_of(drawn: DrawnAttribute) -> list[str]:
    """Return every option that some form has for the element of a mapping."""
    asked = (
        entry
        for matter in drawn.record.catalogue.matters.values()
        for _, _, entry in matter.entries()
        if entry.element == drawn.record.code
    )
    return list(dict.fromkeys(option for entry in asked for option in entry.options))
