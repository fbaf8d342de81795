"""Help at a kiosk (帮办): who of the staff helped before it was handed in, and with what."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from core.errors import Problem, StatementIncompleteError

HELPED = "helped"
"""The entry that says that somebody was helped."""
ON_SCREEN = "on_screen"
"""How the person agreed: by a touch at the kiosk."""
MOST_LETTERS = 40


class HelpAct(StrEnum):
    """With what somebody was helped; what was said stays the person's own."""

    READING = "reading"
    TYPING = "typing"
    UPLOADING = "uploading"


@dataclass(frozen=True, slots=True)
class HelpGiven:
    """Who helped, by name or staff number, with what, and when the person agreed to that."""

    helper: str
    acts: tuple[str, ...]
    agreed_at: str


def help_given(helper: str, acts: tuple[str, ...], *, agrees: bool, at: datetime) -> HelpGiven:
    """Return a note of help that the person agrees to.

    Raises:
        StatementIncompleteError: Listing everything that is missing.

    Examples:
        >>> from datetime import UTC
        >>> help_given(" 工号 12 ", ("typing",), agrees=True, at=datetime(2026, 11, 30, tzinfo=UTC))
        HelpGiven(helper='工号 12', acts=('typing',), agreed_at='2026-11-30T00:00:00+00:00')
    """
    name = " ".join(helper.split())[:MOST_LETTERS]
    known = tuple(act for act in HelpAct if act in acts)
    missing = {"helper": not name, "acts": not known, "agrees": not agrees}
    problems = tuple(Problem(place, "review_missing") for place, is_so in missing.items() if is_so)
    if problems:
        raise StatementIncompleteError(problems)
    given = HelpGiven(name, (), at.isoformat(timespec="seconds"))
    return replace(given, acts=tuple(act.value for act in known))
