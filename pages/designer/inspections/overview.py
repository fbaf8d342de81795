"""Visits day by day: when, where, which offices come, whose opinion is missing."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.i18n import translate
from core.services.designers.export_handouts import ExportHandouts
from core.services.officers.list_visits import (
    ListVisits,
    VisitLine,
    VisitOpinion,
    VisitSearch,
    VisitsPage,
)
from pages.designer.exporting import offer_files
from pages.designer.frame import head
from pages.designer.office.addresses import CASE, MATTER, keep
from pages.designer.office.words import day_words
from pages.designer.wording import shown
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown
from pages.shared.styling import plain, tag

_DAY, _WHICH, _MONTH = "day", "which", "month"
_MONTHS = 24
_OPEN, _DONE = "open", "done"
_LOOKS = {
    VisitOpinion.MISSING: "later",
    VisitOpinion.GIVEN: "ok",
    VisitOpinion.PASSED: "ok",
    VisitOpinion.FAILED: "bad",
    VisitOpinion.ENDED: "",
}


def page(
    visits: ListVisits, tasks: StreamlitPage | None = None, exporting: ExportHandouts | None = None
) -> None:
    """Show the visits that the address asks for; ``tasks`` is the page that a case opens on."""
    workspace = current_workspace()
    with errors_shown(workspace.locale):
        search = _asked()
        found = visits.listed(workspace.session, search)
        with head(workspace.say("nav.inspections"), below=workspace.say("inspections.below")):
            if exporting is not None:
                write = partial(visits.listed_file, workspace.session, search)
                day = search.day or found.today
                name = f"{workspace.say('inspections.file')} {day.isoformat()}"
                offer_files(exporting, write, name, workspace)
        _choose(found, search, workspace)
        if found.is_cut:
            st.html(f'<p class="note warn">{escape(workspace.say("inspections.cut"))}</p>')
        _days(found, search, tasks, workspace)


def _asked() -> VisitSearch:
    """Return what the address asks for; a day that is none leaves nothing out."""
    month = _day_in(f"{st.query_params.get(_MONTH, '')}-01")
    is_open = st.query_params.get(_WHICH) != _DONE
    return VisitSearch(_day_in(st.query_params.get(_DAY, "")), is_open, month)


def _day_in(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _choose(found: VisitsPage, search: VisitSearch, workspace: Workspace) -> None:
    """Ask which visits are looked at; the address keeps it."""
    numbers = {_OPEN: found.open, _DONE: found.done}
    now = _OPEN if search.is_open else _DONE
    days = {day.isoformat(): number for day, number in found.days.items()}
    day = search.day.isoformat() if search.day else ""
    with st.container(horizontal=True, key="visit_filters", vertical_alignment="bottom"):
        which = st.segmented_control(
            workspace.say("inspections.which"),
            list(numbers),
            default=now,
            required=True,
            format_func=lambda name: workspace.say(f"inspections.{name}", n=numbers[name]),
            key=f"visit_which_{now}",
        )
        month = None if search.is_open else _ask_month(found, workspace)
        options = list(dict.fromkeys(["", *days, day]))
        chosen = st.selectbox(
            workspace.say("inspections.day"),
            options,
            index=options.index(day),
            format_func=lambda known: _day_option(known, days.get(known, 0), found, workspace),
            key=f"visit_day_{now}_{day}",
            width=260,
        )
    if month is not None and month != f"{found.month:%Y-%m}":
        keep(_MONTH, month)
        keep(_DAY, "")
        st.rerun()
    if (which, chosen) != (now, day):
        keep(_WHICH, _DONE if which == _DONE else "")
        keep(_DAY, chosen or "")
        st.rerun()


def _ask_month(found: VisitsPage, workspace: Workspace) -> str:
    """Ask of which month the visits are that are done."""
    first = found.today.year * 12 + found.today.month - 1
    months = [f"{at // 12}-{at % 12 + 1:02}" for at in range(first, first - _MONTHS, -1)]
    now = f"{found.month:%Y-%m}"
    options = list(dict.fromkeys([*months, now]))
    chosen = st.selectbox(
        workspace.say("inspections.month"),
        options,
        index=options.index(now),
        key=f"visit_month_{now}",
        width=160,
    )
    return chosen or now


def _day_option(day: str, number: int, found: VisitsPage, workspace: Workspace) -> str:
    if not day:
        return workspace.say("inspections.every_day")
    words = day_words(day, workspace.locale, today=found.today)
    return workspace.say("inspections.on_day", day=words, n=number)


def _days(
    found: VisitsPage, search: VisitSearch, tasks: StreamlitPage | None, workspace: Workspace
) -> None:
    if not found.lines:
        key = "none_on_day" if search.day else "none_open" if search.is_open else "none_done"
        words = escape(workspace.say(f"inspections.{key}"))
        st.html(f'<p class="empty" role="status">{words}</p>')
        return
    for day in dict.fromkeys(line.day for line in found.lines):
        of_day = [line for line in found.lines if line.day == day]
        _day(day, of_day, found, tasks=tasks, workspace=workspace)


def _day(
    day: date,
    lines: Sequence[VisitLine],
    found: VisitsPage,
    *,
    tasks: StreamlitPage | None,
    workspace: Workspace,
) -> None:
    words = [day_words(day, workspace.locale, today=found.today)]
    words += [workspace.say("inspections.today")] if day == found.today else []
    number = escape(workspace.say("inspections.number", n=len(lines)))
    title = escape(" · ".join(words))
    st.html(f'<h2 class="latehead">{title} <small>{number}</small></h2>')
    with st.container(key=f"visit_rows_{day.isoformat()}"):
        for place, line in enumerate(lines):
            _row(line, place, found.today, tasks=tasks, workspace=workspace)


def _row(
    line: VisitLine,
    place: int,
    today: date,
    *,
    tasks: StreamlitPage | None,
    workspace: Workspace,
) -> None:
    is_late = line.is_open and line.day < today
    key = f"visit_{'first_' if is_late else ''}{line.day.isoformat()}_{place}"
    with st.container(key=key, horizontal=True, vertical_alignment="center"):
        st.html(_line(line, workspace, is_late=is_late))
        if tasks is not None:
            st.page_link(
                tasks,
                label=plain(workspace.say("cases.open", end=line.case_number[-4:])),
                query_params={CASE: line.case_number, MATTER: line.visit.own[0]},
                width="content",
            )


def _line(line: VisitLine, workspace: Workspace, *, is_late: bool) -> str:
    where = line.visit.place or workspace.say("inspections.no_place")
    when = line.visit.time or workspace.say("inspections.no_time")
    late = tag(workspace.say("inspections.late"), "bad") if is_late else ""
    parties = "".join(
        f"<li>{escape(shown(party.department_name))} · {escape(shown(party.matter_name))} "
        f"{tag(translate(f'inspections.opinion.{party.opinion}', workspace.locale), look)}</li>"
        for party in line.parties
        for look in [_LOOKS[party.opinion]]
    )
    return (
        f'<div class="lateline visitline"><b><span class="tn">{escape(when)}</span> '
        f"{escape(shown(where))} {late}</b><small>{escape(shown(line.applicant_name))} · "
        f'{escape(shown(line.theme_name))} · <span class="tn">{escape(line.case_number)}</span>'
        f"</small><ul>{parties}</ul></div>"
    )
