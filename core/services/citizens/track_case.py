"""Tell where a case stands, and what is still to be done about it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from core.cases.models import RUNNING, CaseStatus
from core.cases.paper_forms import told_on
from core.cases.receipt_codes import has_code
from core.ports import Clock, Stores, Transaction
from core.receipts.models import Receipt
from core.review.models import Correction
from core.review.states import WITHOUT_RESULT
from core.services.case_agents import CaseAgent, agents_of
from core.services.citizens.asked_once import AskedOnce, ToCorrect, asked_once, named
from core.services.citizens.authenticate import Authenticate, AuthenticatedCase, Credentials
from core.services.citizens.lease_files import FileLeases
from core.services.citizens.matter_progress import MatterProgress, progress_of
from core.services.citizens.payment_receipts import PaymentReceiptLine, receipt_lines
from core.services.citizens.rate_case import level_of
from core.services.citizens.receipt_of_case import receipt_of
from core.services.citizens.supply_material import OwedMaterial, owed_materials
from core.services.materials_given import materials_with
from core.services.review_steps import ReviewRules
from core.themes.dating import dated
from core.working_days import WorkingCalendar, day_of


@dataclass(frozen=True, slots=True)
class TrackedCase:
    """Where a case stands.

    ``due`` is the latest day of each matter on the receipt, in its order, if it is accepted on the
    day of receipt, or that on which a paper form was entered; ``owed`` are materials still to
    come; ``corrections`` is what departments asked to put right, what is to be done first;
    ``level`` is how it was rated; ``has_code`` says that its receipt has the code that withdrawing
    asks for; ``quarantined`` are the materials that offices cannot open, since a virus was found
    in them later; ``progress`` is where each matter stands, in the same order. ``agents`` are
    those who act or acted for another, the latest first; ``is_agent`` says that it was opened by
    one; ``today`` is the day in the hall. ``once`` is what is still to be put right, each entry
    and each material once; ``receipts`` are those of payments.
    """

    status: CaseStatus
    receipt: Receipt
    due: tuple[date | None, ...]
    owed: tuple[OwedMaterial, ...]
    corrections: tuple[ToCorrect, ...]
    level: int | None
    has_code: bool
    quarantined: tuple[str, ...] = ()
    progress: tuple[MatterProgress, ...] = ()
    agents: tuple[CaseAgent, ...] = ()
    is_agent: bool = False
    today: date = date.min
    once: tuple[AskedOnce, ...] = ()
    receipts: tuple[PaymentReceiptLine, ...] = ()

    @property
    def is_open(self) -> bool:
        """Say whether something can still be handed in, or the case be withdrawn."""
        return self.status in RUNNING

    @property
    def to_correct(self) -> tuple[ToCorrect, ...]:
        """Return what is still to be put right."""
        return tuple(asked for asked in self.corrections if asked.is_open) if self.is_open else ()


class TrackCase:
    """Tells where cases stand. ``leases`` knows in which files a virus was found."""

    def __init__(
        self,
        *,
        authenticate: Authenticate,
        transaction: Transaction,
        calendar: WorkingCalendar,
        leases: FileLeases,
        clock: Clock,
        rules: ReviewRules,
    ) -> None:
        self._authenticate = authenticate
        self._transaction = transaction
        self._calendar = calendar
        self._leases = leases
        self._clock = clock
        self._rules = rules

    def __call__(self, credentials: Credentials) -> TrackedCase:
        """Return where a case stands.

        Raises:
            TrackingRefusedError: If number and digits do not belong together.
            TrackingLockedError: If there were too many wrong attempts lately.
        """
        found = self._authenticate(credentials)
        case, planned, guide = found.case, found.planned, found.guide
        with self._transaction() as stores:
            corrections = stores.corrections.of(case.number)
            quarantined = self._quarantined(found, corrections, stores)
            progress = self._progress(found, stores)
        due = self._due(found)
        asked = named(
            [it for it in corrections if not it.is_open or progress[it.matter].is_undecided],
            planned.version.catalogue,
        )
        undecided = [code for code, it in progress.items() if it.is_undecided]
        once = asked_once(asked, planned, guide, case, undecided=undecided)
        return TrackedCase(
            status=case.status,
            receipt=receipt_of(case, planned, guide, self._calendar),
            due=due,
            owed=owed_materials(
                found,
                self._calendar,
                [code for code, it in progress.items() if it.state in WITHOUT_RESULT],
            ),
            agents=agents_of(case, guide, planned.version.catalogue, today=day_of(self._clock())),
            is_agent=found.is_agent,
            today=day_of(self._clock()),
            corrections=asked,
            level=level_of(case),
            has_code=has_code(case),
            quarantined=quarantined,
            progress=tuple(
                self._certain(progress[code], day)
                for code, day in zip(guide.matters, due, strict=True)
            ),
            receipts=receipt_lines(found),
            once=once if case.status in RUNNING else (),
        )

    def _progress(self, found: AuthenticatedCase, stores: Stores) -> dict[str, MatterProgress]:
        outline = found.case.outline
        return progress_of(
            outline,
            self._rules.terms(stores, outline),
            found.planned.version.catalogue,
            self._calendar,
            today=day_of(self._clock()),
        )

    def _certain(self, progress: MatterProgress, due: date | None) -> MatterProgress:
        """Return where a matter stands, and whether the day that is told of it may still move."""
        day = progress.due or due
        return replace(progress, is_certain=day is None or self._calendar.is_certain(day))

    def _due(self, found: AuthenticatedCase) -> tuple[date | None, ...]:
        dates = dated(found.guide.schedule, self._calendar, told_on(found.case))
        due = {review.matter: review.due for review in dates.reviews}
        return tuple(due.get(code) for code in found.guide.matters)

    def _quarantined(
        self, found: AuthenticatedCase, corrections: Iterable[Correction], stores: Stores
    ) -> tuple[str, ...]:
        """Return the names of materials in which a virus was found, and that nobody replaced."""
        digests = [upload.digest for upload in found.case.application.uploads]
        infected = self._leases.quarantined(stores, digests)
        replaced = {asked.fault.place for asked in corrections if not asked.is_open}
        return tuple(
            material.listed.name
            for material in materials_with(infected, found.planned.plan, found.guide, found.case)
            if material.listed.code not in replaced
        )
