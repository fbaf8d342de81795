"""The widgets by which attributes of entries are changed, one for each way."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from core.catalogue.models import (
    DataElement,
    FieldType,
    Part,
    Question,
    QuestionKind,
    SensitiveKind,
    Subject,
    SystemSource,
)
from core.services.library import with_options
from pages.designer.bank.bench import entry_bench
from pages.designer.bank.cells import EditingWay
from pages.designer.bank.drawn import DrawnAttribute, stripped
from pages.designer.bank.links import draw_apart, draw_links, draw_records
from pages.designer.bank.option_widgets import draw_spoken, draw_unsure, draw_written
from pages.designer.bank.words import code_word, value_word
from pages.designer.wording import shown
from pages.shared.days import ask_day
from pages.shared.state import kept_under
from pages.shared.styling import plain
from pages.shared.widgets import whole

_SUBJECT_KINDS = ("", "person", "organisation", "place", "thing", "process")
_CHOICES: Mapping[tuple[type[Part] | None, str], tuple[Any, ...]] = {
    (Question, "kind"): tuple(QuestionKind),
    (DataElement, "type"): tuple(FieldType),
    (Subject, "kind"): _SUBJECT_KINDS,
    (None, "sensitive"): (None, *SensitiveKind),
    (None, "source"): (None, *SystemSource),
}


def _line(drawn: DrawnAttribute) -> None:
    key = drawn.key()
    st.text_input(
        drawn.label, drawn.value, key=key, on_change=drawn.taking(key, stripped), width=360
    )


def _text(drawn: DrawnAttribute) -> None:
    key = drawn.key()
    st.text_area(
        drawn.label, drawn.value, key=key, on_change=drawn.taking(key, stripped), width=480
    )


def _lines(drawn: DrawnAttribute) -> None:
    key = drawn.key()
    st.text_area(
        drawn.workspace.say("shop.one_a_line", name=drawn.label),
        "\n".join(drawn.value),
        key=key,
        width=480,
        on_change=lambda: _take_lines(drawn, str(kept_under(key) or "").splitlines()),
    )


def _take_lines(drawn: DrawnAttribute, lines: Iterable[str]) -> None:
    filled = tuple(filter(None, map(str.strip, lines)))
    if isinstance(drawn.record.entry, Question):
        entry_bench().change(drawn.record.entry, partial(_with_options, filled))
    else:
        drawn.save(filled)


def _with_options(options: tuple[str, ...], now: Part) -> Part:
    return with_options(now, options) if isinstance(now, Question) else now


def _choice(drawn: DrawnAttribute) -> None:
    key, name = drawn.key(), drawn.cell.name
    kind = type(drawn.record.entry)
    options = _CHOICES.get((kind, name)) or _CHOICES[None, name]
    st.selectbox(
        drawn.label,
        options,
        index=options.index(drawn.value) if drawn.value in options else None,
        format_func=lambda value: (
            value_word(name, value, drawn.workspace)
            if value
            else drawn.workspace.say("shop.unsaid")
        ),
        key=key,
        on_change=drawn.taking(key),
    )


def _switch(drawn: DrawnAttribute) -> None:
    key = drawn.key()
    st.toggle(drawn.label, drawn.value, key=key, on_change=drawn.taking(key, bool))


def _codes_of(drawn: DrawnAttribute) -> list[str]:
    catalogue = drawn.record.catalogue
    known = catalogue.elements if drawn.cell.name == "carries" else catalogue.subjects
    return [code for code in known if code != drawn.record.code]


def _named(drawn: DrawnAttribute) -> Callable[[Any], str]:
    def named(code: Any) -> str:
        name = code_word(drawn.cell.name, str(code), drawn.record.catalogue)
        return plain(f"{name}（{code}）")

    return named


def _code(drawn: DrawnAttribute) -> None:
    key, options = drawn.key(), _codes_of(drawn)
    st.selectbox(
        drawn.label,
        options,
        index=options.index(drawn.value) if drawn.value in options else None,
        format_func=_named(drawn),
        placeholder=drawn.workspace.say("shop.unsaid"),
        key=key,
        on_change=drawn.taking(key),
        width=360,
    )


def _codes(drawn: DrawnAttribute) -> None:
    key, value = drawn.key(), tuple(drawn.value or ())
    st.multiselect(
        drawn.label,
        list(dict.fromkeys((*_codes_of(drawn), *value))),
        default=list(value),
        format_func=_named(drawn),
        placeholder=drawn.workspace.say("shop.unsaid"),
        key=key,
        select_all=False,
        on_change=drawn.taking(key, lambda chosen: tuple(chosen or ())),
        width=480,
    )


def _field(drawn: DrawnAttribute) -> None:
    """Choose the field that takes the answer as it is, by element and subject."""
    catalogue = drawn.record.catalogue
    element, _, subject = str(drawn.value or "").partition("@")
    keys = (drawn.key("_element"), drawn.key("_subject"))

    def take() -> None:
        chosen = [kept_under(key) for key in keys]
        if all(chosen) or not any(chosen):
            drawn.save("@".join(chosen) if all(chosen) else None)

    for key, code, known in (
        (keys[0], element, list(catalogue.elements)),
        (keys[1], subject, list(catalogue.subjects)),
    ):
        name = "element" if key == keys[0] else "subject"
        words = catalogue.element_name if name == "element" else catalogue.short_subject_name
        st.selectbox(
            drawn.workspace.say(f"shop.field.{name}"),
            known,
            index=known.index(code) if code in known else None,
            format_func=lambda value, words=words: plain(f"{shown(words(value))}（{value}）"),
            placeholder=drawn.workspace.say("shop.unsaid"),
            key=key,
            on_change=take,
            width=360,
        )


def _day(drawn: DrawnAttribute) -> None:
    key = drawn.key()
    ask_day(
        drawn.label,
        drawn.value or None,
        key=key,
        on_change=drawn.taking(key, lambda day: day.isoformat() if day else None),
    )


def _number(drawn: DrawnAttribute) -> None:
    key = drawn.key()
    shown_value = None if drawn.value is None else float(drawn.value)
    st.number_input(
        drawn.label,
        value=shown_value,
        step=1.0,
        format="%.10g",
        placeholder=drawn.workspace.say("shop.unsaid"),
        key=key,
        on_change=drawn.taking(key, whole),
    )


WIDGETS: Mapping[EditingWay, Callable[[DrawnAttribute], None]] = {
    EditingWay.LINE: _line,
    EditingWay.LINES: _lines,
    EditingWay.TEXT: _text,
    EditingWay.CHOICE: _choice,
    EditingWay.SWITCH: _switch,
    EditingWay.CODE: _code,
    EditingWay.CODES: _codes,
    EditingWay.SPOKEN: draw_spoken,
    EditingWay.UNSURE: draw_unsure,
    EditingWay.WRITTEN: draw_written,
    EditingWay.FIELD: _field,
    EditingWay.DAY: _day,
    EditingWay.NUMBER: _number,
    EditingWay.LINKS: draw_links,
    EditingWay.RECORDS: draw_records,
    EditingWay.APART: draw_apart,
}
