"""What somebody may do about their own data at the kiosk, with the receipt in hand."""

from contextlib import suppress

from core.errors import RightsAtCounterError, StorageError
from core.ports import Printer, Transaction
from core.privacy.holdings import HeldData
from core.privacy.requests import RightKind, RightRequest, Wish
from core.services.citizens.authenticate import Credentials
from core.services.citizens.hold_receipt import ReceiptHolder
from core.services.citizens.lease_files import FileLeases
from core.services.held_data import HeldDataReader
from core.services.right_requests import RequestBook, holders_of
from core.services.theme_plans import PlanShelf

APPLICANT = "applicant"


class OwnData:
    """See, copy, ask for correction or erasure, withdraw consent (个人信息保护法 15, 44-47)."""

    def __init__(
        self,
        *,
        transaction: Transaction,
        plans: PlanShelf,
        holder: ReceiptHolder,
        reader: HeldDataReader,
        book: RequestBook,
        leases: FileLeases,
        printer: Printer,
    ) -> None:
        self._transaction = transaction
        self._plans = plans
        self._holder = holder
        self._reader = reader
        self._book = book
        self._leases = leases
        self._printer = printer

    def see(self, asked: Credentials, code: str, locale: str) -> HeldData:
        """Return everything that is held in a case.

        Raises:
            CaseError: If somebody does not hold its receipt.
        """
        case = self._holder.expect(asked, code, without=RightsAtCounterError)
        application = case.application
        with self._transaction() as stores:
            planned = self._plans.of_application(stores, application)
        return self._reader.read(case, planned, locale)

    def copy(self, asked: Credentials, code: str, locale: str) -> bytes:
        """Return the same as a PDF to take along.

        Raises:
            PrintingError: If it cannot be made.
        """
        return self._printer.print_paper(self.see(asked, code, locale))

    def ask(self, asked: Credentials, code: str, wish: Wish) -> RightRequest:
        """Ask for something; what no archive holds is erased at once where that is asked.

        Raises:
            RequestEmptyError: If it does not say what is wished.
        """
        case = self._holder.expect(asked, code, without=RightsAtCounterError)
        with self._transaction() as stores:
            request = self._book.ask(stores, case.number, wish, by=APPLICANT)
            if wish.kind is RightKind.ERASE:
                self._book.erase_left_over(stores, case)
        if wish.kind is RightKind.ERASE:
            with suppress(StorageError):  # the sweeper comes for them in any case
                for holder in holders_of(case):
                    self._leases.let_go(holder)
        return request

    def withdraw_consent(self, asked: Credentials, code: str, about: str) -> None:
        """Withdraw one consent.

        Raises:
            NotConsentedError: If it does not stand.
        """
        number = self._holder.expect(asked, code, without=RightsAtCounterError).number
        with self._transaction() as stores:
            self._book.withdraw_consent(stores, number, about, by=APPLICANT)
