"""Leave now and go on another day: a number and a code (law 14: never in a browser)."""

from html import escape

import streamlit as st

from core.i18n import say_day, translate
from core.services.citizens import CitizenUseCases, page_at
from core.working_days import day_of
from pages.kiosk.drawing import redraw
from pages.kiosk.frame import bottom_bar, heading
from pages.kiosk.overlays import ResumeCodeShown
from pages.kiosk.places import place_of
from pages.kiosk.scanning import square_code
from pages.kiosk.telling import errors_shown
from pages.kiosk.visit import Visit
from pages.kiosk.visiting import begin_again, end_visit, resume_visit
from pages.shared.widgets import typed_as


def resume_code_page(service: CitizenUseCases, visit: Visit) -> None:
    """Show the number and the code, which are shown only now."""
    shown = visit.cursor.covered_by(ResumeCodeShown)
    if shown is None:
        begin_again(visit)
        redraw()
    resume_code = shown.code
    last = day_of(resume_code.expires_at)
    heading(
        translate("kiosk.resume_code.kicker", visit.locale),
        translate("kiosk.resume_code.title", visit.locale),
        translate("kiosk.resume_code.lead", visit.locale, day=say_day(last, visit.locale)),
    )
    number, code, scan = (
        escape(translate(f"kiosk.resume_code.{name}", visit.locale))
        for name in ("number", "code", "scan")
    )
    address = page_at(visit.address, "phone", slip=resume_code.number, lang=visit.locale)
    st.html(
        f'<div class="scanning slip">{square_code(address, scan)}<dl>'
        f'<dt>{number}</dt><dd class="caseno">{escape(resume_code.number)}</dd>'
        f'<dt>{code}</dt><dd class="caseno">{escape(resume_code.code)}</dd></dl></div>'
        f'<p class="why">{scan}</p>'
    )
    done = translate("kiosk.resume_code.done", visit.locale)
    if bottom_bar(done, visit.locale, back=False, icon="check").main:
        end_visit(service)
        redraw()


def resume_page(service: CitizenUseCases, visit: Visit) -> None:
    """Ask for the number and the code, and go on where the visit was left."""
    heading(
        translate("kiosk.resume.kicker", visit.locale),
        translate("kiosk.resume.title", visit.locale),
        translate("kiosk.resume.lead", visit.locale),
    )
    notice = st.container(key="told")
    with st.form("resume", border=False, enter_to_submit=False):
        with typed_as("english", "slip"):
            number = st.text_input(
                translate("kiosk.resume.number", visit.locale), key="slip_number"
            )
        with typed_as("digits", "code"):
            code = st.text_input(
                translate("kiosk.resume.code", visit.locale), key="slip_code", max_chars=6
            )
        pressed = bottom_bar(
            translate("kiosk.resume.go_on", visit.locale),
            visit.locale,
            in_form=True,
            other=translate("kiosk.resume.erase", visit.locale),
        )
    if pressed.back:
        begin_again(visit)
        redraw()
    if pressed.other:
        with notice, errors_shown(visit.locale):
            service.visits.keeper.erase(number or "", code or "", place=place_of(service))
            erased = escape(translate("kiosk.resume.erased", visit.locale))
            st.html(f'<p class="why" role="status">{erased}</p>')
    if pressed.main:
        with notice, errors_shown(visit.locale):
            kept = service.visits.keeper.resume(number or "", code or "", place=place_of(service))
            resume_visit(kept, visit)
            redraw()
