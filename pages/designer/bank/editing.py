"""Change the attributes of an entry where they stand: each by its own widget, in a popover."""

from html import escape

import streamlit as st

from core.catalogue.models import Question, QuestionKind
from core.services.library import EntryRecord
from pages.designer.bank.bench import entry_now
from pages.designer.bank.cells import CELLS, EditingWay
from pages.designer.bank.drawn import DrawnAttribute
from pages.designer.bank.widgets import WIDGETS
from pages.designer.bank.words import attribute_words
from pages.designer.wording import shown
from pages.designer.workspace import Workspace

_IN_A_ROW = 4
_OF_NUMBERS = ("unit", "minimum", "maximum")


def edit_entry(record: EntryRecord, workspace: Workspace) -> None:
    """Show every attribute with what is changed of it; whoever may, changes it."""
    cells = [cell for cell in CELLS[record.kind] if _is_about(record, cell.name)]
    narrow = [cell for cell in cells if not cell.wide]
    with st.container(key="attributes"):
        for at in range(0, len(narrow), _IN_A_ROW):
            row = narrow[at : at + _IN_A_ROW]
            for column, cell in zip(st.columns(_IN_A_ROW), row, strict=False):
                with column:
                    _draw(DrawnAttribute(record, cell, workspace))
        for cell in cells:
            if cell.wide:
                _draw(DrawnAttribute(record, cell, workspace))


def _is_about(record: EntryRecord, name: str) -> bool:
    """Say whether an attribute means something: only numbers have a unit and bounds."""
    now = entry_now(record)
    is_choice = isinstance(now, Question) and now.kind is not QuestionKind.NUMBER
    return not (is_choice and name in _OF_NUMBERS) or bool(getattr(now, name))


def _draw(drawn: DrawnAttribute) -> None:
    cell, record, workspace = drawn.cell, drawn.record, drawn.workspace
    with st.container(key=f"attr_{cell.name}", horizontal=True, vertical_alignment="center"):
        st.html(
            f'<div class="attribute"><span>{escape(drawn.label)}</span>'
            f"<b>{_was(drawn)}{escape(shown(_entry_text(drawn, entry_now(record))))}</b></div>"
        )
        if cell.way is EditingWay.READ or not record.may_change:
            return
        with st.popover(
            workspace.say("shop.edit", name=drawn.label),
            icon=":material/edit:",
            key=f"edit_{cell.name}",
            width="content",
        ):
            WIDGETS[cell.way](drawn)


def _entry_text(drawn: DrawnAttribute, entry: object) -> str:
    value = getattr(entry, drawn.cell.name)
    return attribute_words(drawn.cell.name, value, drawn.record.catalogue, drawn.workspace)


def _was(drawn: DrawnAttribute) -> str:
    """Return what an attribute was, struck through, where it is changed."""
    before, after = (
        _entry_text(drawn, entry) for entry in (drawn.record.entry, entry_now(drawn.record))
    )
    if before == after:
        return ""
    heard = escape(drawn.workspace.say("shop.was"))
    return f'<span class="heard">{heard}</span><s>{escape(shown(before))}</s> '
