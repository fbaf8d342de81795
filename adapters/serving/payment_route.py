"""Where the payment service tells that somebody paid, signed, as the contract says."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.webhook_signing import ID, is_genuine
from core.errors import MalformedPaymentNoticeError, PaymentUnknownError, ServiceError
from core.ports import Clock

PATH = "/payments/notices"
LARGEST_NOTICE = 20_000


@dataclass(frozen=True, slots=True)
class PaymentReceiver:
    """What takes messages of the payment service, and by which secret they are known."""

    take: Callable[[bytes], bool]
    secret: bytes = field(repr=False)
    clock: Clock


def payment_routes(receiver: PaymentReceiver | None) -> list[Route]:
    """Return where messages are taken; none without a payment service that signs."""
    if receiver is None:
        return []

    async def take(request: Request) -> Response:
        body = await _body_of(request)
        if body is None:
            return _answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, outcome="too large")
        if not is_genuine(receiver.secret, request.headers, body, now=receiver.clock()):
            return _answer(HTTPStatus.UNAUTHORIZED, outcome="signature")
        return await run_in_threadpool(_taken, receiver, request.headers[ID], body)

    return [Route(PATH, take, methods=["POST"])]


def _taken(receiver: PaymentReceiver, message_id: str, body: bytes) -> Response:
    try:
        is_right = receiver.take(body)
    except MalformedPaymentNoticeError:
        return _answer(HTTPStatus.BAD_REQUEST, outcome="malformed")
    except PaymentUnknownError:
        return _answer(HTTPStatus.NOT_FOUND, outcome="unknown")
    except ServiceError:
        return _answer(HTTPStatus.SERVICE_UNAVAILABLE, outcome="again")
    return _answer(HTTPStatus.OK, id=message_id, outcome="taken" if is_right else "set_aside")


async def _body_of(request: Request) -> bytes | None:
    """Return the body, or nothing of one that is larger than any message."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_NOTICE:
            return None
    return body


def _answer(status: HTTPStatus, **document: str) -> Response:
    content = json.dumps({"status": status.value, **document})
    headers = {"cache-control": "no-store"}
    return Response(content, status, media_type="application/json", headers=headers)
