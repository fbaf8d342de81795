"""Print forms for an outage, and have the window enter afterwards what was handed in on them.

A form has a real, free case number and the code of its slip from the moment it is printed. What
is entered goes the way of the kiosk: a visit is laid ready there under a number and a code.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time

from core.cases.numbering import ALPHABET, RANDOM_SYMBOLS, case_number, is_case_number, normalised
from core.cases.paper_forms import (
    HALL_OPENS,
    LONG_AGO_UNSURE,
    MOST_AT_ONCE,
    EmergencyForm,
    PaperEntry,
    PaperFormState,
    PaperReception,
    proposed_receipt,
)
from core.cases.receipt_codes import CODE_SYMBOLS, code_digest, written_code
from core.errors import (
    NotKeptError,
    PaperFormsManyError,
    PaperFormUnknownError,
    PaperFormUsedError,
    PaperFormVoidedError,
    PrintingError,
    Problem,
    StatementIncompleteError,
    StorageError,
)
from core.ports import Printer, Randomness, Stores
from core.receipts.emergency_forms import EmergencyPaper, FormBlank, emergency_paper
from core.services.access_log import members_by_name
from core.services.acting import StaffContext
from core.services.citizens.keep_visits import ResumeCode as EntryCode
from core.services.officers.paper_entry_visits import PaperEntryVisits, SheetScan
from core.services.theme_lives import offered_versions
from core.services.theme_plans import PlanShelf
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.visits.passing import TOKEN_ALPHABET, TOKEN_SYMBOLS
from core.working_days import day_of

__all__ = [
    "LONG_AGO_UNSURE",
    "MOST_AT_ONCE",
    "EntryCode",
    "FormStock",
    "PaperFormState",
    "PaperForms",
    "PaperReception",
    "PrintableTheme",
    "PrintedForms",
    "SheetScan",
    "StockedForm",
]

_ATTEMPTS = 20
_MOST_LISTED = 200
_SHORTEST_REASON = 4
_NOT_PRINTED = "not printed"
"""Why forms are voided whose paper could not be made: nobody knows their codes."""


@dataclass(frozen=True, slots=True)
class PrintableTheme:
    """A theme that can be begun today, with the version whose form is printed."""

    code: str
    name: str
    version: int


@dataclass(frozen=True, slots=True)
class PrintedForms:
    """Forms that were printed; the file holds the only writing of their codes."""

    numbers: tuple[str, ...]
    file: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class StockedForm:
    """A form in the list. ``is_outdated`` says that a newer version is in effect.

    The names are those that colleagues know.
    """

    form: EmergencyForm
    theme_name: str
    is_outdated: bool
    printed_by: str
    ended_by: str
    begun_by: str


@dataclass(frozen=True, slots=True)
class FormStock:
    """Printed forms, those printed last first, and how many stand where."""

    forms: tuple[StockedForm, ...]
    counts: Mapping[PaperFormState, int]


class PaperForms:
    """The stock of forms for an outage; ``visits`` are those in which they are entered."""

    def __init__(
        self,
        staff: StaffContext,
        *,
        printer: Printer,
        randomness: Randomness,
        visits: PaperEntryVisits,
        for_training: bool = False,
        hall_opens: time = HALL_OPENS,
    ) -> None:
        self._hall_opens = hall_opens
        self._for_training = for_training
        self._staff = staff
        self._printer = printer
        self._randomness = randomness
        self._visits = visits
        self._plans = PlanShelf()

    def printable(self, session: Principal) -> tuple[PrintableTheme, ...]:
        """Return the themes of which forms can be printed today."""
        with self._staff.as_permitted(session, UseCase.LIST_PRINTABLE) as (stores, _):
            offered = offered_versions(stores, day_of(self._staff.clock()))
            return tuple(
                PrintableTheme(code, stores.themes.version(code, version).theme.name, version)
                for code, version in offered.items()
            )

    def print_forms(self, session: Principal, theme: str, count: int) -> PrintedForms:
        """Reserve numbers and return forms that bear them, each with a slip.

        Raises:
            PaperFormsManyError: If none or too many are asked for.
            UnknownThemeError: If the theme cannot be begun today.
            PrintingError: If they cannot be made; then the numbers are voided.
        """
        with self._staff.as_permitted(session, UseCase.PRINT_FORMS) as (stores, permit):
            if not 1 <= count <= MOST_AT_ONCE:
                raise PaperFormsManyError(most=MOST_AT_ONCE)
            now = self._staff.clock()
            version = offered_versions(stores, day_of(now)).get(theme, 0)
            planned = self._plans.pinned(stores, theme, version)
            blanks = [self._reserve(stores, theme, version, permit.username) for _ in range(count)]
        numbers = tuple(blank.number for blank in blanks)
        content = emergency_paper(planned.plan, version, blanks, day_of(now))
        return PrintedForms(numbers, self._printed(content, numbers))

    def stock(self, session: Principal, state: PaperFormState | None = None) -> FormStock:
        """Return what was printed, used, voided, and what is still open."""
        with self._staff.as_permitted(session, UseCase.LIST_FORMS) as (stores, _):
            forms = stores.paper_forms.listed(state, limit=_MOST_LISTED)
            counts = stores.paper_forms.counts()
            return FormStock(self._stocked(stores, forms), counts)

    def void(self, session: Principal, number: str, reason: str) -> None:
        """Void a form that is lost or spoilt: nobody can enter it any more.

        Raises:
            PaperFormUnknownError: If none was printed with this number.
            PaperFormUsedError, PaperFormVoidedError: If it is a case, or was voided.
            StatementIncompleteError: If it is not said why.
        """
        with self._staff.as_permitted(session, UseCase.VOID_FORM) as (stores, permit):
            form = _left(stores, number)
            said = " ".join(reason.split())
            if len(said) < _SHORTEST_REASON:
                raise StatementIncompleteError((Problem("reason", "review_missing"),))
            at = self._staff.clock()
            stores.paper_forms.change(_voided(form, by=permit.username, at=at, reason=said))
        self._visits.let_go(form.entry)

    def proposed_receipt(self, session: Principal) -> datetime:
        """Return the time of receipt that is proposed; what stands on the form counts."""
        with self._staff.as_permitted(session, UseCase.PROPOSE_RECEIPT):
            return proposed_receipt(self._staff.clock(), self._hall_opens)

    def begin_entry(
        self,
        session: Principal,
        number: str,
        reception: PaperReception,
        scan: SheetScan | None = None,
    ) -> EntryCode:
        """Lay a visit ready at the kiosk in which a form is entered, and return what opens it.

        Whoever begins anew ends what was begun before: that visit cannot hand in any more. With
        ``scan`` the case gets a picture of the sheet that was signed.

        Raises:
            PaperFormUnknownError: If none was printed with this number.
            PaperFormUsedError, PaperFormVoidedError: If it is a case, or was voided.
            StatementIncompleteError: Listing everything about its receipt that cannot be so.
            NotKeptError: If visits are not kept here.
            UploadRefusedError: If the scan cannot be taken.
        """
        with self._staff.as_permitted(session, UseCase.ENTER_FORM) as (stores, _):
            self._expect_enterable(stores, number, reception)
        key = self._visits.new_key()
        sheet = self._visits.kept(scan, key)  # outside a transaction: it may take a while
        with self._staff.as_permitted(session, UseCase.ENTER_FORM) as (stores, permit):
            form = self._expect_enterable(stores, number, reception)
            entry = PaperEntry(key, reception, permit.username, self._staff.clock(), sheet)
            stores.paper_forms.change(replace(form, state=PaperFormState.BEGUN, entry=entry))
            code = self._visits.lay_ready(stores, form, entry)
        self._visits.let_go(form.entry)
        return code

    def _expect_enterable(
        self, stores: Stores, number: str, reception: PaperReception
    ) -> EmergencyForm:
        form = _left(stores, number)
        problems = tuple(reception.problems(form, self._staff.clock()))
        if problems:
            raise StatementIncompleteError(problems)
        if not self._visits.can_be_laid:
            raise NotKeptError
        return form

    def _reserve(self, stores: Stores, theme: str, version: int, by: str) -> FormBlank:
        now = self._staff.clock()
        number = self._free_number(stores, now)
        code = written_code(self._randomness(CODE_SYMBOLS, ALPHABET))
        salt = self._randomness(TOKEN_SYMBOLS, TOKEN_ALPHABET)
        digest = code_digest(code, salt)
        stores.paper_forms.add(EmergencyForm(number, theme, version, now, by, digest, salt))
        return FormBlank(number, code)

    def _free_number(self, stores: Stores, now: datetime) -> str:
        for _ in range(_ATTEMPTS):
            symbols = self._randomness(RANDOM_SYMBOLS, ALPHABET)
            number = case_number(day_of(now), symbols, for_training=self._for_training)
            if not stores.paper_forms.exists(number) and not stores.cases.exists(number):
                return number
        raise StorageError

    def _printed(self, content: EmergencyPaper, numbers: Iterable[str]) -> bytes:
        try:
            return self._printer.print_paper(content)
        except PrintingError:
            with self._staff.transaction() as stores:
                for number in numbers:
                    form = stores.paper_forms.get(number, to_change=True)
                    at, by = self._staff.clock(), form.printed_by
                    stores.paper_forms.change(_voided(form, by=by, at=at, reason=_NOT_PRINTED))
            raise

    def _stocked(self, stores: Stores, forms: Iterable[EmergencyForm]) -> tuple[StockedForm, ...]:
        names = {name: member.display_name for name, member in members_by_name(stores).items()}
        offered = offered_versions(stores, day_of(self._staff.clock()))
        return tuple(
            StockedForm(
                form,
                self._plans.pinned(stores, form.theme_code, form.theme_version).version.theme.name,
                form.theme_version != offered.get(form.theme_code),
                names.get(form.printed_by, form.printed_by),
                names.get(form.ended_by, form.ended_by),
                names.get(form.entry.by, form.entry.by) if form.entry else "",
            )
            for form in forms
        )


def _left(stores: Stores, number: str) -> EmergencyForm:
    """Return a form that can still become a case, held until the transaction ends."""
    if not is_case_number(number):
        raise PaperFormUnknownError(number=number.strip())
    form = stores.paper_forms.get(normalised(number), to_change=True)
    if form.state is PaperFormState.USED:
        raise PaperFormUsedError(number=form.number)
    if form.state is PaperFormState.VOIDED:
        raise PaperFormVoidedError(number=form.number, reason=form.reason)
    return form


def _voided(form: EmergencyForm, *, by: str, at: datetime, reason: str) -> EmergencyForm:
    return replace(
        form,
        state=PaperFormState.VOIDED,
        entry=None,
        ended_at=at,
        ended_by=by,
        reason=reason,
    )
