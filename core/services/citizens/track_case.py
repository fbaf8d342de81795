"""Look after a case: where it stands, hand in what is owed, say how it was (好差评).

Whoever knows the number of the case and the last four of the identity number of the applicant, or
of their agent, may look. Wrong attempts make one wait, whether or not there is such a case.
"""

import hmac
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from core.cases.history import next_event
from core.cases.models import Case, CaseStatus, Upload
from core.cases.numbering import is_case_number, normalised
from core.cases.receipt_codes import has_code
from core.cases.sealing import SEALS, Seals, answer_seal, file_seal
from core.errors import (
    CaseClosedError,
    CaseNotFoundError,
    NothingOwedError,
    NothingToCorrectError,
    TrackingLockedError,
    TrackingRefusedError,
    unsaved_is_unread,
)
from core.materials.keys import DocumentKey
from core.materials.status import OwedDay
from core.ports import Clock, Stores, Transaction
from core.receipts.models import Receipt
from core.review.models import Correction
from core.services.citizens.correct_case import ToCorrect, expect_asked, named, told_of, written
from core.services.citizens.expect_files import expect_file
from core.services.citizens.hold_files import FileHolder
from core.services.citizens.receipt_of_case import owed_until, receipt_of
from core.services.guard_secrets import SecretGuard
from core.services.papers_given import materials_of_case, materials_with
from core.services.theme_plans import PlannedVersion, PlanShelf
from core.themes.dating import dated
from core.themes.guides import Guide, concluded_guide
from core.working_days import WorkingCalendar, day_of

LEVELS = (5, 4, 3, 2, 1)
"""From very satisfied to very dissatisfied, as the national standard GB/T 39734 has them."""
REASONS = ("manner", "time", "words", "screen", "result")
MOST_TRIES = 5
"""So many attempts at one number, from one place, need no waiting."""
_DIGITS = 4
_APPLICANT = "applicant"
_ACTING = frozenset({_APPLICANT, "principal", "agent"})
"""Who acts in a case besides those who sign it."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What somebody types to look after a case; ``place`` is where they do."""

    number: str
    last_four: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class OwedPaper:
    """A paper that was promised for later and has not come.

    ``until`` is the one day until which it is handed in.
    """

    document: str
    subject: str
    name: str
    about: str
    until: OwedDay

    @property
    def key(self) -> DocumentKey:
        """Return which material it is."""
        return DocumentKey(self.document, self.subject)


