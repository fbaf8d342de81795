"""How a case came on paper, for whoever of the staff sees the case."""

from dataclasses import dataclass
from datetime import datetime

from core.cases.models import Upload
from core.cases.paper_forms import entered_in, sheet_of
from core.materials.screening import ScreenState
from core.services.officers.opened_cases import OpenedCase
from core.staff.permissions import Permit


@dataclass(frozen=True, slots=True)
class PaperOrigin:
    """When a paper form was entered, and the scan of it.

    ``has_scan`` says that there is one; ``sheet`` is that scan for whoever sees every matter of
    the case. ``barred`` is why nobody may open it now.
    """

    entered_at: datetime
    has_scan: bool
    sheet: Upload | None = None
    barred: ScreenState | None = None


def paper_origin(opened: OpenedCase, permit: Permit) -> PaperOrigin | None:
    """Return how a case came on paper; nothing if it did not."""
    entered = entered_in(opened.case.history)
    if entered is None:
        return None
    sheet = opened.sheet(permit)
    barred = opened.barred.get(sheet.digest) if sheet else None
    return PaperOrigin(entered.entered_at, sheet_of(opened.case) is not None, sheet, barred)
