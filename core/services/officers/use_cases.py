"""What pages of officers are given: the use cases about cases, and nothing else."""

from dataclasses import dataclass

from core.materials.inspecting import inspect
from core.ports import FileStore, HandoutWriter, Inspector, Printer
from core.services.acting import StaffContext
from core.services.citizens.lease_files import FileLeases
from core.services.officers.accept_matter import AcceptMatter
from core.services.officers.correct_case import CorrectCase
from core.services.officers.decide_matter import DecideMatter
from core.services.officers.deliver_results import DeliverResults
from core.services.officers.find_cases import FindCases
from core.services.officers.inspect_matter import InspectMatter
from core.services.officers.list_tasks import ListTasks
from core.services.officers.open_case import CaseOpener, OpenCase
from core.services.officers.open_task import OpenTask
from core.services.officers.own_matters import OwnMatters
from core.services.officers.pause_matter import PauseMatter
from core.services.officers.receiver_signatures import ReceiverSignatures
from core.services.operators.screen_files import FileScreening


@dataclass(frozen=True, slots=True)
class OfficeUseCases:
    """Everything an officer sees and does of cases."""

    finding: FindCases
    opening: OpenCase
    correcting: CorrectCase
    listing: ListTasks
    reviewing: OpenTask
    accepting: AcceptMatter
    pausing: PauseMatter
    inspecting: InspectMatter
    deciding: DecideMatter
    delivering: DeliverResults


def office_use_cases(
    staff: StaffContext,
    *,
    printer: Printer,
    files: FileStore,
    writer: HandoutWriter,
    screening: FileScreening | None = None,
    inspector: Inspector = inspect,
) -> OfficeUseCases:
    """Return the use cases; files are read through the screening, drawn ones looked at first."""
    screened = screening or FileScreening(
        transaction=staff.transaction, files=files, clock=staff.clock
    )
    opener = CaseOpener(staff, screened)
    own = OwnMatters(staff, opener)
    leases = FileLeases(
        transaction=staff.transaction, files=files, clock=staff.clock, screening=screened
    )
    return OfficeUseCases(
        finding=FindCases(staff),
        opening=OpenCase(staff, opener, printer=printer, files=files, screening=screened),
        correcting=CorrectCase(staff, opener, own),
        listing=ListTasks(staff, writer),
        reviewing=OpenTask(staff, opener, own),
        accepting=AcceptMatter(staff, own),
        pausing=PauseMatter(staff, own),
        inspecting=InspectMatter(staff, own),
        deciding=DecideMatter(staff, own),
        delivering=DeliverResults(staff, printer, ReceiverSignatures(leases, inspector)),
    )
