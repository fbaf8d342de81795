"""A payment service over HTTP, as ``docs/contracts/payment.yaml`` says."""

from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import uuid4

from pydantic import BaseModel, StringConstraints, ValidationError

from adapters.http_exchange import BACKOFF_SECONDS, READ_SECONDS, STRICT, Exchange, Word, reason_of
from core.errors import SourceUnreachableError
from core.fees.amounts import yuan
from core.fees.payments import Payment, PaymentAnswer, PaymentPart, PaymentState

PATH = "/v1/payments"
QUERY_PATH = "/v1/payment-queries"
CLOSING_PATH = "/v1/payment-closings"
REFUND_PATH = "/v1/refunds"


class ServiceAnswer(BaseModel):
    """Where a payment stands, as the service tells it; anything else is no answer."""

    model_config = STRICT

    request_id: Word
    key: Word
    status: Literal["open", "paid", "closed"]
    shown: str = ""
    reference: str = ""
    came_in: Annotated[str, StringConstraints(pattern=r"^(\d{1,9}\.\d{2})?$")] = ""
    demo: bool = False


class HttpPaymentService:
    """Implements :class:`core.ports.PaymentGate`.

    A request that failed on the way is sent again under the same id, so that the service does it
    once. In production the answer of a demo's stand-in is no answer.
    """

    def __init__(
        self,
        url: str,
        token: str,
        *,
        read_seconds: float = READ_SECONDS,
        backoff_seconds: float = BACKOFF_SECONDS,
        takes_demo: bool = True,
    ) -> None:
        self._takes_demo = takes_demo
        self._exchanges = {
            path: Exchange(
                url.rstrip("/") + path,
                token,
                read_seconds=read_seconds,
                backoff_seconds=backoff_seconds,
            )
            for path in (PATH, QUERY_PATH, CLOSING_PATH, REFUND_PATH)
        }

    def open(self, payment: Payment, title: str) -> str:
        """Return what stands in the code that the payer scans.

        Raises:
            SourceUnreachableError: If there is no answer that can be used.
        """
        parts = [
            {"matter": part.matter, "name": part.name, "amount": yuan(part.amount)}
            for part in payment.parts
        ]
        body = {"key": payment.key, "title": title, "total": yuan(payment.total), "parts": parts}
        shown = self._ask(PATH, payment.key, body).shown
        if not shown:
            raise SourceUnreachableError(reason="answer")
        return shown

    def look(self, key: str) -> PaymentAnswer:
        """Return where a payment stands; one that was never opened is closed.

        Raises:
            SourceUnreachableError: If there is no answer that can be used.
        """
        return _told(self._ask(QUERY_PATH, uuid4().hex, {"key": key}))

    def close(self, key: str) -> PaymentAnswer:
        """Let nobody pay it any more, and return where it stands.

        Raises:
            SourceUnreachableError: If there is no answer that can be used.
        """
        return _told(self._ask(CLOSING_PATH, uuid4().hex, {"key": key}))

    def give_back(self, key: str, part: PaymentPart) -> None:
        """Give one part back.

        Raises:
            SourceUnreachableError: If there is no answer that can be used.
        """
        body = {"key": key, "matter": part.matter, "amount": yuan(part.amount)}
        self._ask(REFUND_PATH, f"{key}/{part.matter}", body)

    def _ask(self, path: str, request_id: str, body: dict[str, Any]) -> ServiceAnswer:
        status, content = self._exchanges[path].post(body, request_id)
        if status != 200:
            raise SourceUnreachableError(reason=reason_of(status))
        try:
            answer = ServiceAnswer.model_validate_json(content)
        except ValidationError:
            raise SourceUnreachableError(reason="answer") from None
        is_ours = (answer.request_id, answer.key) == (request_id, body["key"])
        if not is_ours or (answer.demo and not self._takes_demo):
            raise SourceUnreachableError(reason="answer")
        return answer


def _told(answer: ServiceAnswer) -> PaymentAnswer:
    came_in = Decimal(answer.came_in) if answer.came_in else None
    return PaymentAnswer(PaymentState(answer.status), answer.reference, came_in)
