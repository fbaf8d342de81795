"""Begin a visit, go on with one, end it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from time import monotonic
from typing import Any

from core.errors import ServiceError
from core.services.citizens import (
    AddressParts,
    CitizenUseCases,
    VisitState,
    VisitStep,
    drafts,
)
from pages.kiosk.cursor import Cursor
from pages.kiosk.memories import ReceivedCase
from pages.kiosk.overlays import Restarted
from pages.kiosk.visit import Visit, new_draft
from pages.shared.forgetting import SessionWatch, leave_session
from pages.shared.rooms import Seat
from pages.shared.state import (
    SEAT,
    forget_everything,
    keep_under,
    kept_under,
    remember,
    remembered,
)

_BEGUN = "begun"
"""Where the visit is kept that was noted last."""
_RENEWED_EVERY = 600.0
"""Seconds; far less than a hold lasts."""


def choose_theme(visit: Visit, theme: str, version: int) -> None:
    """Pin a theme. Another one than before starts anew, as its questions differ."""
    chosen = visit
    if (visit.draft.theme_code, visit.draft.theme_version) != (theme, version):
        chosen = replace(visit.settings(), draft=new_draft(theme, version))
        remember(chosen)
    chosen.go(VisitStep.QUESTIONS)


def state_of(visit: Visit) -> VisitState:
    """Return what has to be kept of a visit, so that it can be gone on with."""
    beside = drafts.beside_application(visit.draft)
    where = {
        "step": visit.cursor.step.value,
        "page": visit.cursor.page,
        "paper": visit.cursor.material,
        "renewed": visit.renewed,
        "regions": {
            at: p.region for at, p in visit.addresses.items() if p.region and not p.written
        },
        "told_papers": visit.materials_shown,
        "form": visit.on_paper,
    }
    return VisitState(visit.draft.application(), {**beside, **where})


def resume_visit(state: VisitState, visit: Visit) -> None:
    """Put a visit that was left in the place of this one, in the language and size of this one.

    An earlier release kept less, and numbered the steps.
    """
    where = state.place
    again = replace(
        visit.settings(),
        draft=drafts.resume_draft(state.application, where),
        cursor=Cursor(page=where.get("page", 0), material=where.get("paper", 0)),
        renewed=where.get("renewed", []),
        addresses={at: AddressParts(name) for at, name in where.get("regions", {}).items()},
        materials_shown=where.get("told_papers"),
        on_paper=where.get("form", {}),
    )
    again.go(drafts.read_step(where["step"]))
    remember(again)


def receive_case(visit: Visit, number: str) -> None:
    """Keep the number of the case and drop what was handed in: it is safe now."""
    received = replace(
        visit.settings(),
        cursor=Cursor(step=VisitStep.RECEIPT),
        received=ReceivedCase(number, visit.received.code),
    )
    remember(received)


def begin_again(visit: Visit) -> None:
    """Go back to the first page, in the same language and size."""
    remember(visit.settings())
    leave_session()


def current_visit() -> Visit:
    """Return the current visit, starting one if there is none."""
    return remembered(Visit)


def end_visit(service: CitizenUseCases) -> None:
    """Forget this person: nothing stays in the session, and no phone can send any more.

    What they handed in goes as well, unless they go on another day.
    """
    ended = current_visit()
    forget_everything()
    leave_session()
    _let_go(service, ended)


def _let_go(service: CitizenUseCases, ended: Visit) -> None:
    if ended.shared.is_phone:  # the visit is the kiosk's
        return
    if ended.draft.theme_code:
        service.visits.drafts.drop(ended.key)
    shown = ended.cursor.covered_by(Restarted)
    if shown is not None:
        _let_go_of_draft(service, shown)
    with suppress(ServiceError):  # both end by themselves, within minutes and hours
        _close_phones(service, ended)
        if ended.holds_files and not ended.is_left:
            service.materials.leases.let_go(ended.draft.submission_key)


def _close_phones(service: CitizenUseCases, ended: Visit) -> None:
    if ended.shared.token:
        service.phone.forms.close(ended.shared.token)
    if ended.phone.token:
        service.phone.files.close(ended.draft.submission_key)


def _let_go_of_draft(service: CitizenUseCases, shown: Restarted) -> None:
    """Wipe what a restart left, with its files: nobody goes on with it."""
    service.visits.drafts.drop(shown.key)
    if shown.state is not None:
        with suppress(ServiceError):  # as above
            service.materials.leases.let_go(shown.state.application.submission_key)


def watch_sessions(service: CitizenUseCases, seconds: float) -> SessionWatch:
    """Return what ends the visits of browsers that are gone for so long.

    A visit in a training room is let go of in that room.
    """

    def let_go(memory: Mapping[str, Any]) -> None:
        seat = memory.get(SEAT)
        use_cases = seat.room.kiosk if isinstance(seat, Seat) else service
        for value in memory.values():
            if isinstance(value, Visit):
                _let_go(use_cases, value)

    return SessionWatch(seconds, let_go)


def note_begin(service: CitizenUseCases, visit: Visit) -> None:
    """Note once a session and visit that somebody has begun with something, or goes on with it."""
    if visit.draft.theme_code and kept_under(_BEGUN) != visit.draft.submission_key:
        service.visits.time_estimates.begin()
        keep_under(_BEGUN, visit.draft.submission_key)


def keep_alive(service: CitizenUseCases, visit: Visit) -> None:
    """Hold the files of a visit for longer, now and then, as long as somebody is there.

    A visit that was left for another day is held for that long already.
    """
    at = monotonic()
    is_fresh = at < visit.timing.files_renewed_at + _RENEWED_EVERY
    if is_fresh or visit.is_left or not visit.holds_files:
        return
    with suppress(ServiceError):  # the next touch tries again, and handing in looks in any case
        service.materials.leases.renew(visit.draft.submission_key)
        visit.timing.files_renewed_at = at
