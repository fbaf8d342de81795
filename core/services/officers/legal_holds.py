"""Keep a case beyond its period while it is reviewed or before a court (行政复议法, 行政诉讼法).

Holds are entries of the sealed history, under the lock of the case: whoever purges at the same
moment either came first or leaves it alone.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from core.cases.models import Case
from core.cases.numbering import normalised
from core.cases.sealing import next_entry
from core.errors import CaseErasedError, HoldUnfitError
from core.ports import Stores
from core.privacy.purging import (
    HELD,
    RELEASED,
    HoldGround,
    StandingHold,
    hold_reference,
    is_on_hold,
    standing_hold,
)
from core.services.access_log import members_by_name
from core.services.acting import Acted, StaffContext
from core.services.setting_aside import unless_spoilt
from core.staff.models import Principal, StaffMember
from core.staff.use_cases import UseCase
from core.working_days import day_of

__all__ = ["HoldGround", "HoldPage", "LegalHolds"]


@dataclass(frozen=True, slots=True)
class HoldPage:
    """The holds that stand, the first to be looked at again first, and who may have placed them."""

    holds: tuple[StandingHold, ...]
    members: Mapping[str, StaffMember]
    today: date


class LegalHolds:
    """Lists, places and lifts holds."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def standing(self, session: Principal) -> HoldPage:
        """Return the holds that stand; a case that cannot be read is told elsewhere."""
        with self._staff.as_permitted(session, UseCase.LIST_HOLDS) as (stores, _):
            found = [self._hold_of(stores, number) for number in stores.retention.held()]
            members = members_by_name(stores)
        holds = sorted((hold for hold in found if hold), key=_first_due)
        return HoldPage(tuple(holds), members, day_of(self._staff.session_time()))

    def place(
        self,
        session: Principal,
        number: str,
        ground: HoldGround,
        reference: str,
        *,
        review_on: date | None = None,
    ) -> None:
        """Keep a case until the hold is lifted; ``reference`` is the number of the proceedings.

        Raises:
            HoldUnfitError: If it is held already, the reference is none, or the day of the next
                look is past.
            CaseNotFoundError, CaseErasedError: If there is nothing to keep.
        """
        with self._staff.as_permitted(session, UseCase.PLACE_HOLD) as acted:
            case = acted[0].cases.get(normalised(number), to_change=True)
            if is_on_hold(case.history):
                raise HoldUnfitError
            if review_on is not None and review_on < day_of(self._staff.session_time()):
                raise HoldUnfitError
            details = {"ground": HoldGround(ground).value, "reference": hold_reference(reference)}
            day = {"review_on": review_on.isoformat()} if review_on else {}
            self._write(acted, case, HELD, {**details, **day})

    def lift(self, session: Principal, number: str, reference: str) -> None:
        """Let the period of a case count again, from now on.

        Raises:
            HoldUnfitError: If it is not held, or the reference is none.
            CaseNotFoundError, CaseErasedError: If there is nothing to keep.
        """
        with self._staff.as_permitted(session, UseCase.LIFT_HOLD) as acted:
            case = acted[0].cases.get(normalised(number), to_change=True)
            if not is_on_hold(case.history):
                raise HoldUnfitError
            self._write(acted, case, RELEASED, {"reference": hold_reference(reference)})

    def _hold_of(self, stores: Stores, number: str) -> StandingHold | None:
        with suppress(CaseErasedError):
            case = unless_spoilt(partial(stores.cases.get, number))
            return standing_hold(case.history) if case else None
        return None

    def _write(self, acted: Acted, case: Case, action: str, details: Mapping[str, str]) -> None:
        stores, permit = acted
        at, by = self._staff.session_time(), permit.username
        stores.cases.append(next_entry(case, at=at, actor=by, action=action, details=details))


def _first_due(hold: StandingHold) -> tuple[date, datetime]:
    return hold.review_on or date.max, hold.placed_at
