"""Calls for help from the kiosks."""

from core.ports import Clock, Transaction
from core.visits.models import HelpCall


class HelpDesk:
    """What a kiosk calls, and whether somebody comes."""

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
            return stores.help.is_open(number)
