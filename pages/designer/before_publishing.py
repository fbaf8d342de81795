"""What is to be known before publishing: conditions that are lost, warnings that are open."""

from collections.abc import Callable, Iterable
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.services.designers.look_before_publishing import BeforePublishing
from core.services.designers.proofs import RuleFinding
from pages.designer.choosing import PARAMETER
from pages.designer.desk import Desk
from pages.designer.wording import shown

ProofPage = Callable[[], StreamlitPage]


def confirm_losses(look: BeforePublishing, here: Desk) -> bool:
    """Name every condition that is lost; return whether somebody says that it is meant."""
    if not look.losses:
        return True
    n = len(look.losses)
    _tell("losses", n, map(shown, look.losses_told(here.locale)), here)
    return st.checkbox(here.say("publish.losses_meant", n=n), key=f"losses_meant_{look.revision}")


def tell_warnings(look: BeforePublishing, here: Desk, proof: ProofPage | None) -> None:
    """Name every warning that nobody accepted, and lead to where they are accepted."""
    warnings = look.proof.open_warnings
    if not warnings:
        return
    _tell("warnings", len(warnings), (_warning(one, here) for one in warnings), here)
    words = here.say("publish.warnings_go")
    if proof is not None and st.button(words, key="to_proof", icon=":material/fact_check:"):
        here.ask()
        st.switch_page(proof(), query_params={PARAMETER: here.code})


def _warning(one: RuleFinding, here: Desk) -> str:
    finding = one.finding
    return here.say(
        "publish.warning",
        rule=here.say(f"rule.{finding.rule}"),
        at=finding.at,
        message=shown(finding.message(here.locale)),
    )


def _tell(what: str, n: int, lines: Iterable[str], here: Desk) -> None:
    title, why = here.say(f"publish.{what}", n=n), here.say(f"publish.{what}_why")
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    st.html(
        f'<section class="changes" role="status"><p><b>{escape(title)}</b></p>'
        f"<p>{escape(why)}</p><ul>{items}</ul></section>"
    )
