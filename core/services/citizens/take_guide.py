"""Take the guide along before the form: on paper, or on a phone by a link for some minutes.

The link carries the guide sealed by its own token, and never the digits that open a kept visit.
"""

from dataclasses import replace

from pydantic import TypeAdapter

from core.errors import LinkExpiredError, NotKeptError
from core.ports import Clock, Printer, Sealer
from core.receipts.guides import GuideMaterial, GuidePaper, SparedMaterial
from core.receipts.models import ReceiptMatter
from core.services.citizens.consult import Consultation
from core.services.citizens.keep_visits import ResumeCode
from core.services.citizens.phone_files import PhoneFiles
from core.services.citizens.plan_form import KioskForm, MaterialToGive
from core.themes.material_lists import ListedMaterial
from core.visits.models import GUIDE
from core.working_days import day_of

_PAPER = TypeAdapter(GuidePaper)


class GuidesToTake:
    """Lets guides be taken along. Without a sealer none goes to a phone."""

    def __init__(
        self, *, links: PhoneFiles, printer: Printer, sealer: Sealer | None, clock: Clock
    ) -> None:
        self._links = links
        self._printer = printer
        self._sealer = sealer
        self._clock = clock

    @property
    def go_to_phones(self) -> bool:
        """Say whether guides can be taken by phone here."""
        return self._sealer is not None

    def paper(
        self, consultation: Consultation, form: KioskForm, kept: ResumeCode | None = None
    ) -> GuidePaper:
        """Return what the guide says, with what opens the visit again if it was kept."""
        schedule, dates = consultation.guide.schedule, consultation.dates
        paper = GuidePaper(
            theme_name=consultation.theme_name,
            told_on=day_of(self._clock()),
            matters=_matters(consultation),
            entries=form.questions,
            materials=tuple(map(_material, form.materials)),
            spared=tuple(_spared(material, consultation) for material in form.spared),
            working_days=schedule.working_days,
            due_on=dates.due if dates and dates.reviews else None,
            due_is_certain=dates is None or dates.uncertain_year is None,
        )
        if kept is None:
            return paper
        until = day_of(kept.expires_at)
        return replace(paper, number=kept.number, code=kept.code, kept_until=until)

    def lay_out(self, paper: GuidePaper) -> str:
        """Return the guide as a page of its own, for the printer of a browser."""
        return self._printer.lay_out(paper)

    def print_pdf(self, paper: GuidePaper) -> bytes:
        """Return the guide as a PDF."""
        return self._printer.print_paper(paper)

    def offer(self, paper: GuidePaper) -> str:
        """Open a link by which a phone reads the guide, and return its token.

        Raises:
            NotKeptError: If there is no sealer.
        """
        sealer = self._sealer
        if sealer is None:
            raise NotKeptError
        content = _PAPER.dump_json(replace(paper, code=""))
        return self._links.offer(
            visit=GUIDE,
            document=GUIDE,
            subject="",
            paper="",
            seal=lambda token: sealer.seal(content, token),
        )

    def open(self, token: str) -> GuidePaper:
        """Return the guide that a link leads to.

        Raises:
            LinkExpiredError: If it is over, or never led to a guide.
        """
        link = self._links.look(token)
        opened = self._sealer.open(link.sealed, token) if self._sealer and link.is_guide else None
        if opened is None:
            raise LinkExpiredError
        return _PAPER.validate_json(opened)


def _matters(consultation: Consultation) -> tuple[ReceiptMatter, ...]:
    catalogue = consultation.catalogue
    return tuple(
        ReceiptMatter(
            catalogue.matter_name(review.matter),
            catalogue.office_name(review.matter),
            review.due_day,
            catalogue.matters[review.matter].results,
            catalogue.matters[review.matter].cost,
        )
        for review in consultation.guide.schedule.reviews
    )


def _material(material: MaterialToGive) -> GuideMaterial:
    ways = {"template": material.has_template, "later": material.may_come_later, "now": True}
    way = next(way for way, is_offered in ways.items() if is_offered)
    return GuideMaterial(material.name, material.about, way)


def _spared(listed: ListedMaterial, consultation: Consultation) -> SparedMaterial:
    provider = listed.material.provided_by
    by = consultation.catalogue.matter_name(provider.matter) if provider.matter else ""
    return SparedMaterial(listed.name, listed.about, provider.kind, by)
