"""Values that choosing the theme has filled in: each is changed or let go where it stands."""

from collections.abc import Iterator
from html import escape
from typing import Any, Literal

import streamlit as st

from core.catalogue.models import ClockValue, DecidedValue, FieldKey, FixedValue
from core.i18n import listed
from core.services.designers.explain_preview import condition_words
from core.themes.editing.settled import (
    fix_value,
    fixed_in_full,
    free_fields,
    is_offered,
    read_words,
    release_value,
    takes_several,
    value_choices,
)
from pages.designer.sheet.editing import Change, Sheet
from pages.designer.wording import shown
from pages.shared.state import keep_under, kept_under
from pages.shared.styling import plain


def draw_values(sheet: Sheet) -> None:
    """Draw every fixed value in words and in a widget, and let another field be settled."""
    decided = fixed_in_full(sheet.theme)
    if not decided:
        st.html(f'<p class="muted">{escape(sheet.say("none"))}</p>')
    for field, values in decided.items():
        with st.container(key=f"value_{field}", horizontal=True, vertical_alignment="bottom"):
            st.html(
                "".join(f"<p>{escape(shown(_value_sentence(sheet, field, v)))}</p>" for v in values)
            )
            if len(values) == 1 and values[0].clock is None:
                _draw_widget(sheet, field, values[0].value)
            st.button(
                sheet.say("release"),
                key=f"release_value_{field}",
                on_click=sheet.save,
                args=(lambda field=field: release_value(field),),
            )
    _draw_another(sheet)


def _draw_another(sheet: Sheet) -> None:
    with st.container(key="fix_value", horizontal=True, vertical_alignment="bottom"):
        field = st.selectbox(
            sheet.say("fix_value"),
            free_fields(sheet.theme, sheet.catalogue),
            index=None,
            key=f"fix_value_{len(sheet.theme.fixed_values)}",
            placeholder=sheet.say("fix_value_hint"),
            format_func=lambda key: plain(shown(_field(sheet, key))),
            width=360,
        )
        if field:
            _draw_widget(sheet, field, None)


def _draw_widget(sheet: Sheet, field: str, value: FixedValue | None) -> None:
    """Draw a value in the widget of its field; what is offered no more is told."""
    choices = value_choices(sheet.theme, sheet.catalogue, field)
    if value is not None and not is_offered(value, choices):
        words = sheet.say("no_such_answer", answer=_words(sheet, value))
        st.html(f'<p class="warn" role="status">{escape(words)}</p>')
        value = None
    key = f"fixed_value_{field}"
    seen: Literal["visible", "collapsed"] = (
        "collapsed" if field in sheet.theme.fixed_values else "visible"
    )
    label = sheet.say("value_of", field=_field(sheet, field))
    if not choices:
        keep_under(key, "" if value is None else str(value))
        st.text_input(
            label,
            key=key,
            width=260,
            label_visibility=seen,
            on_change=lambda: _take(sheet, field, key),
        )
    elif takes_several(sheet.theme, sheet.catalogue, field):
        keep_under(key, list(value) if isinstance(value, tuple) else [])
        st.multiselect(
            label,
            choices,
            key=key,
            format_func=lambda choice: plain(_words(sheet, choice)),
            placeholder=sheet.say("no_answer"),
            select_all=False,
            width=260,
            label_visibility=seen,
            on_change=lambda: _take(sheet, field, key),
        )
    else:
        keep_under(key, value)
        st.selectbox(
            label,
            choices,
            index=None,
            key=key,
            format_func=lambda choice: plain(_words(sheet, choice)),
            placeholder=sheet.say("no_answer"),
            width=260,
            label_visibility=seen,
            on_change=lambda: _take(sheet, field, key),
        )


def _take(sheet: Sheet, field: str, key: str) -> None:
    given: Any = kept_under(key)
    if given is None or given in ("", []):
        sheet.workspace.refuse()
        return
    choices = value_choices(sheet.theme, sheet.catalogue, field)

    def change() -> Change:
        if isinstance(given, str) and not choices:
            value = read_words(sheet.theme, sheet.catalogue, field, given)
        else:
            value = tuple(given) if isinstance(given, list) else given
        return fix_value(field, value, choices)

    sheet.save(change)


def _field(sheet: Sheet, field: str) -> str:
    key = FieldKey.parse(field)
    if key is None:
        return field
    return sheet.say(
        "field",
        field=sheet.catalogue.element_name(key.element),
        subject=sheet.catalogue.short_subject_name(key.subject),
    )


def _value_sentence(sheet: Sheet, field: str, decided: DecidedValue) -> str:
    """Return a decided value in a sentence, with when it holds and on what it stands."""
    key = FieldKey.parse(field)
    words = "proposed" if decided.proposed else "decided"
    return sheet.say(
        words,
        field=sheet.catalogue.element_name(key.element) if key else field,
        subject=sheet.catalogue.short_subject_name(key.subject) if key else "",
        value=_value(decided, sheet),
    ) + "".join(_while(decided, sheet))


def _words(sheet: Sheet, value: FixedValue) -> str:
    return _value(DecidedValue(value=value), sheet)


def _value(decided: DecidedValue, sheet: Sheet) -> str:
    if decided.clock is not None:
        return sheet.say(f"clock.{ClockValue(decided.clock)}")
    if isinstance(decided.value, bool):
        return sheet.say("yes" if decided.value else "no")
    if isinstance(decided.value, tuple):
        return listed(list(map(str, decided.value)), sheet.workspace.locale)
    return str(decided.value)


def _while(decided: DecidedValue, sheet: Sheet) -> Iterator[str]:
    """Yield when a value holds, and on what it stands."""
    if decided.when is not None:
        words = condition_words(sheet.catalogue, decided.when, sheet.workspace.locale)
        yield sheet.say("while", condition=words)
    if decided.one_person:
        names = map(sheet.catalogue.short_subject_name, decided.one_person)
        yield sheet.say("one_person", names=listed(list(names), sheet.workspace.locale))
    if decided.basis:
        yield sheet.say("basis", basis=decided.basis)
