"""Tell which licences could be fetched, so that the applicant can agree to each."""

from collections.abc import Collection
from dataclasses import dataclass

from core.forms.models import MergedField
from core.forms.prefilling import LicenceWanted
from core.forms.sources import ValueSource
from core.themes.guides import Guide, licences_to_fetch
from core.themes.plans import ThemePlan


@dataclass(frozen=True, slots=True)
class LicenceOffer:
    """One licence that would spare the applicant some questions.

    ``about`` names its holder; ``holder`` is the question for the holder's number, which
    has to be answered first; ``fields`` are the questions that it answers, and all that
    is taken from it.
    """

    wanted: LicenceWanted
    about: str
    holder: MergedField
    fields: tuple[MergedField, ...]

    @property
    def code(self) -> str:
        """Return ``licence@subject``, by which the applicant consents to it."""
        return self.wanted.code

    @property
    def licence(self) -> str:
        """Return the name of the licence."""
        return self.wanted.licence


def offer_licences(
    plan: ThemePlan, guide: Guide, connected: Collection[ValueSource]
) -> tuple[LicenceOffer, ...]:
    """Return what could be fetched for a guide from the sources that are connected."""
    form = guide.form_by_key
    return tuple(
        LicenceOffer(
            wanted=wanted,
            about=plan.catalogue.subject_name(wanted.subject),
            holder=form[wanted.holder],
            fields=tuple(form[key] for key in wanted.keys),
        )
        for wanted in licences_to_fetch(plan, guide)
        if wanted.source in connected
    )
