"""The receipt (收件凭证): what was handed in, when, and for which matters.

Receipt is not acceptance (受理): clocks start when an office accepts, so the paper
names working days after acceptance. The day on which all is done is told under a condition: if
everything is accepted on the day of receipt. What is owed has a day: the earliest on which it
can be needed, so that whoever keeps it is in time for every office.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar, NamedTuple, Protocol

from core.agents.models import Authorisation
from core.characters import code_points
from core.forms.department_forms import DepartmentForm
from core.materials.status import MaterialState, MaterialTally, OwedDay, tally
from core.themes.who_is_who import StatedPerson


class Paper(Protocol):
    """What a paper says. ``template`` names the file in assets/templates that shows it."""

    template: ClassVar[str]


@dataclass(frozen=True, slots=True)
class ReceiptMatter:
    """One matter on the receipt; ``due_day`` is in working days after acceptance.

    ``results`` are what is collected once it is decided, ``cost`` is what is paid for it, in words.
    """

    name: str
    department: str
    due_day: int | None
    results: tuple[str, ...] = ()
    cost: str = ""


class ReceiptSigner(NamedTuple):
    """Somebody else than the applicant who signed a text: what they are, and their name."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class ReceiptMaterial:
    """One material about one subject.

    ``state`` is handed_in, later, template (made from the office's text), fetched,
    shared or passed_on (a matter of this case produces it). What comes later is handed in by
    the day of ``until``. ``signed_by`` are others than the applicant who signed it.
    """

    name: str
    about: str
    state: str
    pieces: int = 0
    until: OwedDay | None = None
    signed_by: tuple[ReceiptSigner, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiptValueSource:
    """Entries of the form that come from one source (law 5), named by their labels.

    ``source`` is applicant, contested (a licence says otherwise), answer, derived, e_licence
    or data_sharing. For what was fetched, ``about`` names the holder; the end of the
    ``number`` and ``checked_at`` tell which licence it was, and when it was valid.
    """

    source: str
    labels: tuple[str, ...]
    licence: str = ""
    about: str = ""
    number: str = field(default="", repr=False)
    checked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """Everything the receipt says. ``fields`` are the questions of the one form.

    ``persons`` are who holds several roles, as stated by the applicant. ``code`` is what
    withdrawing asks for; only the receipt that is given at the kiosk bears it.
    ``due_on`` is the day on which all is done if everything is accepted on the day of receipt, or
    of entry where it was received on paper; it is not certain while the holidays until then are
    not announced. ``progress_page`` is the address at which phones see how the case stands, where
    phones reach this installation.
    ``reader`` is the language of whoever reads it, where it is another than the paper's, and
    ``names`` what the catalogue is called in it, by Chinese wording: help beside the Chinese.
    ``entered_at`` is when it was entered, where it was received on paper before, ``helped_by``
    who of the staff helped at the kiosk.
    ``authorisation`` says who acts for the applicant, where somebody does.
    """

    template: ClassVar[str] = "receipt"
    case_number: str
    theme_name: str
    theme_version: int
    applicant: str
    received_at: datetime
    channel: str
    matters: tuple[ReceiptMatter, ...]
    materials: tuple[ReceiptMaterial, ...]
    fields: int
    working_days: int
    value_sources: tuple[ReceiptValueSource, ...] = ()
    code: str = field(default="", repr=False)
    persons: tuple[StatedPerson, ...] = ()
    due_on: date | None = None
    due_is_certain: bool = True
    progress_page: str = field(default="", repr=False)
    reader: str = ""
    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    entered_at: datetime | None = None
    helped_by: str = ""
    authorisation: Authorisation | None = field(default=None, repr=False)

    @property
    def wordings(self) -> tuple[str, ...]:
        """Return the wordings of the catalogue that stand on the receipt, each once."""
        matters = (text for m in self.matters for text in (m.name, m.department, *m.results))
        materials = (text for m in self.materials for text in (m.name, m.about))
        roles = (role for person in self.persons for role in person.roles)
        return tuple(dict.fromkeys((self.theme_name, *matters, *materials, *roles)))

    @property
    def owed(self) -> tuple[ReceiptMaterial, ...]:
        """Return what is handed in later, the soonest first."""
        owed = [material for material in self.materials if material.until]
        return tuple(sorted(owed, key=_owed_on))

    @property
    def settled(self) -> tuple[ReceiptMaterial, ...]:
        """Return what was given, then what nobody needs to hand in."""
        return tuple(material for material in self.listed_materials if not material.until)

    @property
    def paid_for(self) -> tuple[ReceiptMatter, ...]:
        """Return the matters that cost something."""
        return tuple(matter for matter in self.matters if matter.cost)

    @property
    def results(self) -> tuple[str, ...]:
        """Return what is collected once everything is decided, each once."""
        return tuple(dict.fromkeys(name for matter in self.matters for name in matter.results))

    @property
    def listed_materials(self) -> tuple[ReceiptMaterial, ...]:
        """Return what was given, what is still owed, then what nobody needs to hand in."""
        states = tuple(MaterialState)
        return tuple(
            sorted(self.materials, key=lambda material: states.index(MaterialState(material.state)))
        )

    @property
    def tally(self) -> MaterialTally:
        """Return how many materials were asked of the applicant, given and owed."""
        return tally(MaterialState(material.state) for material in self.materials)

    @property
    def first_owed_on(self) -> date | None:
        """Return the earliest day until which a material is owed."""
        return _owed_on(self.owed[0]) if self.owed else None


def _owed_on(material: ReceiptMaterial) -> date:
    return material.until.day if material.until else date.max


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character that no font of this machine has: its code is printed instead (law 19).

    ``place`` names the field it stands in.
    """

    place: str
    character: str = field(repr=False)

    @property
    def code(self) -> str:
        """Return its code points."""
        return code_points(self.character)


@dataclass(frozen=True, slots=True)
class PaperForm:
    """A department's own form of one case, to be printed.

    ``pictures`` are what its values name, by digest.
    """

    template: ClassVar[str] = "department_form"
    form: DepartmentForm
    case_number: str
    received_at: datetime
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)
