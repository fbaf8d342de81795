"""Which card is open beside the board: the address names it."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from core.catalogue.models import Theme
from pages.designer.workspace import Workspace
from pages.shared.components import script_of

MATTER, QUESTION = "matter", "question"
PANEL = "conditions"


@dataclass(frozen=True, slots=True)
class OpenCard:
    """A matter or a question of the theme whose conditions are looked at."""

    kind: str
    code: str


def open_card(theme: Theme) -> OpenCard | None:
    """Return the card that the address names, if the theme has it."""
    matter, question = st.query_params.get(MATTER, ""), st.query_params.get(QUESTION, "")
    if matter and any(included.matter == matter for included in theme.matters):
        return OpenCard(MATTER, matter)
    if question and any(asked_question.question == question for asked_question in theme.questions):
        return OpenCard(QUESTION, question)
    return None


def show_card(kind: str, code: str) -> None:
    """Write the card into the address."""
    for other in (MATTER, QUESTION):
        st.query_params.pop(other, None)
    st.query_params[kind] = code


def close_card(workspace: Workspace) -> None:
    """Close the panel; the focus goes back to the card of its matter."""
    workspace.closed = st.query_params.get(MATTER, "")
    for kind in (MATTER, QUESTION):
        st.query_params.pop(kind, None)


def guide_focus(card: OpenCard, close: Callable[[], None]) -> None:
    """Lead the focus to the heading of a panel that is newly open, and close it by Esc."""
    guiding = st.components.v2.component("condition_panel", js=script_of("panel"))
    shows = f"{card.kind}:{card.code}"
    guiding(key="panel_focus", data={"key": PANEL, "shows": shows}, on_closed_change=close)
