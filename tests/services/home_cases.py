"""A home that is sold (T05), received with what its charges depend on."""

from dataclasses import replace

from adapters.system import random_symbols
from core.cases.history import next_event
from core.cases.models import Application, Case
from core.cases.numbering import ALPHABET, RANDOM_SYMBOLS, case_number
from core.cases.sealing import receipt_seals
from core.services.review_steps import ReviewRules, ReviewStep, write_review_step
from core.staff.models import Role, StaffMember
from core.themes.guides import concluded_guide
from core.themes.plans import ThemePlan
from core.working_days import WEEKENDS_ONLY, day_of

REGISTRAR = StaffMember("registrar", "登记人员甲", (Role.DEPARTMENT,), "ZRZY")
BUYER_NUMBER = "110105199003071519"
RULES = ReviewRules(WEEKENDS_ONLY)


def home_case(office, *, use="住宅", answers=None):
    """Receive a sale; of the form only what matters here is filled in."""
    symbols = random_symbols(RANDOM_SYMBOLS, ALPHABET)
    number = case_number(day_of(office.clock()), symbols)
    with office.transaction() as stores:
        version = stores.themes.latest("T05")
        plan = ThemePlan(version.theme, version.catalogue)
        given = dict(version.theme.typical_answers) | (answers or {})
        guide = concluded_guide(plan, given)
        values = {"per.name@buyer": "周丽", "per.id_no@buyer": BUYER_NUMBER}
        if use:
            values["re.use@house"] = use
        case = Case(
            number=number,
            application=Application(f"home {number}", "T05", version.version, given, values),
            received_at=office.clock(),
            applicant_name="周丽",
            matters=guide.matters,
        )
        received = next_event(
            (),
            case_number=case.number,
            at=office.clock(),
            actor="kiosk",
            action="received",
            details={"seals": receipt_seals(case)},
        )
        case = replace(case, history=(received,))
        stores.cases.add(case)
        stores.tasks.write(RULES.tasks(stores, case.outline), rules=RULES.digest)
    return case


def take_step(office, case, matter, action, details=None):
    """Take a step with a matter, as an office or its own system does."""
    with office.transaction() as stores:
        return write_review_step(
            stores,
            case.number,
            ReviewStep(action, matter, details or {}),
            actor="lin",
            at=office.clock(),
            rules=RULES,
        )


def grant(office, case, *matters):
    """Accept and grant matters, each with a result."""
    for matter in matters:
        take_step(office, case, matter, "accepted")
        result = {"results": [{"name": matter, "number": "1"}]}
        take_step(office, case, matter, "granted", result)
