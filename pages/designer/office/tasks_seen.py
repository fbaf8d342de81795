"""The page of a work list that was drawn last, and the way to the pages beside it."""

from dataclasses import dataclass, field
from datetime import datetime
from html import escape

import streamlit as st

from core.services.officers.list_tasks import TaskPage
from pages.designer.office import addresses
from pages.designer.workspace import Workspace


@dataclass
class TasksSeen:
    """The page that was drawn last and when, kept for when the next cannot be read.

    ``turned`` are the places of the pages before, so that one can leaf back. ``cleared`` gives
    the filters new, empty entries.
    """

    page: TaskPage | None = None
    at: datetime | None = None
    turned: list[str] = field(default_factory=list)
    cleared: int = 0


def turn_pages(found: TaskPage, seen: TasksSeen, workspace: Workspace) -> None:
    """Say which tasks of how many are shown, and lead to the others."""
    number = addresses.page_number()
    first = (number - 1) * found.at_once + 1
    extent = workspace.say(
        "cases.extent", first=first, last=first + len(found.tasks) - 1, number=found.number
    )
    with st.container(horizontal=True, vertical_alignment="center", key="task_pages"):
        st.html(f'<p class="muted" role="status">{escape(extent)}</p>')
        if found.following is None and number == 1:
            return
        st.button(
            workspace.say("desk.back"),
            key="tasks_back",
            icon=":material/chevron_left:",
            disabled=number == 1,
            on_click=_turn_back,
            args=(seen, number),
        )
        st.button(
            workspace.say("desk.next"),
            key="tasks_next",
            icon=":material/chevron_right:",
            disabled=found.following is None,
            on_click=_turn_on,
            args=(seen, number, addresses.written(found.following)),
        )


def _turn_on(seen: TasksSeen, number: int, following: str) -> None:
    del seen.turned[number - 1 :]
    seen.turned.append(st.query_params.get(addresses.AFTER, ""))
    addresses.keep(addresses.AFTER, following)
    addresses.keep(addresses.PAGE, str(number + 1))


def _turn_back(seen: TasksSeen, number: int) -> None:
    """Leaf back; from an address that was sent, there is only the first page to go back to."""
    if len(seen.turned) < number - 1:
        addresses.begin_again()
        return
    addresses.keep(addresses.AFTER, seen.turned[number - 2])
    addresses.keep(addresses.PAGE, str(number - 1) if number > 2 else "")
    del seen.turned[number - 2 :]
