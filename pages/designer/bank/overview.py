"""The bank: one list, or one entry of it, as the address says."""

import streamlit as st

from core.services.library import LibraryUseCases
from pages.designer.bank.addresses import ENTRY, kind_in_address
from pages.designer.bank.listing import list_entries
from pages.designer.bank.record import draw_record
from pages.designer.workspace import current_workspace
from pages.shared.feedback import errors_shown


def page(library: LibraryUseCases) -> None:
    """Show the entry that the address names, or the list that it names."""
    workspace = current_workspace()
    code = st.query_params.get(ENTRY)
    with errors_shown(workspace.locale):
        if code:
            draw_record(library, workspace, kind_in_address(), code)
        else:
            list_entries(library, workspace)
