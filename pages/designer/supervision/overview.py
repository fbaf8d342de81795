"""What is late or nearly so: the numbers of each department, then matter by matter, due first."""

from dataclasses import dataclass, field
from functools import partial
from html import escape

import streamlit as st

from core.errors import CaseNotFoundError
from core.i18n import translate
from core.services.designers.export_handouts import ExportHandouts
from core.services.officers.review_models import TaskLight
from core.services.officers.supervise_tasks import (
    ALL_LATE,
    COUNTED,
    NEARLY_LATE,
    SupervisedLine,
    SuperviseTasks,
    SupervisionAction,
    SupervisionCounts,
    SupervisionFilter,
    SupervisionPage,
    TaskPlace,
    numbers_of,
)
from core.staff.permissions import may
from core.staff.use_cases import UseCase
from pages.designer.exporting import offer_files
from pages.designer.frame import head
from pages.designer.supervision import addresses
from pages.designer.supervision.drawing import late_tags
from pages.designer.supervision.thread import show_thread
from pages.designer.wording import shown
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown, tell, words_of
from pages.shared.state import remembered
from pages.shared.styling import plain


@dataclass
class SupervisionPlaces:
    """Where the pages begin that somebody leafed through, for what they ``asked``."""

    asked: SupervisionFilter = ALL_LATE
    begun: list[TaskPlace] = field(default_factory=list)

    def go_on(self, after: TaskPlace) -> None:
        """Turn to the next page."""
        self.begun.append(after)

    def go_back(self) -> None:
        """Turn to the first page."""
        self.begun.clear()


def page(supervising: SuperviseTasks, exporting: ExportHandouts | None = None) -> None:
    """Show what the address asks for: the list, or one matter."""
    workspace = current_workspace()
    with errors_shown(workspace.locale):
        number, matter = (st.query_params.get(n, "") for n in (addresses.CASE, addresses.MATTER))
        if number and _shows_matter(supervising, number, matter, workspace):
            return
        _show_list(supervising, exporting, workspace)


def _shows_matter(
    supervising: SuperviseTasks, number: str, matter: str, workspace: Workspace
) -> bool:
    """Show one matter; one that is out of reach leads back to the list, and says so."""
    try:
        show_thread(supervising, number, matter, workspace)
    except CaseNotFoundError as refused:
        tell(words_of(refused, workspace.locale))
        return False
    return True


def _show_list(
    supervising: SuperviseTasks, exporting: ExportHandouts | None, workspace: Workspace
) -> None:
    wanted, places = addresses.filter_asked(), remembered(SupervisionPlaces)
    if wanted != places.asked:
        places.asked, places.begun = wanted, []
    after = places.begun[-1] if places.begun else None
    found = supervising.supervised(workspace.session, wanted, after)
    sees_all = may(workspace.person, UseCase.REMIND_OFFICE)
    below = workspace.say("supervision.below" if sees_all else "supervision.below_own")
    with head(workspace.say("nav.supervision"), below=below):
        if exporting is not None:
            write = partial(supervising.supervised_file, workspace.session, wanted)
            name = f"{workspace.say('supervision.file')} {found.today.isoformat()}"
            offer_files(exporting, write, name, workspace)
    if found.counts:
        st.html(_counts(found, workspace))
    _choose(found, wanted, workspace, sees_all=sees_all)
    _rows(found, wanted, workspace)
    _turn(found, places, workspace)


def _counts(found: SupervisionPage, workspace: Workspace) -> str:
    names = ("department", *COUNTED)
    heads = "".join(
        f'<th scope="col">{escape(translate(f"supervision.column.{name}", workspace.locale))}</th>'
        for name in names
    )
    rows = "".join(_count_row(row, found) for row in found.counts)
    title = escape(workspace.say("supervision.counts"))
    return (
        f'<section class="latecounts" tabindex="0" role="region" aria-label="{title}">'
        f"<h2>{title}</h2><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        "</section>"
    )


def _count_row(row: SupervisionCounts, found: SupervisionPage) -> str:
    name = shown(found.departments.get(row.department, row.department))
    cells = "".join(f"<td>{number or '–'}</td>" for number in numbers_of(row))
    return f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>'


def _choose(
    found: SupervisionPage, wanted: SupervisionFilter, workspace: Workspace, *, sees_all: bool
) -> None:
    """Ask which of them are looked at; the address keeps it."""
    departments = {
        row.department: found.departments.get(row.department, "") for row in found.counts
    }
    lights = {
        light.value: workspace.say(f"supervision.filter.light.{light}") for light in NEARLY_LATE
    }
    steps = {
        step.value: translate(f"supervision.step.{step}", workspace.locale)
        for step in SupervisionAction
    }
    with st.container(horizontal=True, key="late_filters"):
        if sees_all:
            _choice(addresses.DEPARTMENT, wanted.department, departments, workspace)
        _choice(addresses.LIGHT, wanted.light or "", lights, workspace)
        _choice(addresses.URGED, wanted.urged or "", steps, workspace)


def _choice(name: str, now: str, names: dict[str, str], workspace: Workspace) -> None:
    options = ["", *names]
    if now not in options:
        options.append(now)
    chosen = st.selectbox(
        workspace.say(f"supervision.filter.{name}"),
        options,
        index=options.index(now),
        format_func=lambda code: (
            plain(shown(names.get(code, "") or code)) if code else workspace.say("supervision.all")
        ),
        key=f"late_{name}_{now}",
        width=260,
    )
    if chosen != now:
        addresses.keep(name, chosen or "")
        st.rerun()


def _rows(found: SupervisionPage, wanted: SupervisionFilter, workspace: Workspace) -> None:
    title = escape(workspace.say("supervision.list"))
    number = escape(workspace.say("supervision.number", n=found.number))
    st.html(f'<h2 class="latehead">{title} <small role="status">{number}</small></h2>')
    if not found.lines:
        key = "supervision.none" if wanted == ALL_LATE else "supervision.none_chosen"
        st.html(f'<p class="empty">{escape(workspace.say(key))}</p>')
        return
    with st.container(key="late_rows"):
        for line in found.lines:
            _row(line, found, workspace)


def _row(line: SupervisedLine, found: SupervisionPage, workspace: Workspace) -> None:
    task = line.task
    is_late = "first_" if line.light is TaskLight.OVERDUE else ""
    with st.container(
        key=f"late_{is_late}{task.case_number}_{task.matter}",
        horizontal=True,
        vertical_alignment="center",
    ):
        st.html(
            f'<p class="lateline"><b>{escape(shown(line.matter_name))}</b>'
            f"<small>{escape(shown(line.department_name))} · {escape(shown(line.theme_name))} · "
            f'<span class="tn">{escape(task.case_number)}</span></small>'
            f"<span>{late_tags(line, found.today, workspace)}</span></p>"
        )
        st.button(
            workspace.say("supervision.open"),
            key=f"late_open_{task.case_number}_{task.matter}",
            help=plain(f"{task.case_number} {shown(line.matter_name)}"),
            on_click=addresses.open_matter,
            args=(task.case_number, task.matter),
        )


def _turn(found: SupervisionPage, places: SupervisionPlaces, workspace: Workspace) -> None:
    with st.container(horizontal=True, key="late_pages"):
        if places.begun:
            st.button(workspace.say("supervision.first"), key="late_first", on_click=places.go_back)
        if found.following is not None:
            st.button(
                workspace.say("supervision.next"),
                key="late_next",
                icon=":material/chevron_right:",
                on_click=places.go_on,
                args=(found.following,),
            )
