"""Hand everything in, and note how long it took."""

from contextlib import suppress
from typing import NoReturn

import streamlit as st

from core.errors import ServiceError
from core.i18n import translate
from core.services.kiosk import KioskService
from pages.kiosk.drawing import redraw
from pages.kiosk.pacing import end_work
from pages.kiosk.visit import Visit


def hand_in(service: KioskService, here: Visit) -> NoReturn:
    """Submit once and turn to the receipt; pressing again is the same submission (law 10).

    Raises:
        ServiceError: If it cannot be received; then everything is still there.
    """
    with st.spinner(translate("kiosk.review.sending", here.locale)):
        case = service.submit(here.application())
    end_work(here)
    with suppress(ServiceError):  # the case is received, whatever becomes of the statistics
        service.pace.observe(here.taken)
    here.received(case.number)
    redraw()
