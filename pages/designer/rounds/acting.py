"""What the service office does with a round: start, remind, reply, decide, audit, withdraw."""

from functools import partial

import streamlit as st

from core.services.confirming_rounds import (
    AGREED,
    Cell,
    CellState,
    Phase,
    RoundView,
)
from core.services.designers import DesigningUseCases
from core.services.designers.confirm_rounds import ConfirmRounds
from core.staff.permissions import may
from core.staff.use_cases import UseCase
from pages.designer.choosing import PARAMETER
from pages.designer.rounds.drawing import RoundsView, said_about, sides, state_tag
from pages.designer.wording import shown
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.days import ask_day
from pages.shared.styling import plain

_FIRST = {CellState.REFUSED: 0, CellState.ASKED: 1, CellState.COMMENTED: 2, CellState.SILENT: 3}
CELL = "cell"
"""The name under which the address says which cell is open."""


def offer_start(
    rounds: ConfirmRounds,
    designing: DesigningUseCases,
    code: str,
    view: RoundsView,
    *,
    is_first: bool,
) -> None:
    """Let a draft be sent to the departments that it concerns.

    Where no round is shown, this is the one thing to do: it stands open.
    """
    workspace = current_workspace()
    names = {listed.code: listed.name for listed in designing.listing.themes(workspace.session)}
    known = list(names)
    with (
        st.expander(workspace.say("rounds.start"), expanded=is_first),
        st.form(f"start_{view.done}"),
    ):
        theme = st.selectbox(
            workspace.say("rounds.theme"),
            known,
            index=known.index(code) if code in known else None,
            format_func=lambda code: plain(f"{code}  {shown(names[code])}"),
            placeholder=workspace.say("board.choose_hint"),
            key=f"start_theme_{view.done}",
        )
        days = st.number_input(
            workspace.say("rounds.days"), 1, 60, 5, key=f"start_days_{view.done}"
        )
        everything = st.checkbox(
            workspace.say("rounds.everything"), key=f"start_everything_{view.done}"
        )
        watched = st.checkbox(workspace.say("rounds.watched"), key=f"start_watched_{view.done}")
        log = st.file_uploader(
            workspace.say("rounds.log"), type=["csv", "xes"], key=f"start_log_{view.done}"
        )
        pressed = st.form_submit_button(
            workspace.say("rounds.send"),
            type="primary" if is_first else "secondary",
            key="start_go",
        )
    if pressed and theme:
        revision = designing.drafting.open(workspace.session, theme).revision
        st.query_params[PARAMETER] = theme
        start = partial(
            rounds.start_round,
            workspace.session,
            theme,
            revision,
            working_days=int(days),
            everything=everything,
            watched=watched,
            log=log.getvalue() if log is not None else None,
        )
        view.do(start, workspace.say("rounds.sent"))


def act_on_round(rounds: ConfirmRounds, found: RoundView, view: RoundsView) -> None:
    """Offer what may be done with the whole round now; one button is filled."""
    workspace = current_workspace()
    if found.round.phase is Phase.OPEN and found.round.owing():
        _remind(rounds, found, view)
    if found.round.phase is Phase.OPEN and may(workspace.person, UseCase.AUDIT_ROUND):
        _audit(rounds, found, view)
    over = found.round.phase in {Phase.WITHDRAWN, Phase.PUBLISHED}
    if not over and may(workspace.person, UseCase.WITHDRAW_ROUND):
        _withdraw(rounds, found, view)


def _remind(rounds: ConfirmRounds, found: RoundView, view: RoundsView) -> None:
    workspace = current_workspace()
    if not may(workspace.person, UseCase.REMIND_DEPARTMENTS):
        return
    names = [shown(found.departments.get(code, code)) for code in found.round.owing()]
    label = workspace.say("rounds.remind", names=workspace.say("preview.comma").join(names))
    if st.button(plain(label), type="primary", icon=":material/call:", key="round_remind"):
        act = partial(rounds.remind_departments, workspace.session, found.code)
        view.do(act, workspace.say("rounds.reminded"))


