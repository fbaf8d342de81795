"""All that the designer app offers to the staff, by whom it serves."""

from dataclasses import dataclass, fields

from core.services.designers import DesigningUseCases
from core.services.designers.export_handouts import ExportHandouts
from core.services.designers.import_package import ImportPackage
from core.services.fee_use_cases import FeeUseCases
from core.services.improving import ProposalUseCases
from core.services.library import LibraryUseCases
from core.services.officers import (
    HelpCalls,
    LegalHolds,
    MonitorCases,
    OfficeUseCases,
    PersonRights,
    ReadAccessLog,
)
from core.services.officers.archive_case import ArchiveCase
from core.services.officers.counter_use_cases import CounterUseCases
from core.services.officers.exchange_messages import ExchangeMessages
from core.services.officers.list_visits import ListVisits
from core.services.officers.paper_forms import PaperForms
from core.services.round_use_cases import RoundUseCases
from core.services.staff import AccountUseCases
from core.services.trainers import (
    AnonymiseCases,
    HoldQuizzes,
    KeepRooms,
    PlayQuizzes,
    PresentInRoom,
    RecordWalks,
    TrainWithScenarios,
    WriteScenarios,
)
from core.services.watching import WatchUseCases


@dataclass(frozen=True, slots=True)
class StaffUseCases:
    """A bundle for each kind of work, named as the table of permissions names it."""

    designer: DesigningUseCases
    staff: AccountUseCases
    office: OfficeUseCases
    counter: CounterUseCases
    library: LibraryUseCases
    calls: HelpCalls
    access: ReadAccessLog
    rights: PersonRights
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

    def by_name(self) -> dict[str, object]:
        """Return every bundle by its name."""
        return {member.name: getattr(self, member.name) for member in fields(self)}
