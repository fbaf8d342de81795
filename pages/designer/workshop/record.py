"""One matter: its attributes, its form, its materials, who uses it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from core.catalogue.models import Condition
from core.services.library import LibraryUseCases, MatterRecord, condition_words
from pages.designer.frame import head
from pages.designer.wording import shown
from pages.designer.workshop.addresses import TAB, go_to, keep
from pages.designer.workshop.applying import edit_applicability
from pages.designer.workshop.attributes import attributes_html
from pages.designer.workshop.bench import bench
from pages.designer.workshop.editing import edit_attributes
from pages.designer.workshop.parts import conditions_html, fields_html, materials_html
from pages.designer.workshop.past import draw_history
from pages.designer.workshop.row_grid import draw_rows
from pages.designer.workshop.submitting import draw_pending
from pages.designer.workshop.usage import draw_use
from pages.designer.workshop.validity import draw_validity, offer_stop, validity_tag
from pages.designer.workspace import Workspace
from pages.shared.styling import tag

_TABS: Mapping[str, Callable[[MatterRecord, Workspace], str]] = {
    "fields": fields_html,
    "materials": materials_html,
    "conditions": conditions_html,
}
_HISTORY, _CONDITIONS = "history", "conditions"
_ROWS = ("fields", "materials")


def draw_record(library: LibraryUseCases, workspace: Workspace, code: str) -> None:
    """Show a matter."""
    record = library.reading.record(workspace.session, code, workspace.locale)
    _head(library, record, workspace)
    if not record.may_change:
        words = workspace.say("shop.read_only", department=record.department_name)
        st.html(f'<p class="warn">{escape(words)}</p>')
    left, right = st.columns([2.9, 1.1], gap="medium")
    with left:
        draw_pending(library, record.matter, partial(_condition_text, record, workspace), workspace)
        if record.may_change:
            edit_attributes(record.matter, workspace)
        else:
            st.html(attributes_html(record, workspace))
        _parts(library, record, workspace)
    with right:
        _applies(record, workspace)
        draw_use(library, workspace, code)
        draw_validity(record, workspace)


def _condition_text(record: MatterRecord, workspace: Workspace, condition: Condition) -> str:
    return shown(condition_words(condition, record.catalogue, workspace.locale))


def _head(library: LibraryUseCases, record: MatterRecord, workspace: Workspace) -> None:
    matter = record.matter
    department = f'<span class="muted">{escape(record.department_name)}</span>'
    tags = f"{tag(matter.code)}{validity_tag(record, workspace)}{department}"
    with head(matter.name, tags):
        st.button(
            workspace.say("shop.back"),
            icon=":material/arrow_back:",
            key="shop_back",
            on_click=go_to,
            args=(None,),
        )
        for name, neighbour in (("before", record.before), ("after", record.after)):
            st.button(
                workspace.say(f"shop.{name}"),
                key=f"shop_{name}",
                disabled=neighbour is None,
                on_click=go_to,
                args=(neighbour or matter.code,),
            )
        if record.may_change:
            offer_stop(library, record, workspace)


def _applies(record: MatterRecord, workspace: Workspace) -> None:
    title = escape(workspace.say("shop.applies"))
    words = escape(shown(record.applies or workspace.say("shop.applies_always")))
    st.html(f'<section class="shopbox"><h2>{title}</h2><p>{words}</p></section>')


def _parts(library: LibraryUseCases, record: MatterRecord, workspace: Workspace) -> None:
    tab = _tab(record, workspace)
    if tab == _HISTORY:
        draw_history(library, record, workspace)
        return
    if tab in _ROWS and record.may_change:
        _draw_rows(record, tab, workspace)
        return
    if tab == _CONDITIONS and record.may_change:
        edit_applicability(record, workspace)
        return
    now = replace(record, matter=bench().now(record.matter))
    html = _TABS[tab](now, workspace)
    nothing = f'<p class="empty">{escape(workspace.say("shop.nothing"))}</p>'
    st.html(html or nothing)


def _draw_rows(record: MatterRecord, part: str, workspace: Workspace) -> None:
    """Let rows be changed where they stand; without any there is nothing to draw."""
    if getattr(bench().now(record.matter), part):
        st.html(f'<p class="muted">{escape(workspace.say("shop.rows.how"))}</p>')
        with st.container(key="shoprows"):
            draw_rows(record, part, workspace)
    else:
        st.html(f'<p class="empty">{escape(workspace.say("shop.nothing"))}</p>')


def _tab(record: MatterRecord, workspace: Workspace) -> str:
    """Let a part be chosen, and keep in the address which."""
    matter = bench().now(record.matter)
    numbers = {
        "fields": str(sum(1 for _ in matter.entries())),
        "materials": str(len(matter.materials)),
        "conditions": str(len(matter.acceptance_conditions)),
        _HISTORY: "",
    }
    asked = st.query_params.get(TAB)
    chosen = st.segmented_control(
        workspace.say("shop.tabs"),
        list(numbers),
        default=asked if asked in numbers else "fields",
        format_func=lambda name: f"{workspace.say(f'shop.tab.{name}')} {numbers[name]}".strip(),
        key="shop_tab",
        label_visibility="collapsed",
    )
    keep(TAB, "" if chosen in (None, "fields") else chosen)
    return chosen or "fields"
