"""Put together what the receipt of a case says."""

from core.cases.models import Case
from core.catalogue.packages import Catalogue
from core.receipts.models import Receipt, ReceiptMaterial, ReceiptMatter
from core.services.kiosk.trace_values import trace_values
from core.services.papers_given import files_for, state_of
from core.services.theme_plans import PlannedVersion
from core.themes.guides import Guide


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
        subject = catalogue.subjects.get(material.key.subject)
        about = subject.name if subject else material.key.subject
        pieces = len(files_for(case, material))
        papers.append(ReceiptMaterial(name, about, state_of(case, material), pieces))
    return papers
