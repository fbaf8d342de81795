"""Who acts for whom in a case, in what and until when, as the staff see it."""

from html import escape

import streamlit as st

from core.agents.models import CaseAct
from core.i18n import listed, translate
from core.services.case_agents import CaseAgent
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.styling import icon, tag


def show_represented(
    agents: tuple[CaseAgent, ...], workspace: Workspace, *, act: CaseAct | None = None
) -> None:
    """Show who acts, if anybody acts for another (:func:`represented_html`)."""
    if agents:
        st.html(represented_html(agents, workspace, act=act))


def represented_html(
    agents: tuple[CaseAgent, ...], workspace: Workspace, *, act: CaseAct | None = None
) -> str:
    """Return who acts as HTML, the latest first; with ``act``, whether they may do that today."""
    return "".join(_agent(agent, workspace, act) for agent in agents)


def _agent(agent: CaseAgent, workspace: Workspace, act: CaseAct | None) -> str:
    locale = workspace.locale
    kind = translate(f"agent.kind.{agent.kind}", locale)
    who = translate(
        "agent.who", locale, agent=shown(agent.agent_name), name=shown(agent.principal_name)
    )
    lines = [_scope(agent, locale), _term(agent, locale)]
    lines.append(translate("agent.basis", locale, basis=_basis(agent, locale)))
    below = "".join(f"<p><small>{escape(line)}</small></p>" for line in lines)
    style = "warn" if agent.is_short else ""
    return (
        f'<div class="note {style}" role="note"><b>{icon("group")} {escape(kind)}</b> '
        f"{escape(who)} {_tags(agent, locale, act)}{below}</div>"
    )


def _tags(agent: CaseAgent, locale: str, act: CaseAct | None) -> str:
    day = agent.ended_on.isoformat() if agent.ended_on else ""
    state = f"ended.{agent.ended}" if agent.ended else _standing(agent)
    tags = [tag(translate(f"agent.state.{state}", locale, day=day), _style(agent))]
    if agent.is_short:
        tags.append(tag(translate("agent.short", locale), "late"))
    if act is not None:
        why = agent.refusals.get(act)
        key = f"agent.may_not.{why}" if why else f"agent.may.{act}"
        tags.append(tag(translate(key, locale), "later" if why else "ok"))
    return " ".join(tags)


def _standing(agent: CaseAgent) -> str:
    if not agent.is_stated:
        return "not_stated"
    return "in_force" if agent.is_in_force else "over"


def _style(agent: CaseAgent) -> str:
    return "ok" if agent.is_in_force else "later"


def _scope(agent: CaseAgent, locale: str) -> str:
    acts = listed([translate(f"agent.act.{act}", locale) for act in agent.acts], locale)
    matters = listed([shown(name) for name in agent.matters], locale)
    of = matters or translate("agent.all_matters", locale)
    return translate("agent.scope", locale, acts=acts, matters=of)


def _term(agent: CaseAgent, locale: str) -> str:
    if agent.last_day is None:
        return translate("agent.until_done", locale)
    return translate("agent.until", locale, until=agent.last_day.isoformat())


def _basis(agent: CaseAgent, locale: str) -> str:
    if not agent.basis:
        return translate("agent.no_basis", locale)
    if agent.is_mandate:
        return shown(agent.basis)
    return translate(f"kiosk.agent.proof.{agent.basis}", locale)
