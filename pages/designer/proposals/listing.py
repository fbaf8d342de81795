"""What can be improved (优化方案): the list, the most saving first, and one proposal beside it."""

from functools import partial
from html import escape

import streamlit as st

from core.services.designers.export_handouts import ExportHandouts
from core.services.designers.propose_changes import ImprovementList, ProposeChanges
from core.services.queries.propose_changes import (
    ALLOWED,
    Candidate,
    DecidedProposal,
    Proposal,
    ProposalState,
    Verdict,
    change_of,
    doubt_of,
    saved_at_most,
    title_of,
)
from pages.designer.exporting import offer_files
from pages.designer.frame import head
from pages.designer.proposals.detail import detail_of, tell_decisions
from pages.designer.wording import shown
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown
from pages.shared.styling import plain, tag

PARAMETER, THEME = "proposal", "theme"
_TAG_OF = {
    ProposalState.WAITING: "later",
    ProposalState.REFUSED: "bad",
    ProposalState.AGREED: "ok",
    ProposalState.APPLIED: "ok",
}


def page(proposing: ProposeChanges, exporting: ExportHandouts | None = None) -> None:
    """Show what can be improved, and let policy staff decide on it."""
    workspace = current_workspace()
    with errors_shown(workspace.locale):
        with head(workspace.say("nav.proposals"), below=workspace.say("proposals.below")):
            if exporting is not None:
                write = partial(exporting.proposals_file, workspace.session)
                name = workspace.say("handout.file.proposals")
                offer_files(exporting, write, name, workspace)
        with st.spinner(workspace.say("proposals.finding")):
            listed = proposing.found(workspace.session)
        _tell_refused(workspace)
        left, right = st.columns([1, 2.4], gap="medium")
        with left, st.container(key="proposal_list"):
            chosen = _choose(listed, workspace)
            _tell_left_out(listed, workspace)
        with right, st.container(key="proposal"):
            _draw(chosen, listed, proposing, workspace)


def _tell_refused(workspace: Workspace) -> None:
    with errors_shown(workspace.locale):
        if workspace.trouble is not None:
            trouble, workspace.trouble = workspace.trouble, None
            raise trouble


def _choose(listed: ImprovementList, workspace: Workspace) -> str:
    """Draw the list and return which proposal is looked at: that of the address, or the first."""
    theme = _theme_wanted(listed, workspace)
    open_ones = [proposal for proposal in listed.open if _concerns(proposal, theme)]
    count = workspace.say("proposals.count", n=len(open_ones))
    st.html(f'<h2 class="count">{escape(count)}</h2>')
    if not open_ones:
        st.html(f'<p class="empty" role="status">{escape(workspace.say("proposals.none"))}</p>')
    known = {proposal.id: proposal.candidate for proposal in open_ones}
    for proposal in open_ones:
        _way_to(proposal.candidate, saved_at_most(proposal, workspace.locale), workspace)
    if listed.decided:
        st.html(f'<h2 class="count">{escape(workspace.say("proposals.decided"))}</h2>')
    for code, decided in listed.decided.items():
        known[code] = decided.candidate
        state = workspace.say(f"proposals.state.{decided.standing.state}")
        _way_to(decided.candidate, state, workspace)
    asked = st.query_params.get(PARAMETER, "")
    return asked if asked in known else next(iter(known), "")


def _theme_wanted(listed: ImprovementList, workspace: Workspace) -> str:
    themes = sorted({effect.theme for found in listed.open for effect in found.effects})
    asked = st.query_params.get(THEME, "")
    return (
        st.selectbox(
            workspace.say("proposals.theme"),
            themes,
            index=themes.index(asked) if asked in themes else None,
            placeholder=workspace.say("proposals.every_theme"),
            format_func=lambda code: plain(shown(listed.theme_name(code))),
            key="proposal_theme",
        )
        or ""
    )


def _concerns(proposal: Proposal, theme: str) -> bool:
    return not theme or any(effect.theme == theme and effect.saves for effect in proposal.effects)


def _way_to(candidate: Candidate, saves: str, workspace: Workspace) -> None:
    is_here = st.query_params.get(PARAMETER) == candidate.id
    st.button(
        f"**{_plain(shown(title_of(candidate, workspace.locale)))}**  \n"
        f"{change_of(candidate, workspace.locale)} · {_plain(saves)}",
        key=f"proposal_{'here_' if is_here else ''}{candidate.id}",
        width="stretch",
        on_click=partial(st.query_params.update, {PARAMETER: candidate.id}),
    )


def _plain(text: str) -> str:
    """Return a text of the catalogue that no button takes for Markdown."""
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]<>()#+-.!|$:~" else sign for sign in text)


def _tell_left_out(listed: ImprovementList, workspace: Workspace) -> None:
    doubted = listed.found.doubted
    if not doubted:
        return
    with st.expander(workspace.say("proposals.left_out", n=len(doubted))):
        lines = "".join(
            f"<li>{escape(title_of(found.candidate, workspace.locale))}"
            f'<br><span class="muted">{escape(doubt_of(found, workspace.locale))}</span></li>'
            for found in doubted
        )
        st.html(f"<ul>{lines}</ul>")


def _draw(
    chosen: str, listed: ImprovementList, proposing: ProposeChanges, workspace: Workspace
) -> None:
    proved = {proposal.id: proposal for proposal in listed.found.proved}
    decided = listed.decided.get(chosen)
    if chosen in proved:
        st.html(detail_of(proved[chosen], listed, workspace))
    elif decided is not None:
        title = title_of(decided.candidate, workspace.locale)
        st.html(f"<h2>{escape(title)}</h2>")
    else:
        return
    if decided is not None:
        state = decided.standing.state
        words = workspace.say(f"proposals.state.{state}")
        st.html(tag(words, _TAG_OF.get(state, "")) + tell_decisions(decided, workspace))
    _buttons(chosen, decided, proposing, workspace)


def _buttons(
    chosen: str,
    decided: DecidedProposal | None,
    proposing: ProposeChanges,
    workspace: Workspace,
) -> None:
    state = decided.standing.state if decided else ProposalState.OPEN
    with st.container(horizontal=True, vertical_alignment="center", key="proposal_acts"):
        if state in ALLOWED[Verdict.ADOPTED]:
            st.button(
                workspace.say("proposals.adopt"),
                type="primary",
                icon=":material/send:",
                key="adopt",
                on_click=_do,
                args=(workspace, chosen, partial(proposing.adopt, workspace.session, chosen)),
            )
        if state in ALLOWED[Verdict.APPLIED]:
            st.button(
                workspace.say("proposals.make"),
                type="primary",
                icon=":material/done_all:",
                key="make_change",
                on_click=_do,
                args=(
                    workspace,
                    chosen,
                    partial(proposing.make_change, workspace.session, chosen),
                ),
            )
        if state in ALLOWED[Verdict.DECLINED]:
            with st.popover(workspace.say("proposals.decline")):
                reason = st.text_area(workspace.say("proposals.reason"), key=f"why_{chosen}")
                st.button(
                    workspace.say("proposals.decline_go"),
                    key="decline",
                    on_click=_do,
                    args=(
                        workspace,
                        chosen,
                        partial(proposing.decline, workspace.session, chosen, reason=reason or ""),
                    ),
                )
        st.html(f'<p class="muted">{escape(workspace.say("proposals.adopting"))}</p>')


def _do(workspace: Workspace, chosen: str, act: partial[None]) -> None:
    """Do it and stay at this proposal; what is wrong is shown by the run that follows."""
    st.query_params[PARAMETER] = chosen
    with workspace.refusing():
        act()
