"""What both pages of a round draw alike: states in words, two sides, what was said."""

from collections.abc import Iterable
from html import escape

from core.services.confirming_rounds import (
    Cell,
    CellState,
    ElementWords,
    RoundEvent,
    RoundView,
)
from core.staff.permissions import CLOCK_NAME
from pages.designer.last_press import LastPress
from pages.designer.wording import moment, shown
from pages.designer.workspace import Workspace
from pages.shared.styling import icon, tag

_LOOKS = {
    CellState.SILENT: ("hourglass_empty", "later"),
    CellState.ACCEPTED: ("check", "ok"),
    CellState.KEPT: ("check", "ok"),
    CellState.REFUSED: ("close", "bad"),
    CellState.COMMENTED: ("chat", "info"),
    CellState.ASKED: ("help", "info"),
    CellState.REPLIED: ("reply", "later"),
    CellState.DECIDED: ("gavel", "ok"),
}


class RoundsView(LastPress):
    """What came of the last press on a page of rounds."""


def state_tag(state: CellState, workspace: Workspace) -> str:
    """Return a state as HTML: an icon, a colour and always the word."""
    picture, kind = _LOOKS[state]
    words = escape(workspace.say(f"rounds.state.{state}"))
    return f'<span class="tag {kind}">{icon(picture)} {words}</span>'


def figures(view: RoundView, workspace: Workspace) -> str:
    """Return the deadline and how many cells there are of each state."""
    states = list(view.round.cells.values())
    counts = "".join(
        _figure(workspace.say(f"rounds.state.{state}"), str(states.count(state)))
        for state in CellState
        if state in states
    )
    late = view.today > view.round.deadline
    left = workspace.say("rounds.late" if late else "rounds.left", n=view.days_left)
    due = _figure(workspace.say("rounds.deadline"), view.round.deadline.isoformat(), left)
    return f'<dl class="roundfigures">{due}{counts}</dl>'


def _figure(name: str, number: str, more: str = "") -> str:
    return (
        f"<div><dt>{escape(name)}</dt><dd>{escape(number)} <small>{escape(more)}</small></dd></div>"
    )


def sides(words: ElementWords, workspace: Workspace) -> str:
    """Return present and draft side by side."""
    present, draft = (
        f"<div><h2>{escape(workspace.say(f'rounds.{name}'))}</h2><p>{escape(shown(said))}</p></div>"
        for name, said in (("present", words.present), ("draft", words.draft))
    )
    return f'<div class="sides">{present}{draft}</div>{reasons(words)}'


def reasons(words: ElementWords) -> str:
    """Return what cases say about an element, if they say anything."""
    found = "".join(f"<li>{icon('query_stats')} {escape(shown(why))}</li>" for why in words.reasons)
    return f'<ul class="roundreasons">{found}</ul>' if found else ""


def said_about(view: RoundView, cell: Cell, workspace: Workspace) -> str:
    """Return what was said about a cell, in order, with who and when."""
    items = "".join(_said(event, view, workspace) for event in view.round.about(cell))
    if not items:
        return f'<p class="muted">{escape(workspace.say("rounds.nothing_said"))}</p>'
    return f'<ol class="thread">{items}</ol>'


def _said(event: RoundEvent, view: RoundView, workspace: Workspace) -> str:
    details = event.details
    what = workspace.say(f"rounds.verdict.{details.get('verdict', event.action)}")
    lines = [
        details.get("words", ""),
        *(
            f"{workspace.say(f'rounds.{name}')} {details[name]}"
            for name in ("basis", "wish", "superior")
            if details.get(name)
        ),
    ]
    by = f"{member_name(event.by, view, workspace)} · {moment(event.at)} · {what}"
    return f"<li><small>{escape(by)}</small>{_paragraphs(lines)}</li>"


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line)


def member_name(username: str, view: RoundView, workspace: Workspace) -> str:
    """Return who did something; what a clock did nobody did."""
    if username == CLOCK_NAME:
        return workspace.say("rounds.clock")
    member = view.members.get(username)
    return member.display_name if member else username


def round_tags(view: RoundView, workspace: Workspace) -> str:
    """Return which round it is, of which draft, and how far it has come."""
    found = view.round
    return "".join(
        (
            tag(workspace.say("rounds.number", n=found.number)),
            tag(workspace.say("rounds.revision", n=found.revision), "later"),
            tag(workspace.say(f"rounds.phase.{found.phase}"), "info"),
        )
    )
