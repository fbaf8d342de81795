"""Where a case stands: whose turn it is, the latest day, what is owed; rate it, withdraw it."""

from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from core.cases.models import Upload
from core.catalogue.models import short_name
from core.errors import ServiceError
from core.i18n import listed, translate
from core.services.citizens import (
    CitizenUseCases,
    Credentials,
    OwedMaterial,
    TrackedCase,
)
from pages.kiosk.dialogs import own_data
from pages.kiosk.dialogs.agents import show_agents
from pages.kiosk.dialogs.correcting import show_notice
from pages.kiosk.dialogs.matter_standing import matters_html
from pages.kiosk.dialogs.rating import ask_how_it_was
from pages.kiosk.dialogs.supplying import Supplied, offer_to_supply
from pages.kiosk.dialogs.tracked_case import tracked_case
from pages.kiosk.dialogs.withdrawing import offer_withdrawing
from pages.kiosk.drawing import redraw
from pages.kiosk.frame import bottom_bar, heading, tell_trouble
from pages.kiosk.overlays import Tracking
from pages.kiosk.places import place_of
from pages.kiosk.telling import errors_shown
from pages.kiosk.visit import Visit
from pages.kiosk.visiting import begin_again, end_visit
from pages.kiosk.wording import until_in_words
from pages.shared.feedback import tell
from pages.shared.handing_over import offer_file
from pages.shared.translating import said
from pages.shared.widgets import typed_as


def page(service: CitizenUseCases, visit: Visit) -> None:
    """Ask which case, or show it."""
    tracking = visit.cursor.covered_by(Tracking)
    if tracking is None or tracking.case is None:
        _ask_which(service, visit, tracking.number if tracking else "")
        return
    if tracking.own is not None:
        own_data.page(service, tracking.case, visit)
        return
    try:
        case = service.tracking.look(tracking.case)
    except ServiceError:
        visit.cursor.lay(replace(tracking, case=None))
        raise
    _show(service, case, visit)


def open_scanned(visit: Visit) -> None:
    """Ask about the case that the code on a receipt names; the address names it no longer."""
    number = st.query_params.get("case", "")
    if number:
        del st.query_params["case"]
        if not visit.has_begun:
            visit.cursor.lay(Tracking(number=number))


def _ask_which(service: CitizenUseCases, visit: Visit, number: str) -> None:
    heading(
        *(translate(f"kiosk.track.{name}", visit.locale) for name in ("kicker", "title", "lead"))
    )
    wide = st.container(key="told")
    with st.form("track", border=False, enter_to_submit=False):
        with typed_as("english", "case"):
            typed = st.text_input(
                translate("kiosk.track.number", visit.locale), value=number, key="case_number"
            )
        with typed_as("identity", "four"):
            four = st.text_input(
                translate("kiosk.track.four", visit.locale), key="last_four", max_chars=4
            )
        pressed = bottom_bar(
            translate("kiosk.track.look", visit.locale), visit.locale, in_form=True
        )
    if pressed.back:
        begin_again(visit)
        redraw()
    if pressed.main:
        asked = Credentials(typed or "", four or "", place=place_of(service))
        with wide, errors_shown(visit.locale):
            service.tracking.look(asked)
            visit.cursor.lay(Tracking(case=asked))
            redraw()


def _show(service: CitizenUseCases, case: TrackedCase, visit: Visit) -> None:
    receipt = case.receipt
    heading(
        translate("kiosk.track.case", visit.locale, number=receipt.case_number),
        receipt.theme_name,
        _standing(case, visit.locale),
    )
    tell_trouble(visit)
    if case.quarantined and case.is_open:
        names = listed([said(name) for name in case.quarantined], visit.locale)
        tell(translate("kiosk.track.quarantined", visit.locale, names=names))
    show_notice(service, case, visit)
    st.html(matters_html(case, visit.locale))
    for place, paper in enumerate(_owed_besides(case)):
        _owed(service, paper, place, visit)
    show_agents(service, case, visit)
    asked = tracked_case(visit)
    if asked is not None:
        _offer_receipts(service, case, asked, visit)
        ask_how_it_was(case.level, partial(service.tracking.rate, asked), visit)
    if case.is_open:
        offer_withdrawing(service, visit, has_code=case.has_code)
    own_data.offer_own_data(visit)
    if bottom_bar(translate("kiosk.track.done", visit.locale), visit.locale, back=False).main:
        end_visit(service)
        redraw()


def _standing(case: TrackedCase, locale: str) -> str:
    if case.once:
        return translate("kiosk.track.status.correcting", locale, n=len(case.once))
    if case.is_open and case.owed:
        return translate("kiosk.track.status.owing", locale, owed=len(case.owed))
    return translate(f"kiosk.track.status.{case.status}", locale)


def _offer_receipts(
    service: CitizenUseCases, case: TrackedCase, asked: Credentials, visit: Visit
) -> None:
    """Offer the receipt of each payment, and of each refund."""
    for line in case.receipts:
        key = "kiosk.track.refund" if line.is_refund else "kiosk.track.paid"
        offer_file(
            translate(key, visit.locale, name=said(line.matter_name), amount=line.amount),
            partial(service.tracking.payment_receipt, asked, line.sequence),
            name=f"{line.case_number}-{said(line.matter_name)}-{line.sequence}.pdf",
            media_type="application/pdf",
            key=f"paid.{line.sequence}",
        )


def _owed_besides(case: TrackedCase) -> list[OwedMaterial]:
    """Return the papers that are owed, but for those that a notice asks for above."""
    asked = {request.correction.fault.material for request in case.to_correct}
    owed = case.owed if case.is_open else ()
    return [paper for paper in owed if paper.key not in asked]


def _owed(service: CitizenUseCases, paper: OwedMaterial, place: int, visit: Visit) -> None:
    """Take a paper that was promised for later, right here."""
    title = translate("kiosk.track.owed", visit.locale, name=said(paper.name))
    about = translate("kiosk.guide.about", visit.locale, subject=said(short_name(paper.about)))
    st.html(
        f'<section class="sec"><h2>{escape(title)}</h2><p class="src">{escape(about)}</p>'
        f"<p>{escape(until_in_words(paper.until, visit.locale))}</p></section>"
    )

    def hand_in(name: str, content: bytes) -> None:
        asked = tracked_case(visit)
        if asked is not None:
            service.tracking.supply(asked, paper, name=name, content=content)

    def take(upload: Upload) -> None:
        asked = tracked_case(visit)
        if asked is not None:
            service.tracking.supply.take(asked, paper, upload)

    supplied = Supplied(paper.key, paper.name, f"owed.{place}", hand_in, take)
    offer_to_supply(service, supplied, visit)
