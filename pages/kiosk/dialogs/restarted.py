"""After a restart of the server: what the open page still has a key for, to go on with or wipe."""

from html import escape

import streamlit as st

from core.i18n import translate
from core.services.citizens import CitizenUseCases, VisitState
from pages.kiosk.drafting import counts_of, go_on_with_draft
from pages.kiosk.drawing import redraw
from pages.kiosk.frame import bottom_bar, heading
from pages.kiosk.overlays import Restarted, Resuming
from pages.kiosk.theme_presentation import spoken_name
from pages.kiosk.visit import Visit
from pages.kiosk.visiting import begin_again, end_visit
from pages.shared.styling import icon


def restarted_page(service: CitizenUseCases, visit: Visit) -> None:
    """Say what is there, without a name, and let whoever it belongs to go on."""
    shown = visit.cursor.covered_by(Restarted)
    if shown is None:
        begin_again(visit)
        redraw()
    if shown.state is None:
        _begin_anew(service, visit)
        return
    _tell(visit.locale, "kicker", "title", "lead")
    st.html(_what_is_there(service, shown.state, visit.locale))
    _offer_number(service, visit)
    go_on, wipe = (translate(f"kiosk.restarted.{it}", visit.locale) for it in ("go_on", "wipe"))
    pressed = bottom_bar(go_on, visit.locale, back=False, other=wipe)
    if pressed.main:
        go_on_with_draft(shown, shown.state, visit)
        redraw()
    if pressed.other:
        end_visit(service)
        redraw()


def _begin_anew(service: CitizenUseCases, visit: Visit) -> None:
    _tell(visit.locale, "kicker", "nothing", "nothing_lead")
    _offer_number(service, visit)
    words = translate("kiosk.restarted.anew", visit.locale)
    if bottom_bar(words, visit.locale, back=False).main:
        end_visit(service)
        redraw()


def _tell(locale: str, kicker: str, title: str, lead: str) -> None:
    heading(*(translate(f"kiosk.restarted.{it}", locale) for it in (kicker, title, lead)))


def _what_is_there(service: CitizenUseCases, state: VisitState, locale: str) -> str:
    kept = state.application
    code, version = kept.theme_code, kept.theme_version
    consultation = service.consulting.consult(code, version, kept.answers)
    counts = counts_of(state)
    lines = [
        spoken_name(code, consultation.theme_name, locale),
        *(translate(f"kiosk.restarted.{name}", locale, n=counts[name]) for name in counts),
    ]
    items = "".join(
        f"<li>{icon('task_alt', 'sq')}<div><strong>{escape(line)}</strong></div></li>"
        for line in lines
    )
    title = escape(translate("kiosk.restarted.there", locale))
    return f'<section class="sec"><h2>{title}</h2><ul class="items">{items}</ul></section>'


def _offer_number(service: CitizenUseCases, visit: Visit) -> None:
    if service.visits.keeper.keeps:
        st.button(
            translate("kiosk.restarted.number", visit.locale),
            icon=":material/search:",
            key="by_number",
            on_click=visit.cursor.lay,
            args=(Resuming(),),
        )
