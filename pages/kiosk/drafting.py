"""Keep the draft for the page that is open, so that a restart of the server loses nothing."""

from contextlib import suppress
from dataclasses import dataclass
from time import monotonic

from core.errors import ServiceError
from core.services.citizens import CitizenUseCases, VisitState, VisitStep
from pages.kiosk.overlays import Restarted
from pages.kiosk.visit import Visit
from pages.kiosk.visiting import current_visit, resume_visit, state_of
from pages.shared.state import kept_under, remember, remembered

_RENEWED_EVERY = 60.0
"""Seconds; a page that is read for long is kept for as long."""


@dataclass
class _Kept:
    """What is kept for this session: under which key, of which draft at which place, since when."""

    key: str = ""
    drawn: tuple[object, ...] = ()
    at: float = 0.0

    def is_fresh(self, visit: Visit) -> bool:
        """Say whether what is kept is the visit as it is."""
        is_same = (self.key, self.drawn) == (visit.key, _drawn(visit))
        return is_same and monotonic() < self.at + _RENEWED_EVERY


def _drawn(visit: Visit) -> tuple[object, ...]:
    return visit.draft, visit.sheet


def may_be_kept(service: CitizenUseCases, visit: Visit) -> bool:
    """Say whether there is a draft that a restart must not lose."""
    is_on_its_way = bool(visit.draft.theme_code) and visit.cursor.step is not VisitStep.RECEIPT
    return service.visits.drafts.keeps and is_on_its_way and not visit.is_left


def keep_draft(service: CitizenUseCases, visit: Visit) -> None:
    """Keep the draft if it has changed, and drop what was kept of a visit that is over."""
    kept, is_on_its_way = remembered(_Kept), may_be_kept(service, visit)
    before = kept.key
    if is_on_its_way and not kept.is_fresh(visit):
        with suppress(ServiceError):  # the next touch tries again
            service.visits.drafts.keep(state_of(visit), visit.key)
            remember(_Kept(visit.key, _drawn(visit), monotonic()))
    if before and (before != visit.key or not is_on_its_way):
        service.visits.drafts.drop(before)
    if not is_on_its_way:
        remember(_Kept())


def look_for_draft(service: CitizenUseCases, component: str) -> None:
    """Take the key that a page still has from before a restart, and look what it opens."""
    key = str(getattr(kept_under(component), "found", None) or "")
    state: VisitState | None = None
    with suppress(ServiceError):  # it cannot be read: whoever has a number goes on by that
        state = service.visits.drafts.find(key)
    current_visit().cursor.lay(Restarted(key, state))


def go_on_with_draft(shown: Restarted, state: VisitState, visit: Visit) -> None:
    """Go on where the page was; it is kept under the new key before the old one is dropped."""
    resume_visit(state, visit)
    remember(_Kept(shown.key))


def counts_of(state: VisitState) -> dict[str, int]:
    """Return how much is there, without a word of what it says."""
    kept = state.application
    counts = {"answers": len(kept.answers), "entries": len(kept.values), "files": len(kept.uploads)}
    return {name: count for name, count in counts.items() if count}
