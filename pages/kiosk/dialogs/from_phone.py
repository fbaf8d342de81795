"""Let a paper come from the phone: a square code to scan, and what arrives shown within seconds."""

from html import escape

import streamlit as st

from core.errors import LinkExpiredError
from core.i18n import translate
from core.services.citizens import KioskService, PaperToGive
from pages.kiosk.scanning import square_code
from pages.kiosk.visit import Visit

_EVERY_SECONDS = 3
"""How often the kiosk looks: the spike measured what a process bears (about 25 runs a second)."""


def offer_phone(service: KioskService, paper: PaperToGive, here: Visit) -> None:
    """Show the way to send a paper from a phone, or its square code."""
    if here.phone_token and here.phone_paper == paper.code:
        _show_code(service, here)
        return
    st.button(
        translate("kiosk.phone.offer", here.locale), icon=":material/qr_code_2:", key="phone",
        on_click=_open, args=(service, paper, here), width="stretch",
    )  # fmt: skip


def _open(service: KioskService, paper: PaperToGive, here: Visit) -> None:
    document, subject = paper.material.key
    here.phone_paper = paper.code
    here.phone_token = service.phone.offer(
        visit=here.submission_key, document=document, subject=subject, paper=paper.name
    )


def _show_code(service: KioskService, here: Visit) -> None:
    address = f"{here.address}/phone?token={here.phone_token}&lang={here.locale}"
    title, how = (translate(f"kiosk.phone.{name}", here.locale) for name in ("title", "how"))
    code = square_code(address, translate("kiosk.phone.code", here.locale))
    with st.container(key="phone_panel"):
        st.html(
            f'<div class="scanning">{code}<div><h2>{escape(title)}</h2>'
            f"<p>{escape(how)}</p></div></div>"
        )
        st.fragment(run_every=_EVERY_SECONDS)(_collect)(service, here)
        st.button(
            translate("kiosk.phone.close", here.locale), icon=":material/close:",
            key="phone_close", on_click=_close, args=(service, here),
        )  # fmt: skip


def _collect(service: KioskService, here: Visit) -> None:
    """Take what has arrived. Only this part runs while nothing comes."""
    if not here.phone_token:
        return
    try:
        arrived = service.phone.collect(here.phone_token)
    except LinkExpiredError:
        here.phone_token = ""
        st.rerun()
    if arrived:
        here.uploads.extend(arrived)
        here.refused.clear()
        here.checking = False
        st.rerun()
    waiting = translate("kiosk.phone.waiting", here.locale)
    st.html(f'<p class="src" role="status">{escape(waiting)}</p>')


def _close(service: KioskService, here: Visit) -> None:
    here.phone_token = ""
    service.phone.close(here.submission_key)
