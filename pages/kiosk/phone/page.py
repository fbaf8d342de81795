"""The page on the applicant's phone: give one material, take a receipt, or note a resume code."""

from collections.abc import Mapping
from functools import partial
from html import escape

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.errors import LinkExpiredError
from core.i18n import locale_of, translate
from core.services.citizens import CitizenUseCases
from core.visits.models import PhoneLink
from pages.kiosk.frame import overwritten
from pages.kiosk.phone.guide import show_guide
from pages.kiosk.phone.receipt import show_receipt
from pages.kiosk.phone.text import show_text
from pages.kiosk.phone.visit import PhoneVisit
from pages.kiosk.scanning import base_address
from pages.kiosk.telling import errors_shown
from pages.kiosk.uploading import offer_upload
from pages.shared.state import remembered
from pages.shared.styling import begin_at_top, dress, icon
from pages.shared.translating import beneath, said, translate_with

_EVERY_SECONDS = 3
"""How often the phone asks whether the kiosk still waits for it."""


_ADDRESSED = ("slip", "receipt", "guide")
"""What a link may lead to besides a material to give."""


def page(service: CitizenUseCases, *, address: str = "") -> None:
    """Show what the link is for; ``address`` is how phones reach the kiosk, as for the kiosk."""
    locale = _locale(st.query_params)
    dress(("common.css", "phone.css"), locale=locale, words=overwritten(locale), marks=("phone",))
    begin_at_top(locale)
    _brand(locale)
    with errors_shown(locale):
        translate_with(service.consulting.words, locale)
        number, receipt, guide = (st.query_params.get(name, "") for name in _ADDRESSED)
        if number:
            _resume_number(number, locale)
        elif guide:
            show_guide(service, guide, locale)
        elif receipt:
            show_receipt(service, receipt, _visit(address), locale)
        else:
            _paper(service, st.query_params.get("token", ""), locale)


def _visit(address: str) -> PhoneVisit:
    visit = remembered(PhoneVisit)
    visit.address = base_address(address)
    return visit


def _locale(params: Mapping[str, str]) -> str:
    return locale_of(params.get("lang", "")).code


def _brand(locale: str) -> None:
    name = escape(translate("kiosk.frame.name", locale))
    st.html(f'<div class="brand"><i></i><div>{name}</div></div>')


def _resume_number(number: str, locale: str) -> None:
    title, how = (translate(f"kiosk.resume_code.phone.{name}", locale) for name in ("title", "how"))
    st.html(f'<h1>{escape(title)}</h1><p class="slip">{escape(number)}</p><p>{escape(how)}</p>')


def _paper(service: CitizenUseCases, token: str, locale: str) -> None:
    link = service.phone.files.look(token)
    if link.is_receipt or link.is_guide:  # each opens by an address of its own
        raise LinkExpiredError
    visit = remembered(PhoneVisit)
    if not (link.is_text and visit.given):  # whoever has signed is done, whatever comes
        st.fragment(run_every=_EVERY_SECONDS)(_await_end)(service, token)
    _tell_what_becomes_of_it(service, locale)
    if link.is_text:
        show_text(service, token, visit, locale)
        return
    how = escape(translate("kiosk.phone.give", locale))
    st.html(f"<h1>{escape(said(link.paper))}</h1>{beneath(link.paper)}<p>{how}</p>")
    words = translate("kiosk.materials.upload", locale)
    if offer_upload(words, "files", visit, partial(_give, service, token, visit), locale=locale):
        st.rerun()
    _given(visit, link, locale)


def _await_end(service: CitizenUseCases, token: str) -> None:
    """Have the phone told as soon as the kiosk waits for it no longer."""
    try:
        service.phone.files.look(token)
    except LinkExpiredError:
        st.rerun()


def _tell_what_becomes_of_it(service: CitizenUseCases, locale: str) -> None:
    """Tell whoever holds the phone, who need not have been at the kiosk (个人信息保护法 17)."""
    hours = service.place.upload_hours
    words = escape(translate("privacy.phone", locale, hours=hours))
    st.html(f'<p class="why">{words}</p>')


def _give(service: CitizenUseCases, token: str, visit: PhoneVisit, file: UploadedFile) -> None:
    service.phone.files.give(token, name=file.name, content=file.getvalue())
    visit.given.append(file.name)


def _given(visit: PhoneVisit, link: PhoneLink, locale: str) -> None:
    items = "".join(
        f'<div class="given">{icon("task_alt")}<p><b>{escape(name)}</b></p></div>'
        for name in visit.given
    )
    if items:
        done = escape(translate("kiosk.phone.given", locale, paper=said(link.paper)))
        st.html(f'{items}<p class="done" role="status">{done}</p>')
