"""Clients that never finish: half a request, a body drop by drop, an answer not taken.

uvicorn waits for the head of a request as long as it takes. Here every connection that has
asked for nothing has a deadline, and if there are very many of them the oldest gives way.
"""

import asyncio
import time
from http import HTTPStatus
from typing import Any

from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from adapters import metrics
from adapters.serving.limits import (
    BODY_SECONDS,
    CHUNK_SECONDS,
    HALF_OPEN_AT_MOST,
    HEAD_SECONDS,
    SENDING_SECONDS,
)


class PatientProtocol(H11Protocol):
    """HTTP as uvicorn speaks it, with a deadline for asking."""

    _waiting: dict["PatientProtocol", asyncio.TimerHandle] = {}  # noqa: RUF012 -- of the process

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what came; go on waiting if it was not all of a request."""
        super().data_received(data)
        if self._is_asking():
            self._wait()
        else:
            self._stop_waiting()

    def handle_websocket_upgrade(self, event: Any) -> None:
        """Hand the connection over; it is no longer ours to close."""
        self._stop_waiting()
        super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _is_asking(self) -> bool:
        is_ours = self.transport.get_protocol() is self
        return is_ours and (self.cycle is None or self.cycle.response_complete)

    def _wait(self) -> None:
        if self in self._waiting:
            return
        if len(self._waiting) >= HALF_OPEN_AT_MOST:
            next(iter(self._waiting))._give_up()
        self._waiting[self] = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _stop_waiting(self) -> None:
        deadline = self._waiting.pop(self, None)
        if deadline is not None:
            deadline.cancel()

    def _give_up(self) -> None:
        self._stop_waiting()
        metrics.REFUSED.labels("half a request").inc()
        self.transport.abort()


class SlowBodies:
    """Gives up on a body that comes too slowly, and on an answer that is not taken."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        chunk_seconds: float = CHUNK_SECONDS,
        body_seconds: float = BODY_SECONDS,
        sending_seconds: float = SENDING_SECONDS,
    ) -> None:
        self._app = app
        self._chunk_seconds = chunk_seconds
        self._body_seconds = body_seconds
        self._sending_seconds = sending_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        exchange = _Exchange(receive, send, self._sending_seconds)
        deadline = time.monotonic() + self._body_seconds

        async def read() -> Message:
            return await exchange.read(min(self._chunk_seconds, deadline - time.monotonic()))

        try:
            await self._app(scope, read, exchange.write)
        except ClientDisconnect:
            if not exchange.gave_up or exchange.has_begun:
                raise
        if exchange.gave_up and not exchange.has_begun:
            metrics.REFUSED.labels("slow body").inc()
            late = PlainTextResponse(
                "", HTTPStatus.REQUEST_TIMEOUT, headers={"connection": "close"}
            )
            await late(scope, receive, send)


class _Exchange:
    def __init__(self, receive: Receive, send: Send, sending_seconds: float) -> None:
        self._receive = receive
        self._send = send
        self._sending_seconds = sending_seconds
        self._is_whole = False
        self.gave_up = False
        self.has_begun = False

    async def read(self, seconds: float) -> Message:
        """Return the next part of the body, or that the client is gone if it takes too long."""
        if self._is_whole:
            return await self._receive()
        try:
            async with asyncio.timeout(max(seconds, 0)):
                message = await self._receive()
        except TimeoutError:
            self.gave_up = True
            return {"type": "http.disconnect"}
        self._is_whole = not message.get("more_body", False)
        return message

    async def write(self, message: Message) -> None:
        """Pass a part of the answer on.

        Raises:
            TimeoutError: If the client does not take it; the connection is closed by that.
        """
        self.has_begun = True
        async with asyncio.timeout(self._sending_seconds):
            await self._send(message)
