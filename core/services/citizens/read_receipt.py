"""Read the receipt of a case, on the screen and on paper."""

from core.cases.numbering import ALPHABET, normalised
from core.cases.receipt_codes import CODE_SYMBOLS, written_code
from core.ports import Printer, Randomness, Transaction
from core.receipts.models import Receipt
from core.services.citizens.receipt_of_case import receipt_of
from core.services.theme_plans import PlanShelf
from core.themes.guides import concluded_guide
from core.working_days import WorkingCalendar


class MakeReceiptCode:
    """Makes the codes that receipts bear."""

    def __init__(self, *, randomness: Randomness) -> None:
        self._randomness = randomness

    def __call__(self) -> str:
        """Return a code as it is printed; it is handed in with the application."""
        return written_code(self._randomness(CODE_SYMBOLS, ALPHABET))


class ReadReceipt:
    """Reads receipts."""

    def __init__(
        self, *, transaction: Transaction, plans: PlanShelf, calendar: WorkingCalendar
    ) -> None:
        self._transaction = transaction
        self._plans = plans
        self._calendar = calendar

    def __call__(self, case_number: str, *, code: str = "", address: str = "") -> Receipt:
        """Return what the receipt of a case says; with its code, if that is the right one.

        ``address`` is how browsers reach the kiosk: phones find the case there.
        """
        with self._transaction() as stores:
            case = stores.cases.get(normalised(case_number))
            application = case.application
            planned = self._plans.of_application(stores, application)
        guide = concluded_guide(planned.plan, application.answers)
        return receipt_of(case, planned, guide, self._calendar, code=code, address=address)


class PrintReceipt:
    """Prints receipts."""

    def __init__(self, *, receipt: ReadReceipt, printer: Printer) -> None:
        self._receipt = receipt
        self._printer = printer

    def __call__(self, case_number: str, *, code: str = "", address: str = "") -> bytes:
        """Return the receipt of a case as a PDF."""
        return self._printer.print_paper(self._receipt(case_number, code=code, address=address))


class LayOutReceipt:
    """Lays receipts out for the printer of a browser."""

    def __init__(self, *, receipt: ReadReceipt, printer: Printer) -> None:
        self._receipt = receipt
        self._printer = printer

    def __call__(self, case_number: str, *, code: str = "", address: str = "") -> str:
        """Return the receipt of a case as a page of its own."""
        return self._printer.lay_out(self._receipt(case_number, code=code, address=address))
