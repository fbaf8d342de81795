"""Hand everything in, and note how long it took."""

from contextlib import suppress
from typing import NoReturn

import streamlit as st

from core.errors import FilesGoneError, ServiceError
from core.i18n import translate
from core.services.citizens import KioskService
from pages.kiosk.consulting import form_of
from pages.kiosk.cursor import Step
from pages.kiosk.drawing import redraw
from pages.kiosk.time_estimates import end_work
from pages.kiosk.visit import Visit


def hand_in(service: KioskService, here: Visit) -> NoReturn:
    """Submit once and turn to the receipt; pressing again is the same submission (law 10).

    Where a file is gone, it turns to its paper, and everything else is still there.

    Raises:
        ServiceError: If it cannot be received; then everything is still there.
    """
    try:
        with st.spinner(translate("kiosk.review.sending", here.locale)):
            here.receipt_code = here.receipt_code or service.withdrawal.new_code()
            case = service.submit(here.application(), code=here.receipt_code)
    except FilesGoneError as trouble:
        _ask_again(service, here, trouble)
        redraw()
    end_work(here)
    with suppress(ServiceError):  # the case is received, whatever becomes of the statistics
        service.pace.observe(here.taken)
    here.received(case.number)
    redraw()


def _ask_again(service: KioskService, here: Visit, trouble: FilesGoneError) -> None:
    """Turn to the first paper, or else the first document to sign, of which a file is gone."""
    lost = here.lose(trouble.digests)
    codes = [paper.code for paper in form_of(service, here).papers]
    places = sorted(codes.index(code) for code in lost if code in codes)
    if places:
        here.paper, here.back_to_review = places[0], True
        here.go(Step.MATERIALS)
    else:
        here.go(Step.REVIEW)
        here.signing = _first_unsigned(service, here)
    here.trouble = trouble
    here.attempt += 1


def _first_unsigned(service: KioskService, here: Visit) -> int:
    signed = {one.under for one in here.signatures}
    documents = enumerate(service.prepare(here.application()).documents)
    return next((place for place, one in documents if one.under not in signed), -1)
