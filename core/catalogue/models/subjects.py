"""Whom or what values are about, and which persons may be one (law 17)."""

from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, StrictBool

from core.catalogue.models.conditions import Condition
from core.catalogue.models.deprecating import Deprecable
from core.catalogue.models.short_names import short_name
from core.catalogue.models.values import (
    COMMITMENT_SUBJECT,
    Code,
    Name,
    Part,
    Text,
    safe_code,
)


def _subject_code(code: str) -> str:
    return code if code == COMMITMENT_SUBJECT else safe_code(code)


PERSON = "person"
"""The kind of a subject that is a human being."""


class NeverOne(Part):
    """A role that the law, or plain logic, keeps apart from another (law 17).

    It holds in the situations in which ``when`` is true, or always. ``unless`` is what the law
    lets through with a consent; the consent is a document, so it counts as never all the same.
    """

    subject: Code
    basis: Name
    when: Condition | None = None
    unless: Text = ""


class Subject(Deprecable):
    """Whom or what a value is about (主体): the operator, the premises, the newborn.

    ``kind`` is person, organisation, place, thing or process, where that is told; ``or`` says what
    else may stand in its place. ``asked_as`` asks about it in everyday words, as the title of a
    page (谁管账？). ``child`` says that it is always a child under 14, even before
    the day of birth is known.

    Of a single person, ``may_be`` are the roles that the same person may hold at once and
    ``never`` those kept apart, both whichever of the two says so; ``typical`` is the role whose
    holder mostly holds this one as well. It is only proposed. Of a repeating person, ``rows_from``
    are the roles and ``rows_of`` the groups whose members a row may take over, ``rows_not`` those
    it never may, and ``first`` is mostly the first row.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    id: Annotated[
        str,
        Field(strict=True, pattern=r"^(\w[\w.:-]*|commit:<matter_id>)$", max_length=80),
        AfterValidator(_subject_code),
    ]
    name: Name
    asked_as: Text = ""
    repeats: StrictBool = False
    kind: Text = ""
    or_kind: Text = Field("", alias="or")
    child: StrictBool = False
    may_be: tuple[Code, ...] | None = None
    never: tuple[NeverOne, ...] = ()
    typical: Code | None = None
    members: tuple[Code, ...] = ()
    rows_from: tuple[Code, ...] = ()
    rows_of: tuple[Code, ...] = ()
    rows_not: tuple[Code, ...] = ()
    first: Code | None = None
    basis: Text = ""

    @property
    def is_single_person(self) -> bool:
        """Say whether exactly one human being holds this role, so that it can be joined."""
        return self.kind == PERSON and not self.repeats and not self.members

    @property
    def short_name(self) -> str:
        """Return the name without the explanations that follow it.

        Examples:
            >>> Subject(id="heir", name="继承人(全部),多人").short_name
            '继承人'
        """
        return short_name(self.name)
