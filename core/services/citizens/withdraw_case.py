"""Withdraw a case: that takes more than looking at it, namely the code on the receipt.

Whoever saw the number and knows the end of an identity number may look; only who holds the
receipt may end what others wait for. Without a code there is still the counter.
"""

from core.cases.history import next_event
from core.cases.models import CaseStatus
from core.cases.numbering import ALPHABET
from core.cases.receipt_codes import CODE_SYMBOLS, written_code
from core.ports import Clock, Randomness, Transaction
from core.services.citizens.hold_receipt import ReceiptHolder
from core.services.citizens.track_case import Credentials


class CaseWithdrawal:
    """Withdraws cases. ``holder`` knows who holds a receipt."""

    def __init__(
        self,
        *,
        transaction: Transaction,
        clock: Clock,
        randomness: Randomness,
        holder: ReceiptHolder,
    ) -> None:
        self._transaction = transaction
        self._clock = clock
        self._randomness = randomness
        self._holder = holder

    def new_code(self) -> str:
        """Return a code for a receipt, as it is printed; it is handed in with the application."""
        return written_code(self._randomness(CODE_SYMBOLS, ALPHABET))

    def withdraw(self, asked: Credentials, code: str) -> None:
        """Withdraw a case; doing it twice is doing it once.

        Raises:
            TrackingRefusedError, TrackingLockedError: If somebody may not even look.
            WithdrawAtCounterError: If its receipt has no code.
            ReceiptCodeWrongError: If the code is another.
        """
        self._withdraw(self._holder.expect(asked, code).number)

    def _withdraw(self, number: str) -> None:
        with self._transaction() as stores:
            case = stores.cases.get(number, to_change=True)
            if case.status is CaseStatus.WITHDRAWN:
                return
            withdrawn = next_event(
                case.history, case_number=number, at=self._clock(), actor="applicant",
                action="withdrawn", details={},
            )  # fmt: skip
            stores.cases.append(withdrawn)
            stores.cases.set_status(number, CaseStatus.WITHDRAWN)
