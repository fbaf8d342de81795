"""Hand over what waits for a department's own system: at least once, each message by its id.

A message is claimed in one transaction and settled in another, and nothing is held while the other
system thinks. Whoever is killed between sending and settling leaves a claim that runs out; then the
same letter goes again under the same id, and its receiver knows that it had it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from core.errors import CaseErasedError, CaseRestrictedError, ServiceError, StorageError
from core.errors.departments import DepartmentSystemError
from core.ports import Clock, DepartmentSystem, Transaction
from core.review.department_messages import MOST_ATTEMPTS, MessageState, OutboxMessage, wait_after
from core.services.department_letters import LetterWriter

CLAIMED_FOR = timedelta(minutes=5)
"""Longer than a letter takes to be written and sent."""
_GONE: Mapping[type[ServiceError], str] = {
    CaseErasedError: "erased",
    CaseRestrictedError: "restricted",
}


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What came of a round: messages that arrived, that wait for another attempt, that are dead."""

    sent: int = 0
    waiting: int = 0
    dead: int = 0

    def __add__(self, other: "HandedOver") -> "HandedOver":
        """Return what came of two rounds together."""
        return HandedOver(
            self.sent + other.sent, self.waiting + other.waiting, self.dead + other.dead
        )

    def with_message(self, message: OutboxMessage) -> "HandedOver":
        """Return it with one more message."""
        if message.state is MessageState.SENT:
            return replace(self, sent=self.sent + 1)
        if message.state is MessageState.DEAD:
            return replace(self, dead=self.dead + 1)
        return replace(self, waiting=self.waiting + 1)


class HandOver:
    """Hands over to the system of one department."""

    def __init__(
        self,
        *,
        transaction: Transaction,
        clock: Clock,
        department: str,
        system: DepartmentSystem,
        letters: LetterWriter,
    ) -> None:
        self._transaction = transaction
        self._clock = clock
        self._department = department
        self._system = system
        self._letters = letters

    def __call__(self) -> HandedOver:
        """Hand over what is due, and return what came of it.

        A system that does not answer is left alone until the next round.
        """
        done = HandedOver()
        while message := self._claim():
            settled = self._attempt(message)
            done = done.with_message(settled)
            if settled.state is MessageState.PENDING:
                break
        return done

    def _claim(self) -> OutboxMessage | None:
        now = self._clock()
        with self._transaction() as stores:
            return stores.outbox.claim(self._department, now, until=now + CLAIMED_FOR)

    def _attempt(self, message: OutboxMessage) -> OutboxMessage:
        settled = self._tried(message)
        with self._transaction() as stores:
            stores.outbox.settle(settled)
        return settled

    def _tried(self, message: OutboxMessage) -> OutboxMessage:
        if message.attempts > MOST_ATTEMPTS:  # whoever tried it fell each time
            return self._failed(message, "abandoned", is_final=True)
        try:
            self._system.deliver(message.id, self._letter(message))
            return replace(message, state=MessageState.SENT, last_error="")
        except StorageError:
            raise  # ours, not theirs: the claim runs out, and it is tried again
        except DepartmentSystemError as error:
            return self._failed(message, error.reason, is_final=error.is_final)
        except ServiceError as error:
            gone = _GONE.get(type(error), "")
            return self._failed(message, gone or "unwritten", is_final=bool(gone))

    def _letter(self, message: OutboxMessage) -> Mapping[str, Any]:
        """Return what is sent of a message, the same with every attempt."""
        if message.letter:
            return message.letter
        with self._transaction() as stores:
            letter = self._letters.write(stores, message, with_sheet=self._system.takes_sheet)
        with self._transaction() as stores:
            stores.outbox.keep_letter(message, letter)
        return letter

    def _failed(self, message: OutboxMessage, reason: str, *, is_final: bool) -> OutboxMessage:
        is_dead = is_final or message.is_spent
        return replace(
            message,
            state=MessageState.DEAD if is_dead else MessageState.PENDING,
            next_at=self._clock() + wait_after(message),
            last_error=reason,
        )
