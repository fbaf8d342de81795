"""Take a case that has ended along for the archive (归档), as one package."""

from functools import partial
from html import escape

import streamlit as st

from core.services.officers.archive_case import ArchiveCase
from core.services.officers.window_models import ReadyResults
from pages.designer.workspace import Workspace
from pages.shared.handing_over import offer_file


def offer_package(archives: ArchiveCase, found: ReadyResults, workspace: Workspace) -> None:
    """Offer the package of a case of which nothing is to come any more."""
    if not found.has_ended:
        return
    st.html(f'<p class="muted">{escape(workspace.say("window.archive_about"))}</p>')
    offer_file(
        workspace.say("window.archive"),
        partial(archives.case_file, workspace.session, found.number),
        name=f"{found.number}.zip",
        media_type="application/zip",
        key=f"archive_{found.number}",
    )
