"""How the materials stand: what is asked of the person, what was given, what is owed, until when.

Whoever tells a number of materials or a day to hand one in takes it from here, so that the guide,
the receipt and whoever looks after a case later tell the same.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.catalogue.models import Matter
from core.materials.merging import MergedMaterial, alternatives_to
from core.working_days import WorkingCalendar


class MaterialState(StrEnum):
    """How one material stands. The last three are not asked of the person."""

    HANDED_IN = "handed_in"
    TEMPLATE = "template"
    LATER = "later"
    MISSING = "missing"
    FETCHED = "fetched"
    SHARED = "shared"
    PASSED_ON = "passed_on"


_GIVEN = frozenset({MaterialState.HANDED_IN, MaterialState.TEMPLATE})
_SPARED = frozenset({MaterialState.FETCHED, MaterialState.SHARED, MaterialState.PASSED_ON})


@dataclass(frozen=True, slots=True)
class GivenMaterials:
    """What the person did about the materials, each as ``document@subject``.

    ``files`` were handed in, ``templates`` made from the office's text, ``deferred`` promised
    for later (容缺). What is there is owed no more, whatever was promised before.
    """

    files: Collection[str] = ()
    templates: Collection[str] = ()
    deferred: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class MaterialTally:
    """How many materials are given, owed and missing; ``spared`` are not asked of the person."""

    given: int
    owed: int
    missing: int
    spared: int

    @property
    def asked(self) -> int:
        """Return how many are asked of the person, which is what the guide tells."""
        return self.given + self.owed + self.missing

    @property
    def as_words(self) -> str:
        """Return which sentence tells it: none asked, all given, or some owed."""
        if not self.asked:
            return "none"
        return "all" if self.given == self.asked else "owed"


def tally(states: Iterable[MaterialState]) -> MaterialTally:
    """Count materials by how they stand.

    Examples:
        >>> counted = tally([MaterialState.HANDED_IN, MaterialState.LATER, MaterialState.FETCHED])
        >>> counted.asked, counted.given, counted.owed, counted.spared
        (2, 1, 1, 1)
    """
    counted = list(states)
    return MaterialTally(
        given=sum(state in _GIVEN for state in counted),
        owed=sum(state is MaterialState.LATER for state in counted),
        missing=sum(state is MaterialState.MISSING for state in counted),
        spared=sum(state in _SPARED for state in counted),
    )


@dataclass(frozen=True, slots=True)
class Promise:
    """Until when one matter waits for a material: working days after its acceptance."""

    matter: str
    matter_name: str
    working_days: int


@dataclass(frozen=True, slots=True)
class OwedDay:
    """The one day until which a material is handed in, and the name of the matter that needs it.

    The day is not certain while the holidays of its year are not announced.
    """

    day: date
    matter_name: str
    is_certain: bool


def promises_of(material: MergedMaterial, matters: Mapping[str, Matter]) -> tuple[Promise, ...]:
    """Return what is promised to each matter by handing a material in later (容缺).

    A promise holds no longer than the matter takes.
    """
    asking = [matters[code] for code in dict.fromkeys(use.matter for use in material.uses)]
    return tuple(
        Promise(material.code, material.name, material.committed_days) for material in asking
    )


def owed_day(promises: Iterable[Promise], calendar: WorkingCalendar, accepted_on: date) -> OwedDay:
    """Return the earliest day of several promises: the person hands one material in, once.

    Every matter is taken to be accepted on one day, the earliest that it can be; where one
    accepts later, the day told here is still in time.
    """
    first = min(promises, key=lambda promise: promise.working_days)
    day = calendar.after(accepted_on, first.working_days)
    is_certain = calendar.is_certain(accepted_on) and calendar.is_certain(day)
    return OwedDay(day, first.matter_name, is_certain)


@dataclass(frozen=True, slots=True)
class MaterialStatus:
    """How one material of a person stands, for whoever asks: pages, checks, receipt, offices.

    ``promises`` are those by which it is owed; there are none unless it is.
    """

    state: MaterialState
    promises: tuple[Promise, ...] = ()

    @property
    def is_missing(self) -> bool:
        """Say whether it is asked of the person, and neither given nor promised."""
        return self.state is MaterialState.MISSING

    @property
    def is_owed(self) -> bool:
        """Say whether it was promised for later and has not come."""
        return self.state is MaterialState.LATER

    def owed_until(self, calendar: WorkingCalendar, accepted_on: date) -> OwedDay | None:
        """Return the one day until which it is handed in, while it is owed."""
        return owed_day(self.promises, calendar, accepted_on) if self.is_owed else None

    def owed_to(self, matter: str) -> "MaterialStatus":
        """Return how it stands for one matter, whose own promise it is."""
        own = tuple(promise for promise in self.promises if promise.matter == matter)
        return MaterialStatus(self.state, own)


def status_of(
    material: MergedMaterial,
    given: GivenMaterials,
    *,
    is_asked: bool,
    promises: tuple[Promise, ...] = (),
) -> MaterialStatus:
    """Return how a material stands.

    A file for it, or for another that does as well, is handed in even where none was asked for:
    an officer may ask for what would have been fetched. What another matter of the case produces
    is passed on whatever else there is.
    """
    if material.is_produced or not (is_asked or _is_handed_in(material, given)):
        return MaterialStatus(_spared_state(material))
    code = str(material.key)
    if _is_handed_in(material, given):
        return MaterialStatus(MaterialState.HANDED_IN)
    if code in given.templates:
        return MaterialStatus(MaterialState.TEMPLATE)
    if code in given.deferred:
        return MaterialStatus(MaterialState.LATER, promises)
    return MaterialStatus(MaterialState.MISSING)


def _is_handed_in(material: MergedMaterial, given: GivenMaterials) -> bool:
    keys = (material.key, *alternatives_to(material))
    return any(str(key) in given.files for key in keys)


def _spared_state(material: MergedMaterial) -> MaterialState:
    way = material.provided_by.way
    return MaterialState(way.kind.state) if way else MaterialState.PASSED_ON
