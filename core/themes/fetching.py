"""What becomes of materials and entries when a licence is found, and when it is not."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.catalogue.models import FieldKey
from core.materials.keys import LicenceKey
from core.themes.guides import Guide, licences_of, licences_to_fetch
from core.themes.material_lists import list_materials
from core.themes.plans import ThemePlan


@dataclass(frozen=True, slots=True)
class FetchedLicence:
    """One licence, or shared record, of one holder.

    ``materials`` (``document@subject``, with what they are called) are handed in where it is not
    found. ``entries`` are filled in where it is found, ``left`` are those of them that the
    applicant fills in where it is not: what follows from another entry is computed all the same.
    """

    licence: str
    subject: str
    materials: tuple[tuple[str, str], ...]
    entries: tuple[FieldKey, ...]
    left: tuple[FieldKey, ...]


def fetched_licences(plan: ThemePlan, guide: Guide) -> tuple[FetchedLicence, ...]:
    """Return every licence that a guide means to fetch, those that spare most first."""
    spared = {wanted.code: wanted.keys for wanted in licences_to_fetch(plan, guide)}
    computed = _computed(plan, guide)
    found = [
        _fetched(plan, guide, key, spared.get(str(key), ()), computed=computed)
        for key in dict.fromkeys(_keys(plan, guide))
    ]
    return tuple(sorted(found, key=lambda each: -len(each.materials) - len(each.entries)))


def _keys(plan: ThemePlan, guide: Guide) -> Iterator[LicenceKey]:
    for material in guide.materials:
        for code in sorted(licences_of(plan, material)):
            licence, _, subject = code.rpartition("@")
            yield LicenceKey(licence, subject)
    yield from (LicenceKey(each.licence, each.subject) for each in licences_to_fetch(plan, guide))


def _computed(plan: ThemePlan, guide: Guide) -> frozenset[FieldKey]:
    """Return the entries that follow from others, whether or not a licence is found."""
    asked = frozenset(guide.form_by_key) - guide.expected_from_matters
    return plan.derivations.derivable(asked, guide.situation)[0]


def _fetched(
    plan: ThemePlan,
    guide: Guide,
    key: LicenceKey,
    entries: tuple[FieldKey, ...],
    *,
    computed: frozenset[FieldKey],
) -> FetchedLicence:
    listed = list_materials(plan, guide, on_paper=[str(key)])
    instead = ((material.code, material.name) for material in listed if material.not_fetched)
    left = tuple(entry for entry in entries if entry not in computed)
    return FetchedLicence(key.licence, key.subject, tuple(instead), entries, left)
