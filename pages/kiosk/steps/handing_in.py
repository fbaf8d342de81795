"""Hand everything in, and note how long it took."""

from contextlib import suppress
from typing import NoReturn

import streamlit as st

from core.errors import FilesGoneError, ServiceError
from core.i18n import translate
from core.services.citizens import CitizenUseCases
from pages.kiosk.consulting import form_of
from pages.kiosk.cursor import Step
from pages.kiosk.drawing import redraw
from pages.kiosk.time_estimates import end_work
from pages.kiosk.visit import Visit


def hand_in(service: CitizenUseCases, visit: Visit) -> NoReturn:
    """Submit once and turn to the receipt; pressing again is the same submission (law 10).

    Where a file is gone, it turns to its paper, and everything else is still there.

    Raises:
        ServiceError: If it cannot be received; then everything is still there.
    """
    try:
        with st.spinner(translate("kiosk.review.sending", visit.locale)):
            visit.receipt_code = visit.receipt_code or service.handing_in.new_code()
            case = service.handing_in.submit(visit.application(), code=visit.receipt_code)
    except FilesGoneError as trouble:
        _ask_again(service, visit, trouble)
        redraw()
    end_work(visit)
    with suppress(ServiceError):  # the case is received, whatever becomes of the statistics
        service.visits.time_estimates.observe(visit.taken)
    visit.received(case.number)
    redraw()


def _ask_again(service: CitizenUseCases, visit: Visit, trouble: FilesGoneError) -> None:
    """Turn to the first paper, or else the first document to sign, of which a file is gone."""
    lost = visit.lose(trouble.digests)
    codes = [paper.code for paper in form_of(service, visit).materials]
    places = sorted(codes.index(code) for code in lost if code in codes)
    if places:
        visit.paper, visit.back_to_review = places[0], True
        visit.go(Step.MATERIALS)
    else:
        visit.go(Step.REVIEW)
        visit.signing = _first_unsigned(service, visit)
    visit.trouble = trouble
    visit.attempt += 1


def _first_unsigned(service: CitizenUseCases, visit: Visit) -> int:
    signed = {one.under for one in visit.signatures}
    documents = enumerate(service.handing_in.prepare(visit.application()).documents)
    return next((place for place, one in documents if one.under not in signed), -1)
