"""Write down in a case that the window operated for somebody, and print the note to be signed."""

from functools import partial
from html import escape

import streamlit as st

from core.services.officers.counter_models import (
    CounterCase,
    HelpConsent,
    HelpNeed,
    HelpNote,
    NotedHelp,
    why_helped,
)
from core.services.officers.counter_use_cases import CounterUseCases
from pages.designer.reception.view import ReceptionView
from pages.designer.wording import moment
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown
from pages.shared.handing_over import offer_file
from pages.shared.state import remembered

_PLACES = ("need", "consent", "authorisation", "words")


def show_help(counter: CounterUseCases, case: CounterCase, workspace: Workspace) -> None:
    """Show who helped, or ask why and how somebody was helped."""
    with st.expander(workspace.say("help.title"), expanded=case.helped is not None):
        if case.helped is None:
            _ask(counter, case, workspace)
        else:
            _noted(counter, case, case.helped, workspace)


def _noted(
    counter: CounterUseCases, case: CounterCase, noted: NotedHelp, workspace: Workspace
) -> None:
    words = workspace.say(
        "help.noted",
        who=case.helper,
        at=moment(noted.at),
        need=why_helped(noted.note, workspace.locale),
    )
    st.html(f"<p>{escape(words)}</p>")
    with errors_shown(workspace.locale):
        offer_file(
            workspace.say("help.print"),
            partial(
                counter.helping.help_file, workspace.session, case.number, locale=workspace.locale
            ),
            name=f"{case.number}-{workspace.say('help.file')}.pdf",
            media_type="application/pdf",
            key="help_file",
        )


def _ask(counter: CounterUseCases, case: CounterCase, workspace: Workspace) -> None:
    say = workspace.say
    st.html(f'<p class="muted">{escape(say("help.below"))}</p>')
    need = _choice("need", HelpNeed, case, workspace)
    consent = _choice("consent", HelpConsent, case, workspace)
    paper = ""
    if consent == HelpConsent.AUTHORISATION:
        paper = st.text_input(
            say("help.place.authorisation"), key=f"help_paper_{case.number}", max_chars=120
        )
    words = st.text_area(say("help.place.words"), key=f"help_words_{case.number}", max_chars=2_000)
    if not st.button(say("help.note"), key="help_note", icon=":material/accessibility_new:"):
        return
    labels = {place: say(f"help.place.{place}") for place in _PLACES}
    with errors_shown(workspace.locale, labels=labels):
        note = HelpNote(need, consent, paper or "", words or "")
        counter.helping.note_help(workspace.session, case.number, note)
        remembered(ReceptionView).said = say("help.done")
        st.rerun()


def _choice(
    place: str,
    options: type[HelpNeed] | type[HelpConsent],
    case: CounterCase,
    workspace: Workspace,
) -> str:
    chosen = st.segmented_control(
        workspace.say(f"help.place.{place}"),
        list(options),
        format_func=lambda member: workspace.say(f"help.{place}.{member}"),
        key=f"help_{place}_{case.number}",
    )
    return str(chosen or "")
