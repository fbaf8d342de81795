"""What can be done with a matter, each step with the reason beside it where it cannot."""

from functools import partial
from html import escape

import streamlit as st

from core.i18n import translate
from core.services.officers.open_task import OpenedTask
from core.services.officers.review_models import (
    Hindrance,
    InspectionVisit,
    MatterState,
    ReviewAction,
    StepChoice,
)
from pages.designer.correcting import Correcting
from pages.designer.office.checking import checks_html
from pages.designer.office.taking import Desk, take_step
from pages.designer.office.words import day_words, matter_words
from pages.designer.workspace import Workspace
from pages.shared.state import remembered
from pages.shared.styling import icon

_ICONS = {
    ReviewAction.ACCEPTED: "check",
    ReviewAction.CORRECTION_ASKED: "edit",
    ReviewAction.CORRECTED_ON_SPOT: "edit_note",
    ReviewAction.NOT_ACCEPTED: "block",
    ReviewAction.INSPECTION_SET: "event",
    ReviewAction.INSPECTED: "rate_review",
    ReviewAction.PAUSED: "pause_circle",
    ReviewAction.RESUMED: "play_circle",
    ReviewAction.EXTENDED: "schedule",
    ReviewAction.GRANTED: "gavel",
    ReviewAction.REISSUED: "restart_alt",
    ReviewAction.COMMITMENT_CHECKED: "fact_check",
    ReviewAction.REVOKED: "undo",
}
_MAIN = (
    ReviewAction.REISSUED,
    ReviewAction.ACCEPTED,
    ReviewAction.GRANTED,
    ReviewAction.COMMITMENT_CHECKED,
)
"""The first of these that can be taken is filled."""


def show_actions(desk: Desk) -> None:
    """Show the clock, the visit, and every step."""
    task, workspace = desk.task, desk.workspace
    state = translate(f"tasks.state.{task.review.state}", workspace.locale)
    title = f"{escape(matter_words(task.name))} <small>{escape(state)}</small>"
    about = f"{_visit(task, workspace)}{checks_html(task, workspace)}"
    st.html(f"<h2>{title}</h2>{_clock(task, workspace)}{about}")
    if not task.can_act:
        st.html(f'<p class="muted">{escape(workspace.say("desk.only_looking"))}</p>')
        return
    by_action = {choice.action: choice for choice in task.choices}
    deciding = by_action.pop(ReviewAction.REFUSED)
    main = next((each for each in _MAIN if _is_free(by_action.get(each))), ReviewAction.GRANTED)
    for choice in by_action.values():
        is_decision = choice.action is ReviewAction.GRANTED
        _step(choice, desk, is_main=choice.action is main, also=deciding if is_decision else choice)


def _is_free(choice: StepChoice | None) -> bool:
    return choice is not None and choice.hindrance is None


def _step(choice: StepChoice, desk: Desk, *, is_main: bool, also: StepChoice) -> None:
    """Draw a step; a decision is offered while it can be taken either way."""
    action, workspace = choice.action, desk.workspace
    is_off = choice.hindrance is not None and also.hindrance is not None
    with st.container(horizontal=True, key=f"actrow_{action}", vertical_alignment="center"):
        pressed = st.button(
            workspace.say(f"desk.step.{action}"),
            key=f"act_{action}",
            icon=f":material/{_ICONS[action]}:",
            type="primary" if is_main and not is_off else "secondary",
            disabled=is_off,
        )
        st.html(f'<p class="stepwhy">{escape(_why(choice, desk))}</p>')
    if pressed:
        _begin(action, desk)


def _begin(action: ReviewAction, desk: Desk) -> None:
    if action is ReviewAction.CORRECTION_ASKED:
        remembered(Correcting).turn_to(desk.task.matter)
        st.rerun()
    if action is ReviewAction.RESUMED:
        step = partial(desk.office.pausing.resume_matter, *desk.about)
        take_step(step, desk.workspace.say("desk.said.resumed"), desk.view, desk.workspace)
        return
    desk.view.ask(action)


