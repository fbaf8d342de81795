"""Write scenarios of one's own: copy one, change it as a form or as text, see at once what fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from core.catalogue.models import Question
from core.services.trainers import (
    CheckedScenario,
    KeptScenario,
    TrainWithScenarios,
    WriteScenarios,
    edited_scenario,
    scenario_text,
)
from core.training.models import Scenario
from pages.designer.frame import head
from pages.designer.wording import moment
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown
from pages.shared.handing_over import offer_file
from pages.shared.state import remember, remembered

_STAGES = ("questions", "guide", "form", "materials", "receipt")


@dataclass
class ScriptMemory:
    """The text in the making, of which scenario and revision; ``drawn`` names its widgets anew."""

    code: str = ""
    revision: int = 0
    text: str = ""
    drawn: int = 0

    def take(self, text: str) -> None:
        """Go on with another text."""
        self.text = text
        self.drawn += 1


def page(writing: WriteScenarios, training: TrainWithScenarios) -> None:
    """Offer what can be begun, and the scenario that is being written."""
    workspace = current_workspace()
    with errors_shown(workspace.locale):
        with head(workspace.say("writing.title"), below=workspace.say("writing.below")):
            pass
        _offer_beginnings(writing, training, workspace)
        kept = writing.kept(workspace.session)
        if not kept:
            st.html(f'<p class="empty" role="status">{escape(workspace.say("writing.none"))}</p>')
            return
        memory = _opened(kept, workspace)
        _draw(writing, memory, workspace)


def _offer_beginnings(
    writing: WriteScenarios, training: TrainWithScenarios, workspace: Workspace
) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        listed = training.scenarios(workspace.session)
        names = {it.scenario.code: f"{it.scenario.code} {it.scenario.title}" for it in listed}
        code = st.selectbox(
            workspace.say("writing.copy_which"),
            list(names),
            format_func=lambda code: names[code],
            key="copy_which",
        )
        if st.button(workspace.say("writing.copy"), key="copy", icon=":material/content_copy:"):
            _open(writing.copy(workspace.session, str(code)))
    with right:
        given = st.file_uploader(
            workspace.say("writing.upload"), type=["yaml", "yml"], key="upload_scenario"
        )
        if given is not None and st.button(workspace.say("writing.take"), key="take_upload"):
            text = given.getvalue().decode("utf-8", "replace")
            _open(writing.save(workspace.session, text))


def _open(kept: KeptScenario) -> None:
    drawn = remembered(ScriptMemory).drawn + 1
    remember(ScriptMemory(kept.code, kept.revision, kept.text, drawn))


def _opened(kept: Sequence[KeptScenario], workspace: Workspace) -> ScriptMemory:
    names = {it.code: f"{it.code} {it.title}" for it in kept}
    codes, memory = list(names), remembered(ScriptMemory)
    chosen = st.selectbox(
        workspace.say("writing.which"),
        codes,
        index=codes.index(memory.code) if memory.code in names else 0,
        format_func=lambda code: names[code],
        key=f"script_{memory.drawn}",
    )
    if chosen != memory.code:
        _open(next(it for it in kept if it.code == chosen))
    return remembered(ScriptMemory)


def _draw(writing: WriteScenarios, memory: ScriptMemory, workspace: Workspace) -> None:
    checked = writing.check(workspace.session, memory.text, workspace.locale)
    _draw_findings(checked, workspace)
    form, text, history = st.tabs(
        [workspace.say(f"writing.{name}") for name in ("form", "text", "history")]
    )
    with form:
        _draw_form(writing, memory, checked, workspace)
    with text:
        changed = st.text_area(
            workspace.say("writing.text_label"),
            memory.text,
            height=520,
            key=f"text_{memory.drawn}",
        )
        if changed != memory.text:
            memory.take(changed)
            st.rerun()
    with history:
        _draw_history(writing, memory, workspace)
    _draw_actions(writing, memory, workspace)


def _draw_findings(checked: CheckedScenario, workspace: Workspace) -> None:
    if not checked.findings:
        st.html(f'<p class="note" role="status">{escape(workspace.say("writing.fits"))}</p>')
        return
    lines = "".join(
        f"<li>{escape(workspace.say('writing.line', line=it.line))} "
        f"{escape(it.message(workspace.locale))}</li>"
        for it in checked.findings
    )
    st.html(
        f'<div class="misfits" role="status"><b>{escape(workspace.say("writing.misfits"))}</b>'
        f"<ul>{lines}</ul></div>"
    )


def _draw_form(
    writing: WriteScenarios, memory: ScriptMemory, checked: CheckedScenario, workspace: Workspace
) -> None:
    scenario = checked.scenario
    if scenario is None:
        st.html(f"<p>{escape(workspace.say('writing.unreadable'))}</p>")
        return
    ask = partial(_key, memory)
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
    edited = edited_scenario(scenario, title=title, story=story, answers=answers, notes=notes)
    if edited != scenario:
        memory.take(scenario_text(edited))
        st.rerun()
    if st.button(workspace.say("writing.take_expected"), key="take_expected"):
        memory.take(writing.with_expected(workspace.session, memory.text))
        st.rerun()


def _key(memory: ScriptMemory, name: str) -> str:
    return f"{name}_{memory.drawn}"


def _answer(question: Question, scenario: Scenario, memory: ScriptMemory) -> Any:
    """Ask a question of the theme as the kiosk does: choices from the bank, else a number."""
    given, key = scenario.answers.get(question.id), _key(memory, f"answer_{question.id}")
    options = list(question.options)
    if not options:
        number = float(given) if isinstance(given, int | float) else None
        return st.number_input(question.text, value=number, key=key)
    if question.kind.value == "multiple":
        chosen = [it for it in (given if isinstance(given, tuple) else ()) if it in options]
        return tuple(st.multiselect(question.text, options, chosen, key=key)) or None
    index = options.index(given) if given in options else None
    return st.selectbox(question.text, options, index, key=key)


def _draw_history(writing: WriteScenarios, memory: ScriptMemory, workspace: Workspace) -> None:
    for kept in writing.revisions(workspace.session, memory.code):
        at = moment(kept.saved_at)
        words = workspace.say("writing.revision", n=kept.revision, who=kept.author, at=at)
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.html(f"<p>{escape(words)}</p>")
        if kept.revision != memory.revision and right.button(
            workspace.say("writing.go_back"), key=f"back_{kept.revision}"
        ):
            _open(writing.restore(workspace.session, memory.code, kept.revision))
            st.rerun()


def _draw_actions(writing: WriteScenarios, memory: ScriptMemory, workspace: Workspace) -> None:
    with st.container(horizontal=True):
        if st.button(workspace.say("writing.save"), key="save_scenario", type="primary"):
            _open(writing.save(workspace.session, memory.text, revision=memory.revision))
            st.rerun()
        offer_file(
            workspace.say("writing.download"),
            memory.text.encode,
            name=f"{memory.code}.yaml",
            media_type="application/yaml",
            key="scenario_file",
        )
        if st.button(workspace.say("writing.remove"), key="remove_scenario"):
            writing.remove(workspace.session, memory.code)
            remember(ScriptMemory(drawn=memory.drawn + 1))
            st.rerun()
