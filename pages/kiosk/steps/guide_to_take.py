"""Take the guide along before the form, with a number to go on with; or leave for today."""

from collections.abc import Callable
from functools import partial
from html import escape

import streamlit as st

from core.i18n import translate
from core.services.citizens import (
    CitizenUseCases,
    Consultation,
    GuidePaper,
    KioskForm,
    ResumeCode,
    is_reached_by_phones,
    page_at,
)
from pages.kiosk.drawing import redraw
from pages.kiosk.overlays import ResumeCodeShown
from pages.kiosk.scanning import square_code
from pages.kiosk.telling import errors_shown
from pages.kiosk.visit import Visit
from pages.kiosk.visiting import state_of
from pages.shared.handing_over import offer_print


def offer_guide(
    service: CitizenUseCases, consultation: Consultation, form: KioskForm, visit: Visit
) -> None:
    """Show the ways to take the guide along; whoever takes it can go on another day."""
    taking = partial(_paper, service, consultation, form, visit)
    with (
        st.container(key="take", horizontal=True, vertical_alignment="center"),
        errors_shown(visit.locale),
    ):
        if visit.taken.token:
            _show_code(visit)
        with st.container(key="take_ways"):
            words = st.empty()
            with st.container(key="take_buttons", horizontal=True):
                _offer_phone(service, taking, visit)
                offer_print(
                    translate("kiosk.take.print", visit.locale),
                    lambda: service.consulting.take.lay_out(taking()),
                    key="print",
                    while_printing=translate("kiosk.take.printing", visit.locale),
                )
                _offer_leaving(service, visit)
            words.html(_guide_html(visit))  # the number may have come by the last touch


def _paper(
    service: CitizenUseCases, consultation: Consultation, form: KioskForm, visit: Visit
) -> GuidePaper:
    return service.consulting.take.paper(consultation, form, _kept(service, visit))


def _kept(service: CitizenUseCases, visit: Visit) -> ResumeCode | None:
    """Keep the visit as it stands, once, and return what opens it; nothing if none are kept."""
    if not service.visits.keeper.keeps:
        return None
    if visit.taken.code is None or visit.taken.draft != visit.draft:
        visit.taken.code = service.visits.keeper.keep(state_of(visit))
        visit.taken.draft = visit.draft
    return visit.taken.code


def _guide_html(visit: Visit) -> str:
    def say(name: str) -> str:
        return escape(translate(f"kiosk.guide.take.{name}", visit.locale))

    how = say("scan" if visit.taken.token else "how")
    return f"<h2>{say('title')}</h2><p>{how}</p>{_number(visit)}"


def _number(visit: Visit) -> str:
    """Return the number and the digits as HTML, once the visit was kept."""
    kept = visit.taken.code
    if kept is None:
        return ""
    shown = {"number": kept.number, "code": kept.code}
    items = "".join(
        f"<div><dt>{escape(translate(f'kiosk.resume_code.{name}', visit.locale))}</dt>"
        f'<dd class="caseno">{escape(value)}</dd></div>'
        for name, value in shown.items()
    )
    return f"<dl>{items}</dl>"


def _offer_phone(service: CitizenUseCases, taking: Callable[[], GuidePaper], visit: Visit) -> None:
    can = service.consulting.take.go_to_phones and is_reached_by_phones(visit.address)
    if not can or visit.taken.token:
        return
    words = translate("kiosk.guide.take.phone", visit.locale)
    if st.button(words, key="take_phone", icon=":material/qr_code_2:", width="stretch"):
        visit.taken.token = service.consulting.take.offer(taking())
        redraw()


def _show_code(visit: Visit) -> None:
    address = page_at(visit.address, "phone", guide=visit.taken.token, lang=visit.locale)
    code = square_code(address, translate("kiosk.guide.take.code", visit.locale))
    st.html(code, width="content")


def _offer_leaving(service: CitizenUseCases, visit: Visit) -> None:
    words = translate("kiosk.guide.take.leave", visit.locale)
    if service.visits.keeper.keeps and st.button(
        words, key="leave_today", icon=":material/event_upcoming:", width="stretch"
    ):
        kept = _kept(service, visit)
        if kept is not None:
            visit.cursor.lay(ResumeCodeShown(kept))
            redraw()