def _why(choice: StepChoice, desk: Desk) -> str:
    """Return why a step cannot be taken, or else what it means."""
    if choice.hindrance is None:
        return desk.workspace.say(f"desk.means.{choice.action}")
    return hindrance_words(choice.hindrance, desk)


def hindrance_words(hindrance: Hindrance, desk: Desk) -> str:
    """Return what is in the way, with its day as it is said."""
    params = dict(hindrance.params)
    if "day" in params:
        today = desk.task.standing.today
        params["day"] = day_words(params["day"], desk.workspace.locale, today=today)
    said = translate(f"review.hindrance.{hindrance.key}", desk.workspace.locale, **params)
    return said.partition(" · ")[0]


def _clock(task: OpenedTask, workspace: Workspace) -> str:
    """Write the figures of the clock: what the law gives, what was committed, what is left."""
    clock = task.standing.clock
    if clock is None:
        return f'<p class="muted">{escape(_before_clock(task, workspace))}</p>'
    figures = {
        "statutory": "–" if clock.statutory is None else str(clock.statutory),
        "committed": str(clock.committed),
        "elapsed": str(clock.elapsed),
        "paused": str(clock.paused),
    }
    cells = "".join(
        f"<div><dt>{escape(workspace.say(f'desk.figure.{name}'))}</dt><dd>{value}</dd></div>"
        for name, value in figures.items()
    )
    name = "over" if clock.left < 0 else "left"
    unit = escape(workspace.say("desk.days"))
    left = (
        f'<div class="left"><dt>{escape(workspace.say(f"desk.figure.{name}"))}</dt>'
        f"<dd>{abs(clock.left)}<i>{unit}</i></dd></div>"
    )
    return f'<dl class="clock">{cells}{left}</dl>{_due(task, workspace)}'


def _due(task: OpenedTask, workspace: Workspace) -> str:
    clock, today = task.standing.clock, task.standing.today
    if clock is None or not task.review.is_undecided:
        return ""
    key = "desk.due" if clock.is_certain else "desk.due_provisional"
    words = workspace.say(key, day=day_words(clock.due, workspace.locale, today=today))
    return f'<p class="muted">{escape(words)}</p>'


def _before_clock(task: OpenedTask, workspace: Workspace) -> str:
    """Say what is waited for before the clock of the decision begins."""
    standing = task.standing
    if task.review.state is MatterState.WAITING:
        key = "in_vain" if standing.is_in_vain else "waiting"
        matters = "、".join(standing.waits_for)
        return translate(f"review.hindrance.{key}", workspace.locale, matters=matters)
    lane = next(each for each in task.timeline.lanes if each.review.matter == task.matter)
    if not lane.spans:
        return translate(f"tasks.state.{task.review.state}", workspace.locale)
    day = day_words(lane.spans[-1].last, workspace.locale, today=standing.today)
    key = "desk.speak_silent" if standing.term.silence_accepts else "desk.speak_by"
    return workspace.say(key, day=day)


def _visit(task: OpenedTask, workspace: Workspace) -> str:
    visit = task.review.inspection
    if visit is None:
        return ""
    day = day_words(visit.day, workspace.locale, today=task.standing.today)
    title = workspace.say("desk.visit", day=day, time=visit.time)
    others = "、".join(
        dict.fromkeys(task.others[code].department for code in visit.matters if code in task.others)
    )
    about = workspace.say(f"desk.visit.{_opinion(visit)}", offices=others)
    return (
        f'<div class="note visit"><b>{icon("event")} {escape(title)}</b>'
        f"<p>{escape(about)}</p></div>"
    )


def _opinion(visit: InspectionVisit) -> str:
    if visit.passed is None:
        return "open" if len(visit.matters) > 1 else "alone"
    return "passed" if visit.passed else "failed"
