"""Read the receipt of a case, on the screen and on paper."""

from collections.abc import Callable
from dataclasses import replace

from core.cases.numbering import ALPHABET, normalised
from core.cases.receipt_codes import CODE_SYMBOLS, written_code
from core.catalogue.models import CatalogueWords
from core.i18n import DEFAULT_LOCALE
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


class ReadReceiptBeside:
    """Reads receipts for papers: beside the Chinese stand words of who reads another language."""

    def __init__(self, *, receipt: ReadReceipt, words: Callable[[str], CatalogueWords]) -> None:
        self._receipt = receipt
        self._words = words

    def __call__(self, case_number: str, *, code: str, address: str, locale: str) -> Receipt:
        """Return what the receipt of a case says, with its names in a language."""
        receipt = self._receipt(case_number, code=code, address=address)
        if locale == DEFAULT_LOCALE:
            return receipt
        words = self._words(locale)
        names = {text: words.of(text) for text in receipt.wordings if words.has(text)}
        return replace(receipt, reader=locale, names=names)


class PrintReceipt:
    """Prints receipts."""

    def __init__(self, *, receipt: ReadReceiptBeside, printer: Printer) -> None:
        self._receipt = receipt
        self._printer = printer

    def __call__(
        self, number: str, *, code: str = "", address: str = "", locale: str = DEFAULT_LOCALE
    ) -> bytes:
        """Return the receipt of a case as a PDF, in Chinese and in the language of its reader."""
        receipt = self._receipt(number, code=code, address=address, locale=locale)
        return self._printer.print_paper(receipt)


class LayOutReceipt:
    """Lays receipts out for the printer of a browser."""

    def __init__(self, *, receipt: ReadReceiptBeside, printer: Printer) -> None:
        self._receipt = receipt
        self._printer = printer

    def __call__(
        self, number: str, *, code: str = "", address: str = "", locale: str = DEFAULT_LOCALE
    ) -> str:
        """Return the receipt of a case as a page of its own."""
        receipt = self._receipt(number, code=code, address=address, locale=locale)
        return self._printer.lay_out(receipt)
