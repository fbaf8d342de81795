"""Withdraw a case: asked twice, as it cannot be undone, and only by who holds the receipt."""

from html import escape

import streamlit as st

from core.i18n import translate
from core.services.citizens import CitizenUseCases
from pages.kiosk.dialogs.tracked_case import ask_to_withdraw, is_withdrawing, tracked_case
from pages.kiosk.drawing import redraw
from pages.kiosk.telling import errors_shown
from pages.kiosk.visit import Visit
from pages.shared.widgets import typed_as


def offer_withdrawing(service: CitizenUseCases, visit: Visit, *, has_code: bool) -> None:
    """Offer to withdraw the case that is looked after."""
    with st.container(key="withdrawing"):
        if not is_withdrawing(visit):
            st.button(
                translate("kiosk.track.withdraw", visit.locale),
                icon=":material/undo:",
                key="withdraw",
                on_click=ask_to_withdraw,
                args=(visit, True),
            )
        elif has_code:
            _ask_for_code(service, visit)
        else:
            _tell("withdraw_counter", visit)
            _keep_it(visit)


def _ask_for_code(service: CitizenUseCases, visit: Visit) -> None:
    _tell("withdraw_what", visit)
    wide = st.container(key="words_of_code")
    with st.form("withdraw_form", border=False, enter_to_submit=False):
        with typed_as("english", "code"):
            code = st.text_input(
                translate("kiosk.track.withdraw_code", visit.locale), key="receipt_code"
            )
        with st.container(key="withdraw_ways", horizontal=True):
            kept = st.form_submit_button(
                translate("kiosk.track.withdraw_no", visit.locale), key="withdraw_no"
            )
            sure = st.form_submit_button(
                translate("kiosk.track.withdraw_yes", visit.locale), key="withdraw_yes"
            )
    asked = tracked_case(visit)
    if sure and asked is not None:
        with wide, errors_shown(visit.locale):
            service.tracking.withdraw(asked, code or "")
            ask_to_withdraw(visit, False)
            redraw()
    if kept:
        ask_to_withdraw(visit, False)
        redraw()


def _keep_it(visit: Visit) -> None:
    st.button(
        translate("kiosk.track.withdraw_no", visit.locale),
        key="withdraw_no",
        on_click=ask_to_withdraw,
        args=(visit, False),
    )


def _tell(name: str, visit: Visit) -> None:
    words = escape(translate(f"kiosk.track.{name}", visit.locale))
    st.html(f'<p class="why" role="status">{words}</p>')
