"""Before it is handed in: who of the staff helped, with what, and that the person agrees."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from core.i18n import listed, translate
from core.services.citizens import CitizenUseCases, HelpAct, drafts
from pages.kiosk.drawing import redraw
from pages.kiosk.telling import errors_shown
from pages.kiosk.visit import Visit
from pages.shared.state import kept_under
from pages.shared.styling import plain
from pages.shared.widgets import typed_as

_PLACES = ("helper", "acts", "agrees")


def tell_signing(number: int, locale: str) -> None:
    """Say what comes before everything is sent."""
    if number:
        words = escape(translate("kiosk.review.to_sign", locale, count=number))
        st.html(f'<p class="why">{words}</p>')


def note_helper(service: CitizenUseCases, visit: Visit) -> None:
    """Say who helped, or let it be noted behind one touch."""
    given = visit.draft.help
    with st.expander(_say("title", visit), expanded=given is not None):
        if given is None:
            _ask(service, visit)
            return
        acts = listed([_say(f"act.{act}", visit) for act in given.acts], visit.locale)
        words = escape(_say("noted", visit, helper=given.helper, acts=acts))
        st.html(f'<p class="why" role="status">{words}</p>')
        if st.button(_say("remove", visit), key="helped_remove"):
            visit.change(drafts.note_help, None)
            redraw()


def _ask(service: CitizenUseCases, visit: Visit) -> None:
    st.html(f'<p class="why">{escape(_say("how", visit))}</p>')
    came = service.assistance.help.who_came(visit.help_call)
    with typed_as("pinyin", "helper"):
        helper = st.text_input(_say("helper", visit), value=came, key="helped_helper", max_chars=40)
    acts = st.pills(
        _say("acts", visit),
        [act.value for act in HelpAct],
        selection_mode="multi",
        format_func=lambda act: _say(f"act.{act}", visit),
        key="helped_acts",
    )
    agrees = st.checkbox(plain(_say("agrees", visit)), key="helped_agrees")
    pressed = st.button(_say("note", visit), key="helped_note", icon=":material/handshake:")
    if pressed and _note(service, visit, helper or "", acts or (), agrees=agrees):
        redraw()


def keep_begun(service: CitizenUseCases, visit: Visit) -> bool:
    """Note what was said about help and not noted yet; return whether one may go on.

    Whoever began to say it and goes on means it to be kept, so that it is never lost silently.
    """
    acts, agrees = kept_under("helped_acts") or (), bool(kept_under("helped_agrees"))
    if visit.draft.help is not None or not (acts or agrees):
        return True
    return _note(service, visit, kept_under("helped_helper") or "", acts, agrees=agrees)


def _note(
    service: CitizenUseCases, visit: Visit, helper: str, acts: Sequence[str], *, agrees: bool
) -> bool:
    labels = {place: _say(place, visit) for place in _PLACES}
    with errors_shown(visit.locale, labels=labels):
        visit.change(drafts.note_help, service.assistance.help.note(helper, acts, agrees=agrees))
        return True
    return False


def _say(name: str, visit: Visit, **params: object) -> str:
    return translate(f"kiosk.helped.{name}", visit.locale, **params)
