"""Work out once what an application comes to, for whoever shows, signs, checks or receives it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from core.agents.models import Authorisation
from core.cases.fetched_records import RecordSeals
from core.cases.models import Application
from core.errors import Problem
from core.materials.status import GivenMaterials, MaterialStatus
from core.ports import Clock
from core.services.citizens.authorising import (
    MANDATE_PAPERS,
    AuthorisationNeeded,
    authorisation_needed,
    authorisation_problems,
)
from core.services.citizens.check_fetched import check_fetched, keep_asked, keep_proven
from core.services.citizens.date_application import dated_application
from core.services.citizens.documents_to_sign import (
    DocumentToSign,
    check_signatures,
    documents_to_sign,
    with_names,
)
from core.services.citizens.plan_form import MaterialToGive, materials_to_give
from core.services.citizens.read_plans import ReadPlan
from core.services.citizens.third_signatures import DocumentText, is_signed, texts_of
from core.services.form_answers import check_values, keyed
from core.services.materials_given import given_in
from core.services.theme_plans import PlannedVersion
from core.themes.guides import Guide, concluded_guide
from core.themes.material_lists import ListedMaterial, list_materials
from core.working_days import day_of


@dataclass(frozen=True)
class PreparedApplication:
    """An application as it would be received today; each part is worked out at most once.

    ``given`` is what was handed in, :attr:`application` what becomes of it. ``guide`` is what
    applies to its answers. ``seals`` prove what was fetched.
    """

    planned: PlannedVersion
    guide: Guide
    given: Application
    today: date
    seals: RecordSeals

    @property
    def is_finished(self) -> bool:
        """Say whether every question that matters was answered."""
        return self.guide.situation.complete

    @cached_property
    def documents(self) -> tuple[DocumentToSign, ...]:
        """Return what has to be signed, in the order of the guide."""
        return documents_to_sign(self.planned.plan, self.guide, self._dated)

    @cached_property
    def application(self) -> Application:
        """Return it with only what is asked, in order, dated, and with the names of who signed."""
        values = with_names(self._dated, self.documents)
        return replace(self._dated, values=values, authorisation=self.authorisation)

    @cached_property
    def authorisation_needed(self) -> AuthorisationNeeded | None:
        """Return which authorisation is asked for, if somebody acts for another, or has to."""
        return authorisation_needed(self.guide, self._dated.values, self.today)

    @cached_property
    def authorisation(self) -> Authorisation | None:
        """Return what was said of it, about those who stand on the form; nothing unless asked."""
        needed = self.authorisation_needed
        said = needed.completed(self.given.authorisation) if needed else None
        if said is None or said.basis:
            return said
        papers = (it.code for it in self.listed if it.material.key.document in MANDATE_PAPERS)
        return replace(said, basis=next(papers, ""))

    @cached_property
    def listed(self) -> tuple[ListedMaterial, ...]:
        """Return every material of the guide, with those that nobody hands in."""
        return list_materials(
            self.planned.plan, self.guide, on_paper=self.given.on_paper, instead=self.given.instead
        )

    @cached_property
    def materials(self) -> tuple[MaterialToGive, ...]:
        """Return the materials that the applicant gives."""
        return materials_to_give(self.listed)

    @cached_property
    def texts(self) -> Mapping[str, tuple[DocumentText, ...]]:
        """Return the office's texts that can be used, by code of the material."""
        return texts_of(self.planned.plan, self.guide, self.application, self.listed)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Return everything that is wrong with its values, what was fetched, and its signatures."""
        values = keyed(self.application.values)
        return (
            *check_values(self.planned.plan, self.guide, values, today=self.today),
            *check_fetched(self.application, self.guide, self.seals),
            *check_signatures(self.documents, self.application.signatures),
            *authorisation_problems(self.authorisation_needed, self.authorisation, self.today),
        )

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Return the names of materials neither given, nor promised where that is allowed."""
        return tuple(
            material.name for material in self.materials if self.statuses[material.code].is_missing
        )

    @cached_property
    def statuses(self) -> Mapping[str, MaterialStatus]:
        """Return how every material stands, by code, those among them that nobody hands in."""
        return {material.code: material.status(self.counted) for material in self.listed}

    @cached_property
    def counted(self) -> GivenMaterials:
        """Return what counts of what was given: for a material that is asked, as offices take it.

        Nothing else is sealed, so that the receipt and the offices tell what is told here.
        """
        files, asked = given_in(self.given).files, self.materials
        return GivenMaterials(
            files={material.code for material in asked if material.code in files},
            templates={material.code for material in asked if self._is_made(material)},
            deferred={material.code for material in asked if self._is_promised(material)},
        )

    def _is_made(self, material: MaterialToGive) -> bool:
        """Say whether a material is the office's text, signed by everybody who has to."""
        return (
            material.has_template
            and material.code in self.given.templates
            and is_signed(self.texts.get(material.code, ()), self.application.signatures)
        )

    def _is_promised(self, material: MaterialToGive) -> bool:
        """Say whether a material is handed in later, and may be."""
        return material.may_come_later and material.code in self.given.deferred

    @cached_property
    def _dated(self) -> Application:
        return dated_application(
            keep_asked(keep_proven(self.given, self.seals), self.guide), self.guide, self.today
        )


def prepare_application(
    application: Application,
    planned: PlannedVersion,
    *,
    today: date,
    seals: RecordSeals,
    guide: Guide | None = None,
) -> PreparedApplication:
    """Return an application worked out as if it were handed in today.

    ``guide`` is what applies to its answers, if that is at hand.

    Raises:
        InvalidAnswersError: Listing every answer that its question cannot take.
    """
    guide = guide or concluded_guide(planned.plan, application.answers)
    return PreparedApplication(planned, guide, application, today, seals)


DayKnown = Callable[[Application, date], date]
"""Says as of which day an application is worked out, given today."""


class PrepareApplication:
    """Prepares applications in the making, as of today, or of when their paper was received."""

    def __init__(
        self, *, planned: ReadPlan, clock: Clock, seals: RecordSeals, received_on: DayKnown
    ) -> None:
        self._planned = planned
        self._received_on = received_on
        self._clock = clock
        self._seals = seals

    def __call__(
        self, application: Application, *, guide: Guide | None = None
    ) -> PreparedApplication:
        """Return what an application comes to as it stands now: what has to be signed, and more.

        ``guide`` is what applies to its answers, if it is at hand.
        """
        planned = self._planned.of_application(application)
        today = self._received_on(application, day_of(self._clock()))
        return prepare_application(
            application, planned, today=today, seals=self._seals, guide=guide
        )
