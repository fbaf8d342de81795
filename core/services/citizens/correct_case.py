"""Put right what a department asked for, right where one looks after the case (补正)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from core.agents.models import CaseAct
from core.cases.models import Case, Upload
from core.cases.review_actions import ReviewAction
from core.cases.sealing import SEALS, Seals, answer_seal, next_entry
from core.cases.value_changes import ValueChange, current_case
from core.catalogue.models import FieldKey
from core.characters import clean
from core.errors import InvalidCorrectionError, NothingToCorrectError, NothingWrittenError
from core.forms.normalising import normalised_value
from core.ports import Clock, Stores, Transaction
from core.review.matter_reviews import matter_reviews
from core.review.models import Correction
from core.review.states import MatterState, may_follow
from core.services.citizens.asked_once import AskedOnce
from core.services.citizens.authenticate import Authenticate, AuthenticatedCase, Credentials
from core.services.citizens.expect_files import expect_file
from core.services.citizens.lease_files import FileLeases
from core.services.citizens.write_event import APPLICANT, expect_open, file_seals
from core.services.correctable_entries import (
    changes_by_matter,
    changes_of,
    is_correctable,
    new_problems,
)
from core.services.review_steps import ReviewRules, write_review
from core.working_days import day_of

_ELSEWHERE = ReviewAction.CORRECTED_ELSEWHERE
_CORRECTED = ReviewAction.CORRECTED
_LONGEST_ANSWER = 2_000


@dataclass(frozen=True, slots=True)
class CorrectionAnswer:
    """What the applicant answers: in ``words``, by a file, or by what an entry says from now on.

    ``words`` are kept with every correction that is answered; ``place`` is the entry whose value
    changes to ``value``.
    """

    words: str = field(repr=False)
    upload: Upload | None = None
    place: str = ""
    value: Any = field(default=None, repr=False)


class CorrectInWords:
    """Takes what is right where something on a form is wrong."""

    def __init__(self, *, authenticate: Authenticate, answers: "CorrectionAnswers") -> None:
        self._authenticate = authenticate
        self._answers = answers

    def __call__(
        self, credentials: Credentials, corrections: Sequence[Correction], words: str
    ) -> None:
        """Say in words what is right, to everybody who asks.

        Raises:
            NothingToCorrectError: If nobody asks for this (any more).
            NothingWrittenError: If nothing is said.
            CaseClosedError: If the case was withdrawn.
        """
        found = self._authenticate(credentials)
        self._answers.write(found, corrections, CorrectionAnswer(_written(words)))

    def entry(
        self, credentials: Credentials, asked: AskedOnce, value: Any, *, remark: str = ""
    ) -> None:
        """Put an entry right: on every form that asks for it, and for everybody who asked.

        Raises:
            NothingToCorrectError: If nobody asks for this (any more).
            NothingWrittenError: If it says what it said, and nothing is said about it.
            InvalidCorrectionError: If the value cannot be so.
            CaseClosedError: If the case was withdrawn.
        """
        if asked.entry is None:
            raise NothingToCorrectError
        found = self._authenticate(credentials)
        kind, merged = asked.entry.type.kind, asked.entry
        if value is not None:
            value = normalised_value(merged.type, value, merged.standard)
        remark = clean(remark, lines=True).strip()
        empty = value in (None, "")
        words = "" if empty or (value == asked.value and not remark) else kind.write(value)
        said = _written("\n".join(filter(None, (words, remark))))
        answer = CorrectionAnswer(said[:_LONGEST_ANSWER], place=asked.place, value=value)
        self._answers.write(found, asked.corrections, answer)


class CorrectMaterial:
    """Takes materials that departments ask for.

    ``keep`` checks and keeps a file, and returns what stands for it.
    """

    def __init__(
        self,
        *,
        authenticate: Authenticate,
        answers: "CorrectionAnswers",
        keep: Callable[..., Upload],
    ) -> None:
        self._authenticate = authenticate
        self._answers = answers
        self._keep = keep

    def __call__(
        self,
        credentials: Credentials,
        corrections: Sequence[Correction],
        *,
        name: str,
        content: bytes,
    ) -> None:
        """Hand in a material, for everybody who asks for it.

        Raises:
            NothingToCorrectError: If nobody asks for this (any more).
            CaseClosedError: If the case was withdrawn.
            UploadRefusedError: If the file cannot be taken.
        """
        found = self._authenticate(credentials)
        expect_open(found.case)
        self._answers.expect_may(found, [it.matter for it in corrections])
        material = corrections[0].fault.material if corrections else None
        if material is None:
            raise NothingToCorrectError
        number = found.case.number
        upload = self._keep(**material._asdict(), name=name, content=content, holder=number)
        self._answers.write(found, corrections, CorrectionAnswer(upload.digest, upload))

    def take(
        self, credentials: Credentials, corrections: Sequence[Correction], upload: Upload
    ) -> None:
        """Hand in a file that was kept already: it came from a phone.

        Raises:
            NothingToCorrectError: If nobody asks for this (any more).
            CaseClosedError: If the case was withdrawn.
        """
        found = self._authenticate(credentials)
        self._answers.write(found, corrections, CorrectionAnswer(upload.digest, upload))


class CorrectionAnswers:
    """Writes answers down, each once. ``leases`` looks whether a file is still there."""

    def __init__(
        self, *, transaction: Transaction, clock: Clock, leases: FileLeases, rules: ReviewRules
    ) -> None:
        self._transaction = transaction
        self._clock = clock
        self._leases = leases
        self._rules = rules

    def expect_may(self, found: AuthenticatedCase, matters: Iterable[str]) -> None:
        """Expect that whoever opened a case may put something right for matters of it.

        Raises:
            ActingRefusedError: If they may not.
        """
        found.expect_may(CaseAct.SUPPLY, day_of(self._clock()), tuple(dict.fromkeys(matters)))

    def write(
        self, found: AuthenticatedCase, corrections: Iterable[Correction], answer: CorrectionAnswer
    ) -> None:
        """Write an answer down for everybody who asked, whoever answers at the same time.

        Raises:
            NothingToCorrectError: If nobody asks for this any more.
            InvalidCorrectionError: If the value cannot be so.
            CaseClosedError: If the case was withdrawn.
            ActingRefusedError: If whoever answers may not (any more).
        """
        with self._transaction() as stores:
            case, now = stores.cases.get(found.case.number, to_change=True), self._clock()
            expect_open(case)
            waiting = _still_asked(corrections, stores.corrections.of(case.number))
            states = self._states(case, stores)
            waiting = [it for it in waiting if may_follow(states[it[1].matter], _CORRECTED)]
            if not waiting:
                raise NothingToCorrectError
            changes = _changes(found, case, answer, states)
            matters = [*(it.matter for _, it in waiting), *changes]
            self.expect_may(replace(found, case=case), matters)
            upload = answer.upload
            seals: Seals = file_seals(case, upload) if upload else {}
            for position, correction in waiting:
                own = changes.pop(correction.matter, ())
                seal = answer_seal(case.application.submission_key, position, answer.words, now)
                seals |= {"answers": {str(position): seal}}
                details = _correction_details(correction, upload.digest if upload else "", own)
                case = self._append(stores, case, _CORRECTED, {**details, SEALS: seals}, at=now)
                seals = {}
            asking = sorted({correction.matter for _, correction in waiting})
            for code, own in changes.items():
                details = {"matter": code, **_as_details(own), "by_matters": asking}
                case = self._append(stores, case, _ELSEWHERE, details, at=now)
            if upload is not None:
                expect_file(upload, stores, self._leases, holder=case.number)
                stores.cases.add_file(case.number, upload)
            for _, correction in waiting:
                stores.corrections.answer(case.number, correction, answer.words, now)

    def _states(self, case: Case, stores: Stores) -> dict[str, MatterState]:
        reviews = matter_reviews(case, self._rules.terms(stores, case.outline))
        return {code: review.state for code, review in reviews.items()}

    def _append(
        self,
        stores: Stores,
        case: Case,
        action: ReviewAction,
        details: Mapping[str, Any],
        *,
        at: datetime,
    ) -> Case:
        """Append an entry and what follows from it, and return the case after them."""
        event = next_entry(case, at=at, actor=APPLICANT, action=action, details=details)
        stores.cases.append(event)
        now = write_review(stores, case.outline, event, rules=self._rules)
        return replace(case, history=now.history, status=now.status)


def _still_asked(
    corrections: Iterable[Correction], asked: Sequence[Correction]
) -> list[tuple[int, Correction]]:
    """Return what is still to be done of what is answered, each with its place in the case."""
    return [(asked.index(it), it) for it in corrections if it.is_open and it in asked]


def _changes(
    found: AuthenticatedCase,
    case: Case,
    answer: CorrectionAnswer,
    states: Mapping[str, MatterState],
) -> dict[str, tuple[ValueChange, ...]]:
    """Return what an answer changes on the form of each matter.

    Nothing does where an office has decided on it meanwhile: then the answer stands beside.

    Raises:
        InvalidCorrectionError: If the value cannot be so.
    """
    plan, guide = found.planned.plan, found.guide
    application = current_case(case).application
    key = FieldKey.parse(answer.place)
    merged = guide.form_by_key.get(key) if key else None
    if merged is None or not is_correctable(merged, plan, guide, application):
        return {}
    changes = changes_of(plan, guide, application, place=answer.place, written=answer.value)
    problems = tuple(new_problems(plan, guide, application, changes))
    if problems:
        raise InvalidCorrectionError(problems)
    changed = changes_by_matter(guide.uses, changes)
    return changed if all(may_follow(states[it], _ELSEWHERE) for it in changed) else {}


def _written(words: str) -> str:
    """Return what somebody wrote as an answer.

    Raises:
        NothingWrittenError: If that is nothing.
    """
    answer = clean(words, lines=True).strip()[:_LONGEST_ANSWER]
    if not answer:
        raise NothingWrittenError
    return answer


def _correction_details(
    correction: Correction, digest: str, changes: Iterable[ValueChange]
) -> dict[str, Any]:
    """Return what the history says of an answer: where, and what an entry says from now on."""
    details: dict[str, Any] = {"matter": correction.matter, "place": correction.fault.place}
    return details | ({"digest": digest} if digest else {}) | _as_details(changes)


def _as_details(changes: Iterable[ValueChange]) -> dict[str, Any]:
    written = [change.as_details() for change in changes]
    return {"changes": written} if written else {}
