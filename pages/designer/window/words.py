"""How the window says days and where results are."""

from datetime import date
from html import escape

from core.i18n import say_day
from core.services.officers.window_models import MatterResult, MatterState
from pages.designer.workspace import Workspace
from pages.shared.styling import tag

_LOOKS = {
    MatterState.GRANTED: "ok",
    MatterState.DELIVERED: "ok",
    MatterState.REISSUING: "bad",
    MatterState.REFUSED: "bad",
    MatterState.REVOKED: "bad",
    MatterState.LAPSED: "bad",
    MatterState.NOT_ACCEPTED: "bad",
}


def day_words(day: date | None, workspace: Workspace) -> str:
    """Return a day as it is said across a counter."""
    return say_day(day, workspace.locale) if day else "–"


def result_rows(results: tuple[MatterResult, ...], workspace: Workspace) -> str:
    """Return a table of results as HTML: what it is, where it stands, until when."""
    columns = ("result", "state", "decided", "due")
    heads = "".join(
        f'<th scope="col">{escape(workspace.say(f"window.column.{name}"))}</th>' for name in columns
    )
    rows = "".join(_row(result, workspace) for result in results)
    return f'<table class="results"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _row(result: MatterResult, workspace: Workspace) -> str:
    papers = "<br>".join(escape(paper) for paper in result.papers) or "–"
    about = escape(f"{result.name} · {result.department}")
    state = tag(workspace.say(f"window.state.{result.state}"), _LOOKS.get(result.state, "later"))
    return (
        f'<tr><th scope="row">{papers}<small>{about}</small></th><td>{state}</td>'
        f"{_day('decided', result.decided_on, workspace)}{_day('due', result.due, workspace)}</tr>"
    )


def _day(column: str, day: date | None, workspace: Workspace) -> str:
    """Return a day as HTML, which says what it is where the head of the table is not seen."""
    name = escape(workspace.say(f"window.column.{column}"), quote=True)
    return f'<td data-column="{name}">{escape(day_words(day, workspace))}</td>'
