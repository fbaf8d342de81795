"""Two questions that may come up on any page: do you need help, and do you want to stop?"""

import streamlit as st

from core.i18n import translate
from core.services.citizens import CitizenUseCases
from pages.kiosk.overlays import Help, ResumeCodeShown
from pages.kiosk.telling import errors_shown
from pages.kiosk.visit import Visit
from pages.kiosk.visiting import end_visit, state_of


def ask_what_came_up(service: CitizenUseCases, visit: Visit) -> None:
    """Show the question that came up, if there is one; the page below stays as it is."""
    asked = visit.cursor.asked
    if asked is not None:
        name, question = ("help", _help) if isinstance(asked, Help) else ("leave", _leave)
        title = translate(f"kiosk.{name}.title", visit.locale)
        st.dialog(title, dismissible=False)(question)(service, visit)


def _help(service: CitizenUseCases, visit: Visit) -> None:
    """Call somebody who helps, or say that they are coming; what was filled in stays."""
    called = bool(visit.help_call) and service.assistance.help.is_waiting(visit.help_call)
    st.write(translate("kiosk.help.called" if called else "kiosk.help.how", visit.locale))
    if not called and st.button(
        translate("kiosk.help.call", visit.locale),
        type="primary",
        key="call",
        width="stretch",
        icon=":material/support_agent:",
    ):
        with errors_shown(visit.locale):
            step = visit.cursor.step.value
            visit.help_call = service.assistance.help.call(
                kiosk=service.place.name, step=step
            ).number
            st.rerun()
    words = translate("kiosk.help.go_on", visit.locale)
    if st.button(
        words,
        type="primary" if called else "secondary",
        key="go_on",
        width="stretch",
        on_click=visit.cursor.close_question,
    ):
        st.rerun()


def _leave(service: CitizenUseCases, visit: Visit) -> None:
    """Ask whether everything may be wiped, or goes on another day."""
    st.write(translate("kiosk.leave.what", visit.locale))
    stay, wipe = (translate(f"kiosk.leave.{name}", visit.locale) for name in ("stay", "wipe"))
    if st.button(
        stay, type="primary", key="stay", width="stretch", on_click=visit.cursor.close_question
    ):
        st.rerun()
    if service.visits.keeper.keeps and visit.draft.theme_code:
        later = translate("kiosk.leave.later", visit.locale)
        if st.button(later, key="later", width="stretch", icon=":material/event_upcoming:"):
            with errors_shown(visit.locale):
                visit.cursor.over = ResumeCodeShown(service.visits.keeper.keep(state_of(visit)))
                st.rerun()
    # Not before the button has told: what is wiped is also that it was pressed.
    if st.button(wipe, key="wipe", width="stretch"):
        end_visit(service)
        st.rerun()