def _audit(rounds: ConfirmRounds, found: RoundView, view: RoundsView) -> None:
    workspace = current_workspace()
    is_settled = found.round.is_settled
    with st.expander(workspace.say("rounds.audit"), expanded=is_settled), st.form("round_audit"):
        st.markdown(workspace.say("rounds.audit_why"))
        reason = st.text_area(workspace.say("rounds.audit_reason"), key=f"audit_{view.done}") or ""
        first_day = ask_day(
            workspace.say("rounds.effective_on"),
            key=f"audit_day_{view.done}",
            hint=workspace.say("rounds.effective_why"),
        )
        with st.container(horizontal=True):
            passed = st.form_submit_button(
                workspace.say("rounds.pass"),
                type="primary" if is_settled else "secondary",
                key="audit_pass",
            )
            returned = st.form_submit_button(workspace.say("rounds.return"), key="audit_return")
    if passed or returned:
        act = partial(
            rounds.audit_round,
            workspace.session,
            found.code,
            passed=passed,
            reason=reason,
            effective_on=first_day,
        )
        view.do(act, workspace.say("rounds.passed" if passed else "rounds.returned"))


def _withdraw(rounds: ConfirmRounds, found: RoundView, view: RoundsView) -> None:
    workspace = current_workspace()
    with st.expander(workspace.say("rounds.withdraw")), st.form("round_withdraw"):
        reason = st.text_area(workspace.say("rounds.reason"), key=f"withdraw_{view.done}") or ""
        pressed = st.form_submit_button(workspace.say("rounds.withdraw_go"), key="withdraw_go")
    if pressed:
        act = partial(rounds.withdraw_round, workspace.session, found.code, reason)
        view.do(act, workspace.say("rounds.withdrawn"))


def act_on_cell(rounds: ConfirmRounds, found: RoundView, view: RoundsView) -> None:
    """Show one cell with both sides and what was said, and let it be answered."""
    workspace = current_workspace()
    cell = _chosen(found, workspace)
    if cell is None:
        return
    state = found.round.cells[cell]
    with st.container(key="roundcell"):
        st.html(
            state_tag(state, workspace)
            + sides(found.words[cell.element], workspace)
            + said_about(found, cell, workspace)
        )
        if found.round.phase is not Phase.OPEN or not found.is_newest:
            return
        if may(workspace.person, UseCase.REPLY_TO_DEPARTMENT):
            _reply(rounds, found, cell, view)
        late = found.today > found.round.deadline
        if state is CellState.REFUSED or (late and state not in AGREED):
            _decide(rounds, found, cell, view)


def _chosen(found: RoundView, workspace: Workspace) -> Cell | None:
    cells = sorted(found.round.cells, key=lambda cell: _FIRST.get(found.round.cells[cell], 9))
    wanted = {_name(cell): cell for cell in cells}
    named = st.query_params.get(CELL, "")
    chosen = st.selectbox(
        workspace.say("rounds.cell"),
        cells,
        index=cells.index(wanted[named]) if named in wanted else 0,
        format_func=lambda cell: plain(_cell_sentence(cell, found, workspace)),
        key="round_cell",
    )
    if chosen is not None and named != _name(chosen):
        st.query_params[CELL] = _name(chosen)
    return chosen


def _name(cell: Cell) -> str:
    return f"{cell.element}~{cell.department}"


def _cell_sentence(cell: Cell, found: RoundView, workspace: Workspace) -> str:
    name = shown(found.departments.get(cell.department, cell.department))
    state = workspace.say(f"rounds.state.{found.round.cells[cell]}")
    return f"{name} · {shown(found.words[cell.element].title)} · {state}"


def _reply(rounds: ConfirmRounds, found: RoundView, cell: Cell, view: RoundsView) -> None:
    workspace = current_workspace()
    with st.form(f"reply_{view.done}"):
        words = st.text_area(workspace.say("rounds.reply"), key=f"reply_words_{view.done}") or ""
        pressed = st.form_submit_button(workspace.say("rounds.reply_go"), key="reply_go")
    if pressed:
        act = partial(rounds.reply_to_department, workspace.session, found.code, cell, words)
        view.do(act, workspace.say("rounds.replied"))


def _decide(rounds: ConfirmRounds, found: RoundView, cell: Cell, view: RoundsView) -> None:
    workspace = current_workspace()
    with st.expander(workspace.say("rounds.decide")), st.form(f"decide_{view.done}"):
        superior = st.text_input(workspace.say("rounds.superior"), key=f"superior_{view.done}")
        reason = st.text_area(workspace.say("rounds.reason"), key=f"decide_words_{view.done}")
        pressed = st.form_submit_button(workspace.say("rounds.decide_go"), key="decide_go")
    if pressed:
        act = partial(
            rounds.decide_for_department,
            workspace.session,
            found.code,
            [cell],
            superior=superior or "",
            reason=reason or "",
        )
        view.do(act, workspace.say("rounds.decided"))
