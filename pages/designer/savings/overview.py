"""One page over all themes: figures, where the savings come from, departments, the table."""

from collections.abc import Iterator
from functools import partial
from html import escape

import streamlit as st

from core.i18n import translate
from core.services.designers.export_handouts import ExportHandouts
from core.services.designers.show_savings import ShowSavings
from core.services.queries.measure_savings import (
    SavingReport,
    ThemeSaving,
    department_chart,
    fall_chart,
    vega_lite_of,
)
from pages.designer.exporting import offer_files
from pages.designer.frame import head
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown, tell
from pages.shared.styling import tag

PUBLISHED = {"entries": (0.48, 37), "materials": (0.63, 8)}
"""What Zhaoqing published: the share spared, and how many of a theme (facts/DOMAIN section 9)."""


def page(showing: ShowSavings, exporting: ExportHandouts | None = None) -> None:
    """Show what was gained, and what was not."""
    workspace = current_workspace()
    with errors_shown(workspace.locale):
        report, departments = showing.savings(workspace.session)
        title = workspace.say("savings.title", n=len(report.themes))
        with head(title, below=workspace.say("savings.below")):
            if exporting is not None and report.themes:
                _offer(exporting, workspace)
        if report.left_out:
            tell(workspace.say("savings.left_out", themes="、".join(report.left_out)))
        if not report.themes:
            st.html(f'<p class="empty" role="status">{escape(workspace.say("savings.none"))}</p>')
            return
        st.html(f'<div class="figures4">{"".join(_cards(report, workspace))}</div>')
        left, right = st.columns([1.9, 1], gap="medium")
        with left, st.container(key="fall", border=True):
            _draw_fall(report, workspace)
        with right, st.container(key="by_department", border=True):
            _draw_departments(report, departments, workspace)
        st.html(_table(report, workspace))


def _offer(exporting: ExportHandouts, workspace: Workspace) -> None:
    write = partial(exporting.savings_file, workspace.session)
    name = workspace.say("nav.savings")
    offer_files(exporting, write, name, workspace, has_charts=True)


def _cards(report: SavingReport, workspace: Workspace) -> Iterator[str]:
    for part in ("entries", "materials"):
        yield _card(
            workspace.say(f"savings.{part}"),
            (report.mean(part, "before"), report.mean(part, "left")),
            [workspace.say("savings.spared", share=f"{report.share_saved(part):.0%}")],
            _against_published(report, part, workspace),
        )
    trips = [saving.trips for saving in report.themes]
    number = len(trips)
    zero = sum(not trip.after for trip in trips)
    yield _card(
        workspace.say("savings.trips"),
        (
            sum(trip.before for trip in trips) / number,
            sum(trip.after for trip in trips) / number,
        ),
        [
            workspace.say("savings.zero_themes", n=zero, of=number),
            workspace.say("savings.zero_matters", n=len(report.zero_trip)),
        ],
        tag(workspace.say("savings.not_compared")),
    )
    known = [saving for saving in report.themes if saving.days_after is not None]
    yield _card(
        workspace.say("savings.days"),
        (
            sum(saving.days_before for saving in known) / max(len(known), 1),
            sum(saving.days_after or 0 for saving in known) / max(len(known), 1),
        ),
        [],
        _against_targets(report, workspace),
    )


def _card(title: str, means: tuple[float, float], lines: list[str], verdict: str) -> str:
    before, left = means
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in lines)
    figures = f"<p><s>{before:.1f}</s> <b>{left:.1f}</b></p>"
    return f"<section><h2>{escape(title)}</h2>{figures}{paragraphs}<p>{verdict}</p></section>"


def _against_published(report: SavingReport, part: str, workspace: Workspace) -> str:
    share, number = PUBLISHED[part]
    words = escape(workspace.say("savings.published", share=f"{share:.0%}", n=number))
    is_more = report.share_saved(part) >= share
    verdict = tag(
        workspace.say("savings.more" if is_more else "savings.less"), "ok" if is_more else "later"
    )
    return f"{words}<br>{verdict}"


def _against_targets(report: SavingReport, workspace: Workspace) -> str:
    intended = [saving for saving in report.themes if _target(saving) is not None]
    met = [saving for saving in intended if not _gap(saving)]
    words = workspace.say("savings.targets", n=len(intended), met=len(met))
    return tag(words, "ok" if len(met) == len(intended) else "later")


def _target(saving: ThemeSaving) -> int | None:
    return saving.target.working_days if saving.target else None


def _gap(saving: ThemeSaving) -> int:
    """Return by how many days a theme misses its target."""
    target = _target(saving)
    if target is None or saving.days_after is None:
        return 0
    return max(saving.days_after - target, 0)


def _draw_fall(report: SavingReport, workspace: Workspace) -> None:
    st.html(f"<h2>{escape(workspace.say('savings.where'))}</h2>")
    part = st.segmented_control(
        workspace.say("savings.part"),
        ["entries", "materials"],
        default="entries",
        format_func=lambda name: workspace.say(f"savings.{name}"),
        key="saving_part",
        label_visibility="collapsed",
    )
    chart = fall_chart(report, part or "entries", partial(translate, locale=workspace.locale))
    st.vega_lite_chart(vega_lite_of(chart), width="stretch")


def _draw_departments(
    report: SavingReport, departments: dict[str, str], workspace: Workspace
) -> None:
    st.html(f"<h2>{escape(workspace.say('savings.departments'))}</h2>")
    chart = department_chart(report, departments, partial(translate, locale=workspace.locale))
    st.vega_lite_chart(vega_lite_of(chart), width="stretch")


def _table(report: SavingReport, workspace: Workspace) -> str:
    names = ("theme", "entries", "materials", "trips", "days", "target", "verdict")
    heads = "".join(
        f'<th scope="col">{escape(workspace.say(f"savings.column.{name}"))}</th>' for name in names
    )
    rows = "".join(_row(saving, workspace) for saving in report.themes)
    return (
        f'<div class="deptform"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(saving: ThemeSaving, workspace: Workspace) -> str:
    after = "–" if saving.days_after is None else saving.days_after
    target = _target(saving)
    cells = (
        f"{saving.entries.before} → {saving.entries.left}",
        f"{saving.materials.before} → {saving.materials.left}",
        f"{saving.trips.before} → {saving.trips.after}",
        f"{saving.days_before} → {after}",
        "–" if target is None else str(target),
    )
    name = f'<a href="board?theme={escape(saving.theme)}" target="_self">{escape(saving.name)}</a>'
    verdict = "" if target is None else _verdict(saving, workspace)
    return (
        f'<tr><th scope="row">{name} {escape(saving.theme)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        + f"<td>{verdict}</td></tr>"
    )


def _verdict(saving: ThemeSaving, workspace: Workspace) -> str:
    gap = _gap(saving)
    if not gap:
        return tag(workspace.say("savings.met"), "ok")
    return tag(workspace.say("savings.missed", n=gap), "later")
