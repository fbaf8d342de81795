"""Cases: of each the own department's forms, to read and to take along (law 3)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from html import escape

import streamlit as st

from core.cases.models import CaseLine, CaseStatus
from core.errors import CaseError
from core.services.officers import (
    CASES_AT_ONCE,
    CaseSearch,
    FormFile,
    OfficeForm,
    OfficeUseCases,
)
from pages.designer.correcting import (
    Correcting,
    ask_for_correction,
    show_corrections,
    show_papers,
)
from pages.designer.form_sheet import form_html
from pages.designer.frame import head
from pages.designer.wording import moment, shown
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown
from pages.shared.handing_over import offer_file
from pages.shared.state import remembered
from pages.shared.styling import plain, tag

_MEDIA_TYPES = {
    FormFile.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FormFile.JSON: "application/json",
    FormFile.PDF: "application/pdf",
}


@dataclass
class CaseView:
    """The case whose forms are open, and the papers that were made of them, by matter.

    ``page`` is how far somebody leafed through the list, for what they ``asked``.
    """

    number: str = ""
    papers: dict[str, bytes] = field(default_factory=dict)
    asked: tuple[str, CaseStatus | None] = ("", None)
    page: int = 0

    def turn_page(self, by: int) -> None:
        """Leaf through the list."""
        self.page = max(self.page + by, 0)

    def turn_to(self, number: str = "") -> None:
        """Open the forms of a case, or go back to the list."""
        self.number, self.papers = number, {}
        remembered(Correcting).turn_to()


def page(office: OfficeUseCases) -> None:
    """Show the list of cases, or the forms of the one that is open."""
    workspace = current_workspace()
    with errors_shown(workspace.locale):
        view = remembered(CaseView)
        if view.number:
            _forms(office, view, workspace)
        else:
            _list(office, view, workspace)


def _list(office: OfficeUseCases, view: CaseView, workspace: Workspace) -> None:
    with head(workspace.say("nav.cases"), below=workspace.say("cases.below")):
        pass
    search = _search(view, workspace)
    lines, number = (
        office.finding.cases(workspace.session, search),
        office.finding.count_cases(workspace.session, search),
    )
    if not lines and search.page:  # cases were taken out of the last page meanwhile
        view.page = 0
        st.rerun()
    if not lines:
        st.html(f'<p class="empty" role="status">{escape(workspace.say("cases.none"))}</p>')
        return
    with st.container(key="cases"):
        for line in lines:
            with st.container(key=f"row_{line.number}", horizontal=True):
                st.html(_row(line, workspace))
                opened = st.button(
                    workspace.say("cases.open", end=line.number[-4:]), key=f"open_{line.number}"
                )
                if opened:
                    view.turn_to(line.number)
                    st.rerun()
    _turn_pages(view, len(lines), number, workspace)


def _search(view: CaseView, workspace: Workspace) -> CaseSearch:
    """Ask what is looked for; another question begins at its first page."""
    with st.container(horizontal=True, key="case_filters"):
        words = st.text_input(
            workspace.say("cases.search"),
            key="case_search",
            type="search",
            live=True,
            placeholder=workspace.say("cases.search"),
            label_visibility="collapsed",
            width=420,
        )
        status = st.selectbox(
            workspace.say("cases.status"),
            list(CaseStatus),
            index=None,
            key="case_status",
            format_func=lambda status: workspace.say(f"cases.status.{status}"),
            width=220,
            placeholder=workspace.say("cases.status.all"),
            label_visibility="collapsed",
        )
    asked = (words or "", status)
    if asked != view.asked:
        view.asked, view.page = asked, 0
    return CaseSearch(words or "", status, view.page)


def _turn_pages(view: CaseView, shown_now: int, number: int, workspace: Workspace) -> None:
    """Say which cases of how many are shown, and lead to the others."""
    first = view.page * CASES_AT_ONCE
    last = first + shown_now
    with st.container(horizontal=True, vertical_alignment="center", key="case_pages"):
        extent = workspace.say("cases.extent", first=first + 1, last=last, number=number)
        st.html(f'<p class="muted" role="status">{escape(extent)}</p>')
        if number <= CASES_AT_ONCE:
            return
        st.button(
            workspace.say("cases.newer"),
            key="cases_newer",
            icon=":material/chevron_left:",
            disabled=not view.page,
            on_click=view.turn_page,
            args=(-1,),
        )
        st.button(
            workspace.say("cases.older"),
            key="cases_older",
            icon=":material/chevron_right:",
            disabled=last >= number,
            on_click=view.turn_page,
            args=(1,),
        )


def _row(line: CaseLine, workspace: Workspace) -> str:
    cells = {
        "case": f"<b>{escape(line.number)}</b>{_withdrawn(line, workspace)}",
        "theme": escape(line.theme_name),
        "applicant": escape(shown(line.applicant_name)),
        "matters": _matters(line, workspace),
        "received": escape(moment(line.received_at)),
    }
    cells_reported = "".join(
        f'<div><span class="heard">{escape(workspace.say(f"cases.{name}"))}</span>{cell}</div>'
        for name, cell in cells.items()
    )
    return f'<div class="row">{cells_reported}</div>'


def _matters(line: CaseLine, workspace: Workspace) -> str:
    """Return what is done in a case: the first by its name, all with their codes when unfolded."""
    names = [shown(name) for name in line.matter_names or line.matters]
    if not names:
        return ""
    number = len(names)
    words = workspace.say("cases.several", name=names[0], n=number) if number > 1 else names[0]
    items = "".join(
        f"<li>{escape(name)} <small>{escape(code)}</small></li>"
        for name, code in zip(names, line.matters, strict=True)
    )
    return (
        f'<details class="casematters"><summary>{escape(words)}</summary><ul>{items}</ul></details>'
    )


def _withdrawn(line: CaseLine, workspace: Workspace) -> str:
    is_withdrawn = line.status is CaseStatus.WITHDRAWN
    return tag(workspace.say("cases.withdrawn"), "later") if is_withdrawn else ""


def _forms(office: OfficeUseCases, view: CaseView, workspace: Workspace) -> None:
    try:
        forms = office.opening.forms(workspace.session, view.number)
    except CaseError:
        view.turn_to()
        raise
    with head(workspace.say("cases.forms", number=view.number, count=len(forms))):
        if st.button(workspace.say("cases.back"), icon=":material/arrow_back:", key="cases_back"):
            view.turn_to()
            st.rerun()
    for form in forms:
        with st.expander(plain(f"{form.form.title} · {form.form.department}"), expanded=True):
            _take_along(office, form, view)
            show_corrections(form, workspace)
            st.html(form_html(form, workspace))
            if form.papers:
                st.html(f"<h4>{escape(workspace.say('cases.papers'))}</h4>")
            show_papers(office, form, workspace)
            ask_for_correction(office, form, workspace)


def _take_along(office: OfficeUseCases, form: OfficeForm, view: CaseView) -> None:
    workspace, matter = current_workspace(), form.form.matter
    with st.container(horizontal=True, key=f"take_{matter}"):
        for kind in (FormFile.XLSX, FormFile.JSON):
            # Made when it is wanted: whoever may not any more gets nothing by an old page.
            made = partial(
                office.opening.form_file, workspace.session, form.case_number, matter, kind
            )
            _offer(made, kind, form, workspace)
        if st.button(
            workspace.say("cases.make_pdf"), icon=":material/print:", key=f"make_{matter}"
        ):
            with st.spinner(workspace.say("cases.make_pdf")):
                view.papers[matter] = office.opening.form_file(
                    workspace.session, form.case_number, matter, FormFile.PDF
                )
        if matter in view.papers:
            _offer(lambda: view.papers[matter], FormFile.PDF, form, workspace)


def _offer(
    made: Callable[[], bytes], kind: FormFile, form: OfficeForm, workspace: Workspace
) -> None:
    offer_file(
        workspace.say(f"cases.{kind}"),
        made,
        name=f"{form.case_number}-{form.form.matter}.{kind}",
        media_type=_MEDIA_TYPES[kind],
        key=f"{kind}_{form.form.matter}",
    )
