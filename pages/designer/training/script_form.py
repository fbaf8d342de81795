"""A scenario as a form, part by part: story and answers, who, entries, papers, what comes later."""

from html import escape
from typing import Any

import streamlit as st

from core.catalogue.models import Question
from core.services.trainers import (
    CheckedScenario,
    WriteScenarios,
    edited_scenario,
    scenario_text,
)
from core.training.models import Scenario
from pages.designer.training.drawing import played_steps
from pages.designer.training.script_memory import ScriptMemory
from pages.designer.training.script_parts import draw_entries, draw_papers, draw_people
from pages.designer.training.script_steps import draw_steps
from pages.designer.workspace import Workspace

_STAGES = ("questions", "guide", "form", "materials", "receipt")
_STORY = "story"
_PARTS = {
    "people": draw_people,
    "entries": draw_entries,
    "papers": draw_papers,
    "steps": draw_steps,
}


def draw_form(
    writing: WriteScenarios, memory: ScriptMemory, checked: CheckedScenario, workspace: Workspace
) -> None:
    """Draw the chosen part of the scenario, and go on with what somebody makes of it."""
    scenario = checked.scenario
    if scenario is None:
        st.html(f"<p>{escape(workspace.say('writing.unreadable'))}</p>")
        return
    part = st.segmented_control(
        workspace.say("writing.part"),
        [_STORY, *_PARTS],
        default=_STORY,
        format_func=lambda name: workspace.say(f"writing.part.{name}"),
        key="script_part",
        required=True,
    )
    edited = scenario
    if part not in _PARTS:
        edited = _draw_story(scenario, memory, checked, workspace)
    elif checked.asked is None:
        st.html(f"<p>{escape(workspace.say('writing.answers_first'))}</p>")
    else:
        edited = _PARTS[part](scenario, checked.asked, memory, workspace)
    if edited != scenario:
        memory.take(scenario_text(edited))
        st.rerun()
    _offer_play(writing, memory, workspace)


def _offer_play(writing: WriteScenarios, memory: ScriptMemory, workspace: Workspace) -> None:
    """Say beforehand that it takes a while, play, and tell what came out otherwise."""
    st.html(f'<p class="note">{escape(workspace.say("writing.take_why"))}</p>')
    if st.button(workspace.say("writing.take_expected"), key="take_expected"):
        with st.spinner(workspace.say("training.playing")):
            taken = writing.with_expected(workspace.session, memory.text)
        memory.take(taken.text)
        memory.amiss = taken.amiss
        st.rerun()
    if memory.amiss is not None:
        said = "writing.taken_but" if memory.amiss else "writing.taken"
        words = workspace.say(said, n=len(memory.amiss))
        st.html(f'<p role="status" class="roundsaid">{escape(words)}</p>')
    if memory.amiss:
        st.html(played_steps(memory.amiss, workspace))


def _draw_story(
    scenario: Scenario, memory: ScriptMemory, checked: CheckedScenario, workspace: Workspace
) -> Scenario:
    ask = memory.key
    title = st.text_input(workspace.say("writing.name"), scenario.title, key=ask("title"))
    story = st.text_area(workspace.say("writing.story"), scenario.story, key=ask("story"))
    st.html(f"<h3>{escape(workspace.say('writing.answers'))}</h3>")
    answers = {question.id: _answer(question, scenario, memory) for question in checked.questions}
    st.html(f"<h3>{escape(workspace.say('writing.notes'))}</h3>")
    notes = {
        stage: st.text_input(
            workspace.say(f"training.stage.{stage}"),
            getattr(scenario.notes, stage),
            key=ask(f"note_{stage}"),
        )
        for stage in _STAGES
    }
    return edited_scenario(scenario, title=title, story=story, answers=answers, notes=notes)


def _answer(question: Question, scenario: Scenario, memory: ScriptMemory) -> Any:
    """Ask a question of the theme as the kiosk does: choices from the bank, else a number."""
    given, key = scenario.answers.get(question.id), memory.key(f"answer_{question.id}")
    options = list(question.options)
    if not options:
        number = float(given) if isinstance(given, int | float) else None
        return st.number_input(question.text, value=number, key=key)
    if question.kind.value == "multiple":
        chosen = [it for it in (given if isinstance(given, tuple) else ()) if it in options]
        return (
            tuple(st.multiselect(question.text, options, chosen, key=key, select_all=False)) or None
        )
    index = options.index(given) if given in options else None
    return st.selectbox(question.text, options, index, key=key)
