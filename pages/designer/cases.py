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
    FormEntry,
    FormFile,
    FormTable,
    Objection,
    OfficeForm,
    OfficeUseCases,
)
from pages.designer.correcting import (
    Correcting,
    ask_for_correction,
    show_corrections,
    show_papers,
)
from pages.designer.desk import Desk, desk
from pages.designer.frame import head
from pages.designer.wording import moment, shown
from pages.shared.feedback import errors_told
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
    here = desk()
    with errors_told(here.locale):
        view = remembered(CaseView)
        if view.number:
            _forms(office, view, here)
        else:
            _list(office, view, here)


def _list(office: OfficeUseCases, view: CaseView, here: Desk) -> None:
    with head(here.say("nav.cases"), below=here.say("cases.below")):
        pass
    search = _search(view, here)
    lines, number = (
        office.finding.cases(here.session, search),
        office.finding.count_cases(here.session, search),
    )
    if not lines and search.page:  # cases were taken out of the last page meanwhile
        view.page = 0
        st.rerun()
    if not lines:
        st.html(f'<p class="empty" role="status">{escape(here.say("cases.none"))}</p>')
        return
    with st.container(key="cases"):
        for line in lines:
            with st.container(key=f"row_{line.number}", horizontal=True):
                st.html(_row(line, here))
                opened = st.button(
                    here.say("cases.open", end=line.number[-4:]), key=f"open_{line.number}"
                )
                if opened:
                    view.turn_to(line.number)
                    st.rerun()
    _turn_pages(view, len(lines), number, here)


def _search(view: CaseView, here: Desk) -> CaseSearch:
    """Ask what is looked for; another question begins at its first page."""
    with st.container(horizontal=True, key="case_filters"):
        words = st.text_input(
            here.say("cases.search"), key="case_search", type="search", live=True,
            placeholder=here.say("cases.search"), label_visibility="collapsed", width=420,
        )  # fmt: skip
        status = st.selectbox(
            here.say("cases.status"), list(CaseStatus), index=None, key="case_status",
            format_func=lambda one: here.say(f"cases.status.{one}"), width=220,
            placeholder=here.say("cases.status.all"), label_visibility="collapsed",
        )  # fmt: skip
    asked = (words or "", status)
    if asked != view.asked:
        view.asked, view.page = asked, 0
    return CaseSearch(words or "", status, view.page)


def _turn_pages(view: CaseView, shown_now: int, number: int, here: Desk) -> None:
    """Say which cases of how many are shown, and lead to the others."""
    first = view.page * CASES_AT_ONCE
    last = first + shown_now
    with st.container(horizontal=True, vertical_alignment="center", key="case_pages"):
        told = here.say("cases.extent", first=first + 1, last=last, number=number)
        st.html(f'<p class="muted" role="status">{escape(told)}</p>')
        if number <= CASES_AT_ONCE:
            return
        st.button(
            here.say("cases.newer"), key="cases_newer", icon=":material/chevron_left:",
            disabled=not view.page, on_click=view.turn_page, args=(-1,),
        )  # fmt: skip
        st.button(
            here.say("cases.older"), key="cases_older", icon=":material/chevron_right:",
            disabled=last >= number, on_click=view.turn_page, args=(1,),
        )  # fmt: skip


def _row(line: CaseLine, here: Desk) -> str:
    cells = {
        "case": f"<b>{escape(line.number)}</b>{_withdrawn(line, here)}",
        "theme": f"{escape(line.theme_name)}<small>{escape(line.theme_code)}</small>",
        "applicant": escape(shown(line.applicant_name)),
        "matters": escape("、".join(line.matters)),
        "received": escape(moment(line.received_at)),
    }
    told = "".join(
        f'<div><span class="heard">{escape(here.say(f"cases.{name}"))}</span>{cell}</div>'
        for name, cell in cells.items()
    )
    return f'<div class="row">{told}</div>'


def _withdrawn(line: CaseLine, here: Desk) -> str:
    is_withdrawn = line.status is CaseStatus.WITHDRAWN
    return tag(here.say("cases.withdrawn"), "later") if is_withdrawn else ""


