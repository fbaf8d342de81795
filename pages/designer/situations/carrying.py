"""Carry saved situations from one theme or installation to another, as a file."""

from typing import Any

import streamlit as st

from core.services.designers import DesigningUseCases
from core.services.designers.check_situations import (
    CheckedSituations,
    situations_file,
    situations_in,
)
from core.themes.editing.situations import keep_situations
from pages.designer.situations.saving import save_change
from pages.designer.workspace import Workspace
from pages.shared.handing_over import offer_file
from pages.shared.state import kept_under


def draw_files(
    designing: DesigningUseCases, workspace: Workspace, found: CheckedSituations
) -> None:
    """Let the situations be taken away as a file, and those of a file be taken in."""
    theme = found.plan.theme
    with st.popover(workspace.say("situations.files"), key="situation_files"):
        if found.checks:
            offer_file(
                workspace.say("situations.take"),
                lambda: situations_file(theme),
                name=f"{theme.code}-situations.yaml",
                media_type="application/yaml",
                key="situation_take",
            )
        key = f"situation_file_{workspace.revision}"
        st.file_uploader(
            workspace.say("situations.bring"),
            type=["yaml", "yml"],
            key=key,
            on_change=lambda: _bring(designing, workspace, kept_under(key)),
        )


def _bring(designing: DesigningUseCases, workspace: Workspace, file: Any) -> None:
    """Take in the situations of a file; those of the same names are replaced."""
    if file is not None:
        save_change(designing, workspace, lambda: keep_situations(situations_in(file.getvalue())))
