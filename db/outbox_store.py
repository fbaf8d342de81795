"""What departments' own systems are to be told, in the database."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from core.errors import AlteredRecordError
from core.ports.outbox_stores import OutboxCounts
from core.review.department_messages import MessageState, OutboxMessage
from core.services.setting_aside import tell_set_aside
from db.outbox_tables import OutboxMessageRow
from db.sealed_rows import Unopened
from db.sound_rows import sound_row, sound_rows, spoilt_reported
from db.vault import vault_of

_PARTS = tuple(part.name for part in fields(OutboxMessage))
_SHOWN = tuple(col(getattr(OutboxMessageRow, name)) for name in _PARTS if name != "letter")
"""What a list shows; letters are opened only to be sent."""
_NEXT_AT = col(OutboxMessageRow.next_at)
_IS_PENDING = col(OutboxMessageRow.state) == MessageState.PENDING
_ALTERED = "altered"


class SqlOutboxStore:
    """Implements :class:`core.ports.OutboxStore`. The caller owns the transaction."""

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall
        self._vault = vault_of(session, hall=hall)

    def add(self, messages: Sequence[OutboxMessage]) -> None:
        """Insert messages."""
        for message in messages:
            row = {name: getattr(message, name) for name in _PARTS} | {"hall": self._hall}
            self._session.add(OutboxMessageRow(**self._sealed(row)))
        self._session.flush()

    def claim(self, department: str, now: datetime, *, until: datetime) -> OutboxMessage | None:
        """Return the next message that is due, as tried once more; nobody else gets it ``until``.

        Of one case the earlier message comes first, as long as it is not given up.
        """
        while message_id := self._next_due(department, now):
            tried = {"next_at": until, "attempts": col(OutboxMessageRow.attempts) + 1}
            self._session.execute(self._of(message_id).values(**tried))
            try:
                return self._read(message_id)
            except AlteredRecordError as error:
                tell_set_aside(str(error.params["what"]))
                given_up = {"state": MessageState.DEAD, "last_error": _ALTERED}
                self._session.execute(self._of(message_id).values(**given_up))
        return None

    def keep_letter(self, message: OutboxMessage, letter: Mapping[str, Any]) -> None:
        """Write down what is sent of a message, with every attempt."""
        if self._is_held(message):
            sealed = self._letter(message, letter)
            self._session.execute(self._of(message.id).values(letter=sealed))

    def settle(self, message: OutboxMessage) -> None:
        """Write down what came of an attempt, unless somebody else has tried since.

        The letter of what has arrived is kept no longer.
        """
        if not self._is_held(message):
            return
        settled: dict[str, Any] = {
            "state": message.state,
            "next_at": message.next_at,
            "last_error": message.last_error,
        }
        if message.state is MessageState.SENT:
            settled["letter"] = self._letter(message, {})
        self._session.execute(self._of(message.id).values(**settled))

    def counts(self) -> tuple[OutboxCounts, ...]:
        """Return, by department, how many messages wait or are given up."""
        department, state = col(OutboxMessageRow.department), col(OutboxMessageRow.state)
        numbers = [
            func.count().filter(state == wanted)
            for wanted in (MessageState.PENDING, MessageState.DEAD)
        ]
        rows = (
            select(department, *numbers)
            .where(self._ours(), state != MessageState.SENT)
            .group_by(department)
            .order_by(department)
        )
        return tuple(OutboxCounts(*row) for row in self._session.execute(rows))

    def dead(self, limit: int) -> tuple[OutboxMessage, ...]:
        """Return messages that were given up, the newest first, without their letters."""
        is_dead = col(OutboxMessageRow.state) == MessageState.DEAD
        order = (col(OutboxMessageRow.created_at).desc(), col(OutboxMessageRow.id))
        rows = select(*_SHOWN).where(self._ours(), is_dead).order_by(*order)
        return tuple(sound_rows(self._session, OutboxMessageRow, rows, _listed, limit=limit))

    def revive(self, message_ids: Collection[str], *, at: datetime) -> int:
        """Let messages that were given up be due again as if never tried; return how many."""
        wanted = (
            self._ours(),
            col(OutboxMessageRow.id).in_(sorted(message_ids)),
            col(OutboxMessageRow.state) == MessageState.DEAD,
        )
        anew = {"state": MessageState.PENDING, "attempts": 0, "next_at": at}
        revived = update(OutboxMessageRow).where(*wanted).values(**anew)
        return len(self._session.execute(revived.returning(col(OutboxMessageRow.id))).all())

    def _next_due(self, department: str, now: datetime) -> str | None:
        """Return the message that waits longest; on PostgreSQL one that nobody else is taking."""
        earlier = aliased(OutboxMessageRow)
        has_earlier = exists().where(
            col(earlier.hall) == col(OutboxMessageRow.hall),
            col(earlier.case_number) == col(OutboxMessageRow.case_number),
            col(earlier.department) == col(OutboxMessageRow.department),
            col(earlier.state) == MessageState.PENDING,
            col(earlier.sequence) < col(OutboxMessageRow.sequence),
        )
        of_department = col(OutboxMessageRow.department) == department
        due = (
            select(col(OutboxMessageRow.id))
            .where(self._ours(), of_department, _IS_PENDING, now >= _NEXT_AT, ~has_earlier)
            .order_by(_NEXT_AT, col(OutboxMessageRow.sequence), col(OutboxMessageRow.id))
            .limit(1)
            .with_for_update(skip_locked=True, of=OutboxMessageRow)
        )
        return self._session.execute(due).scalar_one_or_none()

    def _is_held(self, message: OutboxMessage) -> bool:
        """Hold a message that is as it was claimed: where its case was erased, nothing is sealed.

        Sealing would make a new key for that case.
        """
        same = (
            self._ours(),
            col(OutboxMessageRow.id) == message.id,
            col(OutboxMessageRow.attempts) == message.attempts,
        )
        held = select(col(OutboxMessageRow.id)).where(*same).with_for_update()
        return self._session.execute(held).scalar_one_or_none() is not None

    def _read(self, message_id: str) -> OutboxMessage:
        with spoilt_reported(f"outbox_message {message_id}"):
            row = sound_row(self._session, OutboxMessageRow, (self._hall, message_id))
            if row is None:
                raise ValueError("it is gone")
            return message_of(self._vault.rows.open(OutboxMessageRow, row.model_dump()))

    def _letter(self, message: OutboxMessage, letter: Mapping[str, Any]) -> bytes:
        row = {"id": message.id, "case_number": message.case_number, "letter": dict(letter)}
        sealed: bytes = self._sealed(row)["letter"]
        return sealed

    def _sealed(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return self._vault.rows.seal(OutboxMessageRow, row)

    def _of(self, message_id: str) -> Any:
        return update(OutboxMessageRow).where(
            self._ours(), col(OutboxMessageRow.id) == message_id, _IS_PENDING
        )

    def _ours(self) -> Any:
        return col(OutboxMessageRow.hall) == self._hall


def _listed(row: Any) -> OutboxMessage:
    return message_of({**row._mapping, "letter": {}})


def message_of(row: Mapping[str, Any]) -> OutboxMessage:
    """Return the message that a row says.

    Raises:
        ValueError: If it makes no sense.
    """
    parts = {name: row[name] for name in _PARTS}
    letter = {} if isinstance(parts["letter"], Unopened) else parts["letter"]
    return OutboxMessage(**{**parts, "state": MessageState(parts["state"]), "letter": letter})
