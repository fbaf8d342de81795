"""Who the people of a scenario are, what they fill in and what they give, as a form."""

from html import escape
from typing import Any

import streamlit as st

from core.services.trainers import (
    AskedEntry,
    AskedOfScenario,
    with_papers,
    with_people,
    with_value,
)
from core.training.models import Scenario, as_given
from pages.designer.training.script_memory import ScriptMemory
from pages.designer.workspace import Workspace
from pages.shared.kinds import ask
from pages.shared.slots import Slot

_SHORT = 60


def draw_papers(
    scenario: Scenario, asked: AskedOfScenario, memory: ScriptMemory, workspace: Workspace
) -> Scenario:
    """Ask of each material how it is given, and return the scenario with what is said."""
    if not asked.papers:
        st.html(f'<p class="empty">{escape(workspace.say("writing.no_papers"))}</p>')
    given: dict[str, str | None] = {}
    for paper in asked.papers:
        way = scenario.papers.get(paper.code)
        ways = ["", *paper.ways, *({way} - {None, *paper.ways})]
        given[paper.code] = st.selectbox(
            paper.name,
            ways,
            ways.index(way) if way else 0,
            format_func=lambda way: workspace.say(f"writing.way.{way or 'none'}"),
            key=memory.key(f"paper_{paper.code}"),
        )
    return with_papers(scenario, given)


def draw_people(
    scenario: Scenario, asked: AskedOfScenario, memory: ScriptMemory, workspace: Workspace
) -> Scenario:
    """Ask which made-up person holds each role, and return the scenario with what is said."""
    st.html(f"<p>{escape(workspace.say('writing.people_why'))}</p>")
    who: dict[str, tuple[str, ...]] = {}
    for role in asked.roles:
        said = scenario.who.get(role.code, ())
        names = (said,) if isinstance(said, str) else said
        people = [*asked.people, *(name for name in names if name not in asked.people)]
        key = memory.key(f"who_{role.code}")
        if role.repeats or len(names) > 1:
            who[role.code] = tuple(
                st.multiselect(role.name, people, list(names), key=key, select_all=False)
            )
            continue
        chosen = st.selectbox(
            role.name,
            ["", *people],
            people.index(names[0]) + 1 if names else 0,
            format_func=lambda name: name or workspace.say("writing.nobody"),
            key=key,
        )
        who[role.code] = (chosen,) if chosen else ()
    return with_people(scenario, who)


def draw_entries(
    scenario: Scenario, asked: AskedOfScenario, memory: ScriptMemory, workspace: Workspace
) -> Scenario:
    """Ask what is written about one subject, and return the scenario with what is said."""
    st.html(f"<p>{escape(workspace.say('writing.entries_why'))}</p>")
    about = st.selectbox(
        workspace.say("writing.about"),
        list(asked.subjects),
        format_func=lambda code: asked.subjects[code],
        key="script_about",
    )
    for entry in asked.entries:
        if entry.field.key.subject == about:
            scenario = _draw_entry(scenario, entry, memory, workspace)
    return scenario


def _draw_entry(
    scenario: Scenario, entry: AskedEntry, memory: ScriptMemory, workspace: Workspace
) -> Scenario:
    """Ask for the value of a place; only what somebody changed is written."""
    place = entry.place
    own = as_given(scenario.values.get(place))
    with st.container(border=True, key=f"entry_{place}"):
        value = _asked_value(entry, own, memory, workspace)
        if place in scenario.values:
            words = workspace.say("writing.take_persons")
            if st.button(words, key=f"theirs_{place}", type="tertiary"):
                return with_value(scenario, place, None)
        known = workspace.say("writing.nothing_known")
        if entry.known is not None:
            known = workspace.say("writing.known", value=_words(entry.known, workspace))
        st.caption(known)
    first = memory.shown.setdefault(place, value)
    return scenario if value == first else with_value(scenario, place, value)


def _asked_value(entry: AskedEntry, own: Any, memory: ScriptMemory, workspace: Workspace) -> Any:
    field, key = entry.field, memory.key(f"value_{entry.place}")
    if not field.repeats and field.places == 1 and not field.type.kind.is_signed:
        return ask(field, own, Slot(key, field.label, workspace.locale))
    lines = own if isinstance(own, list) else [own] if own is not None else []
    if not all(isinstance(line, str) for line in lines):
        st.markdown(field.label)
        st.caption(workspace.say("writing.in_text", value=_words(own, workspace)))
        return own
    label = workspace.say("writing.one_a_line", label=field.label)
    typed = st.text_area(label, "\n".join(lines), key=key, height=100)
    return [line.strip() for line in typed.splitlines() if line.strip()] or None


def _words(value: Any, workspace: Workspace) -> str:
    if isinstance(value, bool):
        return workspace.say(f"writing.{'yes' if value else 'no'}")
    if isinstance(value, list | tuple):
        return "、".join(_words(part, workspace) for part in value)
    words = str(value)
    return words if len(words) <= _SHORT else f"{words[:_SHORT]}…"
