"""Let a paper come from the phone: a square code to scan, and what arrives shown within seconds."""

from html import escape

import streamlit as st

from core.errors import LinkExpiredError
from core.i18n import translate
from core.services.citizens import CitizenUseCases, MaterialToGive, drafts
from pages.kiosk.scanning import square_code
from pages.kiosk.visit import Visit

_EVERY_SECONDS = 3
"""How often the kiosk looks: the spike measured what a process bears (about 25 runs a second)."""


def offer_phone(service: CitizenUseCases, paper: MaterialToGive, visit: Visit) -> None:
    """Show the way to send a paper from a phone, or its square code."""
    if visit.phone.token and visit.phone.purpose == paper.code:
        _show_code(service, visit)
        return
    st.button(
        translate("kiosk.phone.offer", visit.locale),
        icon=":material/qr_code_2:",
        key="phone",
        on_click=_open,
        args=(service, paper, visit),
        width="stretch",
    )


def _open(service: CitizenUseCases, paper: MaterialToGive, visit: Visit) -> None:
    document, subject = paper.material.key
    visit.phone.purpose = paper.code
    visit.phone.token = service.phone.files.offer(
        visit=visit.draft.submission_key, document=document, subject=subject, paper=paper.name
    )


def _show_code(service: CitizenUseCases, visit: Visit) -> None:
    address = f"{visit.address}/phone?token={visit.phone.token}&lang={visit.locale}"
    title, how = (translate(f"kiosk.phone.{name}", visit.locale) for name in ("title", "how"))
    code = square_code(address, translate("kiosk.phone.code", visit.locale))
    with st.container(key="phone_panel"):
        st.html(
            f'<div class="scanning">{code}<div><h2>{escape(title)}</h2>'
            f"<p>{escape(how)}</p></div></div>"
        )
        st.fragment(run_every=_EVERY_SECONDS)(_collect)(service, visit)
        st.button(
            translate("kiosk.phone.close", visit.locale),
            icon=":material/close:",
            key="phone_close",
            on_click=_close,
            args=(service, visit),
        )


def _collect(service: CitizenUseCases, visit: Visit) -> None:
    """Take what has arrived. Only this part runs while nothing comes."""
    if not visit.phone.token:
        return
    try:
        arrived = service.phone.files.collect(visit.phone.token)
    except LinkExpiredError:
        visit.phone.token = ""
        st.rerun()
    if arrived:
        visit.change(drafts.attach, *arrived)
        visit.refused.clear()
        visit.trouble.checking = False
        st.rerun()
    waiting = translate("kiosk.phone.waiting", visit.locale)
    st.html(f'<p class="src" role="status">{escape(waiting)}</p>')


def _close(service: CitizenUseCases, visit: Visit) -> None:
    visit.phone.token = ""
    service.phone.files.close(visit.draft.submission_key)
