"""Write what the applicant does after the receipt into the history of their case."""

from collections.abc import Mapping
from datetime import datetime

from core.cases.history import next_event
from core.cases.models import RUNNING, Case, Event, Upload
from core.cases.sealing import Seals, file_seal
from core.errors import CaseClosedError
from core.ports import Stores

APPLICANT = "applicant"
"""Who acts where nobody of the staff does."""


def write_event(
    case: Case,
    stores: Stores,
    action: str,
    details: Mapping[str, object],
    *,
    at: datetime,
    actor: str = APPLICANT,
) -> Event:
    """Append what the applicant did, or the window for them, to the history of their case."""
    event = next_event(
        case.history,
        case_number=case.number,
        at=at,
        actor=actor,
        action=action,
        details=details,
    )
    stores.cases.append(event)
    return event


def file_seals(case: Case, upload: Upload) -> Seals:
    """Return the seal of the next file of a case."""
    position = len(case.application.uploads)
    return {"files": [file_seal(case.application.submission_key, position, upload)]}


def expect_open(case: Case) -> None:
    """Expect that something can still be handed in.

    Raises:
        CaseClosedError: If the case was withdrawn, or is concluded.
    """
    if case.status not in RUNNING:
        raise CaseClosedError
