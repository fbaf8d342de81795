"""The bill of one case: what is paid now, at once, and what goes back."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from html import escape

import streamlit as st

from core.services.fee_use_cases import FeeUseCases
from core.services.officers import OfficeUseCases
from core.services.officers.fee_models import BillLine, CaseBill, CashierTicket, yuan
from pages.designer.fees.scanning import offer_code, show_code
from pages.designer.fees.settling import settle_difference
from pages.designer.fees.view import FeesView
from pages.designer.fees.words import amount_words, bill_rows
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown
from pages.shared.handing_over import offer_file
from pages.shared.state import remembered
from pages.shared.styling import icon, plain


def show_bill(
    fees: FeeUseCases, number: str, workspace: Workspace, *, office: OfficeUseCases | None = None
) -> None:
    """Show what is charged in a case, and take it.

    Raises:
        CaseNotFoundError: If there is no such case.
    """
    bill = fees.paying.bill(workspace.session, number)
    with st.container(key="fees_bill"):
        _title(bill, workspace)
        if bill.lines:
            st.html(bill_rows(bill.lines, workspace))
        _free(bill, workspace)
        if bill.open:
            words = escape(workspace.say("fees.still_open", n=len(bill.open)))
            st.html(f'<p class="muted">{words}</p>')
        _warn(fees, bill, workspace)
        if office is not None:
            _offer_receipts(office, bill, workspace)
        for difference in bill.differences:
            settle_difference(fees, bill, difference, workspace)
        _pay(fees, bill, workspace)
        for line in (each for each in bill.lines if each.goes_back):
            _give_back(fees, bill, line, workspace)


def _warn(fees: FeeUseCases, bill: CaseBill, workspace: Workspace) -> None:
    """Say what is amiss with payments by code."""
    if bill.is_differing:
        words = escape(workspace.say("fees.differing"))
        st.html(f'<p class="note warn" role="status">{icon("report")} {words}</p>')
    if bill.code is not None and not fees.scanning.is_connected:
        words = escape(workspace.say("fees.unconnected"))
        st.html(f'<p class="note warn" role="status">{icon("link_off")} {words}</p>')


def _offer_receipts(office: OfficeUseCases, bill: CaseBill, workspace: Workspace) -> None:
    """Offer the receipt of each matter that was paid for, or of which money was given back."""
    for line, receipt in ((each, it) for each in bill.lines for it in each.receipts):
        matter = line.charge.matter
        offer_file(
            workspace.say(
                "fees.receipt_back" if receipt.is_back else "fees.receipt",
                charge=plain(shown(line.charge.declared.name)),
                matter=plain(shown(line.matter_name)),
            ),
            partial(
                office.opening.notice_file,
                workspace.session,
                bill.number,
                matter,
                receipt.sequence,
            ),
            name=f"{bill.number}-{plain(shown(line.matter_name))}-{receipt.sequence}.pdf",
            media_type="application/pdf",
            key=f"fees_receipt_{receipt.sequence}",
        )


def _pay(fees: FeeUseCases, bill: CaseBill, workspace: Workspace) -> None:
    """Show the code that is open, so that nothing is taken twice; else take the money."""
    if bill.code is not None and fees.scanning.is_connected:
        show_code(fees, bill, workspace)
    elif bill.payable:
        _take(fees, bill, workspace)


def _title(bill: CaseBill, workspace: Workspace) -> None:
    st.html(
        f"<h2>{escape(shown(bill.applicant_name))}</h2>"
        f'<p class="muted">{escape(shown(bill.theme_name))} · {escape(bill.number)}</p>'
    )
    said = remembered(FeesView).take_said()
    if said:
        st.html(f'<p class="given" role="status">{icon("check_circle")} {escape(said)}</p>')


def _free(bill: CaseBill, workspace: Workspace) -> None:
    """Name what costs nothing, so that nobody asks for money for it."""
    if bill.free_matters:
        names = "、".join(map(shown, bill.free_matters))
        key = "fees.free_too" if bill.lines else "fees.all_free"
        st.html(f"<p>{escape(workspace.say(key, matters=names))}</p>")


def _take(fees: FeeUseCases, bill: CaseBill, workspace: Workspace) -> None:
    """Take everything that is due at once; somebody may pay a part of it alone."""
    st.html(f"<h3>{escape(workspace.say('fees.take'))}</h3>")
    offer_code(fees, bill, workspace)
    chosen = [line for line in bill.payable if _is_ticked(bill, line, workspace)]
    ticket = _ticket("fees_ticket", bill.number, workspace)
    total = sum((line.charge.amount or Decimal(0) for line in chosen), Decimal(0))
    pressed = st.button(
        workspace.say("fees.take_all", amount=yuan(total)),
        type="primary",
        icon=":material/payments:",
        key="fees_take",
        disabled=not chosen,
    )
    if pressed:
        matters = [line.charge.matter for line in chosen]
        _write(
            lambda: fees.paying.take(workspace.session, bill.number, matters, ticket),
            workspace.say("fees.taken", amount=yuan(total)),
            workspace,
        )


def _is_ticked(bill: CaseBill, line: BillLine, workspace: Workspace) -> bool:
    declared = line.charge.declared
    who = f"（{shown(declared.payer)}）" if declared.payer else ""
    words = f"{shown(declared.name)}{who} {amount_words(line.charge, workspace)}"
    key = f"fees_tick_{bill.number}_{line.charge.matter}"
    return st.checkbox(plain(words), value=True, key=key)


def _give_back(fees: FeeUseCases, bill: CaseBill, line: BillLine, workspace: Workspace) -> None:
    """Give back what was paid for a matter that ended without its result."""
    charge = line.charge
    name = shown(charge.declared.name)
    said = workspace.say("fees.back", charge=name, amount=amount_words(charge, workspace))
    st.html(f'<p class="note warn">{icon("undo")} {escape(said)}</p>')
    ticket = _ticket(f"fees_back_{charge.matter}", bill.number, workspace)
    if st.button(workspace.say("fees.give_back"), key=f"fees_give_back_{charge.matter}"):
        _write(
            lambda: fees.paying.give_back(workspace.session, bill.number, charge.matter, ticket),
            workspace.say("fees.given_back", charge=name),
            workspace,
        )


def _ticket(key: str, number: str, workspace: Workspace) -> CashierTicket:
    label = workspace.say("fees.place.ticket")
    return CashierTicket(st.text_input(label, key=f"{key}_{number}", max_chars=80) or "")


def _write(step: Callable[[], object], said: str, workspace: Workspace) -> None:
    labels = {"ticket": workspace.say("fees.place.ticket")}
    with errors_shown(workspace.locale, labels=labels):
        step()
        remembered(FeesView).said = said
        st.rerun()
