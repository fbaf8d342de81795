"""A stand-in for a department's own system: it takes signed messages, each once by its id.

It behaves as it is told: it takes everything, is slow, is out of order, finds messages wrong, or
takes a message and loses the answer, so that the same message comes again. What it took it passes
on to what decides (:mod:`adapters.stand_in_decisions`).
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from adapters.department_systems import READ_SECONDS
from adapters.webhook_signing import ID, is_genuine, secret_bytes
from core.ports import Clock

PATH = "/v1/department-messages"
Hear = Callable[[Mapping[str, Any]], None]
"""Hears of a message that was taken for the first time."""
_TOO_SLOW = READ_SECONDS + 2


class DepartmentBehaviour(StrEnum):
    """What becomes of a message."""

    TAKES = "takes"
    SLOW = "slow"
    OUT_OF_ORDER = "out_of_order"
    REJECTS = "rejects"
    LOSES_ANSWER = "loses_answer"
    """It takes the message the first time, and says that it was out of order."""


class StandInDepartment:
    """Keeps what it was told in memory; ``deliveries`` are all ids that came, in their order."""

    def __init__(
        self,
        secret: str,
        *,
        clock: Clock,
        behaviour: DepartmentBehaviour = DepartmentBehaviour.TAKES,
        slow_seconds: float = _TOO_SLOW,
        hear: Hear | None = None,
    ) -> None:
        self._secret = secret_bytes(secret)
        self._hear = hear
        self._clock = clock
        self._slow_seconds = slow_seconds
        self.behaviour = behaviour
        self.messages: dict[str, dict[str, Any]] = {}
        self.deliveries: list[str] = []
        self.conflicts: list[str] = []

    def routes(self, path: str = PATH) -> list[Route]:
        """Return what it answers."""
        return [Route(path, self.take, methods=["POST"])]

    async def take(self, request: Request) -> Response:
        """Take a message, or say why not."""
        body = await request.body()
        if not is_genuine(self._secret, request.headers, body, now=self._clock()):
            return _answer(HTTPStatus.UNAUTHORIZED)
        if self.behaviour is DepartmentBehaviour.SLOW:
            await asyncio.sleep(self._slow_seconds)
        message_id = request.headers[ID]
        return _answer(self._taken(message_id, json.loads(body)))

    def _taken(self, message_id: str, message: dict[str, Any]) -> HTTPStatus:
        if self.behaviour is DepartmentBehaviour.OUT_OF_ORDER:
            return HTTPStatus.SERVICE_UNAVAILABLE
        if self.behaviour is DepartmentBehaviour.REJECTS:
            return HTTPStatus.UNPROCESSABLE_ENTITY
        is_new = message_id not in self.messages
        self.deliveries.append(message_id)
        if self.messages.setdefault(message_id, message) != message:
            self.conflicts.append(message_id)
            return HTTPStatus.CONFLICT
        if is_new and self._hear is not None:
            self._hear(message)
        if is_new and self.behaviour is DepartmentBehaviour.LOSES_ANSWER:
            return HTTPStatus.INTERNAL_SERVER_ERROR
        return HTTPStatus.ACCEPTED if is_new else HTTPStatus.OK


def _answer(status: HTTPStatus) -> Response:
    return JSONResponse({"demo": True}, status_code=status)
