"""Calls for help from the kiosks, and who answers them."""

from core.ports import Clock, Transaction
from core.visits.models import HelpCall


class HelpDesk:
    """What a kiosk calls, and what the staff's page shows."""

    def __init__(self, *, transaction: Transaction, clock: Clock) -> None:
        self._transaction = transaction
        self._clock = clock

    def call(self, *, kiosk: str, step: str) -> HelpCall:
        """Call somebody to a kiosk; calling again while nobody came changes nothing."""
        with self._transaction() as stores:
            return stores.help.add(kiosk=kiosk, step=step, at=self._clock())

    def is_waiting(self, number: int) -> bool:
        """Say whether nobody has answered a call yet."""
        with self._transaction() as stores:
            return any(one.number == number for one in stores.help.open_calls())

    def open_calls(self) -> tuple[HelpCall, ...]:
        """Return the calls that nobody has answered, the longest waiting first."""
        with self._transaction() as stores:
            return stores.help.open_calls()

    def answer(self, number: int, *, by: str) -> None:
        """Say that somebody goes there; the first who says so does."""
        with self._transaction() as stores:
            stores.help.answer(number, by=by, at=self._clock())
