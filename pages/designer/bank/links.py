"""Widgets for what a question is linked to: fields that say the same, records that tell it."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from core.catalogue.models import AnswerLink, NeverOne, Part, Question, RecordLink
from core.services.library import arrow_lines, field_lines, read_arrow_lines, read_field_lines
from pages.designer.bank.bench import entry_now
from pages.designer.bank.drawn import DrawnAttribute
from pages.designer.bank.mapped_lines import draw_lines
from pages.designer.bank.part_lists import (
    DrawnPart,
    draw_choice,
    draw_parts,
    draw_text,
    draw_when,
)
from pages.designer.bank.words import field_word
from pages.designer.wording import shown
from pages.shared.state import keep_under, kept_under
from pages.shared.styling import plain


def draw_links(drawn: DrawnAttribute) -> None:
    """Say which further fields say the same as a question, and how each writes the options."""
    draw_parts(drawn, lambda link: _field_of(link, drawn), _draw_link)
    _add_field(drawn, "field", lambda field: AnswerLink(field=field))


def _draw_link(own: DrawnPart) -> None:
    question, link = entry_now(own.drawn.record), own.part
    if not isinstance(question, Question) or not isinstance(link, AnswerLink):
        return
    places = dict(_places(own.drawn, link.field))
    choices = tuple(dict.fromkeys(word for words in places.values() for word in words))
    for option in question.options:
        _draw_written(own, link, option, choices)
    st.toggle(
        own.say("proposed"),
        link.proposed,
        key=own.key("proposed"),
        on_change=lambda: own.save("proposed", bool(kept_under(own.key("proposed")))),
    )
    read = partial(read_field_lines, fields=places, options=question.options)
    if question.options:
        draw_lines(own, "maps", field_lines(link.maps), read)
    draw_text(own, "basis")
    draw_when(own)


def _draw_written(own: DrawnPart, link: AnswerLink, option: str, choices: tuple[str, ...]) -> None:
    """Choose what a field writes for an option: one value follows, several agree with it."""
    said = link.written_as.get(option, ())
    values = list(said) if isinstance(said, tuple) else [said]
    key = own.key(f"as_{option}")

    def take() -> None:
        chosen = tuple(map(str, kept_under(key) or ()))
        rest = {name: words for name, words in link.written_as.items() if name != option}
        becomes = {option: chosen[0] if len(chosen) == 1 else chosen} if chosen else {}
        own.save("written_as", {**rest, **becomes})

    st.multiselect(
        plain(own.drawn.workspace.say("bank.part.written", option=shown(option))),
        list(dict.fromkeys((*choices, *values))),
        default=values,
        format_func=lambda word: plain(shown(word)),
        placeholder=own.drawn.workspace.say("bank.part.not_written"),
        key=key,
        select_all=False,
        accept_new_options=True,
        on_change=take,
        width=480,
    )


def _places(drawn: DrawnAttribute, field: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return every entry of a form that asks for a field, with its options."""
    element, _, subject = field.partition("@")
    return [
        (ref, entry.options)
        for matter in drawn.record.catalogue.matters.values()
        for ref, _, entry in matter.entries()
        if (entry.element, entry.subject) == (element, subject)
    ]


def draw_records(drawn: DrawnAttribute) -> None:
    """Say which records tell the answer to a question, by whose number they are looked up."""
    draw_parts(drawn, lambda link: shown(link.licence), _draw_record)
    licences = drawn.record.catalogue.licences
    carrying = [name for name, licence in licences.items() if licence.carries]
    key = drawn.key("_new_licence")
    st.selectbox(
        drawn.workspace.say("bank.part.new_record"),
        carrying,
        index=None,
        format_func=lambda name: plain(shown(name)),
        placeholder=drawn.workspace.say("shop.unsaid"),
        key=key,
        width=480,
    )
    chosen = kept_under(key)
    if chosen in carrying:
        first = licences[chosen].carries[0]
        _add_field(drawn, "holder", partial(_record, str(chosen), first))


def _record(licence: str, element: str, holder: str) -> RecordLink:
    return RecordLink(licence=licence, element=element, holder=holder)


def _draw_record(own: DrawnPart) -> None:
    question, link = entry_now(own.drawn.record), own.part
    if not isinstance(question, Question) or not isinstance(link, RecordLink):
        return
    catalogue = own.drawn.record.catalogue
    licence = catalogue.licences.get(link.licence)
    draw_choice(own, "element", list(licence.carries if licence else ()), catalogue.element_name)
    draw_choice(own, "by", ["e_licence", "data_sharing"], lambda by: own.say(f"by.{by}"))
    if question.options:
        read = partial(read_arrow_lines, right=question.options)
        draw_lines(own, "written_as", arrow_lines(link.written_as.items()), read)
        draw_choice(own, "there", list(question.options))


def draw_apart(drawn: DrawnAttribute) -> None:
    """Say which roles one person never holds beside this one, and which law says so."""
    names = drawn.record.catalogue.short_subject_name
    draw_parts(drawn, lambda never: shown(names(never.subject)), _draw_never)
    known = {never.subject for never in drawn.value} | {drawn.record.code}
    free = [code for code in drawn.record.catalogue.subjects if code not in known]
    key, basis = drawn.key("_new_subject"), drawn.key("_new_basis")
    _choose(drawn, key, "new_apart", free, name=names)
    st.text_input(drawn.workspace.say("bank.part.basis"), key=basis, width=480)

    def take() -> None:
        subject, words = kept_under(key), str(kept_under(basis) or "").strip()
        if subject and words:
            drawn.save((*drawn.value, NeverOne(subject=subject, basis=words)))
            keep_under(basis, "")

    _add_button(drawn, take)


def _draw_never(own: DrawnPart) -> None:
    draw_text(own, "basis")
    draw_text(own, "unless")
    draw_when(own)


def _add_field(drawn: DrawnAttribute, name: str, begun: Callable[[str], Part]) -> None:
    """Add a part that begins with a field: an element, and whom it is about."""
    catalogue = drawn.record.catalogue
    keys = (drawn.key(f"_new_{name}_element"), drawn.key(f"_new_{name}_subject"))
    elements, subjects = list(catalogue.elements), list(catalogue.subjects)
    _choose(drawn, keys[0], f"new_{name}_element", elements, name=catalogue.element_name)
    _choose(drawn, keys[1], f"new_{name}_subject", subjects, name=catalogue.short_subject_name)

    def take() -> None:
        chosen = [kept_under(key) for key in keys]
        if all(chosen):
            drawn.save((*drawn.value, begun("@".join(map(str, chosen)))))

    _add_button(drawn, take)


def _choose(
    drawn: DrawnAttribute, key: str, label: str, codes: list[str], *, name: Callable[[str], str]
) -> None:
    st.selectbox(
        drawn.workspace.say(f"bank.part.{label}"),
        codes,
        index=None,
        format_func=lambda code: plain(f"{shown(name(code))}（{code}）"),
        placeholder=drawn.workspace.say("shop.unsaid"),
        key=key,
        width=480,
    )


def _add_button(drawn: DrawnAttribute, take: Callable[[], None]) -> None:
    st.button(
        drawn.workspace.say("bank.part.add"),
        icon=":material/add:",
        key=drawn.key("_add"),
        on_click=take,
    )


def _field_of(link: AnswerLink, drawn: DrawnAttribute) -> str:
    return field_word(link.field, drawn.record.catalogue, drawn.workspace)
