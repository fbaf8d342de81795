"""What a theme settles for its matters, and who takes part in it."""

from collections.abc import Iterator
from html import escape

import streamlit as st

from core.catalogue.models import Subject
from core.i18n import listed
from core.themes.editing.sheet import parties_of
from pages.designer.sheet.bindings import draw_bindings
from pages.designer.sheet.editing import Sheet
from pages.designer.sheet.values import draw_values
from pages.designer.wording import shown


def draw_settled(sheet: Sheet) -> None:
    """Let values be fixed and subjects be bound; tell who takes part, as the library says it."""
    st.html(f'<p class="muted">{escape(sheet.say("settled_why"))}</p>')
    st.html(f"<h3>{escape(sheet.say('values'))}</h3>")
    draw_values(sheet)
    st.html(f"<h3>{escape(sheet.say('bindings'))}</h3>")
    draw_bindings(sheet)
    lines = tuple(_parties(sheet))
    items = "".join(f"<li>{escape(shown(line))}</li>" for line in lines)
    body = f"<ul>{items}</ul>" if items else f'<p class="muted">{escape(sheet.say("none"))}</p>'
    why = escape(sheet.say("parties_why"))
    st.html(f'<h3>{escape(sheet.say("parties"))}</h3><p class="muted">{why}</p>{body}')


def _parties(sheet: Sheet) -> Iterator[str]:
    for party in parties_of(sheet.theme, sheet.catalogue):
        words = "party_several" if party.repeats else "party"
        yield sheet.say(words, name=party.short_name) + "".join(_others(party, sheet))


def _others(party: Subject, sheet: Sheet) -> Iterator[str]:
    """Yield who the same person mostly is, and who it never may be."""
    name = sheet.catalogue.short_subject_name
    if party.typical:
        yield sheet.say("mostly", name=name(party.typical))
    if party.never:
        names = dict.fromkeys(name(apart.subject) for apart in party.never)
        yield sheet.say("never", names=listed(list(names), sheet.workspace.locale))
