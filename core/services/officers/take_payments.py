"""Take what is paid for a case, all of it at once, and give back what was paid for nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.cases.charge_actions import ChargeAction
from core.cases.models import RUNNING, Case
from core.cases.numbering import normalised
from core.cases.sealing import next_entry
from core.errors import (
    CaseClosedError,
    ChargeStepError,
    NothingDueError,
    StatementIncompleteError,
)
from core.fees.amounts import yuan
from core.fees.charges import (
    ENDED_WITHOUT,
    ChargeState,
    MatterCharge,
    expect_step,
    goes_back,
)
from core.fees.taking import CashierTicket
from core.ports import Stores
from core.review.matter_reviews import matter_reviews
from core.services.access_log import note_look
from core.services.acting import Acted, StaffContext
from core.staff.models import Principal
from core.staff.use_cases import UseCase


@dataclass(frozen=True, slots=True)
class BillLine:
    """The charge of one matter; ``is_payable`` says that it can be paid now.

    ``goes_back`` says that it was paid and the matter ended without its result.
    """

    charge: MatterCharge
    matter_name: str
    is_payable: bool
    goes_back: bool


@dataclass(frozen=True, slots=True)
class CaseBill:
    """Everything that is charged in a case, and what is not charged."""

    number: str
    theme_name: str
    applicant_name: str
    lines: tuple[BillLine, ...]
    free_matters: tuple[str, ...]

    @property
    def payable(self) -> tuple[BillLine, ...]:
        """Return what can be paid now."""
        return tuple(line for line in self.lines if line.is_payable)

    @property
    def total(self) -> Decimal:
        """Return the sum of what can be paid now."""
        return sum((line.charge.amount or Decimal(0) for line in self.payable), Decimal(0))

    @property
    def open(self) -> tuple[BillLine, ...]:
        """Return what an office has still to say the amount of."""
        return tuple(line for line in self.lines if line.charge.state is ChargeState.OPEN)


class TakePayments:
    """Shows the window what is to be paid for a case, and writes down what was."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def bill(self, session: Principal, number: str) -> CaseBill:
        """Return what is charged in a case.

        Raises:
            CaseNotFoundError: If there is no such case.
        """
        with self._staff.as_permitted(session, UseCase.READ_BILL) as acted:
            stores, _ = acted
            case = stores.cases.get(normalised(number))
            self._note(acted, UseCase.READ_BILL, case)
            return self._bill(stores, case)

    def take(
        self, session: Principal, number: str, matters: Sequence[str], ticket: CashierTicket
    ) -> CaseBill:
        """Write down that charges were paid at the counter, all that are named or none.

        Raises:
            CaseNotFoundError: If there is no such case.
            CaseClosedError: If nothing more is done in the case.
            NothingDueError: If something of it is not due, or was paid a moment ago.
            StatementIncompleteError: If the ticket is not named.
        """
        with self._staff.as_permitted(session, UseCase.TAKE_PAYMENT) as acted:
            stores, _ = acted
            case = stores.cases.get(normalised(number), to_change=True)
            self._note(acted, UseCase.TAKE_PAYMENT, case)
            if case.status not in RUNNING:
                raise CaseClosedError
            payable = {line.charge.matter: line.charge for line in self._bill(stores, case).payable}
            if not matters or not payable.keys() >= set(matters):
                raise NothingDueError
            _expect_ticket(ticket)
            charges = [payable[matter] for matter in dict.fromkeys(matters)]
            return self._write(acted, case, ChargeAction.PAID, charges, ticket=ticket)

    def give_back(
        self, session: Principal, number: str, matter: str, ticket: CashierTicket
    ) -> CaseBill:
        """Write down that money was given back for a matter that ended without its result.

        Raises:
            CaseNotFoundError: If there is no such case.
            ChargeStepError: If it was not paid, was given back, or something was done for it.
            StatementIncompleteError: If the ticket is not named.
        """
        with self._staff.as_permitted(session, UseCase.RETURN_PAYMENT) as acted:
            stores, _ = acted
            case = stores.cases.get(normalised(number), to_change=True)
            self._note(acted, UseCase.RETURN_PAYMENT, case)
            line = {line.charge.matter: line for line in self._bill(stores, case).lines}.get(matter)
            expect_step(line.charge if line else None, ChargeAction.REFUNDED)
            if line is None or not line.goes_back:
                raise ChargeStepError(name=line.charge.declared.name if line else "")
            _expect_ticket(ticket)
            return self._write(acted, case, ChargeAction.REFUNDED, [line.charge], ticket=ticket)

    def _write(
        self,
        acted: Acted,
        case: Case,
        action: ChargeAction,
        charges: Iterable[MatterCharge],
        *,
        ticket: CashierTicket,
    ) -> CaseBill:
        stores, permit = acted
        for charge in charges:
            event = next_entry(
                case,
                at=self._staff.clock(),
                actor=permit.username,
                action=action,
                details={
                    "matter": charge.matter,
                    "amount": yuan(charge.amount or Decimal(0)),
                    "payment": ticket.cleaned,
                },
            )
            stores.cases.append(event)
            case = stores.cases.get(case.number)
        return self._bill(stores, case)

    def _bill(self, stores: Stores, case: Case) -> CaseBill:
        rules = self._staff.review_rules
        charges = rules.charges.of(stores, case)
        application = case.application
        version = stores.themes.version(application.theme_code, application.theme_version)
        reviews = matter_reviews(case.outline, rules.terms(stores, case.outline))
        states = {code: review.state for code, review in reviews.items()}
        name = version.catalogue.matter_name
        lines = tuple(
            BillLine(
                charge,
                name(code),
                charge.state is ChargeState.DUE and states[code] not in ENDED_WITHOUT,
                goes_back(charge, states[code]),
            )
            for code, charge in charges.items()
        )
        free = tuple(name(code) for code in case.matters if code not in charges)
        return CaseBill(case.number, version.theme.name, case.applicant_name, lines, free)

    def _note(self, acted: Acted, use_case: UseCase, case: Case) -> None:
        note_look(acted, use_case, at=self._staff.session_time(), case_number=case.number)


def _expect_ticket(ticket: CashierTicket) -> None:
    problems = tuple(ticket.problems())
    if problems:
        raise StatementIncompleteError(problems)
