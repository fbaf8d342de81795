"""Forms printed for an outage (应急纸质表): each bears a number that one case can have, once.

The number and the code on the slip are drawn when the form is printed. During the outage the
officer writes down when it was received; afterwards the window enters it, and the case has that
time: an application is received when it is handed over, not when it is typed (行政许可法 32).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from core.cases.models import Case, Event, Upload
from core.errors import Problem
from core.working_days import ZONE, day_of

PAPER = "paper"
"""The channel of a case that was handed in on paper."""
ENTERED = "entered_from_paper"
"""The entry that says who entered a form, when, and who had received it."""
SHEET = "window.paper_form"
"""The document of the scan of a sheet that was signed: it is no material that a matter asks for."""
MOST_AT_ONCE = 20
"""So many forms are printed at once."""
LONG_AGO = timedelta(days=10)
"""From here on somebody is asked whether the time of receipt is right."""
LONG_AGO_UNSURE = "paper_long_ago"
"""The problem that asks for it."""
SHORTEST_REASON = 2
HALL_OPENS = time(9)
"""When a hall opens that says nothing else."""


class PaperFormState(StrEnum):
    """Where a printed form stands."""

    OPEN = "open"
    BEGUN = "begun"
    """Somebody enters it; it can be begun anew until it is a case."""
    USED = "used"
    VOIDED = "voided"


LEFT = (PaperFormState.OPEN, PaperFormState.BEGUN)
"""Forms that can still become a case."""


@dataclass(frozen=True, slots=True)
class PaperReception:
    """What the officer wrote on the form: when it was received, by whom, and why on paper.

    ``is_sure`` says that a time long ago was checked.
    """

    received_at: datetime
    received_by: str
    why: str
    is_sure: bool = False

    def problems(self, form: "EmergencyForm", now: datetime) -> Iterator[Problem]:
        """Yield everything that cannot be so.

        The clock of the form and of the officer agree to the minute at best.
        """
        if self.received_at > now:
            yield Problem("received_at", "paper_in_future")
        if self.received_at < form.printed_at.replace(second=0, microsecond=0):
            yield Problem("received_at", "paper_before_printed")
        if now - self.received_at > LONG_AGO and not self.is_sure:
            yield Problem("received_at", LONG_AGO_UNSURE, (("days", str(LONG_AGO.days)),))
        for place in ("received_by", "why"):
            if len(getattr(self, place).strip()) < SHORTEST_REASON:
                yield Problem(place, "review_missing")


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """A form that somebody enters: ``key`` is the submission key of that visit alone.

    ``sheet`` is the scan of the sheet that was signed, if there is one.
    """

    key: str = field(repr=False)
    reception: PaperReception
    by: str
    begun_at: datetime
    sheet: Upload | None = None


@dataclass(frozen=True, slots=True)
class EmergencyForm:
    """A printed form. ``code`` is the digest of the code on its slip, made with ``salt``.

    ``ended_by`` and ``ended_at`` say who made a case of it or voided it, ``reason`` why it was
    voided.
    """

    number: str
    theme_code: str
    theme_version: int
    printed_at: datetime
    printed_by: str
    code: str = field(default="", repr=False)
    salt: str = field(default="", repr=False)
    state: PaperFormState = PaperFormState.OPEN
    entry: PaperEntry | None = None
    ended_at: datetime | None = None
    ended_by: str = ""
    reason: str = ""

    @property
    def is_left(self) -> bool:
        """Say whether a case can still be made of it."""
        return self.state in LEFT


@dataclass(frozen=True, slots=True)
class EnteredForm:
    """What the history of a case says of the form that it was handed in on."""

    received_at: datetime
    received_by: str
    why: str
    entered_at: datetime
    entered_by: str


def entered_in(history: Iterable[Event]) -> EnteredForm | None:
    """Return how a case came to be entered, if it was handed in on paper."""
    received_at: datetime | None = None
    for event in history:
        received_at = received_at or event.at
        if event.action == ENTERED:
            said = event.details
            return EnteredForm(
                received_at,
                str(said.get("received_by", "")),
                str(said.get("why", "")),
                event.at,
                event.actor,
            )
    return None


def sheet_of(case: Case) -> Upload | None:
    """Return the scan of the sheet that was signed, if one was made when the form was entered."""
    return next((file for file in case.application.uploads if file.document == SHEET), None)


def told_on(case: Case) -> date:
    """Return the day from which the applicant's own days count.

    The clocks of the offices run from the true receipt; whoever handed in a paper form can be
    told of nothing before it was entered, and is late with nothing until then.
    """
    entered = entered_in(case.history)
    return day_of(entered.entered_at if entered else case.received_at)


def proposed_receipt(now: datetime, opens: time) -> datetime:
    """Return the time of receipt that is proposed: when the hall opened today, or now if earlier.

    Examples:
        >>> eight = datetime(2026, 12, 1, 8, 10, 30, tzinfo=ZONE)
        >>> proposed_receipt(eight, time(8, 30)).time(), proposed_receipt(eight, time(8)).time()
        (datetime.time(8, 10), datetime.time(8, 0))
    """
    at_counter = now.astimezone(ZONE).replace(second=0, microsecond=0)
    return min(at_counter, datetime.combine(at_counter.date(), opens, ZONE))
