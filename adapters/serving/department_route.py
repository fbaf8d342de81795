"""Where departments' own systems send their steps, signed, as the contract says."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.department_problems import LARGEST_MESSAGE, TakeStep, problem_of
from adapters.webhook_signing import ID, is_genuine
from core.errors import ServiceError
from core.ports import Clock

PATH = "/departments/{department}/steps"
_UNKNOWN = b"\0" * 32
"""Stands for the secret of a department without a system, so that asking takes as long."""


@dataclass(frozen=True, slots=True)
class StepReceiver:
    """What takes steps, and what is known of who may send them."""

    take: TakeStep
    secrets: Mapping[str, bytes] = field(repr=False)
    clock: Clock
    locale: str


def department_routes(receiver: StepReceiver) -> list[Route]:
    """Return where steps are taken; none where no department has a system that signs."""

    async def take(request: Request) -> Response:
        body = await _body_of(request)
        if body is None:
            return _answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {"title": "too large"})
        department = request.path_params["department"]
        secret = receiver.secrets.get(department)
        is_ours = is_genuine(secret or _UNKNOWN, request.headers, body, now=receiver.clock())
        if secret is None or not is_ours:
            return _answer(HTTPStatus.UNAUTHORIZED, {"title": "signature"})
        return await run_in_threadpool(_taken, receiver, department, request.headers[ID], body)

    return [Route(PATH, take, methods=["POST"])] if receiver.secrets else []


def _taken(receiver: StepReceiver, department: str, message_id: str, body: bytes) -> Response:
    try:
        receiver.take(department, message_id, body)
    except ServiceError as error:
        problem = problem_of(error, receiver.locale)
        return _answer(HTTPStatus(problem["status"]), problem)
    return _answer(HTTPStatus.OK, {"id": message_id, "outcome": "taken"})


async def _body_of(request: Request) -> bytes | None:
    """Return the body, or nothing of one that is larger than any message."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_MESSAGE:
            return None
    return body


def _answer(status: HTTPStatus, document: dict[str, Any]) -> Response:
    kind = "application/json" if status is HTTPStatus.OK else "application/problem+json"
    content = json.dumps({"status": status.value, **document}, ensure_ascii=False)
    headers = {"cache-control": "no-store"}
    return Response(content, status, media_type=kind, headers=headers)
