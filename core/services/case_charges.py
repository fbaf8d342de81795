"""What is charged in a case: what its version declares, for what was filled in and answered."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.cases.models import Application, Case
from core.cases.review_actions import ReviewAction
from core.catalogue.models import AssessedAmount, Charge
from core.errors import StepHinderedError
from core.fees.amounts import amount_of, yuan
from core.fees.charges import DeclaredCharge, MatterCharge, charges_of, is_in_the_way
from core.ports import Stores
from core.review.possible_steps import Hindrance
from core.services.form_answers import keyed, project_values
from core.services.theme_plans import PlanShelf
from core.situations.guiding import Situation
from core.themes.guides import Guide, concluded_guide
from core.themes.plans import ThemePlan


class CaseCharges:
    """Reads the charges of cases. Versions never change, so their plans are kept (law 9)."""

    def __init__(self) -> None:
        self._plans = PlanShelf()

    def of(self, stores: Stores, case: Case) -> dict[str, MatterCharge]:
        """Return the charge of each matter of a case that has one, as it stands."""
        application = case.application
        known = self._plans.pinned(stores, application.theme_code, application.theme_version)
        matters = known.version.catalogue.matters
        if all(matters[code].charge is None for code in case.matters):
            return {}
        plan = self._plans.of_application(stores, application).plan
        return charges_of(declared_charges(plan, case.matters, application), case.history)

    def expect_settled(self, stores: Stores, case: Case, matter: str, action: ReviewAction) -> None:
        """Refuse to decide or to hand over what is to be paid for first.

        Raises:
            StepHinderedError: If the charge of the matter is still owed.
        """
        if action not in {ReviewAction.GRANTED, ReviewAction.DELIVERED}:
            return
        in_the_way = charge_hindrance(self.of(stores, case).get(matter), action)
        if in_the_way:
            raise StepHinderedError(in_the_way.key, dict(in_the_way.params))


def charge_hindrance(charge: MatterCharge | None, action: ReviewAction) -> Hindrance | None:
    """Return that a charge is in the way of a step, if it is."""
    if charge is None or not is_in_the_way(charge, action):
        return None
    if charge.amount is None:
        return Hindrance("charge_open", {"charge": charge.declared.name})
    return Hindrance("charge_due", {"charge": charge.declared.name, "amount": yuan(charge.amount)})


def declared_charges(
    plan: ThemePlan, matters: Sequence[str], application: Application
) -> tuple[DeclaredCharge, ...]:
    """Return what is declared for the matters of a case; its amounts are those of its own forms.

    Args:
        plan: Of the version that the case keeps, with the roles joined that one person holds.
        matters: Those of the case.
        application: What was answered and filled in.
    """
    guide = concluded_guide(plan, application.answers)
    forms = project_values(plan, guide, keyed(application.values))
    return tuple(_declared(plan, matters, forms, guide.situation))


def costs_of(plan: ThemePlan, guide: Guide, application: Application) -> dict[str, str]:
    """Return what can be said for certain of the charges of an application, by matter, in words.

    Where an office says the amount, nothing stands here: the matter's own words are shown.
    """
    charges = declared_charges(plan, guide.matters, application)
    return {
        charge.matter: f"{charge.name} {yuan(charge.amount)} 元" if charge.amount else ""
        for charge in charges
        if charge.amount is not None or charge.waived_by
    }


def _declared(
    plan: ThemePlan,
    matters: Sequence[str],
    forms: Mapping[str, Mapping[str, Any]],
    situation: Situation,
) -> Iterator[DeclaredCharge]:
    catalogue = plan.catalogue
    for code in matters:
        charge = catalogue.matters[code].charge
        if charge is not None:
            yield DeclaredCharge(
                matter=code,
                name=charge.name,
                kind=charge.kind,
                office=catalogue.office_name(code),
                basis=charge.basis,
                amount=amount_of(charge.amount, forms.get(code, {})),
                criteria=criteria_of(charge),
                payer=_payer(plan, code, charge),
                before_decision=charge.before == "decision",
                waived_by=_waived_by(charge, situation),
            )


def criteria_of(charge: Charge) -> str:
    """Return by what an office finds the amount, where it does."""
    return charge.amount.criteria if isinstance(charge.amount, AssessedAmount) else ""


def _payer(plan: ThemePlan, code: str, charge: Charge) -> str:
    """Return the first of the names that forms have for whoever pays."""
    if charge.payer is None:
        return ""
    subject = plan.bound.get((code, charge.payer), charge.payer)
    return plan.catalogue.subject_name(subject).partition("、")[0]


def _waived_by(charge: Charge, situation: Situation) -> str:
    """Return the law by which the answers waive it; what was not answered waives nothing."""
    return next((each.basis for each in charge.waivers if situation.is_certain(each.when)), "")
