"""Take the receipt along: on the phone, on paper; as a file where the machine is one's own."""

from functools import partial
from html import escape

import streamlit as st

from core.errors import ReceiptLinkOverError
from core.i18n import translate
from core.receipts.models import Receipt
from core.services.citizens import CitizenUseCases, is_reached_by_phones, page_at
from pages.kiosk.scanning import square_code
from pages.kiosk.telling import errors_shown
from pages.kiosk.visit import Visit
from pages.shared.handing_over import offer_file, offer_print


def offer_to_take(service: CitizenUseCases, receipt: Receipt, visit: Visit) -> None:
    """Show the code for the phone and the number, and offer to print.

    Whatever fails of it is told here: the case is safe, and the number stands here all the same.
    """
    with (
        st.container(key="take", horizontal=True, vertical_alignment="center"),
        errors_shown(visit.locale),
    ):
        is_scanned = _show_code(service, visit)
        with st.container(key="take_ways"):
            st.html(_receipt_html(receipt, visit, is_scanned=is_scanned))
            with st.container(key="take_buttons", horizontal=True):
                _offer_paper(service, visit)


def _show_code(service: CitizenUseCases, visit: Visit) -> bool:
    """Show the code by which a phone takes the receipt, once; another when it was used."""
    if not is_reached_by_phones(visit.address):
        return False
    if not visit.received.token:
        _open_link(service, visit)
    try:
        service.phone.receipts.look(visit.received.token)
    except ReceiptLinkOverError:
        st.button(
            translate("kiosk.receipt.take.again", visit.locale),
            icon=":material/qr_code_2:",
            key="phone",
            on_click=_open_link,
            args=(service, visit),
        )
        return False
    address = page_at(visit.address, "phone", receipt=visit.received.token, lang=visit.locale)
    st.html(
        square_code(address, translate("kiosk.receipt.take.code", visit.locale)), width="content"
    )
    return True


def _open_link(service: CitizenUseCases, visit: Visit) -> None:
    received = visit.received
    received.token = service.phone.receipts.offer(received.number, received.code)


def _receipt_html(receipt: Receipt, visit: Visit, *, is_scanned: bool) -> str:
    """Say how it is taken, the number, and what withdrawing asks for: shown now and never again."""

    def say(name: str) -> str:
        return escape(translate(f"kiosk.receipt.{name}", visit.locale))

    how = say("take.how" if is_scanned else "take.how_without")
    number = f'<dt>{say("number")}</dt><dd class="caseno">{escape(receipt.case_number)}</dd>'
    code = f'<dt>{say("code")}</dt><dd class="codeno">{escape(receipt.code)}</dd>'
    shown = f"<dl><div>{number}</div>{f'<div>{code}</div>' if receipt.code else ''}</dl>"
    why = f'<p class="src">{say("code_why")}</p>' if receipt.code else ""
    return f"<h2>{say('take.title')}</h2><p>{how}</p>{shown}{why}"


def _offer_paper(service: CitizenUseCases, visit: Visit) -> None:
    received = visit.received
    asked = {"code": received.code, "address": visit.address, "locale": visit.locale}
    offer_print(
        translate("kiosk.take.print", visit.locale),
        partial(service.handing_in.receipt_page, received.number, **asked),
        key="print",
        while_printing=translate("kiosk.take.printing", visit.locale),
    )
    if service.place.is_personal:
        offer_file(
            translate("kiosk.receipt.download", visit.locale),
            partial(service.handing_in.receipt_pdf, received.number, **asked),
            key="download",
            name=f"{received.number}.pdf",
            media_type="application/pdf",
            width="stretch",
        )
