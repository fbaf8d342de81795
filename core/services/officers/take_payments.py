"""Take what is paid for a case, all of it at once, and give back what was paid for nothing."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from core.cases.charge_actions import ChargeAction
from core.cases.models import RUNNING, Case
from core.cases.numbering import normalised
from core.cases.sealing import next_entry
from core.errors import (
    CaseClosedError,
    ChargeStepError,
    NothingDueError,
    PaymentOpenError,
    StatementIncompleteError,
)
from core.fees.amounts import yuan
from core.fees.charges import (
    MatterCharge,
    expect_step,
)
from core.fees.payments import left
from core.fees.taking import CashierTicket
from core.services.access_log import note_look
from core.services.acting import Acted, StaffContext
from core.services.officers.bills import CaseBill, bill_of
from core.staff.models import Principal
from core.staff.use_cases import UseCase


class TakePayments:
    """Shows the window what is to be paid for a case, and writes down what was.

    A code that is open while no payment service is connected is in nobody's way.
    """

    def __init__(self, staff: StaffContext, *, is_connected: bool = False) -> None:
        self._staff = staff
        self._is_connected = is_connected

    def bill(self, session: Principal, number: str) -> CaseBill:
        """Return what is charged in a case.

        Raises:
            CaseNotFoundError: If there is no such case.
        """
        with self._staff.as_permitted(session, UseCase.READ_BILL) as acted:
            stores, _ = acted
            case = stores.cases.get(normalised(number))
            self._note(acted, UseCase.READ_BILL, case)
            return bill_of(stores, case, self._staff.review_rules)

    def take(
        self, session: Principal, number: str, matters: Sequence[str], ticket: CashierTicket
    ) -> CaseBill:
        """Write down that charges were paid at the counter, all that are named or none.

        Raises:
            CaseNotFoundError: If there is no such case.
            CaseClosedError: If nothing more is done in the case.
            NothingDueError: If something of it is not due, or was paid a moment ago.
            PaymentOpenError: If somebody could pay the same by a code meanwhile.
            StatementIncompleteError: If the ticket is not named.
        """
        with self._staff.as_permitted(session, UseCase.TAKE_PAYMENT) as acted:
            stores, _ = acted
            case = stores.cases.get(normalised(number), to_change=True)
            self._note(acted, UseCase.TAKE_PAYMENT, case)
            if case.status not in RUNNING:
                raise CaseClosedError
            bill = bill_of(stores, case, self._staff.review_rules)
            if bill.code is not None:
                if self._is_connected:
                    raise PaymentOpenError
                stores.payments.save(left(bill.code))  # nobody can be asked about it
            payable = {line.charge.matter: line.charge for line in bill.payable}
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
            line = {
                line.charge.matter: line
                for line in bill_of(stores, case, self._staff.review_rules).lines
            }.get(matter)
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
        return bill_of(stores, case, self._staff.review_rules)

    def _note(self, acted: Acted, use_case: UseCase, case: Case) -> None:
        note_look(acted, use_case, at=self._staff.session_time(), case_number=case.number)


def _expect_ticket(ticket: CashierTicket) -> None:
    problems = tuple(ticket.problems())
    if problems:
        raise StatementIncompleteError(problems)
