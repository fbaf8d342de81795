"""Let a paper come from the phone: a square code to scan, and what arrives shown within seconds."""

from collections.abc import Callable, Iterable
from html import escape
from typing import Protocol

import streamlit as st

from core.cases.models import Upload
from core.errors import LinkExpiredError, ServiceError
from core.i18n import translate
from core.services.citizens import CitizenUseCases, page_at
from pages.kiosk.scanning import square_code
from pages.kiosk.visit import Visit

_EVERY_SECONDS = 3
"""How often the kiosk looks: the spike measured what a process bears (about 25 runs a second)."""


Take = Callable[[Upload], object]
"""Takes a file that came from a phone."""


class Given(Protocol):
    """What is given by phone: a material of a visit, or one that a case waits for."""

    @property
    def code(self) -> str:
        """Return ``document@subject``."""

    @property
    def key(self) -> tuple[str, str]:
        """Return its document, and the subject that it is about."""

    @property
    def name(self) -> str:
        """Return what it is called."""


def offer_phone(
    service: CitizenUseCases, paper: Given, visit: Visit, take: Take, *, key: str = "phone"
) -> None:
    """Show the way to send a paper from a phone, or its square code."""
    if visit.phone.token and visit.phone.purpose == paper.code:
        _show_code(service, visit, take)
        return
    st.button(
        translate("kiosk.phone.offer", visit.locale),
        icon=":material/qr_code_2:",
        key=key,
        on_click=_open,
        args=(service, paper, visit),
        width="stretch",
    )


def _open(service: CitizenUseCases, paper: Given, visit: Visit) -> None:
    document, subject = paper.key
    visit.phone.purpose = paper.code
    visit.phone.token = service.phone.files.offer(
        visit=visit.draft.submission_key, document=document, subject=subject, paper=paper.name
    )


def _show_code(service: CitizenUseCases, visit: Visit, take: Take) -> None:
    address = page_at(visit.address, "phone", token=visit.phone.token, lang=visit.locale)
    title, how = (translate(f"kiosk.phone.{name}", visit.locale) for name in ("title", "how"))
    code = square_code(address, translate("kiosk.phone.code", visit.locale))
    with st.container(key="phone_panel"):
        st.html(
            f'<div class="scanning">{code}<div><h2>{escape(title)}</h2>'
            f"<p>{escape(how)}</p></div></div>"
        )
        st.fragment(run_every=_EVERY_SECONDS)(_collect)(service, visit, take)
        st.button(
            translate("kiosk.phone.close", visit.locale),
            icon=":material/close:",
            key="phone_close",
            on_click=_close,
            args=(service, visit),
        )


def _collect(service: CitizenUseCases, visit: Visit, take: Take) -> None:
    """Take what has arrived. Only this part runs while nothing comes."""
    if not visit.phone.token:
        return
    try:
        arrived = service.phone.files.collect(visit.phone.token)
    except LinkExpiredError:
        visit.phone.token = ""
        st.rerun()
    if arrived:
        visit.refused.clear()
        visit.trouble.checking = False
        _take_all(arrived, take, visit)
        st.rerun()
    waiting = translate("kiosk.phone.waiting", visit.locale)
    st.html(f'<p class="src" role="status">{escape(waiting)}</p>')


def _take_all(arrived: Iterable[Upload], take: Take, visit: Visit) -> None:
    for upload in arrived:
        try:
            take(upload)
        except ServiceError as error:  # what waits for it may be gone
            visit.trouble.error = error


def _close(service: CitizenUseCases, visit: Visit) -> None:
    visit.phone.token = ""
    service.phone.files.close(visit.draft.submission_key)
