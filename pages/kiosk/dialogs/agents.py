"""Who acts for another in a case that is looked after: take it back, give it up, name another."""

from dataclasses import replace
from html import escape

import streamlit as st

from core.agents.models import SCOPE, Authorisation, AuthorisationKind, AuthorisationParty, CaseAct
from core.i18n import listed, translate
from core.services.citizens import CaseAgent, CitizenUseCases, TrackedCase, drafts
from pages.kiosk.dialogs.tracked_case import agent_task, show_agent_task, tracked_case
from pages.kiosk.drawing import redraw
from pages.kiosk.steps.authorising import ask_acts, ask_term
from pages.kiosk.telling import errors_shown, tell_problems
from pages.kiosk.visit import Visit
from pages.kiosk.wording import day_in_words
from pages.shared.styling import tag
from pages.shared.widgets import typed_as

ENDING, NAMING = "ending", "naming"


def show_agents(service: CitizenUseCases, case: TrackedCase, visit: Visit) -> None:
    """Show who acts or acted, and what whoever looks may do about it."""
    if case.agents:
        title = escape(translate("kiosk.track.agents", visit.locale))
        items = "".join(_item(agent, visit.locale) for agent in case.agents)
        st.html(f'<section class="sec"><h2>{title}</h2><ul class="items">{items}</ul></section>')
    with st.container(key="agent_task"):
        if agent_task(visit) == ENDING:
            _end(service, case, visit)
        elif agent_task(visit) == NAMING:
            _name(service, case, visit)
        else:
            _offer(case, visit)


def state_of(agent: CaseAgent) -> str:
    """Return the end of the key that says how an authorisation stands."""
    if agent.ended is not None:
        return f"ended.{agent.ended}"
    if not agent.is_stated:
        return "not_stated"
    return "in_force" if agent.is_in_force else "over"


def _item(agent: CaseAgent, locale: str) -> str:
    state = state_of(agent)
    day = day_in_words(agent.ended_on, locale) if agent.ended_on else ""
    style = "ok" if agent.is_in_force else "later"
    who = translate(
        "kiosk.agent.review.who", locale, agent=agent.agent_name, name=agent.principal_name
    )
    acts = listed([translate(f"agent.act.{act}", locale) for act in agent.acts], locale)
    until = (
        translate("agent.until", locale, until=day_in_words(agent.last_day, locale))
        if agent.last_day
        else translate("agent.until_done", locale)
    )
    words = tag(translate(f"agent.state.{state}", locale, day=day), style)
    return (
        f"<li><div><strong>{escape(who)}</strong> {words}"
        f"<p>{escape(acts)}</p><p>{escape(until)}</p></div></li>"
    )


def _offer(case: TrackedCase, visit: Visit) -> None:
    """Offer what fits: an agent gives up, the person takes back, or names somebody."""
    stands = case.agents[0] if case.agents else None
    if stands and stands.is_open and stands.is_in_force:
        if stands.is_mandate:
            key = "resign" if case.is_agent else "revoke"
            _button(f"kiosk.track.agent.{key}", "person_remove", ENDING, visit)
        return
    if case.is_open and not case.is_agent:
        _button("kiosk.track.agent.name", "person_add", NAMING, visit)


def _button(words: str, icon: str, task: str, visit: Visit) -> None:
    st.button(
        translate(words, visit.locale),
        icon=f":material/{icon}:",
        key=f"agent_{task}",
        on_click=show_agent_task,
        args=(visit, task),
    )


def _end(service: CitizenUseCases, case: TrackedCase, visit: Visit) -> None:
    key = "resign" if case.is_agent else "revoke"
    words = escape(translate(f"kiosk.track.agent.{key}.what", visit.locale))
    st.html(f'<p class="why" role="status">{words}</p>')
    with st.form("agent_end", border=False, enter_to_submit=False):
        code = _code(visit)
        kept, sure = _ways(f"kiosk.track.agent.{key}.yes", visit)
    asked = tracked_case(visit)
    if sure and asked is not None:
        with errors_shown(visit.locale):
            service.tracking.agents.end(asked, code)
            show_agent_task(visit, "")
            redraw()
    if kept:
        show_agent_task(visit, "")
        redraw()


def _name(service: CitizenUseCases, case: TrackedCase, visit: Visit) -> None:
    words = escape(translate("kiosk.track.agent.name.what", visit.locale))
    st.html(f'<p class="why" role="status">{words}</p>')
    wrong = st.container(key="agent_wrong")
    with st.form("agent_name_form", border=False, enter_to_submit=False):
        said = _said(case, visit)
        code = _code(visit)
        kept, sure = _ways("kiosk.track.agent.name.yes", visit)
    asked = tracked_case(visit)
    if sure and asked is not None:
        with wrong, errors_shown(visit.locale):
            problems = service.tracking.agents.problems(said)
            tell_problems(problems, visit.locale)
            if not problems:
                service.tracking.agents.name(asked, code, said)
                show_agent_task(visit, "")
                redraw()
    if kept:
        show_agent_task(visit, "")
        redraw()


def _said(case: TrackedCase, visit: Visit) -> Authorisation:
    """Ask who, what they may, and until when; handing in is done already."""
    acts = tuple(act for act in SCOPE if act is not CaseAct.HAND_IN)
    said = Authorisation(AuthorisationKind.MANDATE, acts=acts, valid_from=case.today.isoformat())
    with typed_as("name", "new_agent"):
        name = st.text_input(translate("kiosk.track.agent.who", visit.locale), key="new_agent")
    with typed_as("identity", "new_agent_number"):
        number = st.text_input(
            translate("kiosk.track.agent.number", visit.locale),
            max_chars=18,
            key="new_agent_number",
        )
    party = AuthorisationParty((name or "").strip(), (number or "").strip().upper())
    given = tuple(ask_acts(said, visit, acts=acts))
    term = ask_term(case.today, drafts.term_until(case.today, drafts.USUAL_TERM), visit)
    return replace(said, agent=party, acts=given, valid_until=term)


def _code(visit: Visit) -> str:
    with typed_as("english", "agent_code"):
        code = st.text_input(translate("kiosk.track.withdraw_code", visit.locale), key="agent_code")
    return code or ""


def _ways(words: str, visit: Visit) -> tuple[bool, bool]:
    with st.container(key="agent_ways", horizontal=True):
        kept = st.form_submit_button(
            translate("kiosk.track.agent.no", visit.locale), key="agent_no"
        )
        sure = st.form_submit_button(translate(words, visit.locale), key="agent_yes")
    return kept, sure
