"""Which member of the staff read which case, when and by what: written with the reading itself.

Nothing in it is personal to a citizen: a case is named by its number, a paper by its place.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

AGAIN_AFTER = timedelta(minutes=10)
"""A list is drawn again and again: who just saw a case in it saw it once."""
REFUSED = "refused"
"""The part that stands in the log where somebody asked for a case that is none of theirs."""
LOOKS_AT_ONCE = 100
"""How many looks one page of the log has."""


@dataclass(frozen=True, slots=True)
class Look:
    """One reading. ``part`` is what of a matter: the kind of file, or the place of a paper."""

    at: datetime
    who: str
    use_case: str
    case_number: str = ""
    matter: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class LookSearch:
    """Which looks a supervisor asks for; what is empty asks for all. ``page`` counts from 0."""

    case_number: str = ""
    who: str = ""
    day: date | None = None
    page: int = 0
