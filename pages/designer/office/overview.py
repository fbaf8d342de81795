"""The page of an office: its list, or the matter that is open, as the address says."""

from collections.abc import Callable

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.errors import CaseError
from core.services.fee_use_cases import FeeUseCases
from core.services.officers import OfficeUseCases
from pages.designer.office import addresses
from pages.designer.office.case_page import show_matter
from pages.designer.office.listing import list_tasks
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown, tell, words_of

Pages = Callable[[], StreamlitPage | None]


def page(office: OfficeUseCases, fees: FeeUseCases, at_late: Pages | None = None) -> None:
    """Show what the address asks for; ``at_late`` is the page of late matters."""
    workspace = current_workspace()
    number = st.query_params.get(addresses.CASE, "")
    matter = st.query_params.get(addresses.MATTER, "")
    with errors_shown(workspace.locale):
        if number:
            late = at_late() if at_late else None
            _matter(office, fees, (number, matter), workspace, late=late)
        else:
            list_tasks(office, workspace)


def _matter(
    office: OfficeUseCases,
    fees: FeeUseCases,
    about: tuple[str, str],
    workspace: Workspace,
    *,
    late: StreamlitPage | None,
) -> None:
    """Show a matter; one that is none of the officer's leads back to the list, and says so."""
    try:
        show_matter(office, fees, about, workspace, late=late)
    except CaseError as refused:
        tell(words_of(refused, workspace.locale), [workspace.say("desk.refused")])
        st.button(workspace.say("desk.to_list"), key="desk_to_list", on_click=addresses.open_matter)
