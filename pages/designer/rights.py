"""Somebody's own data at the counter: find by number, show, hand out, write down, answer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from html import escape

import streamlit as st

from core.errors import ServiceError
from core.i18n import translate
from core.services.officers import (
    HeldData,
    Outcome,
    PersonCase,
    PersonRights,
    RequestAnswer,
    RightKind,
    RightRequest,
    Wish,
    outcomes_of,
)
from pages.designer.frame import head
from pages.designer.wording import moment
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown, tell, words_of
from pages.shared.handing_over import offer_file
from pages.shared.state import remembered


@dataclass
class RightsView:
    """Whom an officer looks for, the case that is open, and what came of what was done last."""

    person: str = ""
    number: str = ""
    said: str = ""
    trouble: ServiceError | None = None

    def turn_to(self, number: str = "") -> None:
        """Open what is held in a case, or go back to the list."""
        self.number, self.said, self.trouble = number, "", None


def page(rights: PersonRights) -> None:
    """Show a case, or whoever is looked for and whoever waits for an answer."""
    workspace, view = current_workspace(), remembered(RightsView)
    with errors_shown(workspace.locale):
        if view.number:
            _case(rights, view, workspace)
        else:
            _list(rights, view, workspace)


def _list(rights: PersonRights, view: RightsView, workspace: Workspace) -> None:
    with head(workspace.say("nav.rights"), below=workspace.say("rights.below")):
        pass
    with st.form("rights_find", border=False):
        number = st.text_input(workspace.say("rights.number"), key="rights_number", width=420)
        if st.form_submit_button(workspace.say("rights.find"), type="primary", key="rights_go"):
            view.person = number or ""
    if view.person:
        _lines(rights.find(workspace.session, view.person), "found", view, workspace)
    _lines(rights.open_requests(workspace.session), "waiting", view, workspace)


def _lines(cases: Iterable[PersonCase], name: str, view: RightsView, workspace: Workspace) -> None:
    shown_cases = tuple(cases)
    title = workspace.say(f"rights.{name}", n=len(shown_cases))
    st.html(f'<section class="findings"><p>{escape(title)}</p></section>')
    for person_case in shown_cases:
        with st.container(key=f"{name}_{person_case.number}", horizontal=True):
            st.html(f"<p>{escape(_line(person_case, workspace))}</p>")
            st.button(
                workspace.say("rights.open"),
                key=f"rights_{name}_{person_case.number}",
                on_click=view.turn_to,
                args=(person_case.number,),
            )


def _line(person_case: PersonCase, workspace: Workspace) -> str:
    due = min((it.due_on for it in person_case.requests if it.answer is None), default=None)
    return workspace.say(
        f"rights.line{'_due' if due else ''}",
        number=person_case.number,
        theme=person_case.theme,
        at=moment(person_case.received_at),
        due=due.isoformat() if due else "",
    )


def _case(rights: PersonRights, view: RightsView, workspace: Workspace) -> None:
    try:
        held = rights.show(workspace.session, view.number, workspace.locale)
    except ServiceError:
        view.turn_to()
        raise
    with head(workspace.say("rights.case", number=held.case_number), below=held.theme):
        st.button(
            workspace.say("cases.back"),
            icon=":material/arrow_back:",
            key="rights_back",
            on_click=view.turn_to,
        )
    _tell_what_came(view, workspace)
    offer_file(
        workspace.say("rights.copy"),
        partial(rights.copy, workspace.session, view.number, workspace.locale),
        key="rights_copy",
        name=f"{held.case_number}-copy.pdf",
        media_type="application/pdf",
    )
    for request in held.requests:
        if request.answer is None:
            _answering(rights, held, request, view)
    _recording(rights, held, view, workspace)
    _withdrawing(rights, held, view, workspace)
    for part in held.parts:
        lines = "".join(f"<dt>{escape(n)}</dt><dd>{escape(t)}</dd>" for n, t in part.lines)
        with st.expander(part.title):
            st.html(f'<div class="deptform"><dl>{lines}</dl></div>')


def _tell_what_came(view: RightsView, workspace: Workspace) -> None:
    if view.trouble is not None:
        tell(words_of(view.trouble, workspace.locale))
    elif view.said:
        st.html(f'<p role="status">{escape(view.said)}</p>')


def _answering(rights: PersonRights, held: HeldData, asked: RightRequest, view: RightsView) -> None:
    """Answer a request: what came of it, why, and what the entry ought to say."""
    workspace = current_workspace()
    with st.form(f"rights_answer_{asked.number}"):
        st.html(f"<p>{escape(_wished(asked, held, workspace))}</p>")
        outcome = st.selectbox(
            workspace.say("rights.outcome"),
            outcomes_of(asked.wish.kind),
            key=f"outcome_{asked.number}",
            format_func=partial(_outcome, workspace),
            index=None,
            placeholder=workspace.say("rights.choose"),
        )
        value = ""
        if asked.wish.kind is RightKind.CORRECT:
            label = workspace.say("rights.value")
            value = st.text_input(label, value=asked.wish.text, key=f"value_{asked.number}") or ""
        reason = st.text_area(workspace.say("rights.reason"), key=f"reason_{asked.number}") or ""
        pressed = st.form_submit_button(
            workspace.say("rights.answer"), type="primary", key=f"answer_{asked.number}"
        )
    if pressed and outcome is not None:
        said = value if outcome is Outcome.CORRECTED else ""
        answer = RequestAnswer(outcome, reason, said)
        act = partial(rights.answer, workspace.session, view.number, asked.number, answer)
        _done(act, "rights.answered", view, workspace)


def _wished(asked: RightRequest, held: HeldData, workspace: Workspace) -> str:
    labels = {entry.place: entry.label for entry in held.entries}
    place = labels.get(asked.wish.place, asked.wish.place)
    kind = translate(f"rights.kind.{asked.wish.kind}", workspace.locale)
    return workspace.say(
        "rights.wished",
        kind=kind,
        place=place or "—",
        text=asked.wish.text or "—",
        at=moment(asked.asked_at),
        due=asked.due_on.isoformat(),
    )


def _outcome(workspace: Workspace, outcome: Outcome) -> str:
    return translate(f"rights.outcome.{outcome}", workspace.locale)


def _recording(
    rights: PersonRights, held: HeldData, view: RightsView, workspace: Workspace
) -> None:
    """Write down what somebody asks for at the counter."""
    labels = {entry.place: entry.label for entry in held.entries}
    with st.form("rights_record"):
        kind = st.selectbox(
            workspace.say("rights.kind"),
            list(RightKind),
            key="rights_kind",
            index=None,
            placeholder=workspace.say("rights.choose"),
            format_func=lambda kind: translate(f"rights.kind.{kind}", workspace.locale),
        )
        place = st.selectbox(
            workspace.say("rights.place"),
            list(labels),
            key="rights_place",
            index=None,
            placeholder=workspace.say("rights.choose"),
            format_func=labels.__getitem__,
        )
        text = st.text_area(workspace.say("rights.text"), key="rights_text") or ""
        pressed = st.form_submit_button(workspace.say("rights.record"), key="rights_record_go")
    if pressed and kind is not None:
        wish = Wish(kind, text, (place or "") if kind is RightKind.CORRECT else "")
        act = partial(rights.record, workspace.session, view.number, wish)
        _done(act, "rights.recorded", view, workspace)


def _withdrawing(
    rights: PersonRights, held: HeldData, view: RightsView, workspace: Workspace
) -> None:
    for about in held.consents:
        kind = about.partition(":")[0]
        if st.button(workspace.say(f"rights.withdraw.{kind}"), key=f"rights_withdraw.{about}"):
            act = partial(rights.withdraw_consent, workspace.session, view.number, about)
            _done(act, "rights.withdrawn", view, workspace)


def _done(act: Callable[[], object], said: str, view: RightsView, workspace: Workspace) -> None:
    """Do it, and say at the top what came of it."""
    view.said, view.trouble = "", None
    try:
        act()
        view.said = workspace.say(said)
    except ServiceError as error:
        view.trouble = error
    st.rerun()
