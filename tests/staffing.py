"""The designer over a database of its own, with accounts that can log in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.handout_writing import FileHandoutWriter
from adapters.passwords import BcryptPasswordHasher
from adapters.printing import PaperPrinter
from adapters.system import random_symbols
from building.analysis import event_analysis
from building.practice import hall_over, practice_hall, shipped_scenarios
from core.materials.inspecting import inspect
from core.ports import FileStore, Transaction
from core.services.access_log import looks_in
from core.services.acting import StaffContext
from core.services.case_logs import OwnLog
from core.services.citizens import CitizenPorts, CitizenUseCases, citizen_use_cases
from core.services.citizens.keep_upload import KeepUpload
from core.services.citizens.lease_files import FileLeases
from core.services.designers import DesigningUseCases, designing_use_cases
from core.services.designers.export_handouts import ExportHandouts
from core.services.designers.import_package import ImportPackage
from core.services.fee_use_cases import FeeUseCases, fee_use_cases
from core.services.help_desk import HelpDesk
from core.services.improving import ProposalUseCases, proposal_use_cases
from core.services.library import LibraryUseCases, library_use_cases
from core.services.officers import (
    HelpCalls,
    LegalHolds,
    MonitorCases,
    OfficeUseCases,
    PersonRights,
    ReadAccessLog,
    office_use_cases,
)
from core.services.officers.archive_case import ArchiveCase
from core.services.officers.counter_use_cases import (
    CounterUseCases,
    KeptVisitsHeld,
    counter_use_cases,
)
from core.services.officers.exchange_messages import ExchangeMessages
from core.services.officers.list_visits import ListVisits
from core.services.officers.open_case import CaseOpener
from core.services.officers.paper_entry_visits import PaperEntryVisits
from core.services.officers.paper_forms import PaperForms
from core.services.operators.screen_files import FileScreening
from core.services.round_use_cases import RoundUseCases, round_use_cases
from core.services.staff import AccountUseCases, account_use_cases
from core.services.staff_use_cases import StaffUseCases
from core.services.trainers import (
    AnonymiseCases,
    HoldQuizzes,
    KeepRooms,
    PlayQuizzes,
    PresentInRoom,
    RecordWalks,
    TrainingHall,
    TrainWithScenarios,
    WriteScenarios,
)
from core.services.watching import WatchUseCases, watch_use_cases
from core.staff.models import OPERATOR, Role
from core.working_days import WEEKENDS_ONLY, WorkingCalendar
from db.engine import open_engine
from db.file_names import FileNames
from db.transactions import transactions_of
from tests import databases
from tests.databases import filled_database
from tests.keys import KEYS, SEALER, file_store
from tests.payments import FakePaymentService
from tests.seating import Seats

PASSWORD = "kzmt-8r4n-w6qd"
ACCOUNTS = {
    "policy": ("政策人员甲", Role.POLICY),
    "second": ("政策人员乙", Role.POLICY),
    "window": ("窗口人员甲", Role.WINDOW),
    "watch": ("督查人员甲", Role.SUPERVISOR),
    "health": ("卫生部门人员甲", Role.DEPARTMENT),
}
DEPARTMENTS = {"health": "WJ"}


@dataclass
class SetClock:
    """A clock that is set by hand."""

    now: datetime = datetime(2026, 11, 24, 2, 32, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **time: int) -> None:
        self.now += timedelta(**time)


@dataclass(frozen=True)
class Office(Seats):
    """What the designer works with."""

    clock: SetClock
    transaction: Transaction
    designer: DesigningUseCases
    staff: AccountUseCases
    office: OfficeUseCases
    counter: CounterUseCases
    library: LibraryUseCases
    kiosk: CitizenUseCases
    help: HelpDesk
    calls: HelpCalls
    rights: PersonRights
    access: ReadAccessLog
    holds: LegalHolds
    exchange: ExchangeMessages
    rounds: RoundUseCases
    proposals: ProposalUseCases
    handouts: ExportHandouts
    packages: ImportPackage
    monitoring: MonitorCases
    watching: WatchUseCases
    fees: FeeUseCases
    archives: ArchiveCase
    training: TrainWithScenarios
    scenarios: WriteScenarios
    training_rooms: KeepRooms
    recording: RecordWalks
    quizzes: HoldQuizzes
    seats: PlayQuizzes
    presenting: PresentInRoom
    visits: ListVisits
    papers: PaperForms
    anonymising: AnonymiseCases

    @property
    def use_cases(self):
        """What the designer app is given."""
        return StaffUseCases(
            self.designer,
            self.staff,
            self.office,
            self.counter,
            self.library,
            self.calls,
            self.access,
            self.rights,
            self.holds,
            self.exchange,
            self.rounds,
            self.proposals,
            self.handouts,
            self.packages,
            self.monitoring,
            self.watching,
            self.fees,
            self.archives,
            self.training,
            self.scenarios,
            self.training_rooms,
            self.recording,
            self.quizzes,
            self.seats,
            self.presenting,
            self.visits,
            self.papers,
            self.anonymising,
        )


def handouts_of(
    context: StaffContext,
    designer: DesigningUseCases | None = None,
    proposals: ProposalUseCases | None = None,
) -> ExportHandouts:
    """Return what writes handouts of what the given use cases show."""
    designer = designer or designing_use_cases(context)
    proposals = proposals or proposal_use_cases(context)
    writer = FileHandoutWriter(PaperPrinter())
    return ExportHandouts(context, writer, designer.previewing, proposals)


def monitoring_of(context: StaffContext) -> MonitorCases:
    """Return what watches cases, with the analysis that the program has."""
    log = OwnLog(context.transaction, context.calendar, context.clock)
    return MonitorCases(context, log, event_analysis, FileHandoutWriter(PaperPrinter()))


def watching_of(context: StaffContext) -> WatchUseCases:
    """Return what supervisors watch."""
    return watch_use_cases(context, FileHandoutWriter(PaperPrinter()))


def visits_of(context: StaffContext) -> ListVisits:
    """Return what lists the visits to places."""
    return ListVisits(context, FileHandoutWriter(PaperPrinter()))


def papers_of(context: StaffContext, files: FileStore | None = None) -> PaperForms:
    """Return what prints forms for an outage, and has them entered; with ``files``, scanned."""
    keeping = {}
    if files:
        leases = FileLeases(transaction=context.transaction, files=files, clock=context.clock)
        keeping = {"leases": leases, "keep": KeepUpload(inspector=inspect, leases=leases)}
    visits = PaperEntryVisits(randomness=random_symbols, sealer=SEALER, **keeping)
    return PaperForms(context, printer=PaperPrinter(), randomness=random_symbols, visits=visits)


def archive_of(context: StaffContext, files: FileStore) -> ArchiveCase:
    """Return what packs cases that have ended, with the printer that the program has."""
    screening = FileScreening(transaction=context.transaction, files=files, clock=context.clock)
    opener = CaseOpener(context, screening)
    return ArchiveCase(context, opener, printer=PaperPrinter(), files=files)


@contextmanager
def filled_hall() -> Iterator[TrainingHall]:
    """Open a hall to practise in over a database that was filled before."""
    with TemporaryDirectory() as folder:
        engine = open_engine(filled_database("sqlite", Path(folder)), keyring=KEYS)
        yield hall_over(engine, Path(folder) / "files", KEYS)
        engine.dispose()


def training_of(context: StaffContext) -> TrainWithScenarios:
    """Return what plays the shipped scenarios, each in a hall of its own."""
    writer = FileHandoutWriter(PaperPrinter())
    return TrainWithScenarios(
        context, read=shipped_scenarios, open_hall=practice_hall, writer=writer
    )


def scenarios_of(context: StaffContext) -> WriteScenarios:
    """Return what keeps scenarios of the trainers' own, beside the shipped ones."""
    return WriteScenarios(context, read=shipped_scenarios, open_hall=filled_hall)


