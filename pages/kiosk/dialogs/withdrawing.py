"""Withdraw a case: asked twice, as it cannot be undone, and only by who holds the receipt."""

from html import escape

import streamlit as st

from core.i18n import translate
from core.services.citizens import KioskService
from pages.kiosk.drawing import redraw
from pages.kiosk.telling import errors_told
from pages.kiosk.visit import Visit
from pages.shared.widgets import typed_as


def offer_withdrawing(service: KioskService, here: Visit, *, has_code: bool) -> None:
    """Offer to withdraw the case that is looked after."""
    with st.container(key="withdrawing"):
        if not here.withdrawing:
            st.button(
                translate("kiosk.track.withdraw", here.locale), icon=":material/undo:",
                key="withdraw", on_click=_ask_to_withdraw, args=(here, True),
            )  # fmt: skip
        elif has_code:
            _ask_for_code(service, here)
        else:
            _tell("withdraw_counter", here)
            _keep_it(here)


def _ask_for_code(service: KioskService, here: Visit) -> None:
    _tell("withdraw_what", here)
    told = st.container(key="told_of_code")
    with st.form("withdraw_form", border=False, enter_to_submit=False):
        with typed_as("english", "code"):
            code = st.text_input(
                translate("kiosk.track.withdraw_code", here.locale), key="receipt_code"
            )
        with st.container(key="withdraw_ways", horizontal=True):
            kept = st.form_submit_button(
                translate("kiosk.track.withdraw_no", here.locale), key="withdraw_no"
            )
            sure = st.form_submit_button(
                translate("kiosk.track.withdraw_yes", here.locale), key="withdraw_yes"
            )
    if sure and here.tracked is not None:
        with told, errors_told(here.locale):
            service.withdrawal.withdraw(here.tracked, code or "")
            here.withdrawing = False
            redraw()
    if kept:
        here.withdrawing = False
        redraw()


def _keep_it(here: Visit) -> None:
    st.button(
        translate("kiosk.track.withdraw_no", here.locale), key="withdraw_no",
        on_click=_ask_to_withdraw, args=(here, False),
    )  # fmt: skip


def _tell(name: str, here: Visit) -> None:
    words = escape(translate(f"kiosk.track.{name}", here.locale))
    st.html(f'<p class="why" role="status">{words}</p>')


def _ask_to_withdraw(here: Visit, asked: bool) -> None:
    here.withdrawing = asked
