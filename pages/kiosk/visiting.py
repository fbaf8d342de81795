"""Begin a visit, go on with one, end it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from time import monotonic
from typing import Any

from core.errors import ServiceError
from core.services.citizens import CitizenUseCases, VisitState
from pages.kiosk.cursor import Step
from pages.kiosk.visit import KEPT, Visit
from pages.shared.forgetting import SessionWatch, leave_session
from pages.shared.state import forget_everything, keep_under, kept_under, remember, remembered

_BEGUN = "begun"
"""Where the visit is kept that was noted last."""
_RENEWED_EVERY = 600.0
"""Seconds; far less than a hold lasts."""


def resume_visit(state: VisitState, visit: Visit) -> None:
    """Put a visit that was left in the place of this one, in the language spoken now."""
    kept, place = state.application, state.place
    again = replace(
        visit.settings(),
        theme=kept.theme_code,
        version=kept.theme_version,
        answers=dict(kept.answers),
        values=dict(kept.values),
        uploads=list(kept.uploads),
        deferred=list(kept.deferred),
        templates=list(kept.templates),
        fetched=dict(kept.fetched),
        contested=list(kept.contested),
        on_paper=list(kept.on_paper),
        instead=dict(kept.instead),
        signatures=list(kept.signatures),
        consents=list(kept.consents),
        submission_key=kept.submission_key,
        **{name: place[name] for name in KEPT if name in place},  # an earlier release kept less
    )
    again.go(Step(place["step"]))
    remember(again)


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
    with suppress(ServiceError):  # both end by themselves, within minutes and hours
        if ended.phone_token:
            service.phone.files.close(ended.submission_key)
        if ended.slip is None and ended.holds_files:
            service.materials.leases.let_go(ended.submission_key)


def watch_sessions(service: CitizenUseCases, seconds: float) -> SessionWatch:
    """Return what ends the visits of browsers that are gone for so long."""

    def let_go(memory: Mapping[str, Any]) -> None:
        for one in memory.values():
            if isinstance(one, Visit):
                _let_go(service, one)

    return SessionWatch(seconds, let_go)


def note_begin(service: CitizenUseCases, visit: Visit) -> None:
    """Note once a session and visit that somebody has begun with something, or goes on with it."""
    if visit.theme and kept_under(_BEGUN) != visit.submission_key:
        service.visits.time_estimates.begin()
        keep_under(_BEGUN, visit.submission_key)


def keep_alive(service: CitizenUseCases, visit: Visit) -> None:
    """Hold the files of a visit for longer, now and then, as long as somebody is there.

    A visit that was left for another day is held for that long already.
    """
    at = monotonic()
    if visit.slip is not None or not visit.holds_files or at < visit.held_since + _RENEWED_EVERY:
        return
    with suppress(ServiceError):  # the next touch tries again, and handing in looks in any case
        service.materials.leases.renew(visit.submission_key)
        visit.held_since = at
