"""What is charged in a case, as the window sees it: what can be paid now, what goes back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.cases.charge_actions import ChargeAction
from core.cases.models import RUNNING, Case
from core.fees.charges import ENDED_WITHOUT, ChargeState, MatterCharge, goes_back
from core.fees.payments import Payment, PaymentState, open_payment
from core.fees.settling import SumDifference, difference_of
from core.ports import Stores
from core.review.matter_reviews import matter_reviews
from core.services.notices import receipt_events
from core.services.review_steps import ReviewRules


@dataclass(frozen=True, slots=True)
class LineReceipt:
    """A receipt of a charge: its entry of the history, and whether the money went back."""

    sequence: int
    is_back: bool


@dataclass(frozen=True, slots=True)
class BillLine:
    """The charge of one matter; ``is_payable`` says that it can be paid now.

    ``goes_back`` says that it was paid and the matter ended without its result.
    """

    charge: MatterCharge
    matter_name: str
    is_payable: bool
    goes_back: bool
    receipts: tuple[LineReceipt, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseBill:
    """Everything that is charged in a case, and what is not charged.

    ``code`` is the payment that somebody can scan and pay now, if one is open.
    ``differences`` are payments by which another sum came in, for the window to settle;
    ``is_differing`` says that the sum of one is not known: the operator looks into it.
    """

    number: str
    theme_name: str
    applicant_name: str
    lines: tuple[BillLine, ...]
    free_matters: tuple[str, ...]
    code: Payment | None = None
    is_differing: bool = False
    differences: tuple[SumDifference, ...] = ()

    @property
    def payable(self) -> tuple[BillLine, ...]:
        """Return what can be paid now: nothing twice, so nothing for which money came in."""
        came_in = {part.matter for it in self.differences for part in it.owed}
        lines = (line for line in self.lines if line.is_payable)
        return tuple(line for line in lines if line.charge.matter not in came_in)

    @property
    def total(self) -> Decimal:
        """Return the sum of what can be paid now."""
        return sum((line.charge.amount or Decimal(0) for line in self.payable), Decimal(0))

    @property
    def open(self) -> tuple[BillLine, ...]:
        """Return what an office has still to say the amount of."""
        return tuple(line for line in self.lines if line.charge.state is ChargeState.OPEN)


def bill_of(stores: Stores, case: Case, rules: ReviewRules) -> CaseBill:
    """Return what is charged in a case."""
    charges = rules.charges.of(stores, case)
    application = case.application
    version = stores.themes.version(application.theme_code, application.theme_version)
    reviews = matter_reviews(case.outline, rules.terms(stores, case.outline))
    states = {code: review.state for code, review in reviews.items()}
    name = version.catalogue.matter_name
    receipts: dict[str, tuple[LineReceipt, ...]] = {}
    for it in receipt_events(case):
        receipt = LineReceipt(it.sequence, it.action != ChargeAction.PAID)
        receipts[it.details["matter"]] = (*receipts.get(it.details["matter"], ()), receipt)
    lines = tuple(
        BillLine(
            charge,
            name(code),
            charge.state is ChargeState.DUE and states[code] not in ENDED_WITHOUT,
            goes_back(charge, states[code]),
            receipts.get(code, ()),
        )
        for code, charge in charges.items()
    )
    free = tuple(name(code) for code in case.matters if code not in charges)
    payments = stores.payments.of(case.number)
    differences = tuple(_differences(payments, lines, is_running=case.status in RUNNING))
    return CaseBill(
        case.number,
        version.theme.name,
        case.applicant_name,
        lines,
        free,
        open_payment(payments),
        sum(payment.state is PaymentState.DIFFERS for payment in payments) > len(differences),
        differences,
    )


def _differences(
    payments: Iterable[Payment], lines: Iterable[BillLine], *, is_running: bool
) -> Iterator[SumDifference]:
    amounts = {it.charge.matter: it.charge.amount for it in lines if it.is_payable and is_running}
    for payment in payments:
        owed = {part.matter for part in payment.parts if amounts.get(part.matter) == part.amount}
        difference = difference_of(payment, owed)
        if difference is not None:
            yield difference
