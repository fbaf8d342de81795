"""Put together what the receipt of a case says."""

from collections.abc import Mapping

from core.cases.models import Case
from core.catalogue.packages import Catalogue
from core.materials.merging import MergedMaterial
from core.receipts.models import Receipt, ReceiptMaterial, ReceiptMatter
from core.services.kiosk.trace_values import trace_values
from core.services.theme_plans import PlannedVersion
from core.themes.guides import Guide

_STATES: Mapping[str, str] = {"e_licence": "fetched", "data_sharing": "shared"}


def receipt_of(case: Case, planned: PlannedVersion, guide: Guide) -> Receipt:
    """Return what the receipt of a case says."""
    version, catalogue = planned.version, planned.version.catalogue
    due = {review.matter: review.due_day for review in guide.schedule.reviews}
    return Receipt(
        case_number=case.number,
        theme_name=version.theme.name,
        theme_version=version.version,
        applicant=case.applicant_name,
        received_at=case.received_at,
        channel=case.application.channel,
        matters=tuple(_matter(catalogue, code, due.get(code)) for code in guide.matters),
        materials=tuple(_materials(case, catalogue, guide)),
        fields=guide.fields_count.after,
        working_days=guide.schedule.working_days,
        origins=trace_values(planned.plan, guide, case.application),
    )


def _matter(catalogue: Catalogue, code: str, due_day: int | None) -> ReceiptMatter:
    matter = catalogue.matters[code]
    department = catalogue.departments.get(matter.department)
    return ReceiptMatter(matter.name, department.name if department else matter.department, due_day)


def _materials(case: Case, catalogue: Catalogue, guide: Guide) -> list[ReceiptMaterial]:
    papers = []
    for material in guide.materials:
        document = catalogue.documents.get(material.key.document)
        name = document.name if document else material.uses[0].requirement.name
        pieces = sum(
            (upload.document, upload.subject) == material.key for upload in case.application.uploads
        )
        subject = catalogue.subjects.get(material.key.subject)
        about = subject.name if subject else material.key.subject
        state = _state(case, material, pieces)
        papers.append(ReceiptMaterial(name, about, state, pieces))
    return papers


def _state(case: Case, material: MergedMaterial, pieces: int) -> str:
    """Return how a paper was given: what is fetched or passed on is not handed in."""
    if material.is_produced:
        return "passed_on"
    if pieces:
        return "handed_in"
    code = f"{material.key.document}@{material.key.subject}"
    if code in case.application.templates:
        return "template"
    if code in case.application.deferred:
        return "later"
    return _STATES.get(material.provided_by, "later")
