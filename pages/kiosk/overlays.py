"""What lies over a page: a question, a page of its own for a while, or a side task."""

from dataclasses import dataclass, field
from typing import ClassVar

from core.services.citizens import Credentials, IdentityCode, ResumeCode, VisitState


@dataclass(frozen=True, slots=True)
class _Cover:
    """Something in the place of the page.

    ``frame`` says for what the frame around the page is drawn, if not for the step below.
    """

    frame: ClassVar[str] = ""

    @property
    def place(self) -> str:
        """Return what tells it from others, without anything personal."""
        return type(self).__name__


@dataclass(frozen=True, slots=True)
class ResumeCodeShown(_Cover):
    """The visit was left for another day, and this is the code for it."""

    frame = "resume_code"
    code: ResumeCode


@dataclass(frozen=True, slots=True)
class Resuming(_Cover):
    """A side task: go on with a visit that was left."""

    frame = "resume"


@dataclass(frozen=True, slots=True)
class Restarted(_Cover):
    """The server was restarted: the key of the page that is open, and its draft if it is there."""

    frame = "restarted"
    key: str = field(repr=False)
    state: VisitState | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class OwnView:
    """Somebody looks at their own data: the code of the receipt, and what was just done."""

    code: str = field(default="", repr=False)
    said: str = ""


@dataclass(frozen=True, slots=True)
class Tracking(_Cover):
    """A side task: look after a case, once it is known which; withdraw it, or see one's data.

    ``agent_task`` says what is done about who acts for another.

    ``number`` is what the code on a receipt said, before anybody has shown that it is theirs.
    """

    frame = "track"
    number: str = field(default="", repr=False)
    case: Credentials | None = field(default=None, repr=False)
    is_withdrawing: bool = False
    agent_task: str = ""
    own: OwnView | None = None

    @property
    def place(self) -> str:
        """Return what tells it from others: the question or the case, and what was done."""
        own = f"own{bool(self.own.code)}{self.own.said}" if self.own else ""
        return f"track{bool(self.case)}{own}"


@dataclass(frozen=True, slots=True)
class ChoosingRegion(_Cover):
    """For which field a region is chosen, what the field is called, and within which one.

    ``of_address`` says that it is the beginning of an address, of a ``member`` where there are
    several (-1 where there is one value).
    """

    field_place: str
    label: str
    above: str
    of_address: bool = False
    member: int = -1

    @property
    def place(self) -> str:
        """Return what tells it from others: the field, and the region looked into."""
        return f"region/{self.field_place}/{self.member}/{self.above}"


@dataclass(frozen=True, slots=True)
class TakingPhoto(_Cover):
    """For which field a picture is taken, of which member (-1 where there is one value)."""

    field_place: str
    label: str
    member: int = -1

    @property
    def code(self) -> str:
        """Return what tells the picture from others."""
        return f"{self.field_place}.{self.member}"

    @property
    def place(self) -> str:
        """Return what tells it from others: the picture."""
        return f"photo/{self.code}"


@dataclass(frozen=True, slots=True)
class Identifying(_Cover):
    """Whose number a phone is asked to confirm; the page with the field stays below the code."""

    holder: str
    code: IdentityCode = field(repr=False)

    @property
    def place(self) -> str:
        """Return nothing: the page is the same."""
        return ""


@dataclass(frozen=True, slots=True)
class Signing(_Cover):
    """Which of the documents is being signed, counted from 0."""

    frame = "signing"
    number: int = 0

    @property
    def place(self) -> str:
        """Return what tells it from others: the document."""
        return f"signing/{self.number}"


@dataclass(frozen=True, slots=True)
class ReadingText(_Cover):
    """Of which material the office's text is open."""

    frame = "text"
    material: str

    @property
    def place(self) -> str:
        """Return what tells it from others: the material."""
        return f"text/{self.material}"


@dataclass(frozen=True, slots=True)
class Helping(_Cover):
    """Which question somebody cannot answer, and what they said to its simpler ones.

    ``gave_up`` says that they know no answer to these either. Nothing of it is an answer yet.
    """

    question: str
    said: tuple[bool, ...] = ()
    gave_up: bool = False

    @property
    def place(self) -> str:
        """Return what tells it from others: what is asked by now."""
        said = "".join("y" if answer else "n" for answer in self.said)
        return f"helping/{self.question}/{said}/{self.gave_up}"


@dataclass(frozen=True, slots=True)
class OnPhone(_Cover):
    """The form is filled in on a phone; nothing is typed here meanwhile."""

    frame = "on_phone"


Cover = (
    ResumeCodeShown
    | OnPhone
    | Resuming
    | Restarted
    | Tracking
    | ChoosingRegion
    | TakingPhoto
    | Identifying
    | Signing
    | Helping
    | ReadingText
)
SIDE_TASKS = (ResumeCodeShown, Resuming, Restarted, Tracking)
"""What has nothing to do with the step below it."""


@dataclass(frozen=True, slots=True)
class Help:
    """The question whether somebody needs help, over whatever was there."""

    below: Cover | None = None


@dataclass(frozen=True, slots=True)
class Leave:
    """The question whether somebody wants to stop, over whatever was there."""

    below: Cover | None = None


Interruption = Help | Leave
Over = Interruption | Cover
