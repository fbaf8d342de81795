"""The kiosk in a presentation: every stop is put on the screen, and what comes next is outlined.

A hand at the kiosk goes its own way: then the bar pauses, and goes on from where that has led.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from core.errors import ServiceError
from core.services.citizens import CitizenUseCases, VisitStep
from core.services.trainers import (
    EnteredRoom,
    PresentedNow,
    PresentScenario,
    StopPlace,
    TouchKind,
    stop_at,
)
from core.services.trainers.play_scenario import CODE
from pages.kiosk.consulting import form_of, told_of
from pages.kiosk.cursor import Cursor
from pages.kiosk.dialogs.identifying import name_key, number_key
from pages.kiosk.memories import ReceivedCase
from pages.kiosk.overlays import ReadingText, Signing, Tracking
from pages.kiosk.pointing import outlined
from pages.kiosk.visit import Visit
from pages.kiosk.visiting import current_visit
from pages.shared.presenter import PresenterBar, point_at
from pages.shared.state import keep_under, remember, remembered

_TEXT, _SIGN = "text:", "sign:"


@dataclass
class StopPut:
    """Which move was put on the screen last, and how often one was."""

    revision: int = -1
    times: int = 0


def present(presenting: PresentScenario, shown: PresentedNow, room: EnteredRoom) -> None:
    """Put the stop on the screen, with the bar above it and an outline of what is touched next."""
    service = room.kiosk
    follow(presenting, shown, service)
    visit = current_visit()
    with suppress(ServiceError):  # the page itself says what is wrong
        point_at(outlined(shown, service, visit), shown, visit.locale)
    look = partial(look_for_hand, presenting, service)
    PresenterBar(presenting, room.state.code, visit.locale, look).draw(shown)


def follow(presenting: PresentScenario, shown: PresentedNow, service: CitizenUseCases) -> None:
    """Put the stop on the screen, unless it is there, or a hand went its own way."""
    put, position = remembered(StopPut), shown.position
    if put.revision == position.revision:
        return
    is_moved = not position.is_taken_over
    put.revision, put.times = position.revision, put.times + 1
    if is_moved:
        _put(presenting, shown, service, put.times)


def look_for_hand(
    presenting: PresentScenario, service: CitizenUseCases, shown: PresentedNow
) -> None:
    """Pause if the screen shows something else than was put there."""
    put, position, visit = remembered(StopPut), shown.position, current_visit()
    if put.revision != position.revision or position.is_taken_over or shown.stop.place is None:
        return
    if shown.stop.is_of_case or shown.stop.stage in {"receipt", "end"}:
        return
    with suppress(ServiceError):  # what cannot be told leads nowhere in the script
        place = place_of(service, visit)
        if place == shown.stop.place:
            return
        put.revision = presenting.take_over(
            stop_at(shown.stops, place, position.at), position.revision
        ).revision


def place_of(service: CitizenUseCases, visit: Visit) -> StopPlace:
    """Return where somebody is, as scripts say it."""
    cursor = visit.cursor
    step, question, is_offering, cover = cursor.step, "", False, ""
    if step is VisitStep.QUESTIONS:
        asked = told_of(service, visit).question
        question = cursor.question or (asked.id if asked else "")
    if step is VisitStep.FORM and cursor.offering:
        is_offering = bool(form_of(service, visit).licences)
    if cursor.cover is not None:
        cover = cursor.cover.place
    if isinstance(cursor.cover, ReadingText):
        cover = f"{_TEXT}{cursor.cover.material}"
    if isinstance(cursor.cover, Signing):
        cover = f"{_SIGN}{cursor.cover.number}"
    return StopPlace(
        step.value,
        question,
        cursor.page if step is VisitStep.FORM else 0,
        cursor.material if step is VisitStep.MATERIALS else 0,
        cover,
        is_naming=step is VisitStep.WHO and cursor.naming,
        is_offering=is_offering,
        is_told=bool(cursor.telling),
    )


def _put(
    presenting: PresentScenario, shown: PresentedNow, service: CitizenUseCases, times: int
) -> None:
    visit, stop = current_visit(), shown.stop
    settings = visit.settings()
    if stop.is_of_case or stop.stage in {"receipt", "end"}:
        remember(_with_case(presenting, shown, settings))
        return
    fields = _fields_beside(shown)
    remember(
        replace(
            settings,
            draft=shown.current.draft,
            cursor=_cursor_at(stop.place or StopPlace(VisitStep.WELCOME.value)),
            renewed=[place for place in fields for _ in range(times)],
            drawn=times,
        )
    )
    for place in fields:  # who acts is named outside the form, where fields keep what they hold
        for key in (name_key(place), number_key(place)):
            keep_under(key, shown.current.draft.values.get(place))


def _with_case(presenting: PresentScenario, shown: PresentedNow, settings: Visit) -> Visit:
    """Return a visit that shows the receipt, or where the case stands by now."""
    case = presenting.case(shown.position)
    if case is None:
        return settings
    if shown.stop.stage == "receipt":
        received = ReceivedCase(case.number, CODE)
        return replace(settings, cursor=Cursor(step=VisitStep.RECEIPT), received=received)
    return replace(settings, cursor=Cursor(over=Tracking(case=presenting.credentials(case))))


def _cursor_at(place: StopPlace) -> Cursor:
    cursor = Cursor(
        step=VisitStep(place.step),
        question=place.question,
        page=place.page,
        material=place.material,
        naming=place.is_naming,
        offering=place.is_offering,
    )
    kind, _, name = place.cover.partition(":")
    if place.cover.startswith(_TEXT):
        cursor.lay(ReadingText(name))
    elif kind == _SIGN.rstrip(":"):
        cursor.lay(Signing(int(name)))
    return cursor


def _fields_beside(shown: PresentedNow) -> tuple[str, ...]:
    """Return the places of the form on the page that is shown."""
    return tuple(
        touch.place
        for stop in shown.stops
        if stop.place == shown.stop.place
        for touch in stop.touches
        if touch.kind is TouchKind.ENTRY
    )
