"""The panel beside the grid: what the chosen row may be, whose it is, or a new element."""

from functools import partial
from html import escape

import streamlit as st

from core.services.library import (
    UNDECIDED,
    ImportRow,
    LibraryUseCases,
    choose_element,
    whose,
    with_whose_open,
)
from core.staff.permissions import may
from core.staff.use_cases import UseCase
from pages.designer.imports.deciding import take_key
from pages.designer.imports.memory import ImportWorkspace
from pages.designer.imports.naming import ImportNames
from pages.designer.imports.new_element import offer_new_element
from pages.designer.workspace import Workspace
from pages.shared.state import kept_under
from pages.shared.styling import plain

_SHOWN = 3


def draw_panel(
    library: LibraryUseCases, workspace: Workspace, table: ImportWorkspace, names: ImportNames
) -> None:
    """Draw what can be said of the chosen row."""
    row = table.row
    if row is None:
        return
    with st.container(key="import_panel"):
        if row.section:
            st.html(f'<p class="muted">{escape(row.section)}</p>')
        st.html(f"<h2>{escape(row.label)}</h2><p>{escape(names.say('panel'))}</p>")
        _draw_choices(table, names, row)
        if row.suggestions:
            st.html(f'<p class="muted">{escape(names.reason(row.suggestions[0]))}</p>')
        _ask_other_element(table, names, row)
        _ask_whose(table, names, row)
        if may(workspace.person, UseCase.KEEP_ENTRY):
            offer_new_element(library, workspace, table, row)


def _draw_choices(table: ImportWorkspace, names: ImportNames, row: ImportRow) -> None:
    taken = table.decisions.get(row.ref, UNDECIDED).element
    for place, suggestion in enumerate(row.suggestions[:_SHOWN]):
        name = names.element(suggestion.element)
        mark = "✓ " if taken == suggestion.element else ""
        st.button(
            f"{place + 1} · {mark}{name} · {suggestion.of_element:.0%}",
            key=f"import_choice_{place}",
            help=plain(names.reason(suggestion)),
            width="stretch",
            on_click=partial(take_key, table, str(place + 1), (row,)),
        )
    st.button(
        f"0 · {names.say('office')}",
        key="import_office",
        width="stretch",
        on_click=partial(take_key, table, "0", (row,)),
    )
    if row.ref in table.decisions:
        st.button(
            names.say("take_back"),
            key="import_take_back",
            on_click=partial(take_key, table, "Delete", (row,)),
        )


def _ask_other_element(table: ImportWorkspace, names: ImportNames, row: ImportRow) -> None:
    key = f"element_{table.read}.{row.ref}"

    def take() -> None:
        if element := kept_under(key):
            table.decide(lambda decisions: choose_element(decisions, row, element))

    st.selectbox(
        names.say("other"),
        names.elements,
        index=None,
        key=key,
        format_func=names.element,
        placeholder=names.say("any_element"),
        on_change=take,
    )


def _ask_whose(table: ImportWorkspace, names: ImportNames, row: ImportRow) -> None:
    """Ask whom the row is about; every row of its section that leaves it open is told at once."""
    rows = with_whose_open(table.decisions, table.rows, row.section) if row.section else ()
    rows = rows if row in rows else (row,)
    decision = table.decisions.get(row.ref, UNDECIDED)
    suggested = row.suggestions[0].subject if row.suggestions else None
    subject = decision.subject or suggested
    key = f"subject_{table.read}.{row.ref}"

    def take() -> None:
        if chosen := kept_under(key):
            table.decide(lambda decisions: whose(decisions, rows, chosen))

    st.selectbox(
        names.say("whose_all", count=len(rows)) if len(rows) > 1 else names.say("whose"),
        names.subjects,
        index=names.subjects.index(subject) if subject in names.subjects else None,
        key=key,
        format_func=names.subject,
        placeholder=names.say("whose"),
        on_change=take,
    )
