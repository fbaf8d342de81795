"""What pages show and say of fees and taxes."""

from core.fees.amounts import yuan
from core.fees.charges import ChargeState, MatterCharge
from core.fees.payments import Payment
from core.fees.settling import Settling, SettlingWay, SumDifference
from core.fees.statements import Assessing, Waiving
from core.fees.taking import CashierTicket
from core.services.officers.bills import BillLine, CaseBill

__all__ = [
    "Assessing",
    "BillLine",
    "CaseBill",
    "CashierTicket",
    "ChargeState",
    "MatterCharge",
    "Payment",
    "Settling",
    "SettlingWay",
    "SumDifference",
    "Waiving",
    "yuan",
]
