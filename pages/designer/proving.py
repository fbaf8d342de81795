"""Prove a theme (验证): in how many situations it works, and where it does not."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.services.designers import DesigningUseCases
from core.services.designers.edit_theme import OpenTheme, mend_findings
from core.services.designers.explain_preview import answers_in_words
from core.services.designers.proofs import Proof, RuleFinding
from core.services.staff.keep_accounts import KeepAccounts
from pages.designer.choosing import PARAMETER, opened_or_chosen
from pages.designer.frame import head
from pages.designer.situations.listing import draw_situations
from pages.designer.trouble import tell_trouble
from pages.designer.wording import in_words, moment, shown, who
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown
from pages.shared.styling import tag

_STYLE = {"error": "bad", "warning": "later"}
_TOLD_AT_ONCE = 3


def page(
    designing: DesigningUseCases,
    accounts: KeepAccounts,
    board: StreamlitPage,
    preview: StreamlitPage | None = None,
) -> None:
    """Show what is proved of the theme that the address names, or let one be chosen."""
    workspace = current_workspace()
    opened = opened_or_chosen(designing, workspace, "verify")
    if opened is None:
        return
    tell_trouble(designing, accounts, workspace)
    with errors_shown(workspace.locale):
        proof = designing.proving.known_proof(workspace.session, opened.draft)
        with head(
            workspace.say("verify.title", name=opened.name), below=_below(proof, workspace, opened)
        ):
            pressed = proof is None and st.button(
                workspace.say("verify.prove"),
                type="primary",
                icon=":material/fact_check:",
                key="prove",
            )
        if pressed:
            with st.spinner(workspace.say("verify.proving")):
                designing.proving.prove(workspace.session, opened.draft)
            workspace.proved.add(opened.draft.code)
            st.rerun()
        if proof is None:
            _tell_unproved(workspace, opened)
        else:
            workspace.proved.add(opened.draft.code)
            _draw(proof, designing, accounts, board)
        draw_situations(designing, workspace, opened, preview)


def _below(proof: Proof | None, workspace: Workspace, opened: OpenTheme) -> str:
    if proof is None:
        return workspace.say(
            "verify.stale" if opened.draft.code in workspace.proved else "verify.not_yet"
        )
    if not proof.findings:
        return workspace.say("verify.clean")
    if proof.errors:
        return workspace.say("verify.errors", n=len(proof.errors))
    return workspace.say("verify.warnings", n=len(proof.findings), left=len(proof.open_warnings))


def _tell_unproved(workspace: Workspace, opened: OpenTheme) -> None:
    stale = opened.draft.code in workspace.proved
    words = workspace.say("verify.stale_why" if stale else "verify.why")
    st.html(f'<p class="empty" role="status">{escape(words)}</p>')


def _draw(
    proof: Proof, designing: DesigningUseCases, accounts: KeepAccounts, board: StreamlitPage
) -> None:
    workspace = current_workspace()
    st.html(_extent(proof, workspace))
    if len(proof.mendable) > 1:
        st.button(
            workspace.say("verify.mend_all", n=len(proof.mendable)),
            icon=":material/build:",
            key="mend_all",
            on_click=_mend,
            args=(designing, workspace, proof.mendable),
        )
    names = accounts.names(workspace.session)
    for place, found in enumerate(proof.findings):
        severity = "accepted" if found.acceptance else found.finding.severity.value
        with st.container(
            key=f"found_{severity}_{place}", horizontal=True, vertical_alignment="center"
        ):
            st.html(_finding_html(found, proof, names))
            with st.container(key=f"found_act_{place}", width="content"):
                if found in proof.mendable:
                    st.button(
                        workspace.say(f"verify.mend.{found.finding.rule}"),
                        key=f"mend_{place}",
                        on_click=_mend,
                        args=(designing, workspace, (found,)),
                    )
                _buttons(found, place, designing, board)
    _ask_for_reason(proof, designing, workspace)


def _extent(proof: Proof, workspace: Workspace) -> str:
    """Say in how many situations the theme was looked at: all of them."""
    if proof.situations is None:
        counted = f"<p>{escape(workspace.say('verify.uncounted'))}</p>"
    else:
        words = in_words(proof.situations, workspace.locale)
        situations = escape(workspace.say("verify.situations", words=words))
        counted = f"<p><b>{proof.situations:,}</b> {situations}</p>"
    key = "all_proved" if proof.proved else "gave_up"
    mark = tag(workspace.say(f"verify.{key}"), "ok" if proof.proved else "bad")
    why = escape(workspace.say(f"verify.{key}_why"))
    return f'<section class="extent" role="status">{counted}<p>{mark} {why}</p></section>'


def _finding_html(found: RuleFinding, proof: Proof, names: Mapping[str, str]) -> str:
    workspace, finding = current_workspace(), found.finding
    severity = finding.severity.value
    word = tag(workspace.say(f"finding.{severity}"), _STYLE[severity])
    title = escape(workspace.say(f"rule.{finding.rule}"))
    sentence = escape(shown(proof.sentence(found, workspace.locale)))
    return (
        f'<div class="finding"><h2>{word} {title} <small>{escape(finding.at)}</small></h2>'
        f"<p>{sentence}</p>{_witness(found, proof, workspace)}"
        f"{_acceptance(found, names, workspace)}</div>"
    )


def _witness(found: RuleFinding, proof: Proof, workspace: Workspace) -> str:
    answers = answers_in_words(proof.situation(found), workspace.locale)
    if not answers:
        return ""
    pairs = [
        workspace.say("verify.answer", question=shown(question), answer=shown(answer))
        for question, answer in answers
    ]
    first = workspace.say("preview.comma").join(pairs[:_TOLD_AT_ONCE])
    every = "".join(
        f"<dt>{escape(shown(question))}</dt><dd>{escape(shown(answer))}</dd>"
        for question, answer in answers
    )
    more = escape(workspace.say("preview.situation_more", n=len(answers)))
    return (
        '<details class="situation"><summary>'
        f"{escape(workspace.say('verify.witness', answers=first))} "
        f"<span>{more}</span></summary><dl>{every}</dl></details>"
    )


def _acceptance(found: RuleFinding, names: Mapping[str, str], workspace: Workspace) -> str:
    word = found.acceptance
    if word is None:
        return ""
    accepted = workspace.say(
        "verify.accepted",
        who=who(word.accepted_by, names, workspace),
        when=moment(word.accepted_at),
    )
    return f'<p class="word">{tag(accepted, "ok")} {escape(word.reason)}</p>'


def _buttons(
    found: RuleFinding, place: int, designing: DesigningUseCases, board: StreamlitPage
) -> None:
    workspace, finding = current_workspace(), found.finding
    if found.witness is not None and st.button(
        workspace.say("verify.replay"), icon=":material/play_arrow:", key=f"replay_{place}"
    ):
        workspace.replaying = dict(found.witness)
        st.switch_page(board, query_params={PARAMETER: workspace.code})
    if found.blocks_publishing:
        return
    if found.acceptance is None:
        st.button(
            workspace.say("verify.accept"),
            key=f"accept_{place}",
            on_click=_begin_accepting,
            args=(workspace, finding.rule, finding.at),
        )
    else:
        st.button(
            workspace.say("verify.withdraw"),
            key=f"withdraw_{place}",
            on_click=_withdraw,
            args=(designing, workspace, finding.rule, finding.at),
        )


def _mend(
    designing: DesigningUseCases, workspace: Workspace, findings: Sequence[RuleFinding]
) -> None:
    if workspace.theme is None:
        return
    with workspace.refusing():
        workspace.lay_out(mend_findings(designing, workspace.session, workspace.theme, findings))


def _begin_accepting(workspace: Workspace, rule: str, at: str) -> None:
    workspace.accepting = (rule, at)


def _end_accepting() -> None:
    current_workspace().accepting = None


def _withdraw(designing: DesigningUseCases, workspace: Workspace, rule: str, at: str) -> None:
    if workspace.theme is not None:
        with workspace.refusing():
            designing.proving.withdraw_acceptance(
                workspace.session, workspace.theme.draft, rule=rule, at=at
            )


def _ask_for_reason(proof: Proof, designing: DesigningUseCases, workspace: Workspace) -> None:
    """Ask in a dialog why a warning may stay."""
    asked = [
        warning
        for warning in proof.open_warnings
        if (warning.finding.rule, warning.finding.at) == workspace.accepting
    ]
    if not asked or workspace.theme is None:
        return
    finding, draft = asked[0].finding, workspace.theme.draft

    @st.dialog(workspace.say("verify.accept_title"), on_dismiss=_end_accepting)
    def ask() -> None:
        st.html(f"<p>{escape(shown(proof.sentence(asked[0], workspace.locale)))}</p>")
        reason = st.text_area(workspace.say("verify.reason"), key="reason", max_chars=400)
        notice = st.container()
        with st.container(horizontal=True, horizontal_alignment="right"):
            if st.button(
                workspace.say("verify.accept_no"), key="accept_no", on_click=_end_accepting
            ):
                st.rerun()
            pressed = st.button(
                workspace.say("verify.accept_yes"), type="primary", key="accept_yes"
            )
        if pressed:
            with notice, errors_shown(workspace.locale):
                designing.proving.accept_warning(
                    workspace.session, draft, rule=finding.rule, at=finding.at, reason=reason or ""
                )
                _end_accepting()
                st.rerun()

    ask()
