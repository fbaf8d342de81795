"""Settle a payment by which another sum came in: take what is missing, give back the rest."""

from html import escape

import streamlit as st

from core.services.fee_use_cases import FeeUseCases
from core.services.officers.fee_models import (
    CaseBill,
    CashierTicket,
    Settling,
    SettlingWay,
    SumDifference,
    yuan,
)
from pages.designer.fees.view import FeesView
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown
from pages.shared.state import remembered
from pages.shared.styling import icon


def settle_difference(
    fees: FeeUseCases, bill: CaseBill, difference: SumDifference, workspace: Workspace
) -> None:
    """Show what was asked for and what came in, and write down what is done about it."""
    key, ways = difference.payment.key, difference.ways()
    is_more = len(ways) == 1 and ways[0] is SettlingWay.BOOK
    said = workspace.say(
        "fees.differs.more" if is_more else "fees.differs.sums",
        asked=yuan(difference.payment.total),
        came_in=yuan(difference.came_in),
    )
    st.html(f"<h3>{escape(workspace.say('fees.differs'))}</h3>")
    st.html(f'<p class="note warn" role="status">{icon("report")} {escape(said)}</p>')
    chosen = st.radio(
        workspace.say("fees.place.settling"),
        ways,
        format_func=lambda way: _words(difference, way, workspace),
        key=f"fees_settling_{key}",
    )
    way = SettlingWay(chosen or ways[0])
    moved = difference.moved(way)
    ticket = _text("settle_ticket", key, workspace, most=80) if moved else ""
    reason = _text("reason", key, workspace, most=2_000)
    statement = Settling(way, moved, CashierTicket(ticket), reason)
    if st.button(workspace.say("fees.settle"), type="primary", key=f"fees_settle_{key}"):
        labels = {
            "settling": workspace.say("fees.place.settling"),
            "ticket": workspace.say("fees.place.settle_ticket"),
            "reason": workspace.say("fees.place.reason"),
        }
        with errors_shown(workspace.locale, labels=labels):
            fees.differences.settle(workspace.session, bill.number, key, statement)
            remembered(FeesView).said = workspace.say("fees.settled")
            st.rerun()


def _text(place: str, key: str, workspace: Workspace, *, most: int) -> str:
    label = workspace.say(f"fees.place.{place}")
    return st.text_input(label, key=f"fees_{place}_{key}", max_chars=most) or ""


def _words(difference: SumDifference, way: SettlingWay, workspace: Workspace) -> str:
    moved = difference.moved(way)
    if way is SettlingWay.RETURN:
        return workspace.say("fees.settle.return", amount=yuan(-moved))
    if not moved:
        return workspace.say("fees.settle.even")
    step = "take" if moved > 0 else "give"
    return workspace.say(f"fees.settle.{step}", amount=yuan(abs(moved)))
