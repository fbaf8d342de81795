"""What became of messages that departments' own systems sent, in the database."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session, col

from core.ports.outbox_stores import InboxMessage, InboxOutcome
from db.inserting import insert_into
from db.outbox_tables import InboxMessageRow
from db.sound_rows import sound_row, sound_rows, spoilt_reported

_KEY = ("department", "id")
_PARTS = tuple(InboxMessage.__dataclass_fields__)


class SqlInboxStore:
    """Implements :class:`core.ports.InboxStore`. The caller owns the transaction."""

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall

    def hold(self, message: InboxMessage) -> InboxMessage:
        """Return what is known of a message; nobody else takes it until the transaction ends.

        What comes for the first time is inserted as it is.
        """
        new = insert_into(self._session, InboxMessageRow).values(hall=self._hall, **asdict(message))
        self._session.execute(new.on_conflict_do_nothing())
        key = (self._hall, message.department, message.id)
        row = sound_row(self._session, InboxMessageRow, key, to_change=True)
        with spoilt_reported(f"inbox_message {message.id}"):
            return inbox_message_of(row)

    def settle(self, message: InboxMessage) -> None:
        """Write down what became of a message that is held."""
        written = {name: value for name, value in asdict(message).items() if name not in _KEY}
        same = (
            col(InboxMessageRow.hall) == self._hall,
            col(InboxMessageRow.department) == message.department,
            col(InboxMessageRow.id) == message.id,
        )
        self._session.execute(update(InboxMessageRow).where(*same).values(**written))

    def refused(self, limit: int) -> tuple[InboxMessage, ...]:
        """Return messages that were refused and never taken, the newest first."""
        rows = (
            select(InboxMessageRow)
            .where(
                col(InboxMessageRow.hall) == self._hall,
                col(InboxMessageRow.outcome) == InboxOutcome.REFUSED,
            )
            .order_by(col(InboxMessageRow.at).desc(), col(InboxMessageRow.id))
        )
        made = sound_rows(self._session, InboxMessageRow, rows, inbox_message_of, limit=limit)
        return tuple(made)


def inbox_message_of(row: Any) -> InboxMessage:
    """Return the message that a row says.

    Raises:
        ValueError: If it makes no sense.
    """
    parts = {name: getattr(row, name) for name in _PARTS}
    return InboxMessage(**{**parts, "outcome": InboxOutcome(parts["outcome"])})
