"""Find a matter: by name, first letters, result, material, field; by department; by what lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from core.services.library import Facet, FoundMatter, LibraryUseCases
from pages.designer.frame import head
from pages.designer.wording import shown
from pages.designer.workshop.addresses import DEPARTMENT, UNFOUNDED, WORDS, go_to, keep
from pages.designer.workspace import Workspace
from pages.shared.state import remembered
from pages.shared.styling import plain, tag

_COLUMNS = ("matter", "department", "size", "found_by", "basis")
_NAMING = (Facet.CODE, Facet.NAME)
_AT_ONCE = 20


@dataclass
class MattersShown:
    """How many matters of the list are shown, for what is looked for."""

    looked_for: tuple[str, str, bool] = ("", "", False)
    number: int = _AT_ONCE


def list_matters(library: LibraryUseCases, workspace: Workspace) -> None:
    """Show the search, and what it finds."""
    every = library.finding.found(workspace.session, "")
    with head(workspace.say("nav.workshop"), below=workspace.say("shop.below", n=len(every))):
        pass
    words, department, unfounded = _looked_for(workspace, every)
    fitting = library.finding.found(workspace.session, words) if words else every
    matters = [matter for matter in fitting if department in ("", matter.department)]
    lacking = [matter for matter in matters if matter.without_basis]
    _say_how_many(workspace, len(matters), len(lacking))
    _rows(workspace, lacking if unfounded else matters, (words, department, unfounded))


def _looked_for(workspace: Workspace, every: Sequence[FoundMatter]) -> tuple[str, str, bool]:
    departments = {matter.department: matter.department_name for matter in every}
    asked = st.query_params
    with st.container(key="shop_search", horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            workspace.say("shop.search"),
            value=asked.get(WORDS, ""),
            key="shop_words",
            type="search",
            live=True,
            placeholder=workspace.say("shop.search_hint"),
            width=420,
        )
        department = st.selectbox(
            workspace.say("shop.department"),
            ["", *sorted(departments)],
            index=["", *sorted(departments)].index(_known(asked.get(DEPARTMENT), departments)),
            format_func=lambda code: plain(departments.get(code) or workspace.say("shop.all")),
            key="shop_department",
            width=280,
        )
        unfounded = st.toggle(
            workspace.say("shop.unfounded"), value=UNFOUNDED in asked, key="shop_unfounded"
        )
    keep(WORDS, words or "")
    keep(DEPARTMENT, department or "")
    keep(UNFOUNDED, "1" if unfounded else "")
    return words or "", department or "", unfounded


def _known(code: str | None, departments: dict[str, str]) -> str:
    return code if code in departments else ""


def _say_how_many(workspace: Workspace, found: int, lacking: int) -> None:
    words = workspace.say("shop.found", n=found, lacking=lacking)
    if found:
        st.html(f'<p class="muted" role="status">{escape(words)}</p>')


def _rows(
    workspace: Workspace, matters: Sequence[FoundMatter], looked_for: tuple[str, str, bool]
) -> None:
    if not matters:
        st.html(f'<p class="empty" role="status">{escape(workspace.say("shop.none"))}</p>')
        return
    shown_now = remembered(MattersShown)
    if shown_now.looked_for != looked_for:
        shown_now.looked_for, shown_now.number = looked_for, _AT_ONCE
    with st.container(key="themes"):
        st.html(_heads(workspace))
        for matter in matters[: shown_now.number]:
            with st.container(key=f"row_{matter.code}", horizontal=True):
                st.html(_row(matter, workspace))
                st.button(
                    workspace.say("shop.open"),
                    key=f"open_{matter.code}",
                    help=plain(shown(matter.name)),
                    on_click=go_to,
                    args=(matter.code,),
                )
    left = len(matters) - shown_now.number
    if left > 0:
        st.button(workspace.say("shop.more", n=left), key="shop_more", on_click=_show_more)


def _show_more() -> None:
    remembered(MattersShown).number += 5 * _AT_ONCE


def _heads(workspace: Workspace) -> str:
    heads = "".join(
        f"<span>{escape(workspace.say(f'shop.column.{name}'))}</span>" for name in _COLUMNS
    )
    return f'<div class="row rowhead" aria-hidden="true">{heads}</div>'


def _row(matter: FoundMatter, workspace: Workspace) -> str:
    stopped = f" {tag(workspace.say('shop.stopped'), 'later')}" if matter.is_over else ""
    name = f"<b>{escape(shown(matter.name))}</b>{stopped}"
    cells = {
        "matter": f"{name}<small>{escape(matter.code)}</small>",
        "department": escape(matter.department_name),
        "size": escape(workspace.say("shop.size", fields=matter.fields, papers=matter.materials)),
        "found_by": _found_by(matter, workspace),
        "basis": _basis(matter, workspace),
    }
    cells_reported = "".join(
        _cell(workspace.say(f"shop.column.{n}"), cell) for n, cell in cells.items()
    )
    return f'<div class="row">{cells_reported}</div>'


def _cell(name: str, cell: str) -> str:
    return f'<div><span class="heard">{escape(name)}</span>{cell}</div>'


def _found_by(matter: FoundMatter, workspace: Workspace) -> str:
    """Say where the words fit, unless that is plain to see."""
    if not matter.text or matter.facet in _NAMING:
        return ""
    facet = workspace.say(f"shop.facet.{matter.facet.value}")
    return f"<small>{escape(facet)}</small>{escape(shown(matter.text))}"


def _basis(matter: FoundMatter, workspace: Workspace) -> str:
    if not matter.without_basis:
        return f'<span class="muted">{escape(workspace.say("shop.founded"))}</span>'
    return tag(workspace.say("shop.lacking", n=matter.without_basis), "later")
