"""The two charts of the savings page; every bar carries its figure in words."""

from collections.abc import Mapping
from typing import Any

import altair as alt

from core.services.queries.measure_savings import Cause, SavingReport
from pages.designer.workspace import Workspace

_PINE, _LIGHT, _GREY, _INK = "#0E5A50", "#4F8880", "#7B827F", "#25302E"
_HEIGHT = 30


def fall_chart(report: SavingReport, part: str, workspace: Workspace) -> Any:
    """Return a waterfall: separate forms, cause by cause, and what is left."""
    before, left = report.mean(part, "before"), report.mean(part, "left")
    rows = [_bar(workspace.say("savings.before"), (0, before), f"{before:.1f}", _GREY)]
    at = before
    for cause in Cause:
        if spared := report.mean_cause(part, cause):
            name = workspace.say(f"savings.cause.{cause}")
            rows.append(_bar(name, (at - spared, at), f"−{spared:.1f}", _LIGHT))
            at -= spared
    rows.append(_bar(workspace.say("savings.left"), (0, left), f"{left:.1f}", _PINE))
    return _drawn(rows, workspace.say("savings.where"))


def department_chart(report: SavingReport, names: Mapping[str, str], workspace: Workspace) -> Any:
    """Return how many entries fewer each department asks, over all themes."""
    rows = [
        _bar(names.get(code, code), (0, before - left), f"−{before - left}", _PINE)
        for code, (before, left) in report.by_department().items()
    ]
    return _drawn(rows, workspace.say("savings.departments"))


def _bar(name: str, span: tuple[float, float], text: str, color: str) -> dict[str, Any]:
    start, end = span
    return {"name": name, "start": start, "end": end, "text": text, "color": color}


def _drawn(rows: list[dict[str, Any]], title: str) -> Any:
    order = [row["name"] for row in rows]
    axis = alt.Axis(
        title=None, labelLimit=240, labelFontSize=13, labelColor=_INK, ticks=False, domain=False
    )
    base = alt.Chart({"values": rows}).encode(y=alt.Y("name:N", sort=order, axis=axis))
    bars = base.mark_bar(height=18).encode(
        x=alt.X("start:Q", axis=None), x2="end:Q", color=alt.Color("color:N", scale=None)
    )
    words = base.mark_text(align="left", dx=6, fontSize=13, fontWeight="bold").encode(
        x="end:Q", text="text:N"
    )
    described = "; ".join(f"{row['name']} {row['text']}" for row in rows)
    chart = alt.layer(bars, words).properties(
        height=_HEIGHT * len(rows), description=f"{title}: {described}"
    )
    return chart.configure_view(strokeWidth=0)
