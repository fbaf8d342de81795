"""The form goes to the applicant's own phone, where they know the way, and comes back."""

from html import escape

import streamlit as st

from core.errors import LinkExpiredError
from core.i18n import translate
from core.services.citizens import CitizenUseCases, LentForm, page_at
from pages.kiosk.consulting import form_of
from pages.kiosk.frame import bottom_bar, heading
from pages.kiosk.memories import SharedForm
from pages.kiosk.overlays import OnPhone
from pages.kiosk.scanning import square_code
from pages.kiosk.visit import Visit
from pages.kiosk.visiting import resume_visit, state_of

_EVERY_SECONDS = 1
"""How often the kiosk looks how far the phone is: both screens are to stay in step."""


def offer_phone_form(service: CitizenUseCases, visit: Visit) -> None:
    """Show the button that sends the form to a phone, where that is possible."""
    if service.phone.forms.lends and not visit.shared.is_phone:
        st.button(
            translate("kiosk.lent.offer", visit.locale),
            icon=":material/smartphone:",
            key="lend",
            on_click=_lend,
            args=(service, visit),
        )


def _lend(service: CitizenUseCases, visit: Visit) -> None:
    state, pages = state_of(visit), len(form_of(service, visit).pages)
    token = service.phone.forms.lend(LentForm(state, visit.cursor.page + 1, pages))
    visit.shared = SharedForm(token, seen=state)
    visit.cursor.lay(OnPhone())


def page(service: CitizenUseCases, visit: Visit) -> None:
    """Show how far the phone is; the one thing to touch takes the form back."""
    st.fragment(run_every=_EVERY_SECONDS)(_follow)(service, visit)
    words = translate("kiosk.lent.take_back", visit.locale)
    bottom_bar(words, visit.locale, back=False, icon="undo", on_main=lambda: _take(service, visit))


def _follow(service: CitizenUseCases, visit: Visit) -> None:
    try:
        form = service.phone.forms.look(visit.shared.token)
    except LinkExpiredError:
        _take(service, visit)
        st.rerun()
    visit.shared.seen = form.state
    if form.is_returned:
        _take(service, visit)
        st.rerun()
    if form.changes != visit.shared.changes:
        visit.shared.changes = form.changes
        st.rerun()  # the watch over an idle screen is told that somebody is there
    _tell(form, visit)


def _tell(form: LentForm, visit: Visit) -> None:
    name = "filling" if form.is_open else "waiting"
    counted = {"page": form.page, "pages": form.pages}
    heading(
        translate("kiosk.lent.kicker", visit.locale),
        translate(f"kiosk.lent.{name}.title", visit.locale, **counted),
        translate(f"kiosk.lent.{name}.lead", visit.locale),
    )
    if not form.is_open:
        address = page_at(visit.address, "phone", form=visit.shared.token, lang=visit.locale)
        scan = translate("kiosk.lent.code", visit.locale)
        st.html(f'<div class="scanning">{square_code(address, scan)}</div>')
    elif form.last:
        last = translate("kiosk.lent.last", visit.locale, label=form.last)
        st.html(f'<p class="why" role="status">{escape(last)}</p>')


def _take(service: CitizenUseCases, visit: Visit) -> None:
    """Go on here with what the phone has kept; nothing of it is lost if its time was over."""
    state = visit.shared.seen
    try:
        state = service.phone.forms.take(visit.shared.token)
    except LinkExpiredError:
        service.phone.forms.close(visit.shared.token)
    if state is not None:
        resume_visit(state, visit)
