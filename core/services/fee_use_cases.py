"""What is done about fees and taxes: offices say how much, the window takes it."""

from dataclasses import dataclass

from core.ports import FileStore, PaymentGate
from core.services.acting import StaffContext
from core.services.officers.keep_charges import KeepCharges
from core.services.officers.open_case import CaseOpener
from core.services.officers.own_matters import OwnMatters
from core.services.officers.pay_by_code import PayByCode
from core.services.officers.settle_differences import SettleDifferences
from core.services.officers.take_payments import TakePayments
from core.services.officers.tell_payments import TellPayments
from core.services.operators.screen_files import FileScreening


@dataclass(frozen=True, slots=True)
class FeeUseCases:
    """Everything about the charges of cases."""

    charging: KeepCharges
    paying: TakePayments
    scanning: PayByCode
    differences: SettleDifferences
    telling: TellPayments


def fee_use_cases(
    staff: StaffContext,
    *,
    files: FileStore,
    screening: FileScreening | None = None,
    gate: PaymentGate | None = None,
) -> FeeUseCases:
    """Return the use cases; files are read through the screening."""
    screened = screening or FileScreening(
        transaction=staff.transaction, files=files, clock=staff.clock
    )
    own = OwnMatters(staff, CaseOpener(staff, screened))
    return FeeUseCases(
        KeepCharges(staff, own),
        TakePayments(staff, is_connected=gate is not None),
        PayByCode(staff, gate),
        SettleDifferences(staff),
        TellPayments(staff),
    )
