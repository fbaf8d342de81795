"""Payments of one hall, in the database. They hold nobody's words."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKeyConstraint,
    Index,
    Text,
    and_,
    exists,
    or_,
    select,
    text,
    update,
)
from sqlmodel import Field, Session, SQLModel, col

from core.errors import StoreBusyError
from core.fees.charges import ENDED_WITHOUT
from core.fees.payments import PartState, Payment, PaymentPart, PaymentState
from db.inserting import insert_into
from db.instants import UtcInstant
from db.review_tables import ReviewTaskRow
from db.sound_rows import sound_row, sound_rows
from db.tables import CODE, NAME

_OPEN = text("state = 'open'")


class PaymentRow(SQLModel, table=True):
    """One payment of a case; of a case at most one is open.

    ``has_surplus`` says that a part was paid and not owed. It is watched until nothing of it can
    go back any more.
    """

    __tablename__ = "payment"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hall", "case_number"],
            ["service_case.hall", "service_case.number"],
            name="payment_of_case",
        ),
        Index(
            "one_open_payment",
            "hall",
            "case_number",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("payments_of_case", "hall", "case_number"),
        Index("watched_payments", "hall", "is_watched", "key"),
    )

    hall: str = Field(primary_key=True, max_length=CODE)
    key: str = Field(primary_key=True, max_length=CODE)
    case_number: str = Field(max_length=32)
    parts: list[dict[str, str]] = Field(sa_type=JSON)
    state: str = Field(max_length=16)
    is_watched: bool
    has_surplus: bool
    shown: str = Field(sa_type=Text)
    reference: str = Field(max_length=NAME)
    opened_at: datetime = Field(sa_type=UtcInstant)
    settled_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    came_in: str = Field(default="", max_length=16)


class SqlPaymentStore:
    """Implements :class:`core.ports.PaymentStore`. The caller owns the transaction."""

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall

    def of(self, case_number: str) -> tuple[Payment, ...]:
        """Return the payments of a case, in their order."""
        rows = (
            select(PaymentRow)
            .where(col(PaymentRow.hall) == self._hall, col(PaymentRow.case_number) == case_number)
            .order_by(col(PaymentRow.opened_at), col(PaymentRow.key))
            .execution_options(populate_existing=True)
        )
        return tuple(sound_rows(self._session, PaymentRow, rows, payment_in))

    def get(self, key: str) -> Payment | None:
        """Return a payment, if there is one."""
        row = sound_row(self._session, PaymentRow, (self._hall, key), populate_existing=True)
        return None if row is None else payment_in(row)

    def add(self, payment: Payment) -> None:
        """Insert a payment.

        Raises:
            StoreBusyError: If another one was opened at the same moment.
        """
        row = {"hall": self._hall, "case_number": payment.case_number, **_columns(payment)}
        new = insert_into(self._session, PaymentRow).values(**row, opened_at=payment.opened_at)
        inserted = new.on_conflict_do_nothing().returning(col(PaymentRow.key))
        if self._session.execute(inserted).scalar_one_or_none() is None:
            raise StoreBusyError(reason="another payment was opened at the same time")

    def save(self, payment: Payment) -> None:
        """Write what became of a payment."""
        ours = (col(PaymentRow.hall) == self._hall, col(PaymentRow.key) == payment.key)
        self._session.execute(update(PaymentRow).where(*ours).values(**_columns(payment)))

    def waiting(self, limit: int) -> tuple[str, ...]:
        """Return keys of payments that are not settled: open, left, differing, or going back."""
        awaited = (PaymentState.OPEN, PaymentState.LEFT, PaymentState.DIFFERS)
        keys = (
            select(col(PaymentRow.key))
            .where(
                col(PaymentRow.hall) == self._hall,
                or_(col(PaymentRow.state).in_(awaited), col(PaymentRow.has_surplus).is_(True)),
            )
            .order_by(col(PaymentRow.opened_at), col(PaymentRow.key))
            .limit(limit)
        )
        return tuple(self._session.execute(keys).scalars())

    def unsettled(self, *, after: str = "", limit: int) -> tuple[str, ...]:
        """Return keys of payments that are open, or of which a part may have to go back."""
        ended = exists().where(
            col(ReviewTaskRow.hall) == col(PaymentRow.hall),
            col(ReviewTaskRow.case_number) == col(PaymentRow.case_number),
            col(ReviewTaskRow.state).in_(sorted(ENDED_WITHOUT)),
        )
        keys = (
            select(col(PaymentRow.key))
            .where(
                col(PaymentRow.hall) == self._hall,
                col(PaymentRow.key) > after,
                col(PaymentRow.is_watched).is_(True),
                or_(
                    col(PaymentRow.state).in_([PaymentState.OPEN, PaymentState.LEFT]),
                    col(PaymentRow.has_surplus).is_(True),
                    and_(col(PaymentRow.state) == PaymentState.PAID, ended),
                ),
            )
            .order_by(col(PaymentRow.key))
            .limit(limit)
        )
        return tuple(self._session.execute(keys).scalars())


def payment_in(row: Any) -> Payment:
    """Return what a row says.

    Raises:
        KeyError, TypeError, ValueError, ArithmeticError: If it makes no sense.
    """
    return Payment(
        key=row.key,
        case_number=row.case_number,
        parts=tuple(_part_in(part) for part in row.parts),
        opened_at=row.opened_at,
        state=PaymentState(row.state),
        shown=row.shown,
        reference=row.reference,
        settled_at=row.settled_at,
        is_watched=row.is_watched,
        came_in=Decimal(row.came_in) if row.came_in else None,
    )


def _part_in(part: dict[str, str]) -> PaymentPart:
    amount, state = Decimal(part["amount"]), PartState(part["state"])
    return PaymentPart(part["matter"], part["name"], amount, state)


def _columns(payment: Payment) -> dict[str, Any]:
    return {
        "key": payment.key,
        "parts": [
            {
                "matter": part.matter,
                "name": part.name,
                "amount": f"{part.amount:f}",
                "state": part.state.value,
            }
            for part in payment.parts
        ],
        "state": payment.state.value,
        "is_watched": payment.is_watched,
        "has_surplus": any(part.state is PartState.SURPLUS for part in payment.parts),
        "shown": payment.shown,
        "reference": payment.reference,
        "settled_at": payment.settled_at,
        "came_in": "" if payment.came_in is None else f"{payment.came_in:f}",
    }
