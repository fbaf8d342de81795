"""Who acts for another, at the counter: end it, or note who acts from now on."""

from html import escape

import streamlit as st

from core.agents.models import SCOPE, Authorisation, AuthorisationKind, CaseAct, EndedBy
from core.i18n import translate
from core.services.citizens import drafts
from core.services.officers.counter_models import CounterCase, EndingAgent, NamingAgent, party
from core.services.officers.counter_use_cases import CounterUseCases
from pages.designer.reception.view import ReceptionView
from pages.designer.represented import represented_html
from pages.designer.workspace import Workspace
from pages.shared.days import ask_day
from pages.shared.feedback import errors_shown
from pages.shared.state import remembered

_PLACES = ("how", "shown", "number", "basis", "authorisation")
_ACTS = tuple(act for act in SCOPE if act is not CaseAct.HAND_IN)
_OWN_WORD = (EndedBy.REVOKED, EndedBy.RESIGNED)


def show_agents(counter: CounterUseCases, case: CounterCase, workspace: Workspace) -> None:
    """Show who acts, and take down what whoever stands here says about it."""
    title = escape(workspace.say("agents.title"))
    agents = represented_html(case.agents, workspace)
    nobody = f'<p class="muted">{escape(workspace.say("agents.none"))}</p>'
    st.html(f"<h3>{title}</h3>{agents or nobody}")
    is_acting = bool(case.agents) and case.agents[0].is_open and case.agents[0].is_in_force
    name = "end" if is_acting else "name"
    with st.expander(workspace.say(f"agents.{name}")):
        if is_acting:
            _end(counter, case, workspace)
        else:
            _name(counter, case, workspace)


def _end(counter: CounterUseCases, case: CounterCase, workspace: Workspace) -> None:
    how = st.selectbox(
        workspace.say("agents.place.how"),
        list(EndedBy),
        format_func=lambda each: workspace.say(f"agents.how.{each}"),
        key=f"agents_how_{case.number}",
    )
    number = _number("number", case, workspace) if how in _OWN_WORD else ""
    proof = st.text_input(
        workspace.say("agents.place.shown"), key=f"agents_shown_{case.number}", max_chars=120
    )
    if not _pressed("end", "person_off", workspace):
        return
    with errors_shown(workspace.locale, labels=_labels(workspace)):
        statement = EndingAgent(str(how or ""), proof or "", number)
        counter.agents.end_agent(workspace.session, case.number, statement)
        _said("agents.ended", workspace)


def _name(counter: CounterUseCases, case: CounterCase, workspace: Workspace) -> None:
    st.html(f'<p class="muted">{escape(workspace.say("agents.name_below"))}</p>')
    number = _number("number", case, workspace)
    name = st.text_input(workspace.say("agents.place.name"), key=f"agents_name_{case.number}")
    other = _number("agent_number", case, workspace)
    acts = st.multiselect(
        workspace.say("agents.place.acts"),
        list(_ACTS),
        default=list(_ACTS),
        format_func=lambda act: translate(f"agent.act.{act}", workspace.locale),
        key=f"agents_acts_{case.number}",
        select_all=False,
    )
    matters = st.multiselect(
        workspace.say("agents.place.matters"),
        list(case.matters),
        format_func=lambda code: case.matters[code],
        placeholder=translate("agent.all_matters", workspace.locale),
        key=f"agents_matters_{case.number}",
        select_all=False,
    )
    until = ask_day(
        workspace.say("agents.place.until"),
        drafts.term_until(case.today, drafts.USUAL_TERM),
        key=f"agents_until_{case.number}",
    )
    basis = st.text_input(workspace.say("agents.place.basis"), key=f"agents_basis_{case.number}")
    if not _pressed("name", "person_add", workspace):
        return
    said = Authorisation(
        AuthorisationKind.MANDATE,
        agent=party(name or "", other),
        acts=tuple(acts),
        matters=tuple(matters),
        valid_from=case.today.isoformat(),
        valid_until=until.isoformat() if until else "",
        basis=basis or "",
    )
    with errors_shown(workspace.locale, labels=_labels(workspace)):
        counter.agents.name_agent(workspace.session, case.number, NamingAgent(said, number))
        _said("agents.named", workspace)


def _pressed(name: str, sign: str, workspace: Workspace) -> bool:
    words = workspace.say(f"agents.{name}_now")
    return st.button(words, key=f"agents_{name}", icon=f":material/{sign}:")


def _number(place: str, case: CounterCase, workspace: Workspace) -> str:
    typed = st.text_input(
        workspace.say(f"agents.place.{place}"), key=f"agents_{place}_{case.number}", max_chars=18
    )
    return typed or ""


def _labels(workspace: Workspace) -> dict[str, str]:
    return {place: workspace.say(f"agents.place.{place}") for place in _PLACES}


def _said(words: str, workspace: Workspace) -> None:
    remembered(ReceptionView).said = workspace.say(words)
    st.rerun()
