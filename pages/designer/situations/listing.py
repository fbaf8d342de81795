"""The saved situations of a theme: which hold, what differs, and what is to hold."""

from functools import partial
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.services.designers import DesigningUseCases
from core.services.designers.check_situations import CheckedSituations, SituationCheck
from core.services.designers.edit_theme import OpenTheme
from core.themes.editing.situations import accept_outcome, drop_situation
from pages.designer.choosing import PARAMETER
from pages.designer.situations.addresses import ANSWERS, address_of
from pages.designer.situations.carrying import draw_files
from pages.designer.situations.expecting import draw_expected
from pages.designer.situations.saving import SituationLine
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.styling import tag


def draw_situations(
    designing: DesigningUseCases,
    workspace: Workspace,
    opened: OpenTheme,
    preview: StreamlitPage | None,
) -> None:
    """Draw every saved situation with whether it holds, and what can be done about it."""
    found = designing.checking.situations(workspace.session, opened.draft)
    title = workspace.say("situations.title", n=len(found.checks))
    st.html(f'<h2 class="part">{escape(title)}</h2><p class="muted">{_below(found, workspace)}</p>')
    draw_files(designing, workspace, found)
    for place, check in enumerate(found.checks):
        state = "accepted" if check.holds else "error"
        with st.container(
            key=f"found_{state}_situation_{place}", horizontal=True, vertical_alignment="center"
        ):
            st.html(_check_html(check, found, workspace))
            with st.container(key=f"found_act_situation_{place}", width="content"):
                _draw_buttons(SituationLine(designing, workspace, found, check, place), preview)


def _below(found: CheckedSituations, workspace: Workspace) -> str:
    if not found.checks:
        return escape(workspace.say("situations.none"))
    key = "differing" if found.differing else "all_hold"
    return escape(workspace.say(f"situations.{key}", n=len(found.differing)))


def _check_html(check: SituationCheck, found: CheckedSituations, workspace: Workspace) -> str:
    state = "holds" if check.holds else "differs"
    word = tag(workspace.say(f"situations.{state}"), "ok" if check.holds else "bad")
    name = escape(shown(check.situation.name))
    lines = "".join(
        f"<li>{escape(shown(difference))}</li>"
        for difference in check.differences_said(found.catalogue, workspace.locale)
    )
    listed = f"<ul>{lines}</ul>" if lines else ""
    return f'<div class="finding"><h2>{word} {name}</h2>{listed}</div>'


def _draw_buttons(line: SituationLine, preview: StreamlitPage | None) -> None:
    workspace, name = line.workspace, line.check.situation.name
    with st.container(horizontal=True, key=f"situation_act_{line.place}"):
        if preview is not None and st.button(
            workspace.say("situations.open"),
            key=f"situation_open_{line.place}",
            icon=":material/play_arrow:",
        ):
            answers = address_of(line.check.situation.answers)
            st.switch_page(preview, query_params={PARAMETER: workspace.code, ANSWERS: answers})
        outcome = line.check.outcome
        if outcome is not None and not line.check.holds:
            change = partial(accept_outcome, name, outcome, line.check.situation.answers)
            st.button(
                workspace.say("situations.accept"),
                key=f"situation_accept_{line.place}",
                on_click=line.save,
                args=(change,),
            )
        with st.popover(workspace.say("situations.edit"), key=f"situation_edit_{line.place}"):
            draw_expected(line)
            st.button(
                workspace.say("situations.drop"),
                key=f"situation_drop_{line.place}",
                icon=":material/delete:",
                on_click=line.save,
                args=(partial(drop_situation, name),),
            )
