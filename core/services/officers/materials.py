"""The materials of a case that one matter asks for, and what was handed in for them (law 3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from core.cases.models import Upload
from core.cases.signatures import Signature
from core.materials.screening import ScreenState
from core.materials.status import MaterialState
from core.services.materials_given import CaseMaterial
from core.working_days import WorkingCalendar

_NONE_BARRED: Mapping[str, ScreenState] = {}


@dataclass(frozen=True, slots=True)
class OfficeMaterial:
    """A material that a matter asks for.

    ``place`` names it (``document@subject``), ``about`` whom it is about; ``state`` is how it was
    given, ``files`` were handed in for it, or for another that does as well. ``signatures`` are
    those of others than the applicant under the office's text. ``due`` is the day until which it
    was promised to this matter, while it is owed. ``barred`` are files that nobody may open now,
    by digest: a virus was found, or nobody has looked for one yet.
    """

    place: str
    name: str
    about: str
    state: str
    files: tuple[Upload, ...]
    signatures: tuple[Signature, ...] = ()
    due: date | None = None
    barred: Mapping[str, ScreenState] = field(default_factory=dict)


def materials_of(
    matter: str,
    materials: Iterable[CaseMaterial],
    calendar: WorkingCalendar,
    told_on: date,
    *,
    barred: Mapping[str, ScreenState] = _NONE_BARRED,
) -> list[OfficeMaterial]:
    """Return the materials of one matter; what another matter passes on is not among them.

    The days of what is owed count from ``told_on`` (:func:`core.cases.paper_forms.told_on`).
    """
    return [
        OfficeMaterial(
            material.listed.code,
            material.listed.name,
            material.listed.about,
            material.state,
            material.files,
            material.signatures,
            _due(matter, material, calendar, told_on),
            {file.digest: barred[file.digest] for file in material.files if file.digest in barred},
        )
        for material in materials
        if material.state is not MaterialState.PASSED_ON
        and any(use.matter == matter for use in material.listed.material.uses)
    ]


def _due(
    matter: str, material: CaseMaterial, calendar: WorkingCalendar, told_on: date
) -> date | None:
    """Return the day promised to this matter, whose own record it is (容缺)."""
    owed = material.status.owed_to(matter).owed_until(calendar, told_on)
    return owed.day if owed else None
