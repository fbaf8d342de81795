"""Who is who in the preview: one person may hold several roles (law 17)."""

from html import escape

import streamlit as st

from core.services.designers.rehearse_theme import PersonRole
from pages.designer.preview.playing import Play
from pages.designer.wording import shown
from pages.shared.state import keep_under, kept_under
from pages.shared.styling import plain


def draw_persons(play: Play) -> None:
    """Let each role be said to be held by the person of another one."""
    persons = play.rehearsal.persons
    if len(persons) < 2:
        return
    st.html(f"<h3>{escape(play.say('persons'))}</h3>")
    for person in persons[1:]:
        _draw_person(play, person)


def _draw_person(play: Play, person: PersonRole) -> None:
    name, key = play.rehearsal.preview.catalogue.short_subject_name, f"who_{person.role}"
    keep_under(key, play.rehearsal.parties.get(person.role))
    st.selectbox(
        plain(shown(name(person.role))),
        list(person.may_be),
        index=None,
        key=key,
        placeholder=play.say("nobody_else"),
        format_func=lambda role: plain(play.say("same_as", name=shown(name(role)))),
        on_change=lambda: play.be_who(person.role, kept_under(key)),
    )
