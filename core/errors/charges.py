"""What is wrong with paying for the matters of a case."""

from core.errors.families import CaseError


class ChargeStepError(CaseError):
    """A step with a charge cannot follow: paid, waived or given back already, or there is none."""

    message_key = "error.case.charge_step"

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)


class PaymentOpenError(CaseError):
    """Somebody could pay the same by the code that is shown: it has to be taken back first."""

    message_key = "error.case.payment_open"


class PaymentUnknownError(CaseError):
    """The payment service tells of a payment that there is none of."""

    message_key = "error.case.payment_unknown"


class MalformedPaymentNoticeError(CaseError):
    """A message of the payment service is not as agreed."""

    message_key = "error.case.payment_notice_malformed"


class PaymentChangedError(CaseError):
    """What is owed, or what came in, is not any more what the window saw."""

    message_key = "error.case.payment_changed"


class PaymentServiceMissingError(CaseError):
    """No payment service is connected, so money is taken by ticket alone."""

    message_key = "error.case.payment_service_missing"


class NothingDueError(CaseError):
    """There is nothing to be paid in this case now."""

    message_key = "error.case.nothing_due"
