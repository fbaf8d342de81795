"""What publishing would change, and for how many: shown before it is done."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from core.services.designers.explain_preview import answers_in_words
from core.services.queries.compare_versions import (
    Edit,
    Impact,
    Share,
    VersionComparison,
    VersionDifference,
)
from pages.designer.wording import in_words, shown
from pages.designer.workspace import Workspace

_MOST_SHOWN = 40
_TOLD_AT_ONCE = 3


def draw_changes(comparison: VersionComparison, workspace: Workspace) -> None:
    """Say in how many situations something changes, what, and in which for example."""
    difference = comparison.difference
    st.html(
        f'<section class="changes" role="status"><p>{escape(_extent(difference, workspace))}</p>'
        f"{_changes(comparison, workspace)}{_edits(difference.edits, workspace)}"
        f"{_running(comparison, workspace)}</section>"
    )


def draw_impacts(impacts: Iterable[Impact], workspace: Workspace) -> None:
    """Say which themes, running cases and departments the change of each matter touches."""
    items = "".join(f"<li>{escape(_impact(impact, workspace))}</li>" for impact in impacts)
    if items:
        st.html(f'<section class="changes" role="status"><ul>{items}</ul></section>')


def _impact(impact: Impact, workspace: Workspace) -> str:
    if not impact.reaches:
        return workspace.say("changes.impact_none", matter=shown(impact.name))
    themes = workspace.say("preview.comma").join(
        f"{reach.theme} {reach.name}" for reach in impact.reaches
    )
    return workspace.say(
        "changes.impact",
        matter=shown(impact.name),
        themes=shown(themes),
        departments=len(impact.departments),
        running=sum(impact.running.values()),
    )


def _extent(difference: VersionDifference, workspace: Workspace) -> str:
    if difference.is_empty:
        return workspace.say("changes.nothing")
    if difference.changed is None or difference.situations is None:
        return workspace.say("changes.uncounted")
    if not difference.outcomes_changed:
        return workspace.say(
            "changes.questions_only" if difference.changed else "changes.words_only"
        )
    return workspace.say(
        "changes.extent",
        changed=in_words(difference.outcomes_changed, workspace.locale),
        situations=in_words(difference.situations, workspace.locale),
    )


def _changes(comparison: VersionComparison, workspace: Workspace) -> str:
    changes = comparison.difference.changes
    rows = []
    for change in changes[:_MOST_SHOWN]:
        kind = escape(workspace.say(f"changes.kind.{change.kind}"))
        for way, share in (("comes_in", change.comes_in), ("goes_out", change.goes_out)):
            if share.situations:
                words = escape(
                    workspace.say(f"changes.{way}", n=in_words(share.situations, workspace.locale))
                )
                rows.append(
                    f"<li><b>{kind} {escape(shown(change.name))}</b> <span>{words}</span>"
                    f"{_witness(share, comparison, workspace)}</li>"
                )
    if len(changes) > _MOST_SHOWN:
        more = workspace.say("changes.more", n=len(changes) - _MOST_SHOWN)
        rows.append(f"<li>{escape(more)}</li>")
    return f"<ul>{''.join(rows)}</ul>" if rows else ""


def _witness(share: Share, comparison: VersionComparison, workspace: Workspace) -> str:
    questions = comparison.questions
    asked = ((questions[code], answer) for code, answer in (share.witness or {}).items())
    answers = [f"{shown(question)}{shown(answer)}" for question, answer in answers_in_words(asked)]
    if not answers:
        return ""
    example = workspace.say("preview.comma").join(answers[:_TOLD_AT_ONCE])
    return f"<small>{escape(workspace.say('changes.example', answers=example))}</small>"


def _running(comparison: VersionComparison, workspace: Workspace) -> str:
    if not comparison.running:
        return ""
    return f"<p>{escape(workspace.say('changes.running', n=comparison.running))}</p>"


def _edits(edits: tuple[Edit, ...], workspace: Workspace) -> str:
    if not edits:
        return ""
    places = ", ".join(dict.fromkeys(edit.place for edit in edits[:_MOST_SHOWN]))
    return f"<p>{escape(workspace.say('changes.edits', n=len(edits), places=places))}</p>"
