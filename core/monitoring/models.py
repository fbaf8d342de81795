"""What an event log says, and what a comparison of it says (监控)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class LogEvent:
    """One step of one case. Instants are in UTC; what a log does not say is empty or absent.

    ``row`` is the place in its file: the headings of a spreadsheet are row 1. ``deadline`` and
    ``ended`` are the case's, and so are ``channel``, ``theme`` and ``matter``. ``materials`` are
    those that this step asked for. ``came_on`` are the days on which the applicant came in person,
    which are the case's as well.
    """

    row: int
    case: str
    activity: str
    at: datetime
    deadline: datetime | None = None
    ended: datetime | None = None
    channel: str = ""
    department: str = ""
    theme: str = ""
    matter: str = ""
    materials: tuple[str, ...] = ()
    came_on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class LogReason:
    """Why a row is left out: the end of its message key, and what the message names."""

    rule: str
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def message_key(self) -> str:
        """Return the key of the sentence that tells it."""
        return f"log.left_out.{self.rule}"


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """A row that is no event, with every reason (law 19)."""

    row: int
    why: tuple[LogReason, ...]


@dataclass(frozen=True, slots=True)
class EventLog:
    """Each row of a log: an event, or left out with the reasons.

    ``unread`` are the numbers of our own cases that cannot be read.
    """

    events: tuple[LogEvent, ...]
    left_out: tuple[LeftOutRow, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChannelFigures:
    """How many cases came by one channel, and how many of them ended after their deadline."""

    cases: int
    late: int


@dataclass(frozen=True, slots=True)
class StepFigures:
    """How often one activity followed another in a case, and the median of the hours between."""

    before: str
    after: str
    number: int
    median_hours: float


@dataclass(frozen=True, slots=True)
class LogFigures:
    """What is compared: deadlines with ends by channel, and the hours from step to step.

    A case ends at its own end date, else with its last event. ``undated`` cases have no deadline.
    ``steps`` are pairs of events next to each other, the most frequent first.
    """

    cases: int
    events: int
    undated: int
    late: int
    by_channel: Mapping[str, ChannelFigures]
    steps: tuple[StepFigures, ...]