def anonymising_of(context: StaffContext) -> AnonymiseCases:
    """Return what makes scenarios of cases that have ended, for a second look."""
    return AnonymiseCases(context, read=shipped_scenarios)


def quizzes_of(context: StaffContext) -> HoldQuizzes:
    """Return what holds quizzes on the shipped scenarios."""
    writer = FileHandoutWriter(PaperPrinter())
    return HoldQuizzes(context, read=shipped_scenarios, randomness=random_symbols, writer=writer)


def staffed_database(kind: str, folder: Path) -> str:
    """Return the address of a filled database with the accounts."""
    return databases.staffed_database(kind, folder, _staff)


def _staff(url: str) -> None:
    engine = open_engine(url, keyring=KEYS)
    context = StaffContext(transactions_of(engine, hall="demo"), SetClock())
    _add_accounts(_accounts_of(context))
    engine.dispose()


def _accounts_of(context: StaffContext) -> AccountUseCases:
    hasher = BcryptPasswordHasher(rounds=4)
    return account_use_cases(context, randomness=random_symbols, hasher=hasher)


def _add_accounts(staff: AccountUseCases) -> None:
    for username, (name, role) in ACCOUNTS.items():
        department = DEPARTMENTS.get(username, "")
        staff.accounts.add(
            OPERATOR, username, name, roles=[role], password=PASSWORD, department=department
        )


