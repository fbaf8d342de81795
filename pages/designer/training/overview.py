"""What a trainer shows: a story, before and after as a picture, the notes, and the play."""

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from core.i18n import translate
from core.services.designers.export_handouts import ExportHandouts
from core.services.trainers import (
    ListedScenario,
    OpenedScenario,
    PresentInRoom,
    TrainWithScenarios,
)
from pages.designer.exporting import offer_files
from pages.designer.frame import head
from pages.designer.training.drawing import (
    before_and_after,
    played_steps,
    published_beside,
    separate_matters,
    where_it_went,
)
from pages.designer.training.presenting import offer_to_present
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown, tell

SCENARIO = "scenario"
"""What the address names: the scenario that is open."""
PROJECTOR = "projector"
"""Stands in the address while the picture fills the screen."""
_STAGES = ("questions", "guide", "form", "materials", "receipt")


def page(
    training: TrainWithScenarios,
    exporting: ExportHandouts,
    presenting: PresentInRoom,
    kiosk_address: str,
) -> None:
    """Show the scenario that the address names, else the first.

    ``kiosk_address`` is how the kiosk is reached.
    """
    workspace = current_workspace()
    if PROJECTOR in st.query_params:
        _draw_large(training, workspace)
        return
    with errors_shown(workspace.locale):
        listed = training.scenarios(workspace.session)
        with head(workspace.say("training.title"), below=workspace.say("training.below")):
            pass
        if not listed:
            st.html(f'<p class="empty" role="status">{escape(workspace.say("training.none"))}</p>')
            return
        code = _chosen(listed, workspace)
        opened = training.opened(workspace.session, code, workspace.locale)
        if opened.pairs:
            _offer_picture(training, exporting, code, workspace)
        _draw(opened, workspace)
        _draw_play(training, code, workspace)
        offer_to_present(presenting, code, kiosk_address, workspace)


def _offer_picture(
    training: TrainWithScenarios, exporting: ExportHandouts, code: str, workspace: Workspace
) -> None:
    with st.container(horizontal=True):
        st.button(
            workspace.say("training.projector"),
            key="projector",
            icon=":material/fullscreen:",
            on_click=partial(st.query_params.update, {PROJECTOR: "1"}),
        )
        write = partial(training.compared_file, workspace.session, code)
        title = workspace.say("training.picture", code=code)
        offer_files(exporting, write, title, workspace, has_charts=True)


def _draw_large(training: TrainWithScenarios, workspace: Workspace) -> None:
    """Draw before and after alone, so large that the last row of a room reads it."""
    code = st.query_params.get(SCENARIO, "")
    with errors_shown(workspace.locale), st.container(key="projected"):
        opened = training.opened(workspace.session, code, workspace.locale)
        st.html(
            f'<p class="eyebrow">{escape(opened.theme_name)}</p>'
            f"<h1>{escape(opened.scenario.title)}</h1>"
            f"{before_and_after(opened.pairs, workspace)}"
        )
    st.button(
        workspace.say("training.projector_end"),
        key="projector_end",
        icon=":material/fullscreen_exit:",
        shortcut="Esc",
        on_click=_leave_projector,
    )


def _leave_projector() -> None:
    st.query_params.pop(PROJECTOR, None)


def _chosen(listed: Sequence[ListedScenario], workspace: Workspace) -> str:
    names = {it.scenario.code: f"{it.scenario.code} {it.scenario.title}" for it in listed}
    asked = st.query_params.get(SCENARIO, "")
    codes = list(names)
    chosen = st.selectbox(
        workspace.say("training.choose"),
        codes,
        index=codes.index(asked) if asked in names else 0,
        format_func=lambda code: names[code],
        key="training_scenario",
    )
    st.query_params[SCENARIO] = chosen
    return str(chosen)


def _draw(opened: OpenedScenario, workspace: Workspace) -> None:
    scenario = opened.scenario
    st.html(
        f'<p class="eyebrow">{escape(opened.theme_name)}</p>'
        f"<h2>{escape(scenario.title)}</h2><p>{escape(scenario.story)}</p>"
    )
    for finding in opened.findings:
        tell(f"{finding.file}:{finding.line} {finding.message(workspace.locale)}")
    compared = opened.comparison
    if compared is None:
        return
    st.html(before_and_after(opened.pairs, workspace))
    left, right = st.columns(2, gap="medium")
    left.html(where_it_went(compared.entries, "entries", workspace))
    right.html(where_it_went(compared.materials, "materials", workspace))
    if compared.published:
        title = escape(workspace.say("training.published.title"))
        st.html(f"<h3>{title}</h3>{published_beside(compared, workspace)}")
        st.html(f'<p class="note">{escape(scenario.source)}</p>')
    with st.expander(workspace.say("training.separate", n=len(compared.matters))):
        st.html(separate_matters(compared, workspace))
    with st.expander(workspace.say("training.notes")):
        st.html(_notes(opened, workspace))


def _notes(opened: OpenedScenario, workspace: Workspace) -> str:
    notes = opened.scenario.notes
    lines = [
        (workspace.say(f"training.stage.{stage}"), getattr(notes, stage))
        for stage in _STAGES
        if getattr(notes, stage)
    ]
    lines += [
        (translate(f"scenario.do.{step.do}", workspace.locale), step.note)
        for step in opened.scenario.steps
        if step.note
    ]
    items = "".join(f"<dt>{escape(name)}</dt><dd>{escape(note)}</dd>" for name, note in lines)
    return f'<dl class="speech">{items}</dl>'


def _draw_play(training: TrainWithScenarios, code: str, workspace: Workspace) -> None:
    st.html(f"<p>{escape(workspace.say('training.play_below'))}</p>")
    pressed = st.button(
        workspace.say("training.play"), key="play", type="primary", icon=":material/play_arrow:"
    )
    if not pressed:
        return
    with st.spinner(workspace.say("training.playing")):
        steps = training.played(workspace.session, code)
    differing = sum(not step.same for step in steps)
    said = "training.all_same" if not differing else "training.some_differ"
    words = workspace.say(said, n=len(steps), of=differing)
    st.html(f'<p role="status" class="roundsaid">{escape(words)}</p>')
    st.html(played_steps(steps, workspace))
