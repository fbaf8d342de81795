"""What the page of reception at the one window is given."""

from dataclasses import dataclass

from core.materials.inspecting import inspect
from core.ports import FileStore, Inspector, Printer
from core.services.acting import StaffContext
from core.services.citizens.keep_upload import KeepUpload
from core.services.citizens.lease_files import FileLeases
from core.services.officers.help_applicants import HelpApplicants
from core.services.officers.receive_materials import ReceiveMaterials
from core.services.operators.screen_files import FileScreening


@dataclass(frozen=True, slots=True)
class CounterUseCases:
    """Everything that reception does."""

    receiving: ReceiveMaterials
    helping: HelpApplicants


def counter_use_cases(
    staff: StaffContext,
    *,
    files: FileStore,
    printer: Printer,
    screening: FileScreening | None = None,
    inspector: Inspector = inspect,
) -> CounterUseCases:
    """Return the use cases; what is scanned is looked at and screened as at the kiosk."""
    leases = FileLeases(
        transaction=staff.transaction, files=files, clock=staff.clock, screening=screening
    )
    keep = KeepUpload(inspector=inspector, leases=leases)
    return CounterUseCases(ReceiveMaterials(staff, keep, leases), HelpApplicants(staff, printer))
