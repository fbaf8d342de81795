"""Say what has to hold in a saved situation: which parts, and what each of them is."""

from functools import partial
from html import escape
from typing import Any

import streamlit as st

from core.services.designers.check_situations import COUNTED_PARTS, OUTCOME_PARTS
from core.themes.editing.situations import expect_part, rename_situation
from pages.designer.situations.saving import SituationLine
from pages.designer.wording import shown
from pages.shared.state import keep_under, kept_under
from pages.shared.styling import plain


def draw_expected(line: SituationLine) -> None:
    """Draw the name and every part of the outcome; what is not ticked may be whatever it is."""
    workspace, name = line.workspace, line.check.situation.name
    key = f"situation_name_{line.place}"
    keep_under(key, name)
    st.text_input(
        workspace.say("situations.name"),
        key=key,
        max_chars=200,
        on_change=lambda: line.save(lambda: rename_situation(name, str(kept_under(key) or ""))),
    )
    st.html(f"<p>{escape(workspace.say('situations.must'))}</p>")
    for part in OUTCOME_PARTS:
        _draw_part(line, part)


def _draw_part(line: SituationLine, part: str) -> None:
    expected = getattr(line.check.situation.expected, part)
    key = f"situation_{line.place}_{part}"
    keep_under(key, expected is not None)
    st.checkbox(
        line.workspace.say(f"situations.part.{part}"),
        key=key,
        on_change=lambda: _expect(line, part, _present(line, part) if kept_under(key) else None),
    )
    if expected is not None:
        (_draw_number if part in COUNTED_PARTS else _draw_codes)(line, part, expected)


def _present(line: SituationLine, part: str) -> Any:
    """Return what a part is now; without an outcome nothing is expected of it yet."""
    outcome = line.check.outcome
    return getattr(outcome, part) if outcome else ((), 0)[part in COUNTED_PARTS]


def _expect(line: SituationLine, part: str, value: Any) -> None:
    line.save(partial(expect_part, line.check.situation.name, part, value))


def _draw_number(line: SituationLine, part: str, expected: int) -> None:
    key = f"situation_{line.place}_{part}_value"
    keep_under(key, expected)
    st.number_input(
        line.workspace.say(f"situations.part.{part}"),
        min_value=0,
        max_value=10_000,
        step=1,
        key=key,
        label_visibility="collapsed",
        on_change=lambda: _expect(line, part, kept_under(key)),
    )


def _draw_codes(line: SituationLine, part: str, expected: tuple[str, ...]) -> None:
    key = f"situation_{line.place}_{part}_value"
    keep_under(key, list(expected))
    named = line.found.named(part)
    st.multiselect(
        line.workspace.say(f"situations.part.{part}"),
        list(dict.fromkeys([*expected, *line.found.possible(part)])),
        key=key,
        label_visibility="collapsed",
        format_func=lambda code: plain(shown(named(code))),
        select_all=False,
        on_change=lambda: _expect(line, part, tuple(kept_under(key) or ())),
    )
