"""Ask what a step has to say: what is required, and once more before what cannot be taken back."""

from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

from core.services.officers.review_models import ReviewAction
from pages.designer.office.checking import check, revoke
from pages.designer.office.decision import decide, reissue
from pages.designer.office.spot import correct_on_spot
from pages.designer.office.statements import (
    accept,
    appoint,
    decline,
    extend,
    opine,
    pause,
)
from pages.designer.office.taking import Desk, take_step
from pages.designer.office.words import matter_words

Asked = tuple[Callable[[], None], str]
"""The step as it would be taken with what was said, and what is said of it then."""

_QUESTIONS: Mapping[ReviewAction, Callable[[Desk], Asked]] = {
    ReviewAction.ACCEPTED: accept,
    ReviewAction.NOT_ACCEPTED: decline,
    ReviewAction.CORRECTED_ON_SPOT: correct_on_spot,
    ReviewAction.PAUSED: pause,
    ReviewAction.EXTENDED: extend,
    ReviewAction.INSPECTION_SET: appoint,
    ReviewAction.INSPECTED: opine,
    ReviewAction.GRANTED: decide,
    ReviewAction.REISSUED: reissue,
    ReviewAction.COMMITMENT_CHECKED: check,
    ReviewAction.REVOKED: revoke,
}
_FINAL = frozenset(
    {
        ReviewAction.ACCEPTED,
        ReviewAction.NOT_ACCEPTED,
        ReviewAction.CORRECTED_ON_SPOT,
        ReviewAction.EXTENDED,
        ReviewAction.INSPECTED,
        ReviewAction.GRANTED,
        ReviewAction.REISSUED,
        ReviewAction.COMMITMENT_CHECKED,
        ReviewAction.REVOKED,
    }
)
"""What cannot be taken back; the dialog says so above its button."""


def ask_for_statement(desk: Desk) -> None:
    """Show the dialog of the step that was chosen, if there is one."""
    action = desk.view.asking
    if action is None or action not in _QUESTIONS:
        return
    title = desk.workspace.say(f"desk.ask.{action}", matter=matter_words(desk.task.name))

    @st.dialog(title, width="large", on_dismiss=desk.view.ask)
    def ask() -> None:
        step, said = _QUESTIONS[action](desk)
        if action in _FINAL:
            words = escape(desk.workspace.say(f"desk.final.{action}"))
            st.html(f'<p role="status"><b>{words}</b></p>')
        trouble = st.container()
        with st.container(horizontal=True, horizontal_alignment="right"):
            if st.button(desk.workspace.say("desk.leave"), key="act_leave"):
                desk.view.ask()
                st.rerun()
            given = st.button(desk.workspace.say(f"desk.go.{action}"), key="act_go", type="primary")
        if given:
            with trouble:
                take_step(step, said, desk.view, desk.workspace)

    ask()
