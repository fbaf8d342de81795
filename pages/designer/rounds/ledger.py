"""The ledger of a department: its matters, what changed, what is open, what is due."""

from datetime import date
from functools import partial
from html import escape

import streamlit as st

from core.i18n import translate
from core.services.officers.department_ledger import (
    COLUMNS,
    DepartmentLedger,
    Ledger,
    LedgerFilter,
    LedgerLine,
    line_in_words,
)
from pages.designer.frame import head
from pages.designer.wording import shown
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.days import ask_day
from pages.shared.feedback import errors_shown
from pages.shared.handing_over import offer_file
from pages.shared.styling import plain, tag

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DEPARTMENT, _SINCE, _ONLY = "department", "since", "only"
_SHOWN = tuple(name for name in COLUMNS if name not in {"code", "department"})


def page(ledgers: DepartmentLedger) -> None:
    """Show the ledger since a day, filtered as the address says."""
    workspace = current_workspace()
    with errors_shown(workspace.locale):
        ledger = ledgers.ledger(workspace.session, _since())
        with head(workspace.say("nav.ledger"), below=workspace.say("ledger.below")):
            offer_file(
                workspace.say("ledger.xlsx"),
                partial(ledgers.ledger_file, workspace.session, ledger.since, workspace.locale),
                name="ledger.xlsx",
                media_type=_SHEET,
                key="ledger_xlsx",
            )
        department, chosen = _filters(ledger, workspace)
        lines = ledger.only(department, chosen)
        extent = workspace.say("ledger.shown", n=len(lines), of=len(ledger.lines))
        st.html(f'<p role="status">{escape(extent)}</p>')
        if lines:
            st.html(_table(lines, workspace))


def _since() -> date | None:
    """Return the day of the address, if it is one."""
    try:
        return date.fromisoformat(st.query_params.get(_SINCE, ""))
    except ValueError:
        return None


def _filters(ledger: Ledger, workspace: Workspace) -> tuple[str, LedgerFilter]:
    asked, codes = st.query_params, ["", *ledger.departments]
    known = asked.get(_DEPARTMENT, "")
    only = asked.get(_ONLY, LedgerFilter.ALL.value)
    filters = list(LedgerFilter)
    with st.container(key="ledger_filters", horizontal=True, vertical_alignment="bottom"):
        department = st.selectbox(
            workspace.say("shop.department"),
            codes,
            index=codes.index(known if known in codes else ""),
            format_func=lambda code: plain(
                ledger.departments.get(code) or workspace.say("shop.all")
            ),
            key="ledger_department",
            width=280,
        )
        day = ask_day(workspace.say("ledger.since"), ledger.since, key="ledger_since", width=200)
        chosen = st.segmented_control(
            workspace.say("ledger.only"),
            filters,
            default=only if only in set(filters) else LedgerFilter.ALL,
            format_func=lambda each: workspace.say(f"ledger.only.{each}"),
            key="ledger_only",
        )
    chosen = LedgerFilter(chosen or LedgerFilter.ALL)
    _keep(_DEPARTMENT, department or "")
    _keep(_ONLY, "" if chosen is LedgerFilter.ALL else chosen.value)
    if isinstance(day, date) and day != ledger.since:
        st.query_params[_SINCE] = day.isoformat()
        st.rerun()
    return department or "", chosen


def _keep(name: str, value: str) -> None:
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


def _table(lines: tuple[LedgerLine, ...], workspace: Workspace) -> str:
    names = [translate(f"ledger.column.{name}", workspace.locale) for name in _SHOWN]
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    rows = "".join(_row(line, workspace) for line in lines)
    return (
        f'<div class="roundgrid" role="region" tabindex="0" '
        f'aria-label="{escape(workspace.say("nav.ledger"))}"><table><thead><tr>{heads}</tr>'
        f"</thead><tbody>{rows}</tbody></table></div>"
    )


def _row(line: LedgerLine, workspace: Workspace) -> str:
    words = line_in_words(line, workspace.locale)
    name = (
        f'<th scope="row">{escape(shown(line.name))}'
        f"<small>{escape(f'{line.code} · {line.department_name}')}</small></th>"
    )
    cells = "".join(
        f"<td>{_cell(line, column, words[column], workspace)}</td>"
        for column in _SHOWN
        if column != "name"
    )
    return f"<tr>{name}{cells}</tr>"


def _cell(line: LedgerLine, column: str, words: str, workspace: Workspace) -> str:
    if column == "state":
        return tag(words, "later" if line.is_over else "ok")
    if column == "due_on" and line.is_late:
        return f"{escape(words)} {tag(workspace.say('ledger.late'), 'bad')}"
    return escape(shown(words)) or "–"
