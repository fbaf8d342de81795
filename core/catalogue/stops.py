"""Why a matter cannot be applied for on a day (停用), as the library says on that day.

A published theme is frozen with its matters (law 9). Whether people can still apply for them is
asked of the library, whose last word counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from core.catalogue.models import Law, Matter
from core.catalogue.validity import LawIndex, is_over, is_to_come, is_valid

_DAY = timedelta(days=1)


class StopReason(StrEnum):
    """Why nobody can apply for a matter."""

    OVER = "over"
    TO_COME = "to_come"
    BASIS_GONE = "basis_gone"
    BASIS_TO_COME = "basis_to_come"


@dataclass(frozen=True, slots=True)
class MatterStop:
    """A matter that nobody can apply for.

    ``day`` is the first day on which nobody can, or the first on which somebody will be able to;
    ``laws`` are those that are not in force, ``replaced_by`` the names of what took its place.
    """

    matter: str
    name: str
    reason: StopReason
    day: date
    replaced_by: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()

    @property
    def is_over(self) -> bool:
        """Say whether it could be applied for before."""
        return self.reason in {StopReason.OVER, StopReason.BASIS_GONE}


@dataclass(frozen=True, slots=True)
class RepealedLaw:
    """A law that is not in force any more: since when, and what took its place."""

    name: str
    day: date
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class DatedMatter:
    """What of a matter says on which days people can apply for it."""

    code: str
    name: str
    valid_from: str | None = None
    valid_to: str | None = None
    replaced_by: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()

    @classmethod
    def of(cls, matter: Matter) -> "DatedMatter":
        """Return what matters of a matter."""
        return cls(
            matter.code,
            matter.name,
            matter.valid_from,
            matter.valid_to,
            matter.replaced_by,
            matter.legal_basis,
        )


@dataclass(frozen=True)
class DatedLibrary:
    """What of the library has days: its matters as far as they have, and its laws."""

    matters: Mapping[str, DatedMatter] = field(default_factory=dict)
    laws: LawIndex = field(default_factory=lambda: LawIndex(()))

    def stops(self, codes: Iterable[str], on: date) -> tuple[MatterStop, ...]:
        """Return which of some matters nobody can apply for on a day, in their order."""
        known = (self.matters[code] for code in codes if code in self.matters)
        found = (self._stop(matter, on) for matter in known)
        return tuple(stop for stop in found if stop is not None)

    def repealed(self, bases: Iterable[str], on: date) -> tuple[RepealedLaw, ...]:
        """Return the laws that texts cite and that are not in force any more on a day."""
        cited = dict.fromkeys(law for text in bases for law in self.laws.of(text))
        return tuple(
            RepealedLaw(law.name.strip("《》"), _after(law.valid_to), law.replaced_by)
            for law in cited
            if is_over(law, on)
        )

    def _stop(self, matter: DatedMatter, on: date) -> MatterStop | None:
        if is_over(matter, on):
            names = tuple(self.matters[c].name for c in matter.replaced_by if c in self.matters)
            day = _after(matter.valid_to)
            return MatterStop(matter.code, matter.name, StopReason.OVER, day, names)
        if is_to_come(matter, on):
            day = date.fromisoformat(str(matter.valid_from))
            return MatterStop(matter.code, matter.name, StopReason.TO_COME, day)
        return self._without_basis(matter, on)

    def _without_basis(self, matter: DatedMatter, on: date) -> MatterStop | None:
        """Return the stop of a matter of which no law is in force.

        A basis whose dates are not known counts as in force, and so does one that another law
        took the place of: the matter goes on under that law until the office says otherwise.
        """
        cited = [law for text in matter.legal_basis for law in self.laws.cited(text)]
        gone = [law for law in cited if law is not None and _is_gone(law, on)]
        if not cited or len(gone) < len(cited):
            return None
        names = tuple(dict.fromkeys(f"《{law.name.strip('《》')}》" for law in gone))
        coming = [law.valid_from for law in gone if law.valid_from and is_to_come(law, on)]
        if coming:
            day, reason = date.fromisoformat(min(coming)), StopReason.BASIS_TO_COME
        else:
            day = max(_after(law.valid_to) for law in gone)
            reason = StopReason.BASIS_GONE
        return MatterStop(matter.code, matter.name, reason, day, (), names)


def _is_gone(law: Law, on: date) -> bool:
    return not is_valid(law, on) and not (is_over(law, on) and law.replaced_by)


def _after(day: str | None) -> date:
    return date.fromisoformat(str(day)) + _DAY
