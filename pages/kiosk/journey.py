"""The way through the kiosk: every step has one page."""

import logging
import traceback
from collections.abc import Callable
from functools import partial

from core.i18n import translate
from core.services.citizens import KioskService
from pages.kiosk.cursor import Step
from pages.kiosk.dialogs import photos, privacy, regions, signing, texts, tracking
from pages.kiosk.dialogs.resume_codes import resume_code_page, resume_page
from pages.kiosk.drawing import draw_around
from pages.kiosk.frame import draw_frame
from pages.kiosk.idle import watch_over
from pages.kiosk.reading_aloud import offer_reading
from pages.kiosk.scanning import base_address
from pages.kiosk.steps import form, guide, materials, questions, receipt, review, welcome
from pages.kiosk.telling import errors_told
from pages.kiosk.visit import Visit
from pages.kiosk.visiting import keep_alive, note_begin, visit
from pages.shared.feedback import tell
from pages.shared.forgetting import begin_session
from pages.shared.styling import begin_at_top

Page = Callable[[KioskService, Visit], None]

_PAGES: dict[Step, Page] = {
    Step.WELCOME: welcome.page,
    Step.QUESTIONS: questions.page,
    Step.GUIDE: guide.page,
    Step.FORM: form.page,
    Step.MATERIALS: materials.page,
    Step.REVIEW: review.page,
    Step.RECEIPT: receipt.page,
}

_log = logging.getLogger(__name__)


_ERRANDS: dict[str, Page] = {"resume": resume_page, "track": tracking.page}


def page(service: KioskService, *, idle_seconds: int = 0, address: str = "") -> None:
    """Show the page of the step the visit is at.

    Args:
        service: What the kiosk can do.
        idle_seconds: After how long without a touch everything is forgotten; 0 is never.
        address: How phones reach this kiosk; nothing is as the browser here does.
    """
    begin_session()
    visit().address = base_address(address)
    draw_around(partial(_frame, service, idle_seconds), partial(_page, service))


def _frame(service: KioskService, idle_seconds: int) -> None:
    here = visit()
    if idle_seconds:
        watch_over(service, here, idle_seconds)
    draw_frame(service, here)
    offer_reading(here)


def _page(service: KioskService) -> None:
    here = visit()
    try:
        with errors_told(here.locale):
            privacy.look_what_is_open(service, here)
            begin_at_top(here.locale, here.place)
            note_begin(service, here)
            keep_alive(service, here)
            (privacy.page if here.telling else _page_of(here))(service, here)
    except Exception as error:
        # The message of an error may hold what somebody typed; where it happened does not.
        where = "".join(traceback.format_tb(error.__traceback__))
        _log.error("%s on the kiosk\n%s", type(error).__name__, where)
        tell(translate("error.unknown", here.locale))


def _page_of(here: Visit) -> Page:
    if here.slip is not None:
        return resume_code_page
    if here.choosing is not None:
        return regions.page
    if here.picturing is not None:
        return photos.page
    if here.signing >= 0:
        return signing.page
    if here.reading:
        return texts.page
    return _ERRANDS.get(here.errand) or _PAGES[here.step]
