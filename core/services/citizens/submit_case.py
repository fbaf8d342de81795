"""Hand everything in, once (law 10: submitting twice gives one case)."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime

from core.cases.fetched_records import RecordSeals
from core.cases.models import Application, Case
from core.errors import (
    DuplicateSubmissionError,
    InvalidValuesError,
    MissingMaterialsError,
    NumberTakenError,
    OutcomeUnknownError,
    StorageError,
    UnfinishedGuideError,
)
from core.ports import Clock, Stores, Transaction
from core.services.citizens.lease_files import FileLeases
from core.services.citizens.paper_entries import (
    entered_case,
    paper_form_of,
    take_sheet,
    used_form,
)
from core.services.citizens.prepare_application import PreparedApplication, prepare_application
from core.services.citizens.record_case import (
    helped_case,
    receipt_code,
    received_case,
    record_case,
)
from core.services.citizens.seal_application import seal_application
from core.services.matter_stops import MatterStops
from core.services.review_steps import ReviewRules
from core.services.theme_lives import expect_may_hand_in
from core.services.theme_plans import PlanShelf
from core.working_days import day_of

_ATTEMPTS = 20


class SubmitCase:
    """Receives applications. ``leases`` holds their files until a case has them.

    ``stops`` says which matters nobody can apply for, read in the transaction that receives.
    ``draw_number`` returns a number for a day that is most likely free.
    """

    def __init__(
        self,
        *,
        transaction: Transaction,
        plans: PlanShelf,
        clock: Clock,
        draw_number: Callable[[date], str],
        seals: RecordSeals,
        leases: FileLeases,
        stops: MatterStops,
        rules: ReviewRules,
    ) -> None:
        self._transaction = transaction
        self._plans = plans
        self._clock = clock
        self._draw_number = draw_number
        self._seals = seals
        self._leases = leases
        self._stops = stops
        self._rules = rules

    def __call__(self, application: Application, *, code: str = "") -> Case:
        """Return the case that an application became, making it the first time.

        It is checked again as a whole, whatever was checked page by page before. What it does
        not take with it is kept no longer. ``code`` is the one on its receipt;
        of it only a digest is kept.

        Raises:
            UnfinishedGuideError, InvalidAnswersError, InvalidValuesError,
            MissingMaterialsError: If it cannot be received yet.
            ThemeArchivedError: If it is done here no longer.
            MattersStoppedError: If a matter of it was stopped, or is not valid yet.
            PaperEntryOverError: If it was on a paper form that somebody else enters now.
            PaperSheetGoneError: If the scan of that form is gone, or was found to have a virus.
            FilesGoneError: If a file of it is gone, or spoilt; that material is asked for again.
            OutcomeUnknownError: If nobody can say whether it was written; it is handed in again.
            StorageError: If it could not be written; then there is no case.
        """
        case = self._submit_surely(application, code)
        with suppress(StorageError):  # the case is received; what is over is swept away later
            self._leases.let_go(application.submission_key)
        return case

    def _submit_surely(self, application: Application, code: str) -> Case:
        try:
            return self._submit(application, code)
        except OutcomeUnknownError as unknown:
            try:
                return self._submit(application, code)  # which looks first whether it was
            except StorageError:
                raise unknown from None

    def _submit(self, application: Application, code: str) -> Case:
        for _ in range(_ATTEMPTS):
            with (
                suppress(DuplicateSubmissionError, NumberTakenError),
                self._transaction() as stores,
            ):
                earlier = stores.cases.submitted_as(application.submission_key)
                return earlier or self._receive(application, code, stores)
        raise StorageError

    def _receive(self, application: Application, code: str, stores: Stores) -> Case:
        now, form = self._clock(), paper_form_of(stores, application)
        at = form.received_at if form else now
        expect_may_hand_in(stores, application.theme_code, day_of(at))
        prepared = self._prepare(application, stores, day_of(at))
        self._stops.expect_none(stores, prepared.guide.matters, day_of(at))
        _check(prepared)
        sealed = seal_application(prepared, at=at)
        if form:
            case = entered_case(form, prepared, sealed, entered_at=now)
            stores.paper_forms.change(used_form(form, at=now))
        else:
            number = self._free_number(stores, now)
            proof = receipt_code(code, sealed.submission_key)
            case = received_case(prepared, sealed, number=number, at=at, code=proof)
        case = helped_case(case, at=now)
        record_case(case, prepared, stores, self._leases, rules=self._rules)
        if form:
            take_sheet(form, case, stores, self._leases)
        return case

    def _prepare(
        self, application: Application, stores: Stores, today: date
    ) -> PreparedApplication:
        planned = self._plans.of_application(stores, application)
        return prepare_application(application, planned, today=today, seals=self._seals)

    def _free_number(self, stores: Stores, now: datetime) -> str:
        for _ in range(_ATTEMPTS):
            number = self._draw_number(now.date())
            if not stores.cases.exists(number) and not stores.paper_forms.exists(number):
                return number
        raise StorageError


def _check(prepared: PreparedApplication) -> None:
    if not prepared.is_finished:
        raise UnfinishedGuideError
    if prepared.problems:
        raise InvalidValuesError(prepared.problems)
    if prepared.missing:
        raise MissingMaterialsError(names=prepared.missing)
