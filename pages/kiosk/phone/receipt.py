"""On the applicant's phone: the receipt, for whoever knows the end of their number, once."""

from functools import partial
from html import escape

import streamlit as st

from core.errors import ReceiptRefusedError
from core.i18n import translate
from core.services.citizens import CitizenUseCases, OpenedReceipt
from pages.kiosk.phone.visit import PhoneVisit
from pages.kiosk.places import place_of
from pages.kiosk.telling import words_of
from pages.shared.feedback import tell
from pages.shared.handing_over import offer_file


def show_receipt(service: CitizenUseCases, token: str, visit: PhoneVisit, locale: str) -> None:
    """Ask for the last four, and then give the receipt; the page it is on can be read on.

    Raises:
        ReceiptLinkOverError: If the link was used elsewhere, or is over.
    """
    if visit.receipt is not None:
        _give(service, visit.receipt, visit.address, locale)
        return
    service.phone.receipts.look(token)
    _say("ask", "ask_how", locale)
    sentence = st.container(key="told")
    with st.form("receipt", border=False):
        four = st.text_input(
            translate("kiosk.track.four", locale),
            key="last_four",
            max_chars=4,
            autocomplete="off",
        )
        pressed = st.form_submit_button(
            translate("kiosk.receipt.phone.open", locale), type="primary", width="stretch"
        )
    if pressed:
        try:
            visit.receipt = service.phone.receipts.open(token, four or "", place=place_of(service))
        except ReceiptRefusedError as error:
            with sentence:
                tell(words_of(error, locale))
        else:
            st.rerun()


def _give(service: CitizenUseCases, receipt: OpenedReceipt, address: str, locale: str) -> None:
    number = receipt.case_number
    _say("title", "how", locale, number=number)
    asked = {"code": receipt.code, "address": address, "locale": locale}
    pdf = partial(service.handing_in.receipt_pdf, number, **asked)
    offer_file(
        translate("kiosk.receipt.download", locale),
        pdf,
        name=f"{number}.pdf",
        media_type="application/pdf",
        key="download",
        is_main=True,
        width="stretch",
    )


def _say(title: str, how: str, locale: str, *, number: str = "") -> None:
    head, words = (
        escape(translate(f"kiosk.receipt.phone.{name}", locale)) for name in (title, how)
    )
    shown = f'<p class="slip">{escape(number)}</p>' if number else ""
    st.html(f"<h1>{head}</h1>{shown}<p>{words}</p>")