def _forms(office: OfficeUseCases, view: CaseView, here: Desk) -> None:
    try:
        forms = office.opening.forms(here.session, view.number)
    except CaseError:
        view.turn_to()
        raise
    with head(here.say("cases.forms", number=view.number, count=len(forms))):
        if st.button(here.say("cases.back"), icon=":material/arrow_back:", key="cases_back"):
            view.turn_to()
            st.rerun()
    for one in forms:
        with st.expander(plain(f"{one.form.title} · {one.form.department}"), expanded=True):
            _take_along(office, one, view)
            show_corrections(one, here)
            st.html(_paper(one, here))
            show_papers(office, one, here)
            ask_for_correction(office, one, here)


def _take_along(office: OfficeUseCases, one: OfficeForm, view: CaseView) -> None:
    here, matter = desk(), one.form.matter
    with st.container(horizontal=True, key=f"take_{matter}"):
        for kind in (FormFile.XLSX, FormFile.JSON):
            # Made when it is wanted: whoever may not any more gets nothing by an old page.
            made = partial(office.opening.form_file, here.session, one.case_number, matter, kind)
            _offer(made, kind, one, here)
        if st.button(here.say("cases.make_pdf"), icon=":material/print:", key=f"make_{matter}"):
            with st.spinner(here.say("cases.make_pdf")):
                view.papers[matter] = office.opening.form_file(
                    here.session, one.case_number, matter, FormFile.PDF
                )
        if matter in view.papers:
            _offer(lambda: view.papers[matter], FormFile.PDF, one, here)


def _offer(made: Callable[[], bytes], kind: FormFile, one: OfficeForm, here: Desk) -> None:
    offer_file(
        here.say(f"cases.{kind}"), made, name=f"{one.case_number}-{one.form.matter}.{kind}",
        media_type=_MEDIA_TYPES[kind], key=f"{kind}_{one.form.matter}",
    )  # fmt: skip


def _paper(one: OfficeForm, here: Desk) -> str:
    """Return the form as HTML, section by section as its department made it."""
    parts = []
    for section in one.form.sections:
        if section.title:
            parts.append(f"<h3>{escape(section.title)}</h3>")
        for run in section.runs:
            first = run[0]
            if isinstance(first, FormTable):
                parts.append(_table(first, here))
            else:
                rows = "".join(_entry(part) for part in run if isinstance(part, FormEntry))
                parts.append(f"<dl>{rows}</dl>")
    form = f'<div class="deptform" lang="zh-CN">{"".join(parts)}</div>'
    return _corrected(one, here) + _objections(one.form.objections, here) + form


def _corrected(one: OfficeForm, here: Desk) -> str:
    """Say what was put right since, beside what was declared (个人信息保护法 46)."""
    rows = "".join(
        f"<li>{escape(here.say('cases.corrected', label=label, value=value))}</li>"
        for label, value in one.corrected
    )
    return f'<section class="findings" role="status"><ul>{rows}</ul></section>' if rows else ""


def _objections(objections: tuple[Objection, ...], here: Desk) -> str:
    """Say first of all what the applicant contests: an officer has to decide about it."""
    rows = "".join(
        "<li>"
        + escape(
            here.say(
                "cases.objection",
                label=one.label, given=one.given or "—", fetched=one.fetched or "—",
                licence=one.licence, end=one.number_end, at=moment(one.checked_at),
            )
        )
        + "</li>"
        for one in objections
    )  # fmt: skip
    if not rows:
        return ""
    title = escape(here.say("cases.objections", n=len(objections)))
    return f'<section class="findings" role="status"><p>{title}</p><ul>{rows}</ul></section>'


def _said(entry: FormEntry) -> str:
    """Return what stands in a place; a picture is on the printed form, its name says nothing."""
    words = desk().say("cases.picture") if entry.is_picture else entry.words
    return escape(words).replace("\n", "<br>")


def _entry(entry: FormEntry) -> str:
    words = _said(entry)
    return f"<dt>{escape(entry.label)}</dt><dd>{words or '—'}</dd>"


def _table(table: FormTable, here: Desk) -> str:
    heads = "".join(f'<th scope="col">{escape(one.label)}</th>' for one in table.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_said(cell) or '—'}</td>" for cell in row) + "</tr>"
        for row in table.rows
    )
    no_rows = escape(here.say("cases.no_rows"))
    nothing = f'<tr><td colspan="{len(table.columns)}">{no_rows}</td></tr>'
    return (
        f"<h4>{escape(table.label)}</h4>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows or nothing}</tbody></table>"
    )
