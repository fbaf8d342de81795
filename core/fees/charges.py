"""Where the charge of each matter of a case stands, folded from the history (laws 11, 12).

Nothing is kept beside the history. What is declared gives the amount to begin with; entries say
what the office found, what was waived, paid or given back.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from core.cases.charge_actions import ChargeAction
from core.cases.models import Event
from core.cases.review_actions import ReviewAction
from core.errors import ChargeStepError
from core.review.states import MatterState
from core.working_days import day_of


class ChargeState(StrEnum):
    """What became of a charge."""

    OPEN = "open"
    """The office has still to say how much it is."""
    FREE = "free"
    """It comes to nothing."""
    DUE = "due"
    PAID = "paid"
    WAIVED = "waived"
    REFUNDED = "refunded"


ENDED_WITHOUT = frozenset({MatterState.REFUSED, MatterState.NOT_ACCEPTED, MatterState.WITHDRAWN})
"""Where nothing was done for the money: it is not owed any more, and what was paid goes back."""


@dataclass(frozen=True, slots=True)
class DeclaredCharge:
    """What is declared for a matter of one case.

    ``amount`` is empty where the office says it. ``waived_by`` is the law by which the answers
    waive it. ``payer`` is who owes it, in words.
    """

    matter: str
    name: str
    kind: str
    office: str
    basis: str
    amount: Decimal | None = None
    criteria: str = ""
    payer: str = ""
    before_decision: bool = False
    waived_by: str = ""


@dataclass(frozen=True, slots=True)
class MatterCharge:
    """The charge of one matter as it stands. ``basis`` is that of its amount or waiver.

    ``payment`` names the payment by which it was paid.
    """

    declared: DeclaredCharge
    state: ChargeState
    amount: Decimal | None
    basis: str
    payment: str = ""
    paid_on: date | None = None

    @property
    def matter(self) -> str:
        """Return the matter it is paid for."""
        return self.declared.matter

    def may(self, action: ChargeAction) -> bool:
        """Say whether a step is possible with it as it stands."""
        return self.state in STEPS[action]

    @property
    def is_settled(self) -> bool:
        """Say whether nothing is owed any more."""
        return self.state not in {ChargeState.OPEN, ChargeState.DUE}


_CHANGEABLE = frozenset({ChargeState.OPEN, ChargeState.DUE, ChargeState.FREE})
STEPS: Mapping[ChargeAction, frozenset[ChargeState]] = MappingProxyType(
    {
        ChargeAction.ASSESSED: _CHANGEABLE,
        ChargeAction.WAIVED: frozenset({ChargeState.OPEN, ChargeState.DUE}),
        ChargeAction.PAID: frozenset({ChargeState.DUE}),
        ChargeAction.REFUNDED: frozenset({ChargeState.PAID}),
    }
)
"""In which states a step with a charge is possible."""


def charges_of(
    declared: Iterable[DeclaredCharge], history: Iterable[Event]
) -> dict[str, MatterCharge]:
    """Return the charge of each matter that has one, as the history says it stands.

    Raises:
        ChargeStepError: If an entry cannot follow the ones before it.
    """
    charges = {each.matter: _begun(each) for each in declared}
    for event in history:
        code = event.details.get("matter", "")
        if event.action in STEPS and code in charges:
            charges[code] = after(charges[code], event)
    return charges


def after(charge: MatterCharge, event: Event) -> MatterCharge:
    """Return a charge as it stands after one more entry about it.

    Raises:
        ChargeStepError: If the entry cannot follow.
    """
    action = ChargeAction(event.action)
    expect_step(charge, action)
    return _CHANGES[action](charge, event)


def expect_step(charge: MatterCharge | None, action: ChargeAction) -> None:
    """Refuse a step that is not possible with a charge as it stands.

    Raises:
        ChargeStepError: If it is not.
    """
    if charge is None or not charge.may(action):
        raise ChargeStepError(name=charge.declared.name if charge else "")


def is_in_the_way(charge: MatterCharge, action: ReviewAction) -> bool:
    """Say whether a charge has to be settled before a step of the review."""
    if charge.is_settled:
        return False
    decides = action == ReviewAction.GRANTED and charge.declared.before_decision
    return decides or action == ReviewAction.DELIVERED


def goes_back(charge: MatterCharge, state: MatterState) -> bool:
    """Say whether what was paid goes back: the matter ended without its result."""
    return charge.state is ChargeState.PAID and state in ENDED_WITHOUT


def _begun(declared: DeclaredCharge) -> MatterCharge:
    if declared.waived_by:
        return MatterCharge(declared, ChargeState.WAIVED, declared.amount, declared.waived_by)
    return MatterCharge(declared, _by_amount(declared.amount), declared.amount, declared.basis)


def _by_amount(amount: Decimal | None) -> ChargeState:
    if amount is None:
        return ChargeState.OPEN
    return ChargeState.DUE if amount else ChargeState.FREE


def _assessed(charge: MatterCharge, event: Event) -> MatterCharge:
    amount = Decimal(event.details["amount"])
    return replace(
        charge, state=_by_amount(amount), amount=amount, basis=str(event.details["basis"])
    )


def _waived(charge: MatterCharge, event: Event) -> MatterCharge:
    return replace(charge, state=ChargeState.WAIVED, basis=str(event.details["basis"]))


def _paid(charge: MatterCharge, event: Event) -> MatterCharge:
    return replace(
        charge,
        state=ChargeState.PAID,
        amount=Decimal(event.details["amount"]),
        payment=str(event.details["payment"]),
        paid_on=day_of(event.at),
    )


def _refunded(charge: MatterCharge, _event: Event) -> MatterCharge:
    return replace(charge, state=ChargeState.REFUNDED)


_CHANGES: Mapping[ChargeAction, Callable[[MatterCharge, Event], MatterCharge]] = MappingProxyType(
    {
        ChargeAction.ASSESSED: _assessed,
        ChargeAction.WAIVED: _waived,
        ChargeAction.PAID: _paid,
        ChargeAction.REFUNDED: _refunded,
    }
)
