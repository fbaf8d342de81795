"""Hand everything in, and note how long it took."""

from contextlib import suppress
from typing import NoReturn

import streamlit as st

from core.errors import FilesGoneError, ServiceError
from core.i18n import translate
from core.services.citizens import CitizenUseCases, VisitStep, drafts
from pages.kiosk.consulting import form_of
from pages.kiosk.drawing import redraw
from pages.kiosk.overlays import Signing
from pages.kiosk.time_estimates import end_work
from pages.kiosk.visit import Visit
from pages.kiosk.visiting import receive_case


def hand_in(service: CitizenUseCases, visit: Visit) -> NoReturn:
    """Submit once and turn to the receipt; pressing again is the same submission (law 10).

    Where a file is gone, it turns to its paper, and everything else is still there.

    Raises:
        ServiceError: If it cannot be received; then everything is still there.
    """
    try:
        with st.spinner(translate("kiosk.review.sending", visit.locale)):
            visit.received.code = visit.received.code or service.handing_in.new_code()
            case = service.handing_in.submit(visit.draft.application(), code=visit.received.code)
    except FilesGoneError as trouble:
        _ask_again(service, visit, trouble)
        redraw()
    end_work(visit)
    with suppress(ServiceError):  # the case is received, whatever becomes of the statistics
        service.visits.time_estimates.observe(visit.timing.totals)
    receive_case(visit, case.number)
    redraw()


def _ask_again(service: CitizenUseCases, visit: Visit, trouble: FilesGoneError) -> None:
    """Turn to the first paper, or else the first document to sign, of which a file is gone."""
    lost = drafts.materials_of(visit.draft, trouble.digests)
    visit.change(drafts.lose, trouble.digests)
    codes = [paper.code for paper in form_of(service, visit).materials]
    places = sorted(codes.index(code) for code in lost if code in codes)
    if places:
        visit.cursor.material, visit.cursor.back_to_review = places[0], True
        visit.go(VisitStep.MATERIALS)
    else:
        visit.go(VisitStep.REVIEW)
        _turn_to_unsigned(service, visit)
    visit.trouble.error = trouble
    visit.trouble.attempt += 1


def _turn_to_unsigned(service: CitizenUseCases, visit: Visit) -> None:
    """Turn to the first document that is not signed, if there is one."""
    signed = {signature.under for signature in visit.draft.signatures}
    documents = service.handing_in.prepare(visit.draft.application()).documents
    for number, document in enumerate(documents):
        if document.under not in signed:
            visit.cursor.lay(Signing(number))
            return
