"""Keep a case beyond its period while it is reviewed or before a court (行政复议法, 行政诉讼法).

Holds are entries of the sealed history, under the lock of the case: whoever purges at the same
moment either came first or leaves it alone.
"""

from collections.abc import Mapping

from core.cases.models import Case
from core.cases.numbering import normalised
from core.cases.sealing import next_entry
from core.errors import HoldUnfitError
from core.privacy.purging import HELD, RELEASED, HoldGround, hold_reference, is_on_hold
from core.services.acting import Acted, StaffContext
from core.staff.models import Principal
from core.staff.permissions import UseCase


class LegalHolds:
    """Places and lifts holds."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def place(self, session: Principal, number: str, ground: HoldGround, reference: str) -> None:
        """Keep a case until the hold is lifted; ``reference`` is the number of the proceedings.

        Raises:
            HoldUnfitError: If it is held already, or the reference is none.
            CaseNotFoundError, CaseErasedError: If there is nothing to keep.
        """
        with self._staff.as_permitted(session, UseCase.PLACE_HOLD) as acted:
            case = acted[0].cases.get(normalised(number), to_change=True)
            if is_on_hold(case.history):
                raise HoldUnfitError
            details = {"ground": HoldGround(ground).value, "reference": hold_reference(reference)}
            self._write(acted, case, HELD, details)

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

    def _write(self, acted: Acted, case: Case, action: str, details: Mapping[str, str]) -> None:
        stores, permit = acted
        at, by = self._staff.session_time(), permit.username
        stores.cases.append(next_entry(case, at=at, actor=by, action=action, details=details))
