"""What the page of reception at the one window is given."""

from dataclasses import dataclass, field

from core.materials.inspecting import inspect
from core.ports import FileStore, Inspector, Printer, Randomness, Sealer
from core.services.acting import StaffContext
from core.services.citizens.keep_upload import KeepUpload
from core.services.citizens.keep_visits import VisitKeeper
from core.services.citizens.lease_files import FileLeases
from core.services.officers.help_applicants import HelpApplicants
from core.services.officers.keep_case_agents import KeepCaseAgents
from core.services.officers.open_kept_visits import OpenKeptVisits
from core.services.officers.receive_materials import ReceiveMaterials
from core.services.operators.screen_files import FileScreening


@dataclass(frozen=True, slots=True)
class KeptVisitsHeld:
    """What opens visits that were left at a kiosk; ``sealing_key`` proves what was fetched."""

    randomness: Randomness
    sealer: Sealer | None = None
    sealing_key: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class CounterUseCases:
    """Everything that reception does."""

    receiving: ReceiveMaterials
    helping: HelpApplicants
    keeping: OpenKeptVisits
    agents: KeepCaseAgents


def counter_use_cases(
    staff: StaffContext,
    *,
    files: FileStore,
    printer: Printer,
    screening: FileScreening | None = None,
    inspector: Inspector = inspect,
    visits: KeptVisitsHeld,
) -> CounterUseCases:
    """Return the use cases; what is scanned is looked at and screened as at the kiosk."""
    leases = FileLeases(
        transaction=staff.transaction, files=files, clock=staff.clock, screening=screening
    )
    keep = KeepUpload(inspector=inspector, leases=leases)
    keeper = VisitKeeper(
        transaction=staff.transaction,
        clock=staff.clock,
        randomness=visits.randomness,
        sealer=visits.sealer,
        leases=leases,
    )
    return CounterUseCases(
        ReceiveMaterials(staff, keep, leases),
        HelpApplicants(staff, printer),
        OpenKeptVisits(staff, keeper, sealing_key=lambda: visits.sealing_key),
        KeepCaseAgents(staff),
    )
