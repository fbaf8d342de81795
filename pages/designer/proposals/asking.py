"""What a department is asked: agree to a change of its matters, or refuse with a reason."""

from functools import partial
from html import escape

import streamlit as st

from core.services.officers.answer_proposals import AnswerProposals, AskedProposal
from core.services.queries.propose_changes import argument_for, diff_of, title_of
from pages.designer.frame import head
from pages.designer.proposals.detail import tell_decisions
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown
from pages.shared.styling import tag


def page(answering: AnswerProposals) -> None:
    """Show the proposals that wait for this department; nobody's silence is a yes (law 13)."""
    workspace = current_workspace()
    with errors_shown(workspace.locale):
        with head(workspace.say("nav.asked"), below=workspace.say("asked.below")):
            pass
        with errors_shown(workspace.locale):
            if workspace.trouble is not None:
                trouble, workspace.trouble = workspace.trouble, None
                raise trouble
        asked = answering.asked(workspace.session)
        if not asked:
            st.html(f'<p class="empty" role="status">{escape(workspace.say("asked.none"))}</p>')
        for each in asked:
            _draw(each, answering, workspace)


def _draw(asked: AskedProposal, answering: AnswerProposals, workspace: Workspace) -> None:
    candidate = asked.proposal.candidate
    argument = argument_for(candidate, workspace.locale)
    state = workspace.say(f"proposals.state.{asked.proposal.standing.state}")
    changes = "".join(
        f"<li>{escape(edit.code)} {escape(edit.place)}<br><del>− {escape(diff_of(edit)[0])}</del>"
        f"<br><ins>＋ {escape(diff_of(edit)[1])}</ins></li>"
        for edit in candidate.edits
    )
    with st.container(key=f"asked_{candidate.id}", border=True):
        st.html(
            f"<h2>{escape(title_of(candidate, workspace.locale))} {tag(state)}</h2>"
            f"<p><b>{escape(workspace.say('proposals.basis'))}</b> {escape(argument.basis)}</p>"
            f"<p><b>{escape(workspace.say('proposals.risk'))}</b> {escape(argument.risk)}</p>"
            f'<ul class="diff">{changes}</ul>{tell_decisions(asked.proposal, workspace)}'
        )
        reason = st.text_input(workspace.say("asked.reason"), key=f"reason_{candidate.id}") or ""
        with st.container(horizontal=True):
            for agrees in (True, False):
                st.button(
                    workspace.say("asked.agree" if agrees else "asked.refuse"),
                    key=f"{'agree' if agrees else 'refuse'}_{candidate.id}",
                    on_click=_answer,
                    args=(
                        workspace,
                        partial(
                            answering.answer_proposal,
                            workspace.session,
                            candidate.id,
                            agrees=agrees,
                            reason=reason,
                        ),
                    ),
                )


def _answer(workspace: Workspace, act: partial[None]) -> None:
    with workspace.refusing():
        act()
