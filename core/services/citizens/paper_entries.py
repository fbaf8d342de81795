"""Receive what was handed in on a paper form, with the time at which it was received.

The case has the number and the code of the slip. Its first entry bears the true time of receipt,
from which the clocks of the law run; the second says who entered it, when (law 12).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from core.cases.models import Application, Case
from core.cases.paper_forms import (
    ENTERED,
    PAPER,
    EmergencyForm,
    PaperEntry,
    PaperFormState,
)
from core.cases.receipt_codes import DETAIL, SALT_DETAIL
from core.cases.sealing import SEALS, next_entry
from core.cases.signatures import SigningWay
from core.errors import DuplicateSubmissionError, PaperEntryOverError, PaperSheetGoneError
from core.ports import Stores, Transaction
from core.services.citizens.lease_files import FileLeases
from core.services.citizens.prepare_application import PreparedApplication
from core.services.citizens.record_case import received_case
from core.services.citizens.write_event import file_seals
from core.working_days import day_of


@dataclass(frozen=True, slots=True)
class BegunForm:
    """A form with the entry that is about to become its case."""

    form: EmergencyForm
    entry: PaperEntry

    @property
    def received_at(self) -> datetime:
        """Return when the application was handed over."""
        return self.entry.reception.received_at


def paper_form_of(stores: Stores, application: Application) -> BegunForm | None:
    """Return the form that an application stands on, held until the transaction ends.

    Raises:
        PaperEntryOverError: If it is entered by somebody else now, or was voided.
        DuplicateSubmissionError: If it became a case a moment ago.
    """
    if application.channel != PAPER:
        return None
    form = stores.paper_forms.entered_as(application.submission_key)
    if form is None or form.entry is None or form.state is not PaperFormState.BEGUN:
        key = application.submission_key
        if stores.cases.submitted_as(key):  # by the same visit, while this one waited
            raise DuplicateSubmissionError(submission_key=key)
        raise PaperEntryOverError
    return BegunForm(form, form.entry)


def entered_case(
    begun: BegunForm, prepared: PreparedApplication, sealed: Application, *, entered_at: datetime
) -> Case:
    """Return the case that a form becomes, with the first two entries of its history.

    Names that were typed at entering stand signed on the paper.
    """
    form, reception = begun.form, begun.entry.reception
    signatures = (
        replace(signature, way=SigningWay.PAPER) if signature.way is SigningWay.TYPED else signature
        for signature in sealed.signatures
    )
    case = received_case(
        prepared,
        replace(sealed, signatures=tuple(signatures)),
        number=form.number,
        at=reception.received_at,
        code={DETAIL: form.code, SALT_DETAIL: form.salt},
    )
    sheet = begun.entry.sheet
    details = {
        "received_by": reception.received_by,
        "why": reception.why,
        "printed_at": form.printed_at.isoformat(timespec="seconds"),
    }
    entered = next_entry(
        case,
        at=entered_at,
        actor=begun.entry.by,
        action=ENTERED,
        details={**details, SEALS: file_seals(case, sheet)} if sheet else details,
    )
    return replace(case, history=(*case.history, entered))


def take_sheet(begun: BegunForm, case: Case, stores: Stores, leases: FileLeases) -> None:
    """Give a case the scan of its sheet, in the transaction that writes the case.

    Raises:
        PaperSheetGoneError: If it is there no longer, or a virus was found in it meanwhile.
    """
    sheet, key = begun.entry.sheet, begun.entry.key
    if sheet is None:
        return
    digests = (sheet.digest,)
    if leases.take_over(stores, digests, holder=key) or leases.quarantined(stores, digests):
        raise PaperSheetGoneError(number=case.number)
    stores.cases.add_file(case.number, sheet)


def used_form(begun: BegunForm, *, at: datetime) -> EmergencyForm:
    """Return a form that has become a case; what was written on it stands in the case alone."""
    return replace(
        begun.form, state=PaperFormState.USED, entry=None, ended_at=at, ended_by=begun.entry.by
    )


class DayOfReceipt:
    """Knows as of which day an application in the making is worked out."""

    def __init__(self, *, transaction: Transaction) -> None:
        self._transaction = transaction

    def __call__(self, application: Application, today: date) -> date:
        """Return the day on which a paper form was received; today for everything else."""
        if application.channel != PAPER:
            return today
        with self._transaction() as stores:
            form = stores.paper_forms.entered_as(application.submission_key)
        entry = form.entry if form else None
        return day_of(entry.reception.received_at) if entry else today
