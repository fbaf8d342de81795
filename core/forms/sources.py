"""Where each value of a merged form is meant to come from (law 5).

The plan is made from what is declared: answers of this visit, electronic licences and
their contents, derivations. Whether a source can be reached is known only when it is
asked; a value that cannot be fetched is asked of the applicant.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from enum import StrEnum

from core.catalogue.models import FieldKey
from core.forms.models import MergedField


class ValueSource(StrEnum):
    """Who gives a value."""

    APPLICANT = "applicant"
    ANSWER = "answer"
    DERIVED = "derived"
    DEFAULT = "default"
    E_LICENCE = "e_licence"
    DATA_SHARING = "data_sharing"


LEFT_TO_APPLICANT = frozenset({ValueSource.APPLICANT, ValueSource.DEFAULT})
"""A default is only a proposal: the applicant still decides, so it counts as asked."""


@dataclass(frozen=True, slots=True)
class AvailableSources:
    """What can be known without asking, by key.

    ``produced`` values are written on a licence that a matter of this theme issues, so
    they exist only afterwards and nobody can be asked for them.
    """

    answered: Set[FieldKey] = frozenset()
    licensed: Set[FieldKey] = frozenset()
    shared: Set[FieldKey] = frozenset()
    produced: Set[FieldKey] = frozenset()
    derived: Set[FieldKey] = frozenset()
    defaulted: Set[FieldKey] = frozenset()
    _order: tuple[tuple[str, ValueSource], ...] = field(
        default=(
            ("answered", ValueSource.ANSWER),
            ("produced", ValueSource.E_LICENCE),
            ("licensed", ValueSource.E_LICENCE),
            ("shared", ValueSource.DATA_SHARING),
            ("derived", ValueSource.DERIVED),
            ("defaulted", ValueSource.DEFAULT),
        ),
        repr=False,
    )

    def source_of(self, key: FieldKey) -> ValueSource:
        """Return the most authoritative source of a value, or the applicant."""
        for name, source in self._order:
            if key in getattr(self, name):
                return source
        return ValueSource.APPLICANT


def sources_of(
    form: Iterable[MergedField], available: AvailableSources
) -> Mapping[FieldKey, ValueSource]:
    """Return the source of every field of a form."""
    return {merged.key: available.source_of(merged.key) for merged in form}
