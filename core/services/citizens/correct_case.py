"""Put right what a department asked for, right where one looks after the case (补正)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from core.agents.models import CaseAct
from core.cases.models import Case, Upload
from core.cases.review_actions import ReviewAction
from core.cases.sealing import SEALS, Seals, answer_seal
from core.catalogue.catalogue import Catalogue
from core.characters import clean
from core.errors import NothingToCorrectError, NothingWrittenError
from core.ports import Clock, Stores, Transaction
from core.review.matter_reviews import matter_reviews
from core.review.models import Correction
from core.review.states import may_follow
from core.services.citizens.authenticate import (
    Authenticate,
    AuthenticatedCase,
    Credentials,
)
from core.services.citizens.expect_files import expect_file
from core.services.citizens.lease_files import FileLeases
from core.services.citizens.write_event import expect_open, file_seals, write_event
from core.services.review_steps import ReviewRules, write_review
from core.working_days import day_of

_CORRECTED = ReviewAction.CORRECTED
_LONGEST_ANSWER = 2_000


@dataclass(frozen=True, slots=True)
class ToCorrect:
    """What a department asks to put right, and by which name it and its matter go."""

    correction: Correction
    matter: str
    department: str

    @property
    def is_open(self) -> bool:
        """Say whether it is still to be done."""
        return self.correction.is_open


def named(corrections: Iterable[Correction], catalogue: Catalogue) -> tuple[ToCorrect, ...]:
    """Return what was asked for with the names of who asks; what is to be done comes first."""
    return tuple(
        ToCorrect(
            correction,
            catalogue.matter_name(correction.matter),
            catalogue.office_name(correction.matter),
        )
        for correction in sorted(corrections, key=lambda correction: not correction.is_open)
    )


class CorrectInWords:
    """Takes what is right where something on a form is wrong."""

    def __init__(self, *, authenticate: Authenticate, answers: "CorrectionAnswers") -> None:
        self._authenticate = authenticate
        self._answers = answers

    def __call__(self, credentials: Credentials, correction: Correction, words: str) -> None:
        """Say in words what is right.

        Raises:
            NothingToCorrectError: If nobody asks for this (any more).
            NothingWrittenError: If nothing is said.
            CaseClosedError: If the case was withdrawn.
        """
        found = self._authenticate(credentials)
        self._answers.write(found, correction, _written(words))


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
        self, credentials: Credentials, correction: Correction, *, name: str, content: bytes
    ) -> None:
        """Hand in the material that a department asks for.

        Raises:
            NothingToCorrectError: If nobody asks for this (any more).
            CaseClosedError: If the case was withdrawn.
            UploadRefusedError: If the file cannot be taken.
        """
        found = self._authenticate(credentials)
        expect_open(found.case)
        self._answers.expect_may(found, correction)
        material = correction.fault.material
        if material is None:
            raise NothingToCorrectError
        upload = self._keep(
            **material._asdict(), name=name, content=content, holder=found.case.number
        )
        self._answers.write(found, correction, upload.digest, upload)

    def take(self, credentials: Credentials, correction: Correction, upload: Upload) -> None:
        """Hand in a file that was kept already: it came from a phone.

        Raises:
            NothingToCorrectError: If nobody asks for this (any more).
            CaseClosedError: If the case was withdrawn.
        """
        found = self._authenticate(credentials)
        self._answers.write(found, correction, upload.digest, upload)


class CorrectionAnswers:
    """Writes answers down, each once. ``leases`` looks whether a file is still there."""

    def __init__(
        self, *, transaction: Transaction, clock: Clock, leases: FileLeases, rules: ReviewRules
    ) -> None:
        self._transaction = transaction
        self._clock = clock
        self._leases = leases
        self._rules = rules

    def expect_may(self, found: AuthenticatedCase, correction: Correction) -> None:
        """Expect that whoever opened a case may put something right in it.

        Raises:
            ActingRefusedError: If they may not.
        """
        found.expect_may(CaseAct.SUPPLY, day_of(self._clock()), (correction.matter,))

    def write(
        self,
        found: AuthenticatedCase,
        correction: Correction,
        answer: str,
        upload: Upload | None = None,
    ) -> None:
        """Write an answer down, whoever answers at the same time.

        Raises:
            NothingToCorrectError: If nobody asks for this any more.
            CaseClosedError: If the case was withdrawn.
            ActingRefusedError: If whoever answers may not (any more).
        """
        with self._transaction() as stores:
            case, now = stores.cases.get(found.case.number, to_change=True), self._clock()
            expect_open(case)
            self.expect_may(replace(found, case=case), correction)
            asked = stores.corrections.of(case.number)
            _expect_asked(correction, asked)
            self._expect_turn(case, correction, stores)
            key, position = case.application.submission_key, asked.index(correction)
            seals: Seals = {"answers": {str(position): answer_seal(key, position, answer, now)}}
            seals |= file_seals(case, upload) if upload else {}
            details = _correction_details(correction, upload.digest if upload else "")
            event = write_event(case, stores, _CORRECTED, {**details, SEALS: seals}, at=now)
            write_review(stores, case.outline, event, rules=self._rules)
            if upload is not None:
                expect_file(upload, stores, self._leases, holder=case.number)
                stores.cases.add_file(case.number, upload)
            stores.corrections.answer(case.number, correction, answer, now)

    def _expect_turn(self, case: Case, correction: Correction, stores: Stores) -> None:
        """Refuse an answer to an office that has ended the matter meanwhile.

        Raises:
            NothingToCorrectError: If nobody waits for it any more.
        """
        terms = self._rules.terms(stores, case.outline)
        review = matter_reviews(case, terms)[correction.matter]
        if not may_follow(review.state, _CORRECTED):
            raise NothingToCorrectError


def _expect_asked(correction: Correction, corrections: Iterable[Correction]) -> None:
    """Refuse to put right what nobody asks for any more.

    Raises:
        NothingToCorrectError: If it is not among what is still to be done.
    """
    if not correction.is_open or correction not in corrections:
        raise NothingToCorrectError


def _written(words: str) -> str:
    """Return what somebody wrote as an answer.

    Raises:
        NothingWrittenError: If that is nothing.
    """
    answer = clean(words, lines=True).strip()[:_LONGEST_ANSWER]
    if not answer:
        raise NothingWrittenError
    return answer


def _correction_details(correction: Correction, digest: str = "") -> dict[str, object]:
    """Return what the history says of an answer: where, and never what (law 14)."""
    details: dict[str, object] = {"matter": correction.matter, "place": correction.fault.place}
    return details | ({"digest": digest} if digest else {})