@dataclass(frozen=True, slots=True)
class TrackedCase:
    """Where a case stands.

    ``due`` is the latest day of each matter on the receipt, in its order, if it is accepted on
    the day of receipt; ``owed`` are papers still to come; ``corrections`` is what departments
    asked to put right, what is to be done first; ``level`` is how it was rated; ``has_code``
    says that its receipt has the code that withdrawing asks for; ``quarantined`` are the papers
    that offices cannot open, since a virus was found in them later.
    """

    status: CaseStatus
    receipt: Receipt
    due: tuple[date | None, ...]
    owed: tuple[OwedPaper, ...]
    corrections: tuple[ToCorrect, ...]
    level: int | None
    has_code: bool
    quarantined: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Say whether something can still be handed in, or the case be withdrawn."""
        return self.status is CaseStatus.RECEIVED

    @property
    def to_correct(self) -> tuple[ToCorrect, ...]:
        """Return what is still to be put right."""
        return tuple(one for one in self.corrections if one.is_open) if self.is_open else ()


class CaseTracker:
    """Looks after cases. ``keep`` checks and keeps a file, and returns what stands for it.

    ``held`` looks whether it is still there when the case takes it over.
    """

    def __init__(
        self,
        *,
        transaction: Transaction,
        clock: Clock,
        calendar: WorkingCalendar,
        plans: PlanShelf,
        keep: Callable[..., Upload],
        held: FileHolder,
    ) -> None:
        self._transaction = transaction
        self._clock = clock
        self._calendar = calendar
        self._plans = plans
        self._keep = keep
        self._held = held
        self._guard = SecretGuard(
            "case", free=MOST_TRIES, refusal=TrackingLockedError,
            transaction=transaction, clock=clock,
        )  # fmt: skip

    def look(self, asked: Credentials) -> TrackedCase:
        """Return where a case stands.

        Raises:
            TrackingRefusedError: If number and digits do not belong together.
            TrackingLockedError: If there were too many wrong attempts lately.
        """
        case, planned, guide = self._found(asked)
        receipt = receipt_of(case, planned, guide, self._calendar)
        dates = dated(guide.schedule, self._calendar, day_of(case.received_at))
        due = {review.matter: review.due for review in dates.reviews}
        with self._transaction() as stores:
            corrections = stores.corrections.of(case.number)
            infected = self._held.quarantined(
                stores, [one.digest for one in case.application.uploads]
            )
        return TrackedCase(
            status=case.status,
            receipt=receipt,
            due=tuple(due.get(code) for code in guide.matters),
            owed=_owed(case, planned, guide, self._calendar),
            corrections=named(corrections, planned.version.catalogue),
            level=_level(case),
            has_code=has_code(case),
            quarantined=tuple(
                one.listed.name
                for one in materials_with(infected, planned.plan, guide, case)
                if not _was_replaced(one.listed.code, corrections)
            ),
        )

    def found(self, asked: Credentials) -> Case:
        """Return the case that somebody may look at.

        Raises:
            TrackingRefusedError, TrackingLockedError: As :meth:`look` does.
        """
        return self._found(asked)[0]

    def supply(self, asked: Credentials, paper: OwedPaper, *, name: str, content: bytes) -> Upload:
        """Hand in a paper that is owed.

        Raises:
            NothingOwedError: If this paper is not owed (any more).
            CaseClosedError: If the case was withdrawn.
            UploadRefusedError: If the file cannot be taken.
        """
        case, planned, guide = self._found(asked)
        owes = partial(_expect_owed, paper, planned=planned, guide=guide, calendar=self._calendar)
        owes(case)
        upload = self._keep(
            document=paper.document, subject=paper.subject, name=name, content=content,
            holder=case.number,
        )  # fmt: skip
        with self._transaction() as stores:
            case = stores.cases.get(case.number, to_change=True)
            owes(case)  # nobody was faster
            expect_file(upload, stores, self._held, holder=case.number)
            told = {
                "paper": str(upload.key),
                "digest": upload.digest,
                SEALS: _file_seals(case, upload),
            }
            self._write(stores, case, "supplied", told)
            stores.cases.add_file(case.number, upload)
        return upload

    def correct(self, asked: Credentials, correction: Correction, words: str) -> None:
        """Say in words what is right where something on a form is wrong.

        Raises:
            NothingToCorrectError: If nobody asks for this (any more).
            NothingWrittenError: If nothing is said.
            CaseClosedError: If the case was withdrawn.
        """
        case, _, _ = self._found(asked)
        self._answer(case, correction, written(words))

    def correct_paper(
        self, asked: Credentials, correction: Correction, *, name: str, content: bytes
    ) -> None:
        """Hand in the paper that a department asks for.

        Raises:
            NothingToCorrectError: If nobody asks for this (any more).
            CaseClosedError: If the case was withdrawn.
            UploadRefusedError: If the file cannot be taken.
        """
        case, _, _ = self._found(asked)
        _expect_open(case)
        material = correction.fault.material
        if material is None:
            raise NothingToCorrectError
        upload = self._keep(
            document=material.document, subject=material.subject, name=name, content=content,
            holder=case.number,
        )  # fmt: skip
        self._answer(case, correction, upload.digest, upload)

    def _answer(
        self, case: Case, correction: Correction, answer: str, upload: Upload | None = None
    ) -> None:
        """Write an answer down once, whoever answers at the same time."""
        with self._transaction() as stores:
            case, now = stores.cases.get(case.number, to_change=True), self._clock()
            _expect_open(case)
            asked = stores.corrections.of(case.number)
            expect_asked(correction, asked)
            place, key = asked.index(correction), case.application.submission_key
            seals = {"answers": {str(place): answer_seal(key, place, answer, now)}}
            seals |= _file_seals(case, upload) if upload else {}
            told = told_of(correction, upload.digest if upload else "")
            self._write(stores, case, "corrected", {**told, SEALS: seals})
            if upload is not None:
                expect_file(upload, stores, self._held, holder=case.number)
                stores.cases.add_file(case.number, upload)
            stores.corrections.answer(case.number, correction, answer, now)

    def rate(self, asked: Credentials, level: int, reasons: Collection[str] = ()) -> None:
        """Say how it was, once: one of :data:`LEVELS`, and why (:data:`REASONS`)."""
        case, _, _ = self._found(asked)
        self.rate_received(case.number, level, reasons)

    def rate_received(self, number: str, level: int, reasons: Collection[str] = ()) -> None:
        """Say how it was, once, right after a case was received here."""
        told = [reason for reason in REASONS if reason in reasons]
        with self._transaction() as stores:
            case = stores.cases.get(number, to_change=True)
            if level in LEVELS and _level(case) is None:
                self._write(stores, case, "rated", {"level": level, "reasons": told})

    def level_of(self, number: str) -> int | None:
        """Return how a case was rated that was just received here."""
        with self._transaction() as stores:
            return _level(stores.cases.get(number))

    @unsaved_is_unread()  # who looks saves nothing, though attempts are counted
    def _found(self, asked: Credentials) -> tuple[Case, PlannedVersion, Guide]:
        if not is_case_number(asked.number):
            raise TrackingRefusedError
        number = normalised(asked.number)
        self._guard.count(number, asked.place)
        with self._transaction() as stores:
            try:
                case = stores.cases.get(number)
            except CaseNotFoundError:
                raise TrackingRefusedError from None
            application = case.application
            planned = self._plans.pinned(stores, application.theme_code, application.theme_version)
        guide = concluded_guide(planned.plan, application.answers)
        if not _knows(case, guide, asked.last_four):
            raise TrackingRefusedError
        self._guard.passed(number, asked.place)
        return case, planned, guide

    def _write(
        self, stores: Stores, case: Case, action: str, details: Mapping[str, object]
    ) -> None:
        stores.cases.append(
            next_event(
                case.history,
                case_number=case.number,
                at=self._clock(),
                actor=_APPLICANT,
                action=action,
                details=details,
            )
        )


def _knows(case: Case, guide: Guide, last_four: str) -> bool:
    """Say whether somebody knows the end of the number of one who acts in the case.

    Not of others on the form: whoever employs or marries somebody knows their number.
    """
    given = last_four.strip().upper()
    acting = _ACTING | {one.key.subject for one in guide.form if one.type.kind.is_signed}
    ends = [
        str(case.application.values.get(str(merged.key)) or "").strip().upper()[-_DIGITS:]
        for merged in guide.form
        if merged.type.kind.identifies and merged.key.subject in acting
    ]
    found = [hmac.compare_digest(end.encode(), given.encode()) for end in ends if end]
    return len(given) == _DIGITS and any(found)


def _expect_open(case: Case) -> None:
    if case.status is not CaseStatus.RECEIVED:
        raise CaseClosedError


def _file_seals(case: Case, upload: Upload) -> Seals:
    position = len(case.application.uploads)
    return {"files": [file_seal(case.application.submission_key, position, upload)]}


def _expect_owed(
    paper: OwedPaper,
    case: Case,
    *,
    planned: PlannedVersion,
    guide: Guide,
    calendar: WorkingCalendar,
) -> None:
    _expect_open(case)
    if paper not in _owed(case, planned, guide, calendar):
        raise NothingOwedError


def _owed(
    case: Case, planned: PlannedVersion, guide: Guide, calendar: WorkingCalendar
) -> tuple[OwedPaper, ...]:
    return tuple(
        OwedPaper(*one.listed.material.key, one.listed.name, one.listed.about, until)
        for one in materials_of_case(planned.plan, guide, case)
        if (until := owed_until(one, case, calendar)) is not None
    )


def _was_replaced(place: str, corrections: Iterable[Correction]) -> bool:
    """Say whether a department asked for a paper, and another was handed in."""
    return any(one.fault.place == place and not one.is_open for one in corrections)


def _level(case: Case) -> int | None:
    rated = [event for event in case.history if event.action == "rated"]
    return int(rated[-1].details["level"]) if rated else None
