"""Declared beside actual, for supervisors: figures, matter by matter, where the time goes."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.i18n import translate
from core.services.designers.export_handouts import ExportHandouts
from core.services.officers import MonitorCases, WatchedLog
from core.services.queries.report_log import (
    MonitoringTold,
    RunFigures,
    bottleneck_table,
    group_table,
    matter_table,
)
from core.working_days import day_of
from pages.designer.exporting import offer_files
from pages.designer.frame import head
from pages.designer.handout_tables import table_section
from pages.designer.monitoring.choosing import choose, chosen_in_address
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown, tell
from pages.shared.handing_over import offer_file
from pages.shared.styling import tag

_MOST_ROWS_TOLD = 50
_FILE = "monitoring_file"


def page(
    monitoring: MonitorCases,
    exporting: ExportHandouts | None = None,
    rounds: Callable[[], StreamlitPage] | None = None,
) -> None:
    """Show what happened beside what is declared, to our cases or in a file from elsewhere.

    ``rounds`` is the page on which departments are asked about what our cases say.
    """
    workspace = current_workspace()
    with errors_shown(workspace.locale):
        chosen = chosen_in_address()
        heading = head(workspace.say("monitoring.title"), below=workspace.say("monitoring.below"))
        with heading:
            offered = st.container(horizontal=True, key="monitoring_files")
        name, raw = _file_of_others(workspace)
        watched = (
            monitoring.report(workspace.session, chosen)
            if raw is None
            else monitoring.file_report(workspace.session, raw, chosen)
        )
        with offered:
            _offer(monitoring, exporting, raw, watched)
        if watched.figures is not None:
            _tell_file(watched, name, workspace)
        if unread := watched.log.unread:
            tell(workspace.say("monitoring.unread", n=len(unread)))
        choose(watched.report, workspace)
        _draw(watched, workspace)
        if rounds is not None and raw is None and watched.report.whole is not None:
            st.html(f"<p>{escape(workspace.say('monitoring.rounds_why'))}</p>")
            st.page_link(rounds(), label=workspace.say("monitoring.to_rounds"))


def _offer(
    monitoring: MonitorCases, exporting: ExportHandouts | None, raw: bytes | None, of: WatchedLog
) -> None:
    workspace, chosen = current_workspace(), of.report.chosen
    month = chosen.month or day_of(datetime.now(UTC)).isoformat()
    if exporting is not None and of.report.whole is not None:
        write = partial(monitoring.report_file, workspace.session, raw, chosen)
        offer_files(exporting, write, workspace.say("monitoring.file_name", month=month), workspace)
    offer_file(
        workspace.say("monitoring.log"),
        partial(monitoring.log_file, workspace.session),
        name="event-log.csv",
        media_type="text/csv",
        key="monitoring_log",
    )


def _file_of_others(workspace: Workspace) -> tuple[str, bytes | None]:
    """Ask for a log from elsewhere; it lives as long as the page shows it."""
    with st.expander(workspace.say("monitoring.upload"), icon=":material/upload_file:"):
        st.caption(workspace.say("monitoring.upload_why"))
        file = st.file_uploader(workspace.say("monitoring.file"), type=["csv", "xes"], key=_FILE)
    return (file.name, file.getvalue()) if file is not None else ("", None)


def _tell_file(watched: WatchedLog, name: str, workspace: Workspace) -> None:
    figures, left_out = watched.figures, watched.log.left_out
    if figures is None:
        return
    words = workspace.say(
        "monitoring.of_file",
        name=name,
        cases=figures.cases,
        events=figures.events,
        late=figures.late,
        undated=figures.undated,
    )
    st.html(f'<p role="status">{escape(words)}</p>')
    if left_out:
        with st.expander(workspace.say("monitoring.left_out", n=len(left_out))):
            lines = "".join(
                f"<li>{escape(line)}</li>" for line in _left_out_lines(watched, workspace)
            )
            st.html(f"<ul>{lines}</ul>")


def _left_out_lines(watched: WatchedLog, workspace: Workspace) -> Iterator[str]:
    left_out = watched.log.left_out
    for row in left_out[:_MOST_ROWS_TOLD]:
        why = " ".join(
            translate(reason.message_key, workspace.locale, **reason.params) for reason in row.why
        )
        yield workspace.say("monitoring.row", row=row.row, why=why)
    if len(left_out) > _MOST_ROWS_TOLD:
        yield workspace.say("monitoring.and_more", n=len(left_out) - _MOST_ROWS_TOLD)


def _draw(watched: WatchedLog, workspace: Workspace) -> None:
    report = watched.report
    brief = MonitoringTold(report, day_of(datetime.now(UTC)), workspace.locale)
    if report.whole is None:
        st.html(f'<p class="empty" role="status">{escape(brief.say("none"))}</p>')
        return
    st.html(f'<div class="figures4">{"".join(_cards(report.whole, workspace))}</div>')
    st.html(f'<p class="muted">{escape(brief.say("why"))}</p>')
    st.html(f'<p class="muted">{escape(brief.say("trips_counted"))}</p>')
    st.html(table_section(brief.say("matters"), matter_table(brief)))
    st.html(table_section(brief.say("bottlenecks"), bottleneck_table(brief)))
    for group in ("theme", "department", "channel"):
        st.html(table_section(brief.say(f"by_{group}"), group_table(brief, group)))


def _cards(whole: RunFigures, workspace: Workspace) -> Iterator[str]:
    days = "–" if whole.median_days is None else f"{whole.median_days:g}"
    longest = "–" if whole.longest_days is None else whole.longest_days
    is_kept = whole.decided and not whole.late
    verdict = tag(workspace.say("monitoring.on_time"), "ok") if is_kept else ""
    say = workspace.say
    yield _card(say("monitoring.number"), whole.number, say("monitoring.decided", n=whole.decided))
    yield _card(say("monitoring.days"), days, say("monitoring.days_below", n=longest))
    yield _card(
        say("monitoring.late"),
        whole.late,
        say("monitoring.late_below", n=whole.over_statutory),
        verdict,
    )
    deemed = say("monitoring.deemed", n=whole.deemed)
    yield _card(say("monitoring.corrections"), whole.corrections, deemed)


def _card(title: str, figure: object, below: str, verdict: str = "") -> str:
    return (
        f"<section><h2>{escape(title)}</h2><p><b>{escape(str(figure))}</b></p>"
        f"<p>{escape(below)}</p><p>{verdict}</p></section>"
    )
