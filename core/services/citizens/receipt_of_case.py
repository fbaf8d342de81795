"""Put together what the receipt of a case says."""

from core.cases.models import Case
from core.cases.paper_forms import entered_in, told_on
from core.cases.receipt_codes import opens
from core.catalogue.catalogue import Catalogue
from core.materials.status import OwedDay
from core.receipts.models import Receipt, ReceiptMaterial, ReceiptMatter, ReceiptSigner
from core.services.case_charges import costs_of
from core.services.citizens.list_value_sources import list_value_sources
from core.services.citizens.plan_form import plan_form
from core.services.form_answers import keyed
from core.services.materials_given import CaseMaterial, materials_of_case
from core.services.theme_plans import PlannedVersion
from core.themes.dating import dated
from core.themes.guides import Guide
from core.themes.who_is_who import stated_persons
from core.visits.addresses import progress_page
from core.working_days import WorkingCalendar


def receipt_of(
    case: Case,
    planned: PlannedVersion,
    guide: Guide,
    calendar: WorkingCalendar,
    *,
    code: str = "",
    address: str = "",
) -> Receipt:
    """Return what the receipt of a case says; with a code only if it is that of the case.

    ``address`` is how browsers reach the kiosk, if they do.
    """
    version, catalogue = planned.version, planned.version.catalogue
    application = case.application
    due = {review.matter: review.due_day for review in guide.schedule.reviews}
    entered = entered_in(case.history)
    dates = dated(guide.schedule, calendar, told_on(case))
    form = plan_form(planned.plan, guide, values=keyed(application.values))
    costs = costs_of(planned.plan, guide, application)
    return Receipt(
        case_number=case.number,
        theme_name=version.theme.name,
        theme_version=version.version,
        applicant=case.applicant_name,
        received_at=case.received_at,
        channel=application.channel,
        matters=tuple(
            _matter(catalogue, code, due.get(code), costs.get(code)) for code in guide.matters
        ),
        materials=tuple(
            _material(material, owed_until(material, case, calendar))
            for material in materials_of_case(planned.plan, guide, case)
        ),
        fields=form.questions,
        working_days=guide.schedule.working_days,
        value_sources=list_value_sources(planned.plan, guide, application),
        code=code if opens(case, code) else "",
        persons=stated_persons(planned.plan, application.values),
        due_on=dates.due if dates.reviews else None,
        due_is_certain=dates.uncertain_year is None,
        progress_page=progress_page(address, case.number),
        entered_at=entered.entered_at if entered else None,
        helped_by=application.help.helper if application.help else "",
        authorisation=application.authorisation,
    )


def owed_until(material: CaseMaterial, case: Case, calendar: WorkingCalendar) -> OwedDay | None:
    """Return the one day until which a material that is owed is handed in."""
    return material.status.owed_until(calendar, told_on(case))


def _matter(
    catalogue: Catalogue, code: str, due_day: int | None, cost: str | None
) -> ReceiptMatter:
    matter = catalogue.matters[code]
    office = catalogue.office_name(code)
    words = matter.cost if cost is None else cost
    return ReceiptMatter(matter.name, office, due_day, matter.results, words)


def _material(material: CaseMaterial, until: OwedDay | None) -> ReceiptMaterial:
    listed = material.listed
    signed_by = tuple(ReceiptSigner(it.role, it.name) for it in material.signatures)
    return ReceiptMaterial(
        listed.name, listed.about, material.state, len(material.files), until, signed_by=signed_by
    )
