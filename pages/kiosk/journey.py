"""The way through the kiosk: every step has one page."""

import logging
import traceback
from collections.abc import Callable
from functools import partial

from core.i18n import translate
from core.services.citizens import CitizenUseCases, VisitStep
from pages.kiosk.dialogs import on_phone, photos, privacy, regions, signing, texts, tracking
from pages.kiosk.dialogs.restarted import restarted_page
from pages.kiosk.dialogs.resume_codes import resume_code_page, resume_page
from pages.kiosk.drafting import keep_draft
from pages.kiosk.drawing import draw_around
from pages.kiosk.frame import draw_frame
from pages.kiosk.glass import lay_glass
from pages.kiosk.idle import watch_over
from pages.kiosk.overlays import (
    ChoosingRegion,
    Helping,
    OnPhone,
    ReadingText,
    Restarted,
    ResumeCodeShown,
    Resuming,
    Signing,
    TakingPhoto,
    Tracking,
)
from pages.kiosk.reading_aloud import offer_reading
from pages.kiosk.scanning import base_address
from pages.kiosk.steps import (
    authorising,
    form,
    guide,
    helping,
    materials,
    questions,
    receipt,
    review,
    welcome,
    who,
)
from pages.kiosk.steps.stopped import tell_stops
from pages.kiosk.telling import errors_shown
from pages.kiosk.visit import Visit
from pages.kiosk.visiting import current_visit, keep_alive, note_begin
from pages.shared.feedback import tell
from pages.shared.forgetting import begin_session
from pages.shared.rooms import draw_anew_if_begun_anew
from pages.shared.styling import begin_at_top
from pages.shared.translating import tell_translated, translate_with

Page = Callable[[CitizenUseCases, Visit], None]

_PAGES: dict[VisitStep, Page] = {
    VisitStep.WELCOME: welcome.page,
    VisitStep.QUESTIONS: questions.page,
    VisitStep.GUIDE: guide.page,
    VisitStep.WHO: who.page,
    VisitStep.FORM: form.page,
    VisitStep.MATERIALS: materials.page,
    VisitStep.REVIEW: review.page,
    VisitStep.RECEIPT: receipt.page,
}

_log = logging.getLogger(__name__)


_COVERS: dict[type, Page] = {
    ResumeCodeShown: resume_code_page,
    OnPhone: on_phone.page,
    Resuming: resume_page,
    Restarted: restarted_page,
    Tracking: tracking.page,
    ChoosingRegion: regions.page,
    TakingPhoto: photos.page,
    Signing: signing.page,
    Helping: helping.page,
    ReadingText: texts.page,
}
"""What has a page of its own; the rest lies over the page of the step."""


def page(service: CitizenUseCases, *, idle_seconds: int = 0, address: str = "") -> None:
    """Show the page of the step the visit is at.

    Args:
        service: What the kiosk can do.
        idle_seconds: After how long without a touch everything is forgotten; 0 is never.
        address: How phones reach this kiosk; nothing is as the browser here does.
    """
    begin_session()
    current_visit().address = base_address(address)
    tracking.open_scanned(current_visit())
    draw_around(partial(_frame, service, idle_seconds), partial(draw_page, service))


def _frame(service: CitizenUseCases, idle_seconds: int) -> None:
    visit = current_visit()
    if idle_seconds:
        watch_over(service, visit, idle_seconds)
    lay_glass(service, visit)
    draw_frame(service, visit)
    offer_reading(visit)


def draw_page(service: CitizenUseCases) -> None:
    """Draw the page of the visit, without the frame around it."""
    draw_anew_if_begun_anew()
    visit = current_visit()
    try:
        with errors_shown(visit.locale):
            translate_with(service.consulting.words, visit.locale)
            privacy.look_what_is_open(service, visit)
            begin_at_top(visit.locale, visit.place)
            note_begin(service, visit)
            keep_alive(service, visit)
            if visit.cursor.telling:
                privacy.page(service, visit)
            else:
                tell_stops(service, visit)
                _draw_step(service, visit)
            tell_translated(visit.locale)
            keep_draft(service, visit)
    except Exception as error:
        # The message of an error may hold what somebody typed; where it happened does not.
        where = "".join(traceback.format_tb(error.__traceback__))
        _log.error("%s on the kiosk\n%s", type(error).__name__, where)
        tell(translate("error.unknown", visit.locale))


def _draw_step(service: CitizenUseCases, visit: Visit) -> None:
    """Draw the page of the step, or first what an agent may where somebody acts for another."""
    asked = authorising.asked_of(service, visit)
    if asked is not None:
        authorising.page(service, asked, visit)
    else:
        _page_of(visit)(service, visit)


def _page_of(visit: Visit) -> Page:
    return _COVERS.get(type(visit.cursor.cover)) or _PAGES[visit.cursor.step]
