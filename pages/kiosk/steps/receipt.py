"""We have it: the receipt (收件凭证), first to take, then to read; at the end all is wiped."""

from functools import partial
from html import escape

import streamlit as st

from core.cases.models import Upload
from core.catalogue.models import short_name
from core.i18n import translate
from core.receipts.models import Receipt
from core.services.citizens import CitizenUseCases, OwedMaterial
from pages.kiosk.dialogs.rating import ask_how_it_was
from pages.kiosk.dialogs.supplying import Supplied, offer_to_supply
from pages.kiosk.drawing import redraw
from pages.kiosk.frame import bottom_bar, tell_trouble
from pages.kiosk.steps.receipt_paper import paper
from pages.kiosk.steps.receipt_to_take import offer_to_take
from pages.kiosk.visit import Visit
from pages.kiosk.visiting import end_visit
from pages.kiosk.wording import day_words
from pages.shared.styling import icon
from pages.shared.translating import said


def page(service: CitizenUseCases, visit: Visit) -> None:
    """Show the receipt of the case."""
    receipt = service.handing_in.receipt(
        visit.received.number, code=visit.received.code, address=visit.address
    )
    title = escape(translate("kiosk.receipt.title", visit.locale))
    st.html(
        f'<div class="page"><div class="okline">{icon("task_alt")}'
        f'<div><h1>{title}</h1><p class="lead">{escape(_lead(receipt, visit.locale))}</p></div>'
        "</div></div>"
    )
    tell_trouble(visit)
    offer_to_take(service, receipt, visit)
    _owed(service, receipt, visit)
    st.html(paper(receipt, visit.locale))
    rate = partial(service.tracking.rate_received, visit.received.number)
    ask_how_it_was(service.tracking.level_of(visit.received.number), rate, visit)
    done = translate("kiosk.receipt.done", visit.locale)
    if bottom_bar(done, visit.locale, back=False, icon="check").main:
        end_visit(service)
        redraw()


def _lead(receipt: Receipt, locale: str) -> str:
    """Say what this is, and by when it is done."""
    kind = "lead" if receipt.working_days else "lead_at_once"
    return translate(f"kiosk.receipt.{kind}", locale, days=receipt.working_days)


def _owed(service: CitizenUseCases, receipt: Receipt, visit: Visit) -> None:
    """Say what the person still has to do for it, until when, and let them do it right here."""
    if not receipt.owed:
        words = escape(translate("kiosk.receipt.owes_nothing", visit.locale))
        st.html(f'<div class="given" role="status">{icon("task_alt")}<p><b>{words}</b></p></div>')
        return
    for place, material in enumerate(service.tracking.supply_received.owed(receipt.case_number)):
        st.html(_band(material, visit.locale))
        if visit.received.supplying == material.code:
            _supply(service, material, place, visit)
            continue
        st.button(
            translate("kiosk.receipt.owed.now", visit.locale),
            icon=":material/photo_camera:",
            key=f"supply.{place}",
            on_click=_open,
            args=(material, visit),
        )


def _open(material: OwedMaterial, visit: Visit) -> None:
    visit.received.supplying = material.code


def _supply(service: CitizenUseCases, owed: OwedMaterial, place: int, visit: Visit) -> None:
    number, supply = visit.received.number, service.tracking.supply_received

    def hand_in(name: str, content: bytes) -> None:
        supply(number, owed, name=name, content=content)

    def take(upload: Upload) -> None:
        supply.take(number, owed, upload)

    offer_to_supply(service, Supplied(owed.key, owed.name, f"owed.{place}", hand_in, take), visit)


def _band(material: OwedMaterial, locale: str) -> str:
    """Return one material that is owed as HTML, with the one day until which it is handed in."""

    def say(name: str, **params: object) -> str:
        return escape(translate(f"kiosk.receipt.owed.{name}", locale, **params))

    until = material.until
    last_day = escape(day_words(until.day, locale))
    day = f'<p class="day"><small>{say("until")}</small><b>{last_day}</b></p>'
    more = "" if until.is_certain else f'<p class="src">{say("provisional")}</p>'
    about = {"paper": said(material.name), "subject": said(short_name(material.about))}
    name = escape(translate("kiosk.guide.paper_about", locale, **about))
    return (
        f'<section class="debt"><div><h2>{say("title")}</h2><p><b>{name}</b></p>'
        f"<p>{say('how', matter=said(until.matter_name))}</p>{more}</div>{day}</section>"
    )
