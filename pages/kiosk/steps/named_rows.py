"""Take a person who was named already into a row of a table, by one touch."""

from collections.abc import Callable
from html import escape

import streamlit as st

from core.i18n import translate
from core.services.citizens import NamedPerson, drafts, persons_for_rows
from pages.kiosk.steps.fields import FormContext
from pages.kiosk.visit import Visit
from pages.shared.styling import plain


def offer_named(sheet: FormContext, group: str, member: int, keep: Callable[[], None]) -> None:
    """Offer who could stand in a row, as long as nobody's name is in it.

    ``keep`` keeps what is in the fields of the page before a person is taken.
    """
    visit, consultation = sheet.visit, sheet.consultation
    names = visit.draft.values.get(f"per.name@{group}") or []
    if member < len(names) and names[member]:
        return
    persons = persons_for_rows(
        consultation.catalogue, consultation.guide, visit.draft.values, group
    )
    if not persons:
        return
    words = escape(translate("kiosk.members.named", visit.locale))
    with st.container(key=f"pick_row_{group}_{member}"):
        st.html(f'<p class="src">{words}</p>')
        for number, person in enumerate(persons):
            st.form_submit_button(
                plain(person.name),
                key=f"named.{group}.{member}.{number}",
                icon=":material/person:",
                width="stretch",
                on_click=_take,
                args=(person, member, keep, visit),
            )


def _take(person: NamedPerson, member: int, keep: Callable[[], None], visit: Visit) -> None:
    keep()
    visit.change(drafts.fill_row, member, person.values)
    visit.drawn += 1  # the widgets would show what they held before
