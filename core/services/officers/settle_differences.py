"""Settle at the window what came in by a code and is another sum than was asked for."""

from collections.abc import Iterator
from typing import Any

from core.cases.charge_actions import ChargeAction
from core.cases.numbering import normalised
from core.cases.sealing import next_entry
from core.errors import PaymentChangedError, StatementIncompleteError
from core.fees.amounts import yuan
from core.fees.payments import PartState
from core.fees.settling import Settling, SettlingWay, SumDifference, settled
from core.services.access_log import note_look
from core.services.acting import StaffContext
from core.services.officers.bills import CaseBill, bill_of
from core.staff.models import Principal
from core.staff.use_cases import UseCase

_Entry = tuple[ChargeAction, dict[str, Any]]


class SettleDifferences:
    """Takes what is missing, or gives back what is too much, once: by whom, by what, and why."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def settle(self, session: Principal, number: str, key: str, statement: Settling) -> CaseBill:
        """Settle a payment by which another sum came in.

        Raises:
            CaseNotFoundError: If there is no such case.
            PaymentChangedError: If it was settled meanwhile, or something else is owed by now.
            StatementIncompleteError: Listing everything that is missing.
        """
        with self._staff.as_permitted(session, UseCase.SETTLE_PAYMENT) as acted:
            stores, permit = acted
            case = stores.cases.get(normalised(number), to_change=True)
            note_look(
                acted,
                UseCase.SETTLE_PAYMENT,
                at=self._staff.session_time(),
                case_number=case.number,
            )
            problems = tuple(statement.problems())
            if problems:
                raise StatementIncompleteError(problems)
            way = SettlingWay(statement.way)
            bill = bill_of(stores, case, self._staff.review_rules)
            difference = next((it for it in bill.differences if it.payment.key == key), None)
            is_as_seen = difference is not None and difference.moved(way) == statement.moved
            if difference is None or not is_as_seen or way not in difference.ways():
                raise PaymentChangedError
            at = self._staff.clock()
            stores.payments.save(settled(difference, way, at))
            for action, details in _entries(difference, way, statement):
                event = next_entry(
                    case, at=at, actor=permit.username, action=action, details=details
                )
                stores.cases.append(event)
                case = stores.cases.get(case.number)
            return bill_of(stores, case, self._staff.review_rules)


def _entries(difference: SumDifference, way: SettlingWay, statement: Settling) -> Iterator[_Entry]:
    """Yield what the history says: each part that is paid, then what went back."""
    payment, moved = difference.payment, difference.moved(way)
    common = {
        "payment": payment.reference or payment.key,
        "key": payment.key,
        "came_in": yuan(difference.came_in),
        "asked": yuan(payment.total),
        "reason": statement.cleaned_reason,
    }
    if moved:
        common |= {"ticket": statement.ticket.cleaned}
        common |= {"taken": yuan(moved)} if moved > 0 else {"returned": yuan(-moved)}
    if way is SettlingWay.BOOK:
        for part in difference.owed:
            if part.state is not PartState.BOOKED:
                details = {"matter": part.matter, "amount": yuan(part.amount), **common}
                yield ChargeAction.PAID, details
    if moved < 0:
        matter = (difference.owed or payment.parts)[0].matter
        yield ChargeAction.SURPLUS_RETURNED, {"matter": matter, "amount": yuan(-moved), **common}
