"""Where payments are kept, and who takes them."""

from typing import Protocol

from core.fees.payments import Payment, PaymentAnswer, PaymentPart


class PaymentGate(Protocol):
    """A payment service. What is asked twice is done once: every call bears the payment's key."""

    def open(self, payment: Payment, title: str) -> str:
        """Return what stands in the code that the payer scans.

        Raises:
            SourceUnreachableError: If there is no answer that can be used.
        """

    def look(self, key: str) -> PaymentAnswer:
        """Return where a payment stands; one that was never opened is closed.

        Raises:
            SourceUnreachableError: If there is no answer that can be used.
        """

    def close(self, key: str) -> PaymentAnswer:
        """Let nobody pay it any more, and return where it stands: it may have been paid before.

        Raises:
            SourceUnreachableError: If there is no answer that can be used.
        """

    def give_back(self, key: str, part: PaymentPart) -> None:
        """Give one part back.

        Raises:
            SourceUnreachableError: If there is no answer that can be used.
        """


class PaymentStore(Protocol):
    """Keeps payments; of a case at most one is open. They hold nobody's words."""

    def of(self, case_number: str) -> tuple[Payment, ...]:
        """Return the payments of a case, in their order."""

    def get(self, key: str) -> Payment | None:
        """Return a payment, if there is one."""

    def add(self, payment: Payment) -> None:
        """Insert a payment.

        Raises:
            StoreBusyError: If another one was opened at the same moment.
        """

    def save(self, payment: Payment) -> None:
        """Write what became of a payment."""

    def waiting(self, limit: int) -> tuple[str, ...]:
        """Return keys of payments that are not settled: open, left, differing, or going back."""

    def unsettled(self, *, after: str = "", limit: int) -> tuple[str, ...]:
        """Return keys of payments that are open, or paid while a part may have to go back."""
