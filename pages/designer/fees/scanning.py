"""Pay everything at once by a code: shown, asked about, taken back."""

from collections.abc import Callable
from html import escape

import segno
import streamlit as st

from core.services.fee_use_cases import FeeUseCases
from core.services.officers.fee_models import CaseBill, Payment, yuan
from pages.designer.fees.view import FeesView
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown
from pages.shared.state import remembered


def offer_code(fees: FeeUseCases, bill: CaseBill, workspace: Workspace) -> None:
    """Offer to pay everything by a code, where a payment service is connected."""
    if not fees.scanning.is_connected:
        return
    if st.button(workspace.say("fees.by_code"), key="fees_by_code", icon=":material/qr_code_2:"):
        _do(lambda: fees.scanning.begin(workspace.session, bill.number), "", workspace)


def show_code(fees: FeeUseCases, bill: CaseBill, workspace: Workspace) -> None:
    """Show the code that is open; what came in is booked when somebody asks, or by itself."""
    if bill.code is None:
        return
    if bill.code.shown:
        st.html(_code(bill.code, workspace))
    else:
        offer_code(fees, bill, workspace)
    with st.container(horizontal=True):
        looked = st.button(workspace.say("fees.look"), type="primary", key="fees_look")
        cancelled = st.button(workspace.say("fees.cancel"), key="fees_cancel")
    if looked:
        _do(lambda: fees.scanning.look(workspace.session, bill.number), "look", workspace)
    if cancelled:
        _do(lambda: fees.scanning.cancel(workspace.session, bill.number), "cancel", workspace)


def _code(payment: Payment, workspace: Workspace) -> str:
    words = escape(workspace.say("fees.code", amount=yuan(payment.total)))
    alt = escape(workspace.say("fees.code_alt"))
    picture = segno.make(payment.shown, error="m").svg_data_uri(scale=6)
    return f'<p>{words}</p><img class="paycode" src="{picture}" alt="{alt}">'


def _do(step: Callable[[], CaseBill], name: str, workspace: Workspace) -> None:
    with errors_shown(workspace.locale):
        after = step()
        remembered(FeesView).said = _said(name, after, workspace)
        st.rerun()


def _said(name: str, after: CaseBill, workspace: Workspace) -> str:
    """Say what became of the code."""
    if name == "look":
        return workspace.say("fees.not_yet" if after.code else "fees.came")
    return workspace.say("fees.cancelled") if name == "cancel" and not after.code else ""
