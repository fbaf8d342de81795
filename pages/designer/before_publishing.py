"""What is to be known before publishing: conditions that are lost, warnings that are open."""

from collections.abc import Callable, Iterable
from datetime import date
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.services.designers.look_before_publishing import BeforePublishing
from core.services.designers.proofs import Proof, RuleFinding
from pages.designer.choosing import PARAMETER
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.days import ask_day
from pages.shared.feedback import tell

ProofPage = Callable[[], StreamlitPage]


def confirm_losses(look: BeforePublishing, workspace: Workspace) -> bool:
    """Name every condition that is lost; return whether somebody says that it is meant."""
    if not look.losses:
        return True
    n = len(look.losses)
    _tell("losses", n, map(shown, look.losses_in_words(workspace.locale)), workspace)
    return st.checkbox(
        workspace.say("publish.losses_meant", n=n), key=f"losses_meant_{look.revision}"
    )


def tell_warnings(look: BeforePublishing, workspace: Workspace, proof: ProofPage | None) -> None:
    """Say that errors block it; name every warning that nobody accepted, and lead to them."""
    if look.proof.errors:
        tell(workspace.say("verify.errors", n=len(look.proof.errors)))
    warnings = look.proof.open_warnings
    if not warnings:
        return
    _tell(
        "warnings",
        len(warnings),
        (_warning(warning, look.proof, workspace) for warning in warnings),
        workspace,
    )
    words = workspace.say("publish.warnings_go")
    if proof is not None and st.button(words, key="to_proof", icon=":material/fact_check:"):
        workspace.ask()
        st.switch_page(proof(), query_params={PARAMETER: workspace.code})


def ask_first_day(look: BeforePublishing, workspace: Workspace) -> date:
    """Ask from which day the version takes effect; until then the one before it is used."""
    day = ask_day(
        workspace.say("publish.first_day"),
        look.proposed,
        key="publish_first_day",
        hint=workspace.say("publish.first_day_why"),
    )
    if look.proposed > look.today:
        words = workspace.say("publish.audited_day", day=look.proposed.isoformat())
        st.html(f'<p class="muted">{escape(words)}</p>')
    return day


def tell_situations(look: BeforePublishing, workspace: Workspace) -> None:
    """Name every saved situation that is not as it was accepted, with what differs."""
    differing = look.situations.differing
    if not differing:
        return
    lines = (
        workspace.say(
            "publish.situation",
            name=shown(check.situation.name),
            differs=shown(
                workspace.say("publish.situation_and").join(
                    check.differences_said(look.catalogue, workspace.locale)
                )
            ),
        )
        for check in differing
    )
    _tell("situations", len(differing), lines, workspace)


def _warning(warning: RuleFinding, proof: Proof, workspace: Workspace) -> str:
    finding = warning.finding
    return workspace.say(
        "publish.warning",
        rule=workspace.say(f"rule.{finding.rule}"),
        at=finding.at,
        message=shown(proof.sentence(warning, workspace.locale)),
    )


def _tell(what: str, n: int, lines: Iterable[str], workspace: Workspace) -> None:
    title, why = workspace.say(f"publish.{what}", n=n), workspace.say(f"publish.{what}_why")
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    st.html(
        f'<section class="changes" role="status"><p><b>{escape(title)}</b></p>'
        f"<p>{escape(why)}</p><ul>{items}</ul></section>"
    )
