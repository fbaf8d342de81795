"""Hand in later what was promised for later (容缺)."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

from core.agents.models import CaseAct
from core.cases.models import Case, Upload
from core.cases.sealing import SEALS
from core.errors import NothingOwedError
from core.materials.keys import DocumentKey
from core.materials.status import OwedDay
from core.ports import Clock, Stores, Transaction
from core.review.deferrals import SUPPLIED
from core.review.matter_reviews import matter_reviews
from core.review.states import WITHOUT_RESULT
from core.services.citizens.authenticate import AuthenticatedCase
from core.services.citizens.expect_files import expect_file
from core.services.citizens.lease_files import FileLeases
from core.services.citizens.receipt_of_case import owed_until
from core.services.citizens.write_event import APPLICANT, expect_open, file_seals, write_event
from core.services.materials_given import materials_of_case
from core.services.review_steps import ReviewRules, write_review
from core.working_days import WorkingCalendar, day_of


@dataclass(frozen=True, slots=True)
class OwedMaterial:
    """A material that was promised for later and has not come.

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

    @property
    def code(self) -> str:
        """Return ``document@subject``."""
        return str(self.key)


def owed_materials(
    found: AuthenticatedCase, calendar: WorkingCalendar, ended: Collection[str] = ()
) -> tuple[OwedMaterial, ...]:
    """Return what is still to come of a case: nothing for matters alone that have ended."""
    case = found.case
    return tuple(
        OwedMaterial(
            *material.listed.material.key, material.listed.name, material.listed.about, until
        )
        for material in materials_of_case(found.planned.plan, found.guide, case)
        if (until := owed_until(material, case, calendar)) is not None
        and any(use.matter not in ended for use in material.listed.material.uses)
    )


Opener = TypeVar("Opener")


class SupplyMaterial(Generic[Opener]):
    """Takes what is owed. ``open_case`` opens a case to whoever may hand in something for it.

    ``keep`` checks and keeps a file, and returns what stands for it; ``leases`` looks whether it
    is still there when the case takes it over.
    """

    def __init__(
        self,
        *,
        open_case: Callable[[Opener], AuthenticatedCase],
        transaction: Transaction,
        clock: Clock,
        calendar: WorkingCalendar,
        keep: Callable[..., Upload],
        leases: FileLeases,
        rules: ReviewRules,
    ) -> None:
        self._open_case = open_case
        self._transaction = transaction
        self._clock = clock
        self._calendar = calendar
        self._keep = keep
        self._leases = leases
        self._rules = rules

    def owed(self, opener: Opener) -> tuple[OwedMaterial, ...]:
        """Return what is still to come of a case."""
        return owed_materials(self._open_case(opener), self._calendar)

    def __call__(self, opener: Opener, owed: OwedMaterial, *, name: str, content: bytes) -> Upload:
        """Hand in a material that is owed.

        Raises:
            NothingOwedError: If it is not owed (any more).
            CaseClosedError: If the case was withdrawn.
            ActingRefusedError: If whoever hands it in may not.
            UploadRefusedError: If the file cannot be taken.
        """
        found = self._open_case(opener)
        self._expect_owed(owed, found)
        upload = self._keep(
            document=owed.document,
            subject=owed.subject,
            name=name,
            content=content,
            holder=found.case.number,
        )
        self._hand_over(found, owed, upload)
        return upload

    def take(self, opener: Opener, owed: OwedMaterial, upload: Upload) -> None:
        """Hand in a file that was kept already: it came from a phone.

        Raises:
            NothingOwedError: If the material is not owed (any more).
            CaseClosedError: If the case was withdrawn.
            ActingRefusedError: If whoever hands it in may not.
            FilesGoneError: If the file is there no longer.
        """
        self._hand_over(self._open_case(opener), owed, upload)

    def _hand_over(self, found: AuthenticatedCase, owed: OwedMaterial, upload: Upload) -> None:
        with self._transaction() as stores:
            case = stores.cases.get(found.case.number, to_change=True)
            now = replace(found, case=case)
            self._expect_owed(owed, now, ended_matters(stores, case, self._rules))
            write_supplied(
                case, upload, stores, leases=self._leases, rules=self._rules, at=self._clock()
            )

    def _expect_owed(
        self, owed: OwedMaterial, found: AuthenticatedCase, ended: Collection[str] = ()
    ) -> None:
        expect_open(found.case)
        matters = _askers(owed, found)
        found.expect_may(CaseAct.SUPPLY, day_of(self._clock()), matters)
        if owed not in owed_materials(
            found, self._calendar, ended
        ):  # somebody may have been faster
            raise NothingOwedError


def _askers(owed: OwedMaterial, found: AuthenticatedCase) -> tuple[str, ...]:
    """Return the matters that ask for a material."""
    return tuple(
        use.matter
        for material in materials_of_case(found.planned.plan, found.guide, found.case)
        if material.listed.material.key == owed.key
        for use in material.listed.material.uses
    )


def write_supplied(
    case: Case,
    upload: Upload,
    stores: Stores,
    *,
    leases: FileLeases,
    rules: ReviewRules,
    at: datetime,
    actor: str = APPLICANT,
) -> None:
    """Write a file that was owed into the history of its case, which takes it over.

    Raises:
        FilesGoneError: If the file is there no longer.
    """
    expect_file(upload, stores, leases, holder=case.number)
    details = {
        "paper": str(upload.key),
        "digest": upload.digest,
        SEALS: file_seals(case, upload),
    }
    event = write_event(case, stores, SUPPLIED, details, at=at, actor=actor)
    write_review(stores, case.outline, event, rules=rules)
    stores.cases.add_file(case.number, upload)


def ended_matters(stores: Stores, case: Case, rules: ReviewRules) -> frozenset[str]:
    """Return the matters of a case that ended without a result: nothing is owed to them."""
    reviews = matter_reviews(case, rules.terms(stores, case.outline))
    return frozenset(code for code, it in reviews.items() if it.state in WITHOUT_RESULT)
