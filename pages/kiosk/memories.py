"""What a visit remembers beside the draft and the place: troubles, licences, phones, times."""

from dataclasses import dataclass, field
from time import monotonic

from core.errors import ServiceError
from core.services.citizens import (
    ElapsedTotal,
    LicenceOutcome,
    LookUpOutcome,
    ResumeCode,
    StepKind,
    VisitState,
)
from core.services.citizens.drafts import ApplicationDraft


@dataclass
class Trouble:
    """What was refused: the error, told once, and the attempts, each told from the top.

    ``checking`` says that the page shows what is wrong on it.
    """

    error: ServiceError | None = None
    attempt: int = 0
    checking: bool = False


@dataclass
class LicencesShown:
    """What came of the licences that were fetched, and on which page of the form it is told.

    ``forgot`` says that something fetched was forgotten, as its number was changed. ``looked_up``
    is what came of the records that were to answer questions.
    """

    outcomes: tuple[LicenceOutcome, ...] = ()
    page: int = 0
    forgot: bool = False
    looked_up: tuple[LookUpOutcome, ...] = ()


@dataclass
class PhoneInUse:
    """The link by which a phone takes part, and for what."""

    token: str = field(default="", repr=False)
    purpose: str = ""


@dataclass
class SharedForm:
    """A form that lies between the kiosk and a phone: its token, and on which side this is.

    ``changes`` are those that were seen here, ``seen`` is the visit as it was kept last.
    """

    token: str = field(default="", repr=False)
    is_phone: bool = False
    changes: int = 0
    seen: VisitState | None = field(default=None, repr=False)


@dataclass
class GuideTaken:
    """The link by which a phone reads the guide, and what opens the visit as it was kept then."""

    token: str = field(default="", repr=False)
    code: ResumeCode | None = field(default=None, repr=False)
    draft: ApplicationDraft | None = field(default=None, repr=False)


@dataclass
class ReceivedCase:
    """The number of the case, the code that its receipt bears, and the link to take it by phone.

    ``supplying`` is the material that is owed and handed in right here, by its code.
    """

    number: str = ""
    code: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    supplying: str = ""


@dataclass(frozen=True, slots=True)
class TimedPage:
    """Which page with how many steps on it is shown since when, in seconds of a clock."""

    page: tuple[object, ...]
    kind: StepKind | None
    number: int
    at: float


@dataclass
class Timing:
    """How long what took, and since when the files of the visit are held."""

    began: TimedPage | None = None
    totals: dict[StepKind, ElapsedTotal] = field(default_factory=dict)
    files_renewed_at: float = field(default_factory=monotonic)
