"""Write scenarios of one's own: copy one, change it as a form or as text, see at once what fits."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from core.services.trainers import (
    CheckedScenario,
    KeptScenario,
    TrainWithScenarios,
    WriteScenarios,
)
from pages.designer.frame import head
from pages.designer.training.script_form import draw_form
from pages.designer.training.script_memory import ScriptMemory
from pages.designer.wording import moment
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown
from pages.shared.handing_over import offer_file
from pages.shared.state import remember, remembered


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
            open_script(writing.copy(workspace.session, str(code)))
    with right:
        given = st.file_uploader(
            workspace.say("writing.upload"), type=["yaml", "yml"], key="upload_scenario"
        )
        if given is not None and st.button(workspace.say("writing.take"), key="take_upload"):
            text = given.getvalue().decode("utf-8", "replace")
            open_script(writing.save(workspace.session, text))


def open_script(kept: KeptScenario) -> None:
    """Go on with a scenario that was saved: it is the one that the page of writing shows."""
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
        open_script(next(it for it in kept if it.code == chosen))
    return remembered(ScriptMemory)


def _draw(writing: WriteScenarios, memory: ScriptMemory, workspace: Workspace) -> None:
    checked = writing.check(workspace.session, memory.text, workspace.locale)
    _draw_findings(checked, workspace)
    form, text, history = st.tabs(
        [workspace.say(f"writing.{name}") for name in ("form", "text", "history")]
    )
    with form:
        draw_form(writing, memory, checked, workspace)
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


def _draw_history(writing: WriteScenarios, memory: ScriptMemory, workspace: Workspace) -> None:
    for kept in writing.revisions(workspace.session, memory.code):
        at = moment(kept.saved_at)
        words = workspace.say("writing.revision", n=kept.revision, who=kept.author, at=at)
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.html(f"<p>{escape(words)}</p>")
        if kept.revision != memory.revision and right.button(
            workspace.say("writing.go_back"), key=f"back_{kept.revision}"
        ):
            open_script(writing.restore(workspace.session, memory.code, kept.revision))
            st.rerun()


def _draw_actions(writing: WriteScenarios, memory: ScriptMemory, workspace: Workspace) -> None:
    with st.container(horizontal=True):
        if st.button(workspace.say("writing.save"), key="save_scenario", type="primary"):
            open_script(writing.save(workspace.session, memory.text, revision=memory.revision))
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
