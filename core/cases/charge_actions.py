"""What becomes of the charge of a matter, as the history of a case names it."""

from enum import StrEnum


class ChargeAction(StrEnum):
    """An entry about the charge of one matter, named in the entry's ``details["matter"]``."""

    ASSESSED = "charge_assessed"
    WAIVED = "charge_waived"
    PAID = "charge_paid"
    REFUNDED = "charge_refunded"
    SURPLUS_RETURNED = "charge_surplus_returned"
    """Money that came in and was owed for nothing went back; the charge stands as it stood."""
