"""Fees and taxes: find a case by its number, and take what is to be paid for it."""

from html import escape

import streamlit as st

from core.errors import CaseError
from core.services.fee_use_cases import FeeUseCases
from core.services.officers import OfficeUseCases
from pages.designer.fees.billing import show_bill
from pages.designer.frame import head
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown, tell, words_of
from pages.shared.styling import icon

CASE = "case"


def page(fees: FeeUseCases, office: OfficeUseCases | None = None) -> None:
    """Show the bill of the case that the address names; ``office`` prints the receipts."""
    workspace = current_workspace()
    with head(workspace.say("nav.fees"), below=workspace.say("fees.below")):
        pass
    with errors_shown(workspace.locale):
        number = st.query_params.get(CASE, "")
        typed = st.text_input(
            workspace.say("fees.search"), number, key="fees_search", placeholder="4412-…"
        )
        if typed.strip() != number:
            st.query_params[CASE] = typed.strip()
            st.rerun()
        if number:
            _bill(fees, office, number, workspace)
        else:
            words = escape(workspace.say("fees.choose"))
            st.html(f'<p class="empty" role="status">{icon("payments")} {words}</p>')


def _bill(
    fees: FeeUseCases, office: OfficeUseCases | None, number: str, workspace: Workspace
) -> None:
    try:
        show_bill(fees, number, workspace, office=office)
    except CaseError as refused:
        tell(words_of(refused, workspace.locale), [])
