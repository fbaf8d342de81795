"""Who stands for whom: a subject of one matter is taken for another one in this theme."""

from collections.abc import Callable
from functools import partial
from html import escape

import streamlit as st

from core.catalogue.models import SubjectBinding
from core.themes.editing.settled import bind_subject, subjects_of, unbind_subject
from pages.designer.sheet.editing import Sheet
from pages.designer.wording import shown
from pages.shared.state import kept_under
from pages.shared.styling import plain

_PARTS = ("matter", "subject", "bound_as")


def draw_bindings(sheet: Sheet) -> None:
    """Draw every binding in words, let it be undone, and let another one be made."""
    bindings = sheet.theme.subject_bindings
    if not bindings:
        st.html(f'<p class="muted">{escape(sheet.say("none"))}</p>')
    for place, binding in enumerate(bindings):
        with st.container(key=f"binding_{place}", horizontal=True, vertical_alignment="center"):
            st.html(f"<p>{escape(shown(_binding_sentence(sheet, binding)))}</p>")
            st.button(
                sheet.say("unbind"),
                key=f"unbind_{place}",
                on_click=sheet.save,
                args=(lambda each=binding: unbind_subject(each.matter, each.subject),),
            )
    _draw_another(sheet)


def _binding_sentence(sheet: Sheet, binding: SubjectBinding) -> str:
    catalogue = sheet.catalogue
    return sheet.say(
        "binding",
        matter=catalogue.matter_name(binding.matter),
        subject=catalogue.short_subject_name(binding.subject),
        bound_as=catalogue.short_subject_name(binding.bound_as),
    )


def _named(name: Callable[[str], str], code: str) -> str:
    return plain(f"{shown(name(code))}（{code}）")


def _draw_another(sheet: Sheet) -> None:
    catalogue, at = sheet.catalogue, len(sheet.theme.subject_bindings)
    keys = [f"bind_{part}_{at}" for part in _PARTS]
    matters = list(dict.fromkeys(included.matter for included in sheet.theme.matters))
    chosen = str(kept_under(keys[0]) or "")
    every = [code for code, subject in catalogue.subjects.items() if not subject.deprecated]
    offered = (
        (matters, catalogue.matter_name),
        (list(subjects_of(chosen, catalogue)), catalogue.short_subject_name),
        (every, catalogue.short_subject_name),
    )
    with st.container(key="bind_another", horizontal=True, vertical_alignment="bottom"):
        given = [
            st.selectbox(
                sheet.say(f"bind.{part}"),
                codes,
                index=None,
                key=key,
                format_func=partial(_named, name),
                placeholder=sheet.say("bind_hint"),
                width=240,
            )
            for part, key, (codes, name) in zip(_PARTS, keys, offered, strict=True)
        ]
        st.button(
            sheet.say("bind"),
            key="bind",
            disabled=not all(given) or given[1] == given[2],
            on_click=sheet.save,
            args=(lambda: bind_subject(*map(str, given)),),
        )
