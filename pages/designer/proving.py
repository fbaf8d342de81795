"""Prove a theme (验证): in how many situations it works, and where it does not."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.services.designers import DesigningUseCases
from core.services.designers.edit_theme import OpenTheme, mend_findings
from core.services.designers.explain_preview import answers_told
from core.services.designers.proofs import Proof, RuleFinding
from core.services.staff.keep_accounts import KeepAccounts
from pages.designer.choosing import PARAMETER, opened_or_chosen
from pages.designer.desk import Desk, desk
from pages.designer.frame import head
from pages.designer.trouble import tell_trouble
from pages.designer.wording import in_words, moment, shown, who
from pages.shared.feedback import errors_told
from pages.shared.styling import tag

_STYLE = {"error": "bad", "warning": "later"}
_TOLD_AT_ONCE = 3


def page(designing: DesigningUseCases, accounts: KeepAccounts, board: StreamlitPage) -> None:
    """Show what is proved of the theme that the address names, or let one be chosen."""
    here = desk()
    opened = opened_or_chosen(designing, here, "verify")
    if opened is None:
        return
    tell_trouble(designing, accounts, here)
    with errors_told(here.locale):
        proof = designing.proving.known_proof(here.session, opened.draft)
        with head(here.say("verify.title", name=opened.name), below=_below(proof, here, opened)):
            pressed = proof is None and st.button(
                here.say("verify.prove"), type="primary", icon=":material/fact_check:", key="prove"
            )
        if pressed:
            with st.spinner(here.say("verify.proving")):
                designing.proving.prove(here.session, opened.draft)
            here.proved.add(opened.draft.code)
            st.rerun()
        if proof is None:
            _tell_unproved(here, opened)
            return
        here.proved.add(opened.draft.code)
        _draw(proof, designing, accounts, board)


def _below(proof: Proof | None, here: Desk, opened: OpenTheme) -> str:
    if proof is None:
        return here.say("verify.stale" if opened.draft.code in here.proved else "verify.not_yet")
    if not proof.findings:
        return here.say("verify.clean")
    if proof.errors:
        return here.say("verify.errors", n=len(proof.errors))
    return here.say("verify.warnings", n=len(proof.findings), left=len(proof.open_warnings))


def _tell_unproved(here: Desk, opened: OpenTheme) -> None:
    stale = opened.draft.code in here.proved
    words = here.say("verify.stale_why" if stale else "verify.why")
    st.html(f'<p class="empty" role="status">{escape(words)}</p>')


def _draw(
    proof: Proof, designing: DesigningUseCases, accounts: KeepAccounts, board: StreamlitPage
) -> None:
    here = desk()
    st.html(_extent(proof, here))
    if len(proof.mendable) > 1:
        st.button(
            here.say("verify.mend_all", n=len(proof.mendable)), icon=":material/build:",
            key="mend_all", on_click=_mend, args=(designing, here, proof.mendable),
        )  # fmt: skip
    names = accounts.names(here.session)
    for place, found in enumerate(proof.findings):
        severity = "accepted" if found.acceptance else found.finding.severity.value
        with st.container(
            key=f"found_{severity}_{place}", horizontal=True, vertical_alignment="center"
        ):
            st.html(_told(found, proof, names))
            with st.container(key=f"found_act_{place}", width="content"):
                if found in proof.mendable:
                    st.button(
                        here.say(f"verify.mend.{found.finding.rule}"), key=f"mend_{place}",
                        on_click=_mend, args=(designing, here, (found,)),
                    )  # fmt: skip
                _buttons(found, place, designing, board)
    _ask_for_reason(proof, designing, here)


def _extent(proof: Proof, here: Desk) -> str:
    """Say in how many situations the theme was looked at: all of them."""
    if proof.situations is None:
        counted = f"<p>{escape(here.say('verify.uncounted'))}</p>"
    else:
        words = in_words(proof.situations, here.locale)
        told = escape(here.say("verify.situations", words=words))
        counted = f"<p><b>{proof.situations:,}</b> {told}</p>"
    key = "all_proved" if proof.proved else "gave_up"
    mark = tag(here.say(f"verify.{key}"), "ok" if proof.proved else "bad")
    why = escape(here.say(f"verify.{key}_why"))
    return f'<section class="extent" role="status">{counted}<p>{mark} {why}</p></section>'


def _told(found: RuleFinding, proof: Proof, names: Mapping[str, str]) -> str:
    here, finding = desk(), found.finding
    severity = finding.severity.value
    word = tag(here.say(f"finding.{severity}"), _STYLE[severity])
    title = escape(here.say(f"rule.{finding.rule}"))
    sentence = escape(shown(finding.message(here.locale)))
    return (
        f'<div class="finding"><h2>{word} {title} <small>{escape(finding.at)}</small></h2>'
        f"<p>{sentence}</p>{_witness(found, proof, here)}{_acceptance(found, names, here)}</div>"
    )


def _witness(found: RuleFinding, proof: Proof, here: Desk) -> str:
    answers = answers_told(proof.told(found), here.locale)
    if not answers:
        return ""
    pairs = [
        here.say("verify.answer", question=shown(question), answer=shown(answer))
        for question, answer in answers
    ]
    first = here.say("preview.comma").join(pairs[:_TOLD_AT_ONCE])
    every = "".join(
        f"<dt>{escape(shown(question))}</dt><dd>{escape(shown(answer))}</dd>"
        for question, answer in answers
    )
    more = escape(here.say("preview.situation_more", n=len(answers)))
    return (
        f'<details class="situation"><summary>{escape(here.say("verify.witness", answers=first))} '
        f"<span>{more}</span></summary><dl>{every}</dl></details>"
    )


def _acceptance(found: RuleFinding, names: Mapping[str, str], here: Desk) -> str:
    word = found.acceptance
    if word is None:
        return ""
    told = here.say(
        "verify.accepted", who=who(word.accepted_by, names, here), when=moment(word.accepted_at)
    )
    return f'<p class="word">{tag(told, "ok")} {escape(word.reason)}</p>'


def _buttons(
    found: RuleFinding, place: int, designing: DesigningUseCases, board: StreamlitPage
) -> None:
    here, finding = desk(), found.finding
    if found.witness is not None and st.button(
        here.say("verify.replay"), icon=":material/play_arrow:", key=f"replay_{place}"
    ):
        here.replaying = dict(found.witness)
        st.switch_page(board, query_params={PARAMETER: here.code})
    if found.blocks_publishing:
        return
    if found.acceptance is None:
        st.button(
            here.say("verify.accept"), key=f"accept_{place}",
            on_click=_begin_accepting, args=(here, finding.rule, finding.at),
        )  # fmt: skip
    else:
        st.button(
            here.say("verify.withdraw"), key=f"withdraw_{place}",
            on_click=_withdraw, args=(designing, here, finding.rule, finding.at),
        )  # fmt: skip


def _mend(designing: DesigningUseCases, here: Desk, findings: Sequence[RuleFinding]) -> None:
    if here.theme is None:
        return
    with here.refusing():
        here.lay_out(mend_findings(designing, here.session, here.theme, findings))


def _begin_accepting(here: Desk, rule: str, at: str) -> None:
    here.accepting = (rule, at)


def _end_accepting() -> None:
    desk().accepting = None


def _withdraw(designing: DesigningUseCases, here: Desk, rule: str, at: str) -> None:
    if here.theme is not None:
        with here.refusing():
            designing.proving.withdraw_acceptance(here.session, here.theme.draft, rule=rule, at=at)


def _ask_for_reason(proof: Proof, designing: DesigningUseCases, here: Desk) -> None:
    """Ask in a dialog why a warning may stay."""
    asked = [
        one for one in proof.open_warnings if (one.finding.rule, one.finding.at) == here.accepting
    ]
    if not asked or here.theme is None:
        return
    finding, draft = asked[0].finding, here.theme.draft

    @st.dialog(here.say("verify.accept_title"), on_dismiss=_end_accepting)
    def ask() -> None:
        st.html(f"<p>{escape(shown(finding.message(here.locale)))}</p>")
        reason = st.text_area(here.say("verify.reason"), key="reason", max_chars=400)
        told = st.container()
        with st.container(horizontal=True, horizontal_alignment="right"):
            if st.button(here.say("verify.accept_no"), key="accept_no", on_click=_end_accepting):
                st.rerun()
            pressed = st.button(here.say("verify.accept_yes"), type="primary", key="accept_yes")
        if pressed:
            with told, errors_told(here.locale):
                designing.proving.accept_warning(
                    here.session, draft, rule=finding.rule, at=finding.at, reason=reason or ""
                )
                _end_accepting()
                st.rerun()

    ask()
