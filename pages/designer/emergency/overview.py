"""Print forms for an outage, begin to enter one, and see what became of each."""

from functools import partial
from html import escape

import streamlit as st

from core.services.officers.paper_forms import MOST_AT_ONCE, PaperForms, PrintableTheme
from core.staff.permissions import may
from core.staff.use_cases import UseCase
from pages.designer.emergency.entering import enter_form
from pages.designer.emergency.stock import show_stock
from pages.designer.emergency.view import EmergencyView
from pages.designer.frame import head
from pages.designer.wording import shown
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown
from pages.shared.handing_over import offer_file
from pages.shared.state import remembered
from pages.shared.styling import icon, plain


def page(papers: PaperForms) -> None:
    """Show what is to be done with forms on paper, what comes first at the window first."""
    workspace = current_workspace()
    with head(workspace.say("nav.emergency"), below=workspace.say("emergency.below")):
        pass
    said = remembered(EmergencyView).take_said()
    if said:
        st.html(f'<p class="given" role="status">{icon("check_circle")} {escape(said)}</p>')
    with st.container(key="emergency_columns"):
        if may(workspace.person, UseCase.ENTER_FORM):
            with st.container(key="emergency_enter"):
                enter_form(papers, workspace)
        with st.container(key="emergency_print"):
            _print(papers, workspace)
    with st.container(key="emergency_stock"):
        show_stock(papers, workspace)


def _print(papers: PaperForms, workspace: Workspace) -> None:
    """Offer forms of a theme as one file; each time other numbers are reserved."""
    say = workspace.say
    st.html(f"<h2>{escape(say('emergency.print'))}</h2>")
    st.html(f'<p class="muted">{escape(say("emergency.print_why"))}</p>')
    with errors_shown(workspace.locale):
        themes = papers.printable(workspace.session)
        chosen = st.selectbox(
            say("emergency.theme"), themes, format_func=_named, key="emergency_theme"
        )
        count = st.number_input(
            say("emergency.count", most=MOST_AT_ONCE),
            min_value=1,
            max_value=MOST_AT_ONCE,
            value=5,
            key="emergency_count",
        )
        if chosen is not None:
            offer_file(
                say("emergency.print_go"),
                partial(_printed, papers, chosen, int(count), workspace),
                name=f"{say('nav.emergency')}-{chosen.code}.pdf",
                media_type="application/pdf",
                key="emergency_print_go",
            )


def _named(theme: PrintableTheme) -> str:
    return plain(shown(theme.name))


def _printed(papers: PaperForms, theme: PrintableTheme, count: int, workspace: Workspace) -> bytes:
    with st.spinner(workspace.say("emergency.printing")):
        made = papers.print_forms(workspace.session, theme.code, count)
    words = escape(workspace.say("emergency.printed", n=len(made.numbers)))
    st.html(f'<p class="given" role="status">{icon("check_circle")} {words}</p>')
    return made.file
