"""Cases that are kept beyond their period, for supervisors: listed, placed, lifted."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import escape

import streamlit as st

from core.errors import ServiceError
from core.services.officers import HoldGround, HoldPage, LegalHolds, StandingHold
from core.staff.permissions import OPERATOR_NAME
from pages.designer.frame import head
from pages.designer.wording import moment
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.days import ask_day
from pages.shared.feedback import errors_shown, tell, words_of
from pages.shared.state import remembered

_COLUMNS = ("case", "ground", "reference", "review_on", "placed_at", "placed_by")


@dataclass
class HoldsView:
    """What came of the last press; each one done gives the forms new, empty entries."""

    said: str = ""
    trouble: ServiceError | None = None
    done: int = 0


def page(holds: LegalHolds) -> None:
    """Show which cases are held, and let supervisors place and lift."""
    workspace = current_workspace()
    with errors_shown(workspace.locale):
        view = remembered(HoldsView)
        with head(workspace.say("nav.holds"), below=workspace.say("holds.below")):
            pass
        found = holds.standing(workspace.session)
        _tell_what_came(view, workspace)
        _placing(holds, view, workspace)
        if not found.holds:
            st.html(f'<p class="empty" role="status">{escape(workspace.say("holds.none"))}</p>')
            return
        st.html(f"<p>{escape(workspace.say('holds.number', n=len(found.holds)))}</p>")
        st.html(_table(found, workspace))
        for hold in found.holds:
            _lifting(holds, hold, view, workspace)


def _tell_what_came(view: HoldsView, workspace: Workspace) -> None:
    if view.trouble is not None:
        tell(words_of(view.trouble, workspace.locale))
    elif view.said:
        st.html(f'<p role="status">{escape(view.said)}</p>')


def _placing(holds: LegalHolds, view: HoldsView, workspace: Workspace) -> None:
    with st.expander(workspace.say("holds.place")), st.form(f"hold_{view.done}"):
        number = st.text_input(workspace.say("holds.case"), key=f"hold_case_{view.done}") or ""
        ground = st.selectbox(
            workspace.say("holds.ground"),
            list(HoldGround),
            key=f"hold_ground_{view.done}",
            index=None,
            placeholder=workspace.say("holds.choose"),
            format_func=partial(_ground, workspace),
        )
        reference = (
            st.text_input(workspace.say("holds.reference"), key=f"hold_ref_{view.done}") or ""
        )
        day = ask_day(workspace.say("holds.review_on"), key=f"hold_day_{view.done}")
        pressed = st.form_submit_button(workspace.say("holds.go"), type="primary", key="hold_go")
    if pressed and number and ground is not None:
        act = partial(holds.place, workspace.session, number, ground, reference, review_on=day)
        _do(act, workspace.say("holds.placed", number=number), view)
    elif pressed:
        st.html(f'<p role="alert">{escape(workspace.say("holds.incomplete"))}</p>')


def _table(found: HoldPage, workspace: Workspace) -> str:
    heads = "".join(
        f'<th scope="col">{escape(workspace.say(f"holds.column.{name}"))}</th>' for name in _COLUMNS
    )
    rows = "".join(_row(hold, found, workspace) for hold in found.holds)
    return (
        f'<div class="deptform holds"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(hold: StandingHold, found: HoldPage, workspace: Workspace) -> str:
    cells = (
        hold.case_number,
        _ground(workspace, hold.ground),
        hold.reference,
        _day(hold, found, workspace),
        moment(hold.placed_at),
        _placed_by(hold, found, workspace),
    )
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _placed_by(hold: StandingHold, found: HoldPage, workspace: Workspace) -> str:
    member = found.members.get(hold.placed_by)
    if member is not None:
        return member.display_name
    return workspace.say("holds.operator") if hold.placed_by == OPERATOR_NAME else hold.placed_by


def _day(hold: StandingHold, found: HoldPage, workspace: Workspace) -> str:
    if hold.review_on is None:
        return workspace.say("holds.no_day")
    day = hold.review_on.isoformat()
    return workspace.say("holds.due", day=day) if hold.is_due(found.today) else day


def _ground(workspace: Workspace, ground: HoldGround) -> str:
    return workspace.say(f"holds.ground.{ground}")


def _lifting(holds: LegalHolds, hold: StandingHold, view: HoldsView, workspace: Workspace) -> None:
    number = hold.case_number
    title = workspace.say("holds.lift", number=number)
    with st.expander(title), st.form(f"lift_{number}_{view.done}"):
        reference = (
            st.text_input(workspace.say("holds.lift_reference"), key=f"lift_ref_{number}") or ""
        )
        pressed = st.form_submit_button(workspace.say("holds.lift_go"), key=f"lift_go_{number}")
    if pressed:
        act = partial(holds.lift, workspace.session, number, reference)
        _do(act, workspace.say("holds.lifted", number=number), view)


def _do(act: Callable[[], object], said: str, view: HoldsView) -> None:
    """Do it, and say at the top what came of it."""
    view.said, view.trouble = "", None
    try:
        act()
        view.said, view.done = said, view.done + 1
    except ServiceError as error:
        view.trouble = error
    st.rerun()
