"""Calls for help from the kiosks."""

from collections.abc import Sequence

from core.cases.help_given import HelpGiven, help_given
from core.ports import Clock, Transaction
from core.services.access_log import members_by_name
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

    def who_came(self, number: int) -> str:
        """Return the name of who answered a call, as colleagues know it, if somebody did."""
        if not number:
            return ""
        with self._transaction() as stores:
            username = stores.help.answered_by(number)
            return members_by_name(stores)[username].display_name if username else ""

    def note(self, helper: str, acts: Sequence[str], *, agrees: bool) -> HelpGiven:
        """Return who helped with what, as the person agrees to it now.

        Raises:
            StatementIncompleteError: Listing everything that is missing.
        """
        return help_given(helper, tuple(acts), agrees=agrees, at=self._clock())

    def is_waiting(self, number: int) -> bool:
        """Say whether nobody has answered a call yet."""
        with self._transaction() as stores:
            return stores.help.is_open(number)
