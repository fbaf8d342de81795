"""A case as officers open it, and each department's part of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.cases.models import Case, Upload
from core.cases.paper_forms import sheet_of
from core.catalogue.catalogue import Catalogue
from core.errors import CaseNotFoundError, CaseRestrictedError
from core.forms.department_forms import DepartmentForm, pictures_in
from core.forms.models import FieldUse
from core.materials.screening import ScreenState
from core.privacy.requests import corrected_in, is_restricted
from core.review.models import Correction
from core.services.materials_given import CaseMaterial
from core.services.officers.find_cases import departments_of, own_matters
from core.services.officers.materials import OfficeMaterial
from core.staff.permissions import Permit
from core.themes.guides import Guide
from core.themes.plans import ThemePlan
from core.themes.who_is_who import StatedPerson, stated_persons


@dataclass(frozen=True, slots=True)
class OfficeForm:
    """One department's part of one case.

    ``corrected`` are its entries that were put right at the person's own request: the label, and
    what it says now. ``last_day`` is the day until which a correction can be asked for, where
    silence after it means accepted; ``proposed`` is a day by which it could be put right.
    ``is_running`` says that a correction can still be asked for. ``persons`` hold several of the
    roles that this form asks about, as the applicant stated.
    """

    case_number: str
    form: DepartmentForm
    papers: tuple[OfficeMaterial, ...]
    corrections: tuple[Correction, ...]
    last_day: date | None
    proposed: date
    is_running: bool
    corrected: tuple[tuple[str, str], ...] = ()
    persons: tuple[StatedPerson, ...] = ()

    @property
    def is_waiting(self) -> bool:
        """Say whether it is the applicant's turn."""
        return any(correction.is_open for correction in self.corrections)

    def place_of(self, digest: str) -> str | None:
        """Return for which paper a file was handed in or drawn, or that it stands on the form."""
        for paper in self.papers:
            drawn = (signature.picture for signature in paper.signatures if signature.picture)
            if digest in {*(file.digest for file in paper.files), *drawn}:
                return paper.place
        return "form" if digest in set(pictures_in(self.form)) else None


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case with everything that tells what it means."""

    case: Case
    catalogue: Catalogue
    materials: tuple[CaseMaterial, ...]
    forms: Mapping[str, DepartmentForm]
    corrections: tuple[Correction, ...]
    barred: Mapping[str, ScreenState]
    """Files that nobody may open now, by digest."""
    uses: Mapping[str, tuple[FieldUse, ...]]
    plan: ThemePlan
    guide: Guide

    def persons(self, matter: str) -> tuple[StatedPerson, ...]:
        """Return who holds several of the roles that a matter itself asks about (laws 3, 17)."""
        values = self.case.application.values
        return stated_persons(self.plan, values, self.uses.get(matter, ()))

    def corrected(self, matter: str) -> tuple[tuple[str, str], ...]:
        """Return what was put right of the entries that a matter itself asks for (law 3)."""
        now = {correction.place: correction.value for correction in corrected_in(self.case.history)}
        asked = self.uses.get(matter, ())
        return tuple((use.label, now[str(use.key)]) for use in asked if str(use.key) in now)

    def sheet(self, permit: Permit) -> Upload | None:
        """Return the scan of the paper form for whoever sees every matter: all stand on it (law 3).

        Raises:
            CaseNotFoundError, CaseRestrictedError: As :meth:`own` does.
        """
        return sheet_of(self.case) if self.own(permit) == tuple(self.case.matters) else None

    def own(self, permit: Permit) -> tuple[str, ...]:
        """Return the matters that are somebody's own.

        Raises:
            CaseNotFoundError: If there are none: then it is no case to them.
            CaseRestrictedError: If it is kept for the archive alone.
        """
        own = own_matters(self.case.matters, permit, departments_of(self.catalogue))
        if not own:
            raise CaseNotFoundError(case_number=self.case.number)
        if is_restricted(self.case.history):
            raise CaseRestrictedError
        return own


def places_of(part: OfficeForm) -> dict[str, str]:
    """Return everything on a form and among its papers that can be put right, with its name."""
    entries = {
        entry.field: entry.label for section in part.form.sections for entry in section.parts
    }
    return entries | {paper.place: paper.name for paper in part.papers}
