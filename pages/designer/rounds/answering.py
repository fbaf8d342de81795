"""A department's page of a round: its own part, each element agreed to, refused or asked about."""

from functools import partial
from html import escape

import streamlit as st

from core.services.confirming_rounds import (
    AGREED,
    Answer,
    AnswerKind,
    Cell,
    CellState,
    Phase,
    RoundView,
)
from core.services.officers.answer_rounds import AnswerRounds
from pages.designer.choosing import PARAMETER
from pages.designer.frame import head
from pages.designer.rounds.drawing import (
    RoundsView,
    figures,
    reasons,
    round_tags,
    said_about,
    sides,
    state_tag,
)
from pages.designer.wording import shown
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown
from pages.shared.state import remembered
from pages.shared.styling import plain


def page(rounds: AnswerRounds) -> None:
    """Show what the department is asked, and take its answers."""
    workspace = current_workspace()
    with errors_shown(workspace.locale):
        view = remembered(RoundsView)
        code = st.query_params.get(PARAMETER, "")
        found = rounds.read_asked(workspace.session, code, workspace.locale) if code else None
        title = workspace.say("nav.confirm")
        if found is None:
            with head(title, below=workspace.say("confirm.below")):
                pass
            _list(rounds, workspace)
            return
        with head(f"{title} · {found.name}", tags=round_tags(found, workspace)):
            if st.button(workspace.say("rounds.others"), key="confirm_others"):
                del st.query_params[PARAMETER]
                st.rerun()
        view.tell(workspace)
        _draw(rounds, found, view)


def _list(rounds: AnswerRounds, workspace: Workspace) -> None:
    asked = rounds.list_asked(workspace.session)
    if not asked:
        st.html(f'<p class="empty" role="status">{escape(workspace.say("confirm.none"))}</p>')
    for summary in asked:
        left = sum(state not in AGREED for state in summary.round.cells.values())
        words = workspace.say("confirm.line", left=left, day=summary.round.deadline.isoformat())
        label = plain(f"{summary.code}  {shown(summary.name)} · {words}")
        if st.button(label, key=f"asked_{summary.code}", width="stretch"):
            st.query_params[PARAMETER] = summary.code
            st.rerun()


def _draw(rounds: AnswerRounds, found: RoundView, view: RoundsView) -> None:
    workspace = current_workspace()
    st.html(figures(found, workspace))
    st.html(f'<p class="silence">{escape(workspace.say("confirm.silence"))}</p>')
    if found.round.phase is Phase.OPEN:
        _answer(rounds, found, view)
        _accept_rest(rounds, found, view)
    st.html(_table(found, workspace))


def _answer(rounds: AnswerRounds, found: RoundView, view: RoundsView) -> None:
    """Take the answer to one element, the first that has none first."""
    workspace = current_workspace()
    cells = sorted(found.round.cells, key=lambda cell: found.round.cells[cell] in AGREED)
    cell = st.selectbox(
        workspace.say("confirm.which"),
        cells,
        format_func=lambda cell: plain(_cell_sentence(cell, found, workspace)),
        key=f"confirm_cell_{view.done}",
    )
    if cell is None:
        return
    with st.container(key="roundcell"):
        st.html(
            state_tag(found.round.cells[cell], workspace)
            + sides(found.words[cell.element], workspace)
            + said_about(found, cell, workspace)
        )
        _ask_for_verdict(rounds, found, cell, view)


def _ask_for_verdict(rounds: AnswerRounds, found: RoundView, cell: Cell, view: RoundsView) -> None:
    workspace = current_workspace()
    verdict = st.radio(
        workspace.say("confirm.verdict"),
        list(AnswerKind),
        index=None,
        horizontal=True,
        format_func=lambda kind: workspace.say(f"rounds.verdict.{kind}"),
        key=f"verdict_{view.done}",
    )
    words = basis = wish = ""
    if verdict and verdict is not AnswerKind.ACCEPT:
        label = workspace.say(f"confirm.words.{verdict}")
        words = st.text_area(label, key=f"confirm_words_{view.done}") or ""
    if verdict is AnswerKind.REFUSE:
        basis = st.text_input(workspace.say("rounds.basis"), key=f"basis_{view.done}") or ""
        wish = st.text_input(workspace.say("rounds.wish"), key=f"wish_{view.done}") or ""
    pressed = st.button(
        workspace.say("confirm.go"), type="primary", key="confirm_go", disabled=not verdict
    )
    if pressed and verdict:
        answer = Answer(verdict, words, basis, wish)
        number = found.round.number
        act = partial(
            rounds.answer_round, workspace.session, found.code, number, {cell.element: answer}
        )
        view.do(act, workspace.say("confirm.said"))


def _accept_rest(rounds: AnswerRounds, found: RoundView, view: RoundsView) -> None:
    """Offer to agree at once to everything that has no answer yet."""
    workspace = current_workspace()
    silent = [
        cell.element for cell, state in found.round.cells.items() if state is CellState.SILENT
    ]
    if len(silent) > 1 and st.button(
        workspace.say("confirm.rest", n=len(silent)), key="confirm_rest", icon=":material/check:"
    ):
        answers = dict.fromkeys(silent, Answer(AnswerKind.ACCEPT))
        number = found.round.number
        act = partial(rounds.answer_round, workspace.session, found.code, number, answers)
        view.do(act, workspace.say("confirm.said"))


def _cell_sentence(cell: Cell, found: RoundView, workspace: Workspace) -> str:
    state = workspace.say(f"rounds.state.{found.round.cells[cell]}")
    return f"{shown(found.words[cell.element].title)} · {state}"


def _table(found: RoundView, workspace: Workspace) -> str:
    heads = "".join(
        f'<th scope="col">{escape(workspace.say(f"rounds.{name}"))}</th>'
        for name in ("what", "present", "draft", "answer")
    )
    rows = "".join(_row(cell, state, found, workspace) for cell, state in found.round.cells.items())
    return (
        f'<div class="roundgrid own" role="region" tabindex="0" '
        f'aria-label="{escape(workspace.say("nav.confirm"))}"><table><thead><tr>{heads}</tr>'
        f"</thead><tbody>{rows}</tbody></table></div>"
    )


def _row(cell: Cell, state: CellState, found: RoundView, workspace: Workspace) -> str:
    words = found.words[cell.element]
    return (
        f'<tr><th scope="row">{escape(shown(words.title))}<small>{escape(shown(words.about))}'
        f"</small>{reasons(words)}</th><td>{escape(shown(words.present))}</td><td>{escape(shown(words.draft))}</td>"
        f"<td>{state_tag(state, workspace)}</td></tr>"
    )
