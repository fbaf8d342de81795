"""Take what the payment service tells of itself: that somebody paid, or can pay no more.

A message is only a reason to ask. What is booked is what the service answers, so that a message
that comes twice, late, or after a newer one changes nothing. One whose amount is not that of the
payment is never taken as paid: the payment is set aside until the window settles it.
"""

import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from core.errors import MalformedPaymentNoticeError, PaymentUnknownError
from core.fees.payments import PaymentState
from core.ports import Transaction
from core.services.operators.settle_payments import PaymentBooks

_STATES = frozenset({PaymentState.OPEN, PaymentState.PAID, PaymentState.CLOSED})


@dataclass(frozen=True, slots=True)
class PaymentNotice:
    """What a message says: of which payment, how it stands, and its sum."""

    key: str
    state: PaymentState
    total: Decimal


class TakePaymentNotices:
    """Takes messages that are genuine; who sent them was looked at before."""

    def __init__(self, transaction: Transaction, books: PaymentBooks) -> None:
        self._transaction = transaction
        self._books = books

    def __call__(self, body: bytes) -> bool:
        """Take a message, and say whether its payment stands as it should.

        Raises:
            MalformedPaymentNoticeError: If it is not as agreed.
            PaymentUnknownError: If there is no such payment.
            SourceUnreachableError: If the service that tells gives no answer: it may tell again.
        """
        notice = notice_in(body)
        with self._transaction() as stores:
            payment = stores.payments.get(notice.key)
        if payment is None:
            raise PaymentUnknownError
        is_other = notice.total != payment.total or payment.state is PaymentState.DIFFERS
        if is_other and notice.state is PaymentState.PAID:
            self._books.set_aside(notice.key, notice.total)
            return notice.total == payment.total
        self._books.settle(notice.key)
        return True


def notice_in(body: bytes) -> PaymentNotice:
    """Return what a message says.

    Raises:
        MalformedPaymentNoticeError: If it is not as agreed.

    Examples:
        >>> notice_in(b'{"key": "K-1", "status": "paid", "total": "80.00"}').total
        Decimal('80.00')
    """
    try:
        document: Any = json.loads(body)
        key, state = str(document["key"]), PaymentState(document["status"])
        written = document["total"]
        total = Decimal(written) if isinstance(written, str) else None
    except (ValueError, KeyError, TypeError, InvalidOperation, RecursionError):
        raise MalformedPaymentNoticeError from None
    if total is None or not total.is_finite() or state not in _STATES:
        raise MalformedPaymentNoticeError
    return PaymentNotice(key, state, total)