def open_office(folder: Path, url: str = "", calendar: WorkingCalendar = WEEKENDS_ONLY) -> Office:
    """Staff a filled database: one where an app with this data folder looks, if none is given."""
    engine = open_engine(url or staffed_database("sqlite", folder), keyring=KEYS)
    names, clock = FileNames(engine, KEYS), SetClock()
    transaction = transactions_of(engine, hall="demo")
    context = StaffContext(transaction, clock, calendar)
    staff = _accounts_of(context)
    with transaction() as stores:
        is_staffed = stores.staff.account(next(iter(ACCOUNTS))) is not None
    if not is_staffed:
        _add_accounts(staff)
    log = OwnLog(transaction, context.calendar, clock)
    designer, proposals = designing_use_cases(context), proposal_use_cases(context, log=log)
    return Office(
        clock,
        transaction,
        designer,
        staff,
        office_use_cases(
            context,
            printer=PaperPrinter(),
            files=file_store(folder / "files", names=names),
            writer=FileHandoutWriter(PaperPrinter()),
        ),
        counter_use_cases(
            context,
            files=file_store(folder / "files", names=names),
            printer=PaperPrinter(),
            visits=KeptVisitsHeld(random_symbols, SEALER),
        ),
        library_use_cases(context),
        citizen_use_cases(
            CitizenPorts(
                transaction=transaction,
                files=file_store(folder / "files", names=names),
                printer=PaperPrinter(),
                clock=clock,
                randomness=random_symbols,
                calendar=calendar,
                looks=looks_in(transaction),
                sealer=SEALER,
            )
        ),
        HelpDesk(transaction=transaction, clock=clock),
        HelpCalls(context),
        PersonRights(context, printer=PaperPrinter(), looks=looks_in(transaction)),
        ReadAccessLog(context),
        LegalHolds(context),
        ExchangeMessages(context),
        round_use_cases(context, log),
        proposals,
        handouts_of(context, designer, proposals),
        ImportPackage(context),
        monitoring_of(context),
        watching_of(context),
        fee_use_cases(
            context,
            files=file_store(folder / "files", names=names),
            gate=FakePaymentService(),
        ),
        archive_of(context, file_store(folder / "files", names=names)),
        training_of(context),
        scenarios_of(context),
        KeepRooms(context, None),
        RecordWalks(context, None, read=shipped_scenarios),
        quizzes_of(context),
        PlayQuizzes(transaction=transaction, clock=clock, randomness=random_symbols),
        PresentInRoom(context, None, read=shipped_scenarios, randomness=random_symbols),
        visits_of(context),
        papers_of(context, file_store(folder / "files", names=names)),
        anonymising_of(context),
    )
