"""Cases that are kept beyond their period, for supervisors: listed, placed, lifted."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import escape

import streamlit as st

from core.errors import ServiceError
from core.services.officers import HoldGround, HoldPage, LegalHolds, StandingHold
from pages.designer.desk import Desk, desk
from pages.designer.frame import head
from pages.designer.wording import moment
from pages.shared.feedback import errors_told, tell, words_of
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
    here = desk()
    with errors_told(here.locale):
        view = remembered(HoldsView)
        with head(here.say("nav.holds"), below=here.say("holds.below")):
            pass
        found = holds.standing(here.session)
        _tell_what_came(view, here)
        _placing(holds, view, here)
        if not found.holds:
            st.html(f'<p class="empty" role="status">{escape(here.say("holds.none"))}</p>')
            return
        st.html(f"<p>{escape(here.say('holds.number', n=len(found.holds)))}</p>")
        st.html(_table(found, here))
        for one in found.holds:
            _lifting(holds, one, view, here)


def _tell_what_came(view: HoldsView, here: Desk) -> None:
    if view.trouble is not None:
        tell(words_of(view.trouble, here.locale))
    elif view.said:
        st.html(f'<p role="status">{escape(view.said)}</p>')


def _placing(holds: LegalHolds, view: HoldsView, here: Desk) -> None:
    with st.expander(here.say("holds.place")), st.form(f"hold_{view.done}"):
        number = st.text_input(here.say("holds.case"), key=f"hold_case_{view.done}") or ""
        ground = st.selectbox(
            here.say("holds.ground"),
            list(HoldGround),
            key=f"hold_ground_{view.done}",
            index=None,
            placeholder=here.say("holds.choose"),
            format_func=partial(_ground, here),
        )
        reference = st.text_input(here.say("holds.reference"), key=f"hold_ref_{view.done}") or ""
        day = st.date_input(here.say("holds.review_on"), value=None, key=f"hold_day_{view.done}")
        pressed = st.form_submit_button(here.say("holds.go"), type="primary", key="hold_go")
    if pressed and number and ground is not None:
        act = partial(holds.place, here.session, number, ground, reference, review_on=day)
        _do(act, here.say("holds.placed", number=number), view)
    elif pressed:
        st.html(f'<p role="alert">{escape(here.say("holds.incomplete"))}</p>')


def _table(found: HoldPage, here: Desk) -> str:
    heads = "".join(
        f'<th scope="col">{escape(here.say(f"holds.{name}"))}</th>' for name in _COLUMNS
    )
    rows = "".join(_row(one, found, here) for one in found.holds)
    return (
        f'<div class="deptform"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(one: StandingHold, found: HoldPage, here: Desk) -> str:
    member = found.members.get(one.placed_by)
    cells = (
        one.case_number,
        _ground(here, one.ground),
        one.reference,
        _day(one, found, here),
        moment(one.placed_at),
        member.display_name if member else one.placed_by,
    )
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _day(one: StandingHold, found: HoldPage, here: Desk) -> str:
    if one.review_on is None:
        return here.say("holds.no_day")
    day = one.review_on.isoformat()
    return here.say("holds.due", day=day) if one.is_due(found.today) else day


def _ground(here: Desk, ground: HoldGround) -> str:
    return here.say(f"holds.ground.{ground}")


def _lifting(holds: LegalHolds, one: StandingHold, view: HoldsView, here: Desk) -> None:
    number = one.case_number
    title = here.say("holds.lift", number=number)
    with st.expander(title), st.form(f"lift_{number}_{view.done}"):
        reference = st.text_input(here.say("holds.lift_reference"), key=f"lift_ref_{number}") or ""
        pressed = st.form_submit_button(here.say("holds.lift_go"), key=f"lift_go_{number}")
    if pressed:
        act = partial(holds.lift, here.session, number, reference)
        _do(act, here.say("holds.lifted", number=number), view)


def _do(act: Callable[[], object], said: str, view: HoldsView) -> None:
    """Do it, and say at the top what came of it."""
    view.said, view.trouble = "", None
    try:
        act()
        view.said, view.done = said, view.done + 1
    except ServiceError as error:
        view.trouble = error
    st.rerun()
