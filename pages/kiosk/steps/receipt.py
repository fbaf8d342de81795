"""We have it: the receipt (收件凭证), and wiping everything when done."""

from functools import partial
from html import escape

import streamlit as st

from core.i18n import translate
from core.receipts.models import Receipt
from core.services.citizens import CitizenUseCases
from pages.kiosk.dialogs.rating import ask_how_it_was
from pages.kiosk.drawing import redraw
from pages.kiosk.frame import bottom_bar
from pages.kiosk.scanning import square_code
from pages.kiosk.steps.receipt_paper import paper
from pages.kiosk.telling import errors_told
from pages.kiosk.visit import Visit
from pages.kiosk.visiting import end_visit
from pages.shared.handing_over import offer_file
from pages.shared.styling import icon


def page(service: CitizenUseCases, visit: Visit) -> None:
    """Show the receipt of the case."""
    receipt = service.handing_in.receipt(visit.received.number, code=visit.received.code)
    title = escape(translate("kiosk.receipt.title", visit.locale))
    lead = _lead(receipt, visit.locale)
    st.html(
        f'<div class="page"><div class="okline">{icon("task_alt")}'
        f'<div><h1>{title}</h1><p class="lead">{escape(lead)}</p></div></div>'
        f"{paper(receipt, visit.locale)}</div>"
    )
    with errors_told(visit.locale):
        pdf = _pdf(service, visit)
        offer_file(
            translate("kiosk.receipt.download", visit.locale),
            lambda: pdf,
            key="download",
            name=f"{visit.received.number}.pdf",
            media_type="application/pdf",
            width="stretch",
        )
    _take_along(service, visit)
    rate = partial(service.tracking.rate_received, visit.received.number)
    ask_how_it_was(service.tracking.level_of(visit.received.number), rate, visit)
    _what_next(visit.locale)
    done = translate("kiosk.receipt.done", visit.locale)
    if bottom_bar(done, visit.locale, back=False, icon="check").main:
        end_visit(service)
        redraw()


def _lead(receipt: Receipt, locale: str) -> str:
    """Say by when it is done, and what the person still has to do for it."""
    kind = "lead" if receipt.working_days else "lead_at_once"
    lead = translate(f"kiosk.receipt.{kind}", locale, days=receipt.working_days)
    day = receipt.first_owed_on
    if day is None:
        return lead
    return translate(
        "kiosk.receipt.lead_owed",
        locale,
        lead=lead,
        owed=receipt.tally.owed,
        month=day.month,
        day=day.day,
    )


def _take_along(service: CitizenUseCases, visit: Visit) -> None:
    """Let the receipt go to a phone: there may be no printer, or none that works."""
    if not visit.phone.token:
        st.button(
            translate("kiosk.receipt.to_phone", visit.locale),
            icon=":material/qr_code_2:",
            key="phone",
            on_click=_open_link,
            args=(service, visit),
            width="stretch",
        )
        return
    address = f"{visit.address}/phone?receipt={visit.phone.token}&lang={visit.locale}"
    words = {name: translate(f"kiosk.receipt.scan.{name}", visit.locale) for name in _SCAN}
    code = square_code(address, words["code"])
    st.html(
        f'<div class="scanning">{code}<div><h2>{escape(words["title"])}</h2>'
        f"<p>{escape(words['how'])}</p></div></div>"
    )


def _open_link(service: CitizenUseCases, visit: Visit) -> None:
    visit.phone.token = service.phone.receipts.offer(visit.received.number, visit.received.code)


_SCAN = ("title", "how", "code")


def _pdf(service: CitizenUseCases, visit: Visit) -> bytes:
    if not visit.received.pdf:
        with st.spinner(translate("kiosk.receipt.printing", visit.locale)):
            visit.received.pdf = service.handing_in.receipt_pdf(
                visit.received.number, code=visit.received.code
            )
    return visit.received.pdf


def _what_next(locale: str) -> None:
    title = escape(translate("kiosk.receipt.next", locale))
    parts = "".join(
        f"<div><strong>{escape(translate(f'kiosk.receipt.next.{name}', locale))}</strong>"
        f"<p>{escape(translate(f'kiosk.receipt.next.{name}_how', locale))}</p></div>"
        for name in ("review", "correct", "collect")
    )
    st.html(f'<section class="sec more"><h2>{title}</h2><div class="next">{parts}</div></section>')
