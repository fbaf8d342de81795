"""Put the questions of a theme in order, by dragging or by keys, and take some from the bank."""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from core.catalogue.models import Question
from core.services.designers import DesigningUseCases
from core.services.designers.edit_theme import OpenTheme, arrange_questions
from core.themes.editing.questions import asked_too_late, missing_questions
from pages.designer.board_component import draw_board, opened_on_board, report_of_board
from pages.designer.board_words import board_words
from pages.designer.conditions.editing import Editing, editing_of
from pages.designer.conditions.opening import QUESTION, OpenCard, open_card, show_card
from pages.designer.conditions.panel import draw_panel
from pages.designer.moves import accepted_order, read_move
from pages.designer.questions.own_words import draw_own_words
from pages.designer.wording import shown
from pages.designer.workspace import Workspace

_KEY = "questions"


def draw_arranging(
    designing: DesigningUseCases, workspace: Workspace, opened: OpenTheme
) -> Editing:
    """Draw the questions beside the bank; the one that is open, with when it is asked."""
    preview = designing.previewing.preview(
        workspace.session, opened.draft.document, workspace.replaying
    )
    editing = editing_of(designing, workspace, preview)
    st.html(
        f"<h2>{escape(workspace.say('questions.title'))}</h2>"
        f'<p class="muted">{escape(workspace.say("questions.why"))}</p>'
    )
    _tell_order(editing)
    card = open_card(preview.theme)
    card = card if card and card.kind == QUESTION else None
    places = st.columns([1, 1.3], gap="medium") if card else [st.container()]
    with places[0]:
        _draw_board(editing, card)
    if card:
        with places[1]:
            draw_panel(editing, card)
            draw_own_words(editing, card.code)
    return editing


def _tell_order(editing: Editing) -> None:
    """Say which question comes too early for its condition, and which is missing."""
    workspace, theme = editing.workspace, editing.theme
    comma = workspace.say("sheet.comma")
    warnings = [
        workspace.say(
            "questions.too_late",
            question=editing.question(code),
            names=comma.join(f"“{editing.question(late)}”" for late in later),
        )
        for code, later in asked_too_late(theme).items()
    ]
    warnings += [
        workspace.say("questions.missing", question=editing.question(code))
        for code in missing_questions(theme, editing.preview.catalogue)
    ]
    if warnings:
        lines = "".join(f'<p class="warn" role="status">{escape(line)}</p>' for line in warnings)
        st.html(lines)


def _draw_board(editing: Editing, card: OpenCard | None) -> None:
    workspace, theme = editing.workspace, editing.theme
    bank = editing.preview.catalogue.questions
    asked = {question.question: question for question in reversed(theme.questions)}
    order = list(dict.fromkeys(question.question for question in theme.questions))
    cards = [
        {
            **_card(editing, code),
            "share": editing.shares.of_conditions(asked[code].ask_when),
        }
        for code in order
    ]
    free = (
        code
        for code, question in bank.items()
        if code not in asked and code not in theme.fixed_answers and not question.deprecated
    )
    at = f"{theme.code}.{workspace.revision}.{workspace.locale}"
    draw_board(
        {
            "revision": f"{at}.{card.code}" if card else at,
            "base": workspace.revision,
            "seen": workspace.seen,
            "words": board_words(workspace, "questions"),
            "summary": "",
            "theme": cards,
            "catalogue": [_card(editing, code) for code in free],
            "opened": card.code if card else "",
            "closed": "",
        },
        on_moved=lambda: take_question_move(editing.designing, workspace, {*bank, *order}),
        on_opened=_open,
        key=_KEY,
    )


def _card(editing: Editing, code: str) -> Mapping[str, Any]:
    catalogue, workspace = editing.preview.catalogue, editing.workspace
    question = editing.theme.worded(catalogue.question(code))
    about = [*_state(question, code in catalogue.questions, workspace), code]
    find = " ".join((code, question.text, question.spoken, *question.options)).casefold()
    return {"id": code, "name": shown(question.text), "about": about, "find": find}


def _state(question: Question, is_known: bool, workspace: Workspace) -> list[str]:
    if not is_known:
        return [workspace.say("questions.unknown")]
    return [workspace.say("questions.deprecated")] if question.deprecated else []


def _open() -> None:
    code = opened_on_board(_KEY)
    if code:
        show_card(QUESTION, code)


def take_question_move(designing: DesigningUseCases, workspace: Workspace, known: set[str]) -> None:
    """Save what the board tells, or have it drawn as the theme stands."""
    move = read_move(report_of_board(_KEY))
    if move is None:
        return
    with workspace.refusing():
        if workspace.theme is None or move.sequence < workspace.seen:
            return
        workspace.seen = move.sequence
        order = accepted_order(move, known=known, changed_at=workspace.changed_at)
        if order is None:
            workspace.refuse()
            return
        workspace.follow(arrange_questions(designing, workspace.session, workspace.theme, order))
