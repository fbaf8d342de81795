"""What is paid for a matter, in front of its office: the amount, or by which law nothing is."""

from collections.abc import Callable
from html import escape

import streamlit as st

from core.services.fee_use_cases import FeeUseCases
from core.services.officers.fee_models import Assessing, ChargeState, MatterCharge, Waiving
from core.services.officers.unassessed_fees import GRANTED
from pages.designer.fees.words import amount_words, basis_words, state_tag
from pages.designer.office.taking import Desk
from pages.designer.wording import shown
from pages.shared.feedback import errors_shown
from pages.shared.styling import icon, plain

_BOTH = ("assess", "waive")


def show_charge(fees: FeeUseCases, desk: Desk) -> None:
    """Show what is paid for the matter; nothing where it costs nothing."""
    charge, workspace = desk.task.charge, desk.workspace
    if charge is None:
        return
    declared = charge.declared
    before = "decision" if declared.before_decision else "issuing"
    amount = escape(amount_words(charge, workspace))
    payer = workspace.say("fees.paid_by", payer=shown(declared.payer)) if declared.payer else ""
    about = " · ".join(filter(None, (payer, workspace.say(f"fees.before.{before}"))))
    found = shown(basis_words(charge))
    st.html(
        f'<div class="note charge"><b>{icon("payments")} {escape(shown(declared.name))} {amount} '
        f"{state_tag(charge, workspace)}</b><p>{escape(about)}</p><p>{escape(found)}</p></div>"
    )
    if charge.state is ChargeState.OPEN and desk.task.review.state in GRANTED:
        words = escape(workspace.say("fees.holds_up", charge=shown(declared.name)))
        st.html(f'<p class="note warn" role="status">{icon("pending_actions")} {words}</p>')
    if desk.task.can_act and desk.task.can_charge:
        _offer(fees, desk, charge)


def _offer(fees: FeeUseCases, desk: Desk, charge: MatterCharge) -> None:
    """Offer what the office can still say: an amount, or that nothing is paid."""
    workspace = desk.workspace
    ways = _BOTH if charge.state in {ChargeState.OPEN, ChargeState.DUE} else _BOTH[:1]
    with st.expander(workspace.say("fees.say"), expanded=charge.state is ChargeState.OPEN):
        way = st.segmented_control(
            workspace.say("fees.place.way"),
            ways,
            default=ways[0],
            format_func=lambda name: plain(workspace.say(f"fees.way.{name}")),
            key=f"charge_way_{desk.task.matter}",
        )
        step, said = (_waiving if way == "waive" else _assessing)(fees, desk, charge)
        trouble = st.container()
        if st.button(workspace.say(f"fees.do.{way or ways[0]}"), key="charge_say"):
            with trouble, errors_shown(workspace.locale, labels=_labels(desk)):
                step()
                desk.view.said = said
                st.rerun()


def _assessing(
    fees: FeeUseCases, desk: Desk, charge: MatterCharge
) -> tuple[Callable[[], None], str]:
    say = desk.workspace.say
    amount = st.text_input(say("fees.place.amount"), key="charge_amount", max_chars=16)
    basis = st.text_area(say("fees.place.basis"), shown(charge.declared.basis), key="charge_basis")
    statement = Assessing(amount or "", basis or "")
    return (
        lambda: fees.charging.assess(*desk.about, statement),
        say("fees.assessed", charge=shown(charge.declared.name)),
    )


def _waiving(fees: FeeUseCases, desk: Desk, charge: MatterCharge) -> tuple[Callable[[], None], str]:
    say = desk.workspace.say
    basis = st.text_area(say("fees.place.basis"), key="charge_waive_basis", max_chars=2_000)
    statement = Waiving(basis or "")
    return (
        lambda: fees.charging.waive(*desk.about, statement),
        say("fees.waived", charge=shown(charge.declared.name)),
    )


def _labels(desk: Desk) -> dict[str, str]:
    return {place: desk.workspace.say(f"fees.place.{place}") for place in ("amount", "basis")}
