"""Take a matter out of the library as a spreadsheet."""

from functools import partial
from html import escape

import streamlit as st

from core.services.library import LibraryUseCases
from pages.designer.workspace import Workspace
from pages.shared.handing_over import offer_file
from pages.shared.styling import plain

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer_export(library: LibraryUseCases, workspace: Workspace) -> None:
    """Ask which matter, and make its spreadsheet when it is taken."""
    matters = library.matters.catalogue(workspace.session).matters
    with st.container(key="export_matter"):
        st.html(f"<h2>{escape(workspace.say('import.export'))}</h2>")
        code = st.selectbox(
            workspace.say("import.export_which"),
            sorted(matters),
            index=None,
            key="export_code",
            placeholder=workspace.say("import.choose"),
            format_func=lambda known: f"{known} {plain(matters[known].name)}",
            width=420,
        )
        if code is not None:
            offer_file(
                workspace.say("import.export_take"),
                partial(library.matters.spreadsheet, workspace.session, code),
                name=f"{code}.xlsx",
                media_type=_MEDIA_TYPE,
                key="export_take",
            )
