"""The kiosk's use cases: one method is one thing a citizen does."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from core.cases.fetched_records import RecordSeals
from core.cases.models import Application, Case, Upload
from core.cases.numbering import ALPHABET, normalised
from core.cases.signatures import Signature, Stroke
from core.catalogue.models import FieldKey
from core.errors import Problem
from core.forms.normalising import values_in_order
from core.materials.inspecting import inspect
from core.ports import (
    Clock,
    Elapsed,
    FileStore,
    IdentityReader,
    Inspector,
    Printer,
    Randomness,
    Sealer,
    Sources,
    Transaction,
)
from core.privacy.holdings import Looks, nobody_looked
from core.privacy.retention import RETENTION, Retention
from core.receipts.models import Receipt
from core.services.citizens.consult import Consultation, ThemeTile, TileShelf, consult
from core.services.citizens.date_application import days_of_handing_in
from core.services.citizens.estimate_times import TimeEstimates
from core.services.citizens.explain_values import Following, following
from core.services.citizens.fetch_licences import LicenceFetching, Prefilled
from core.services.citizens.hold_files import FileHolder
from core.services.citizens.hold_receipt import ReceiptHolder
from core.services.citizens.keep_visits import VisitKeeper
from core.services.citizens.learnt_order import LearntOrders
from core.services.citizens.own_data import OwnData
from core.services.citizens.phone_files import PhoneFiles
from core.services.citizens.phone_receipts import PhoneReceipts
from core.services.citizens.phone_signatures import PhoneSignatures
from core.services.citizens.plan_form import KioskForm, plan_form, with_days
from core.services.citizens.play_demo_person import with_demo_person
from core.services.citizens.prepare_application import PreparedApplication, prepare_application
from core.services.citizens.receipt_of_case import receipt_of
from core.services.citizens.sign_documents import DocumentToSign, signed
from core.services.citizens.submit_case import CaseSubmission
from core.services.citizens.tell_privacy import PrivacyTelling
from core.services.citizens.third_signatures import TextSigning
from core.services.citizens.track_case import CaseTracker
from core.services.citizens.withdraw_case import CaseWithdrawal
from core.services.form_answers import check_values, keyed
from core.services.held_data import HeldDataReader
from core.services.help_desk import HelpDesk
from core.services.operators.screen_files import FileScreening
from core.services.right_requests import RequestBook
from core.services.setting_aside import unless_spoilt
from core.services.theme_plans import PlannedVersion, PlanShelf
from core.themes.dating import dated
from core.themes.guides import Guide, concluded_guide
from core.visits.steady import SteadyClock
from core.working_days import WEEKENDS_ONLY, WorkingCalendar, day_of

_LONGEST_FILE_NAME = 120
_KEY_SYMBOLS = 64
_MOST_WARMED = 32
_NO_SOURCES = Sources()


class KioskService:
    """Everything the kiosk can do. A visit names its theme by code and version.

    Without ``sources`` everything is asked of the applicant. ``sealing_key`` proves what was
    fetched; processes that serve the same visits share it, a single one may make its own. What
    ``former_keys`` sealed is proved as well.
    ``demo`` are the values of made-up people by theme; there is none in production. Without a
    ``sealer`` no visit can be left for later. ``name`` is what the staff call this kiosk,
    ``home`` the code of the region it stands in (GB/T 2260). ``elapsed`` counts on whatever the
    clock is set to, so that nothing is swept away by a clock that jumps. ``inspector`` looks at
    files, by default in this process; ``screening`` has them looked at for viruses. ``retention``
    says how long what is kept.
    """

    def __init__(  # noqa: PLR0913 -- all that a kiosk needs from outside, each by its name
        self,
        *,
        transaction: Transaction,
        files: FileStore,
        printer: Printer,
        clock: Clock,
        randomness: Randomness,
        calendar: WorkingCalendar = WEEKENDS_ONLY,
        sources: Sources = _NO_SOURCES,
        sealing_key: bytes = b"",
        former_keys: tuple[bytes, ...] = (),
        demo: Mapping[str, Mapping[str, Any]] | None = None,
        sealer: Sealer | None = None,
        name: str = "",
        home: str = "",
        elapsed: Elapsed | None = None,
        inspector: Inspector = inspect,
        screening: FileScreening | None = None,
        looks: Looks = nobody_looked,
        retention: Retention = RETENTION,
    ) -> None:
        self.retention = retention
        self.name = name
        self.home = home
        self._transaction = transaction
        self._files = files
        self._printer = printer
        self._clock = clock
        self._calendar = calendar
        self._randomness = randomness
        self._inspect = inspector
        self._sources = sources.libraries
        self._identity = sources.identity
        self._seals = RecordSeals(
            lambda: sealing_key or randomness(_KEY_SYMBOLS, ALPHABET).encode(), former=former_keys
        )
        self._demo = demo or {}
        self._plans = PlanShelf()
        self._tiles = TileShelf()
        self.held = FileHolder(
            transaction=transaction, files=files, clock=clock,
            steady=SteadyClock(clock, elapsed) if elapsed else clock, screening=screening,
            retention=retention,
        )  # fmt: skip
        self.help = HelpDesk(transaction=transaction, clock=clock)
        self.privacy = PrivacyTelling(planned=self._planned, clock=clock, retention=retention)
        self.texts = TextSigning(keep=self.held.put, clock=clock, inspector=inspector)
        self.phone = PhoneFiles(
            transaction=transaction, clock=clock, randomness=randomness, keep=self.keep_upload
        )
        self.phone_signatures = PhoneSignatures(
            links=self.phone, texts=self.texts, sealer=sealer, clock=clock
        )  # fmt: skip
        self.tracker = CaseTracker(
            transaction=transaction, clock=clock, calendar=calendar, plans=self._plans,
            keep=self.keep_upload, held=self.held,
        )  # fmt: skip
        self.phone_receipts = PhoneReceipts(links=self.phone, tracker=self.tracker, sealer=sealer)
        holder = ReceiptHolder(transaction=transaction, clock=clock, found=self.tracker.found)
        self.withdrawal = CaseWithdrawal(
            transaction=transaction, clock=clock, randomness=randomness, holder=holder
        )
        self.own_data = OwnData(
            transaction=transaction, plans=self._plans, holder=holder, printer=printer,
            reader=HeldDataReader(calendar=calendar, looks=looks),
            book=RequestBook(clock, calendar), held=self.held,
        )  # fmt: skip
        self.keeper = VisitKeeper(
            transaction=transaction, clock=clock, randomness=randomness, sealer=sealer,
            held=self.held, retention=retention,
        )  # fmt: skip
        self.pace = TimeEstimates(transaction=transaction, clock=clock)
        self._orders = LearntOrders(transaction=transaction, clock=clock)
        self._submission = CaseSubmission(
            transaction=transaction, plans=self._plans, clock=clock, randomness=randomness,
            seals=self._seals, held=self.held,
        )  # fmt: skip

    def themes(self) -> tuple[ThemeTile, ...]:
        """Return the published themes to choose from."""
        with self._transaction() as stores:
            return self._tiles.of(stores)

    def warm_up(self) -> None:
        """Work the themes out, so that nobody waits for them; of very many only the first."""
        for tile in self.themes()[:_MOST_WARMED]:
            unless_spoilt(partial(self.consult, tile.code, tile.version, {}))

    def consult(self, theme: str, version: int, answers: Mapping[str, Any]) -> Consultation:
        """Return the next question and the guide so far."""
        planned = self._planned(theme, version)
        told = consult(planned, answers, self._orders.of(planned))
        today = day_of(self._clock())
        return replace(told, dates=dated(told.guide.schedule, self._calendar, today))

    def form(
        self,
        theme: str,
        version: int,
        answers: Mapping[str, Any],
        values: Mapping[str, Any] | None = None,
        *,
        on_paper: Collection[str] = (),
        instead: Mapping[str, str] | None = None,
        guide: Guide | None = None,
    ) -> KioskForm:
        """Return the one form and the papers to give, given what has been filled in so far.

        ``on_paper`` are licences (:attr:`LicenceOffer.code`) that were not fetched, ``instead``
        papers given in the place of others, where one of several will do. ``guide`` is what
        :meth:`consult` told about these answers, if it is at hand.
        """
        plan = self._planned(theme, version).plan
        form = plan_form(
            plan,
            guide or concluded_guide(plan, answers),
            values=keyed(values or {}),
            connected=tuple(self._sources),
            on_paper=on_paper,
            instead=instead,
        )
        dated_form = with_days(form, self._calendar, day_of(self._clock()))
        return with_demo_person(dated_form, self._demo.get(theme, {}))

    def follows(
        self,
        theme: str,
        version: int,
        answers: Mapping[str, Any],
        values: Mapping[str, Any],
        *,
        guide: Guide | None = None,
    ) -> Following:
        """Return what follows from what has been filled in: values, and proposals."""
        plan = self._planned(theme, version).plan
        guide = guide or concluded_guide(plan, answers)
        return following(plan, guide, keyed(values), today=day_of(self._clock()))

    def fetch(self, application: Application, consents: Collection[str]) -> Prefilled:
        """Fetch what the licences agreed to say, for an application in the making.

        Args:
            application: The visit so far; it has to hold the numbers of the holders.
            consents: Codes of the licences (:attr:`LicenceOffer.code`) that the applicant
                agreed to, one by one. Nothing else is fetched.
        """
        plan = self._planned(application.theme_code, application.theme_version).plan
        fetching = LicenceFetching(
            plan,
            concluded_guide(plan, application.answers),
            application,
            sources=self._sources,
            seals=self._seals,
            randomness=self._randomness,
            today=day_of(self._clock()),
        )
        return fetching.fetch(consents)

    @property
    def identity(self) -> IdentityReader | None:
        """Return what identifies who stands here; without it numbers are typed."""
        return self._identity

    def problems(
        self,
        theme: str,
        version: int,
        answers: Mapping[str, Any],
        values: Mapping[str, Any],
        *,
        only: frozenset[FieldKey] | None = None,
        guide: Guide | None = None,
    ) -> tuple[Problem, ...]:
        """Return every problem of the whole form, or of the fields named."""
        plan = self._planned(theme, version).plan
        guide = guide or concluded_guide(plan, answers)
        today = day_of(self._clock())
        given = keyed({**values, **days_of_handing_in(guide, today)})
        return check_values(plan, guide, values_in_order(guide.form, given), only, today=today)

    def keep_upload(
        self, *, document: str, subject: str, name: str, content: bytes, holder: str = ""
    ) -> Upload:
        """Check a file, keep it for its holder, a visit, and return what to hand in for it.

        Raises:
            UploadRefusedError: If it is no paper that can be kept.
        """
        kept = self._inspect(content)
        digest = self.held.put(kept.content, holder=holder)
        plain = "".join(c for c in name if c.isprintable() and c not in "/\\")
        return Upload(
            document,
            subject,
            kept.name_after(plain)[-_LONGEST_FILE_NAME:],
            kept.media_type,
            len(kept.content),
            digest,
        )

    def prepare(
        self, application: Application, *, guide: Guide | None = None
    ) -> PreparedApplication:
        """Return what an application comes to as it stands now: what has to be signed, and more.

        ``guide`` is what :meth:`consult` told about its answers, if it is at hand.
        """
        planned = self._planned(application.theme_code, application.theme_version)
        today = day_of(self._clock())
        return prepare_application(
            application, planned, today=today, seals=self._seals, guide=guide
        )

    def sign(self, document: DocumentToSign, given: Stroke | str, *, holder: str = "") -> Signature:
        """Return a signature under a document: what was drawn, or the name that was typed."""
        keep = partial(self.held.put, holder=holder)
        return signed(document, given, keep=keep, at=self._clock(), look=self._inspect)

    def submit(self, application: Application, *, code: str = "") -> Case:
        """Receive an application, once. What it does not take with it is kept no longer.

        ``code`` is what its receipt will bear (:meth:`CaseWithdrawal.new_code`).
        """
        return self._submission.submit(application, code=code)

    def receipt(self, case_number: str, *, code: str = "") -> Receipt:
        """Return what the receipt of a case says; with its code, if that is the right one."""
        with self._transaction() as stores:
            case = stores.cases.get(normalised(case_number))
            application = case.application
            planned = self._plans.pinned(stores, application.theme_code, application.theme_version)
        guide = concluded_guide(planned.plan, application.answers)
        return receipt_of(case, planned, guide, self._calendar, code=code)

    def receipt_pdf(self, case_number: str, *, code: str = "") -> bytes:
        """Return the receipt as a PDF."""
        return self._printer.print_paper(self.receipt(case_number, code=code))

    def _planned(self, theme: str, version: int) -> PlannedVersion:
        known = self._plans.known(theme, version)
        if known is not None:
            return known
        with self._transaction() as stores:
            return self._plans.pinned(stores, theme, version)
