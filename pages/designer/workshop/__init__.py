"""The workshop of matters (事项工作台): find one, look at all of it, mend it where it stands."""

import streamlit as st

from core.services.library import LibraryUseCases
from pages.designer.workshop.addresses import MATTER
from pages.designer.workshop.listing import list_matters
from pages.designer.workshop.record import draw_record
from pages.designer.workspace import current_workspace
from pages.shared.feedback import errors_shown


def page(library: LibraryUseCases) -> None:
    """Show the matter that the address names, or let one be found."""
    workspace = current_workspace()
    code = st.query_params.get(MATTER)
    with errors_shown(workspace.locale):
        if code:
            draw_record(library, workspace, code)
        else:
            list_matters(library, workspace)
