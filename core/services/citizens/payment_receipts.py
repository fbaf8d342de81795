"""The receipts of what was paid or given back in a case: for each matter that charges its own."""

from dataclasses import dataclass

from core.cases.value_changes import current_case
from core.errors import CaseNotFoundError
from core.fees.charges import charges_of
from core.ports import Printer
from core.receipts.notices import NoticeKind
from core.services.case_charges import declared_charges
from core.services.citizens.authenticate import Authenticate, AuthenticatedCase, Credentials
from core.services.notices import NoticeSource, notice_of, receipt_events
from core.working_days import WorkingCalendar


@dataclass(frozen=True, slots=True)
class PaymentReceiptLine:
    """A receipt that can be taken: of which case, entry of its history and matter, and how much."""

    case_number: str
    sequence: int
    matter_name: str
    amount: str
    is_refund: bool


class PrintPaymentReceipt:
    """Prints the receipts of a case for whoever looks after it."""

    def __init__(
        self, *, authenticate: Authenticate, printer: Printer, calendar: WorkingCalendar
    ) -> None:
        self._authenticate = authenticate
        self._printer = printer
        self._calendar = calendar

    def __call__(self, credentials: Credentials, sequence: int) -> bytes:
        """Return the receipt of a payment or a refund as a PDF.

        Raises:
            TrackingRefusedError: If number and digits do not belong together.
            CaseNotFoundError: If there is no such payment in the case.
            PrintingError: If it cannot be made.
        """
        found = self._authenticate(credentials)
        case = current_case(found.case)
        event = next((it for it in receipt_events(case) if it.sequence == sequence), None)
        if event is None:
            raise CaseNotFoundError(case_number=case.number)
        plan = found.planned.plan
        source = NoticeSource(
            case,
            plan.theme,
            found.planned.version.catalogue,
            (),
            (),
            self._calendar,
            charges=charges_of(
                declared_charges(plan, case.matters, case.application), case.history
            ),
        )
        return self._printer.print_paper(notice_of(source, event, officer=""))


def receipt_lines(found: AuthenticatedCase) -> tuple[PaymentReceiptLine, ...]:
    """Return the receipts of a case, in the order of its history."""
    name_of = found.planned.version.catalogue.matter_name
    return tuple(
        PaymentReceiptLine(
            found.case.number,
            event.sequence,
            name_of(event.details["matter"]),
            str(event.details["amount"]),
            event.action != NoticeKind.CHARGE_PAID,
        )
        for event in receipt_events(found.case)
    )
