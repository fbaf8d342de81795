"""The work list: what is due first, lights as filters, and a verb for each line."""

from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from core.errors import InfrastructureError
from core.i18n import translate
from core.services.officers import OfficeUseCases
from core.services.officers.list_tasks import PDF, XLSX, TaskPage, TaskSearch
from core.services.officers.office_tasks import OfficeTask
from core.services.officers.review_models import TaskLight
from pages.designer.frame import head
from pages.designer.list_keys import KeyedList, go_by_keys
from pages.designer.office import addresses
from pages.designer.office.filters import choose_filters, choose_light
from pages.designer.office.supervised import tags_of
from pages.designer.office.tasks_seen import TasksSeen, turn_pages
from pages.designer.office.views import choose_view
from pages.designer.office.words import (
    day_words,
    light_tag,
    matter_words,
    state_words,
)
from pages.designer.wording import clock_time, shown
from pages.designer.workspace import Workspace
from pages.shared.handing_over import offer_file
from pages.shared.state import remembered
from pages.shared.styling import icon, plain

_FILES = {
    PDF: "application/pdf",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_KEYED = KeyedList("tasks", "row_", "task_words_")
_COLUMNS = ("light", "case", "matter", "applicant", "state", "due", "move")
_FIRST = (TaskLight.OVERDUE, TaskLight.TODAY)


def list_tasks(office: OfficeUseCases, workspace: Workspace) -> None:
    """Show the tasks of an office as the address asks for them."""
    seen = remembered(TasksSeen)
    known = seen.page.matters if seen.page else {}
    search = addresses.search_asked(known) if known else _unchecked()
    found = _read(office, search, seen, workspace)
    if found is None:
        return
    with head(workspace.say("nav.tasks"), below=workspace.say("desk.below")):
        _offer_files(office, search, workspace)
    _warn(found, workspace)
    _offer_unassessed(found, search, workspace)
    choose_light(found, search, workspace)
    choose_filters(found, search, seen, workspace)
    choose_view(office, found, search, workspace)
    go_by_keys(_KEYED, workspace.say("desk.keys"))
    _rows(found, search, workspace)
    if found.tasks:
        turn_pages(found, seen, workspace)


def _offer_files(office: OfficeUseCases, search: TaskSearch, workspace: Workspace) -> None:
    """Offer everything that is looked for, to be printed or counted."""
    write = partial(office.listing.tasks_file, workspace.session, search, workspace.locale)
    for form, media_type in _FILES.items():
        offer_file(
            workspace.say(f"desk.{form}"),
            partial(write, form=form),
            name=f"tasks.{form}",
            media_type=media_type,
            key=f"tasks_{form}",
        )


def _unchecked() -> TaskSearch:
    """Return the search of a page that nobody has drawn yet: any matter may be asked for."""
    asked = st.query_params.get(addresses.ONLY, "")
    return addresses.search_asked([asked])


def _read(
    office: OfficeUseCases, search: TaskSearch, seen: TasksSeen, workspace: Workspace
) -> TaskPage | None:
    """Read the list; where that fails the last one stays, and says of when it is."""
    try:
        found = office.listing.tasks(workspace.session, search)
    except InfrastructureError:
        if seen.page is None or seen.at is None:
            raise
        words = workspace.say("desk.not_refreshed", at=clock_time(seen.at))
        st.html(f'<p class="note warn" role="alert">{icon("sync_problem")} {escape(words)}</p>')
        return seen.page
    seen.page, seen.at = found, found.read_at
    return found


def _warn(found: TaskPage, workspace: Workspace) -> None:
    """Say first what becomes accepted by itself if nobody speaks today (law 12)."""
    if found.silent_tomorrow:
        title = escape(workspace.say("desk.silent_title"))
        words = escape(workspace.say("desk.silent", n=found.silent_tomorrow))
        st.html(f'<p class="note warn" role="status"><b>{icon("schedule")} {title}</b> {words}</p>')


def _offer_unassessed(found: TaskPage, search: TaskSearch, workspace: Workspace) -> None:
    """Say which fees hold up handing over, and lead to these matters."""
    if not (found.unassessed or search.is_unassessed):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="unassessed"):
        words = escape(workspace.say("desk.unassessed", n=found.unassessed))
        st.html(f'<p class="note warn" role="status">{icon("payments")} {words}</p>')
        name = "desk.unassessed_all" if search.is_unassessed else "desk.unassessed_only"
        st.button(
            workspace.say(name),
            key="tasks_unassessed",
            on_click=addresses.keep_filter,
            args=(addresses.FEES, "" if search.is_unassessed else addresses.OPEN_FEES),
        )


def _rows(found: TaskPage, search: TaskSearch, workspace: Workspace) -> None:
    if not found.tasks:
        is_filtered = _without_place(search) != TaskSearch()
        words = workspace.say("desk.none_such" if is_filtered else "desk.none")
        st.html(f'<p class="empty" role="status">{escape(words)}</p>')
        return
    with st.container(key="tasks"):
        heads = "".join(
            f"<span>{escape(translate(f'tasks.column.{name}', workspace.locale))}</span>"
            for name in _COLUMNS
        )
        st.html(f'<div class="row rowhead" aria-hidden="true">{heads}</div>')
        for task in found.tasks:
            _line(task, found, workspace)


def _without_place(search: TaskSearch) -> TaskSearch:
    """Return a search without the place at which its page begins."""
    return replace(search, after=None)


def _line(task: OfficeTask, found: TaskPage, workspace: Workspace) -> None:
    line, locale = task.line, workspace.locale
    is_first = "first_" if task.light in _FIRST else ""
    name = f"{is_first}{line.case_number}_{line.matter}"
    move = translate(f"tasks.move.{task.move}", locale)
    cells = {
        "light": light_tag(task, workspace),
        "case": f'<span class="tn">{escape(line.case_number)}</span>',
        "matter": escape(matter_words(line.matter_name)),
        "applicant": escape(shown(line.applicant_name)) or "–",
        "state": escape(state_words(line.state, workspace)),
        "due": escape(_due(task, found, locale)) or "–",
        "move": escape(move) + tags_of(task.mark, workspace),
    }
    row = "".join(
        f'<div><span class="heard">{escape(translate(f"tasks.column.{column}", locale))}</span>'
        f"{cell}</div>"
        for column, cell in cells.items()
    )
    with st.container(key=f"row_{name}", horizontal=True, vertical_alignment="center"):
        st.html(f'<div class="row">{row}</div>')
        st.button(
            workspace.say("cases.open", end=line.case_number[-4:]),
            key=f"task_{line.case_number}_{line.matter}",
            help=plain(f"{line.case_number} {shown(line.matter_name)}"),
            on_click=addresses.open_matter,
            args=(line.case_number, line.matter),
        )


def _due(task: OfficeTask, found: TaskPage, locale: str) -> str:
    line = task.line
    if line.due is None and line.paused_until:
        until = day_words(line.paused_until, locale, today=found.today)
        return translate("tasks.until", locale, day=until)
    return day_words(line.due, locale, today=found.today)
