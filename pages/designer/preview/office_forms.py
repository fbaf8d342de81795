"""Beside the page that is filled in: a department's own form, as it will get it (law 3)."""

from html import escape

import streamlit as st

from core.services.designers.rehearse_form import FormRehearsal
from pages.designer.form_sheet import sections_html
from pages.designer.preview.playing import Play
from pages.designer.wording import shown
from pages.shared.state import keep_under, kept_under
from pages.shared.styling import plain


def draw_office_form(play: Play, filling: FormRehearsal) -> None:
    """Draw the form of the department that is chosen; what this page gives it stands out."""
    given = filling.given_by(filling.form.pages[play.page_within(len(filling.form.pages)) - 1])
    matters = list(filling.offices)
    first = next((code for code in matters if given.get(code)), matters[0])
    chosen = play.office if play.office in matters else first
    keep_under("stage_office", chosen)
    st.html(
        f"<h2>{escape(play.say('forms'))}</h2>"
        f'<p class="muted">{escape(play.say("form.beside"))}</p>'
    )
    st.selectbox(
        play.say("form.office"),
        matters,
        key="stage_office",
        format_func=lambda code: _name(play, filling, code, len(given.get(code, ()))),
        on_change=lambda: play.look_at(str(kept_under("stage_office"))),
    )
    marked = given.get(chosen, frozenset())
    form = filling.office_form(chosen, marked)
    sections = sections_html(form, play.workspace, marked)
    label = escape(shown(form.title))
    st.html(
        f'<div class="officeform" role="region" aria-label="{label}" tabindex="0">'
        f"<h3>{label}</h3>{sections}</div>"
    )


def _name(play: Play, filling: FormRehearsal, code: str, number: int) -> str:
    catalogue = play.rehearsal.preview.catalogue
    name = f"{catalogue.matter_name(code)} · {filling.offices[code].department}"
    return plain(play.say("form.office_gets", name=shown(name), n=number))
