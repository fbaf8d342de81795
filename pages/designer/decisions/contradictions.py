"""The rows that no situation satisfies, each with what would mend it."""

from html import escape

import streamlit as st

from core.themes.editing.clashes import Clash
from pages.designer.decisions.table import DecisionTable
from pages.designer.decisions.taking import save_cells
from pages.designer.wording import shown
from pages.shared.styling import plain


def draw_clashes(table: DecisionTable) -> None:
    """List every row that never holds, and offer to repair it."""
    if not table.clashes:
        return
    say = table.editing.say
    with st.container(key="clashes"):
        st.html(f"<h2>{escape(say('table.clashes', n=len(table.clashes)))}</h2>")
        for row, clash in table.clashes.items():
            with st.container(key=f"clash_{row}", horizontal=True, vertical_alignment="center"):
                st.html(f"<p>{escape(_clash_sentence(table, clash))}</p>")
                _draw_repair(table, clash)


def _clash_sentence(table: DecisionTable, clash: Clash) -> str:
    editing, part = table.editing, clash.part
    parts = editing.say("list_and").join(
        f"“{editing.sentence(compared)}”" for compared in clash.why.parts
    )
    name = " ".join((part.part or part.matter, shown(part.name)))
    return f"{name}：{editing.say(f'never.{clash.why.why}', parts=parts)}"


def _draw_repair(table: DecisionTable, clash: Clash) -> None:
    if clash.repair is None or not table.may_change(clash.part):
        return
    code, cell = clash.repair
    text = table.text(cell, code)
    st.button(
        plain(table.editing.say("table.repair", text=text)),
        key=f"repair_{clash.part.id}_{clash.at}",
        on_click=lambda: save_cells(table, {(clash.part.id, str(clash.at), code): cell}),
    )
