"""What a merged form is made of. Computed, so plain frozen dataclasses."""

from dataclasses import dataclass
from operator import attrgetter

from core.catalogue.models import FieldKey, FieldType
from core.forms.code_lists import names_in
from core.forms.constraints import UNCONSTRAINED, Constraint
from core.kinds.values.temporal import LONG_TERM


@dataclass(frozen=True, slots=True)
class FieldUse:
    """One place where a department asks: its own label, type and options, and on what basis.

    ``ref`` is ``MATTER.FIELD`` or ``MATTER.FIELD.COLUMN``; ``position`` orders uses as
    the applicant should meet them, the lead department's form first. A required column
    is demanded of every row; ``rows_optional`` says that the table may have none.
    ``rules`` are what the department, or else the element, demands of it in words;
    ``standard`` is the one that the element follows. ``role`` is the subject that the form
    names where somebody else who is the same person is asked in its place (law 17).
    ``filled_by`` is who fills it in where that is not the applicant.
    """

    key: FieldKey
    ref: str
    matter: str
    field: str
    column: str | None
    position: int
    label: str
    section: str
    type: FieldType
    required: bool
    options: tuple[str, ...]
    code_list: str
    validation: str
    legal_basis: tuple[str, ...]
    rows_optional: bool = False
    rules: tuple[str, ...] = ()
    standard: str = ""
    role: str = ""
    filled_by: str = ""


@dataclass(frozen=True, slots=True)
class MergedField:
    """One question of the merged form, and everyone who asks it.

    ``places`` is how many entries one department's form has room for; ``repeats`` says
    that there is one value for each member of the subject. ``uses`` are sorted by
    ``ref``, so that the order of matters leaves no trace (law 2). ``agreed`` is false where
    single choices have no option that all can take (law 4).
    """

    key: FieldKey
    label: str
    section: str
    type: FieldType
    required: bool
    options: tuple[str, ...]
    code_list: str
    uses: tuple[FieldUse, ...]
    places: int = 1
    repeats: bool = False
    constraint: Constraint = UNCONSTRAINED
    agreed: bool = True

    @property
    def may_be_empty(self) -> bool:
        """Say whether nobody needs a value: it is optional, or so is every table of it."""
        return all(use.rows_optional or not use.required for use in self.uses)

    @property
    def is_filled_elsewhere(self) -> bool:
        """Say whether nobody asks the applicant: the office fills it in wherever it stands."""
        return all(use.filled_by for use in self.uses)

    @property
    def standard(self) -> str:
        """Return the standard that the element follows, if the catalogue names one."""
        return self.uses[0].standard if self.uses else ""

    @property
    def may_last_for_ever(self) -> bool:
        """Say whether a day may be told as 长期, as on an identity card."""
        return self.constraint.allows(LONG_TERM)

    @property
    def suggestions(self) -> tuple[str, ...]:
        """Return what a code list offers where the form tells no options; others may be typed."""
        return () if self.options else names_in(self.code_list)

    @property
    def asked_by(self) -> tuple[str, ...]:
        """Return the full names of the fields that ask this."""
        return tuple(use.ref for use in self.uses)

    @property
    def also(self) -> tuple[str, ...]:
        """Return the roles for which this stands beside its subject (law 17), each once."""
        by_position = sorted(self.uses, key=attrgetter("position"))
        return tuple(dict.fromkeys(use.role for use in by_position if use.role))

    @property
    def matters(self) -> tuple[str, ...]:
        """Return the codes of the matters that ask this, each once."""
        return tuple(dict.fromkeys(use.matter for use in self.uses))
