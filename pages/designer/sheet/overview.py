"""The theme sheet (主题信息): everything about a theme that is no matter and no condition."""

from html import escape

import streamlit as st

from core.services.designers import DesigningUseCases
from core.services.designers.export_handouts import ExportHandouts
from core.services.staff.keep_accounts import KeepAccounts
from pages.designer.choosing import opened_or_chosen
from pages.designer.exporting import offer_theme_files
from pages.designer.frame import head
from pages.designer.sheet.answers import draw_fixed, draw_typical
from pages.designer.sheet.basics import draw_basics, draw_target
from pages.designer.sheet.editing import sheet_of
from pages.designer.sheet.life import draw_life
from pages.designer.sheet.settled import draw_settled
from pages.designer.stepping import ASKING, ask_which_step, draw_step_buttons
from pages.designer.trouble import tell_trouble
from pages.designer.workspace import current_workspace
from pages.shared.feedback import errors_shown

_PARTS = (
    ("basics", draw_basics),
    ("target", draw_target),
    ("fixed", draw_fixed),
    ("typical", draw_typical),
    ("settled", draw_settled),
)


def page(
    designing: DesigningUseCases,
    accounts: KeepAccounts,
    exporting: ExportHandouts | None = None,
) -> None:
    """Show the sheet of the open theme; what is changed is saved at once."""
    workspace = current_workspace()
    opened = opened_or_chosen(designing, workspace, "sheet")
    if opened is None:
        return
    with errors_shown(workspace.locale):
        sheet = sheet_of(designing, workspace, opened)
        with head(sheet.say("title", name=opened.name), below=sheet.say("below")):
            draw_step_buttons(designing, workspace, opened)
            if exporting is not None:
                offer_theme_files(exporting, opened, workspace)
        if workspace.asking == ASKING:
            ask_which_step(designing, accounts, workspace, opened)
        tell_trouble(designing, accounts, workspace)
        for name, draw in _PARTS:
            with st.container(key=f"sheet_part_{name}"):
                st.html(f"<h2>{escape(sheet.say(f'part.{name}'))}</h2>")
                draw(sheet)
        with st.container(key="sheet_part_life"):
            st.html(f"<h2>{escape(sheet.say('part.life'))}</h2>")
            draw_life(sheet, accounts.names(workspace.session))
