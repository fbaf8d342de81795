"""The door of the websocket: who may come in, and what they may say there."""

from collections.abc import Callable
from http import HTTPStatus
from weakref import WeakValueDictionary

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from adapters import metrics
from adapters.serving.admission import Admission
from adapters.serving.asgi import STREAM, address_of, returning_session
from adapters.serving.limits import (
    ADDRESS_MESSAGES_A_SECOND,
    ADDRESS_MESSAGES_AT_ONCE,
    MESSAGES_A_SECOND,
    MESSAGES_AT_ONCE,
)
from adapters.serving.messages import refused_kind
from adapters.serving.pacing import Pace

_TEXT_IS_NOT_UNDERSTOOD = 1003
RETRY_SECONDS = "20"
"""As the page for whoever is not let in says."""


class VisitorGate:
    """Lets so many visitors in, passes on what they may say, and at a pace that others bear."""

    def __init__(
        self, app: ASGIApp, *, admission: Admission, is_known: Callable[[str], bool]
    ) -> None:
        self._app = app
        self._admission = admission
        self._is_known = is_known
        self._paces: WeakValueDictionary[str, Pace] = WeakValueDictionary()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        address = address_of(scope)
        returning = self._is_known(returning_session(scope))
        if scope["path"] != STREAM or not self._admission.enter(address, returning=returning):
            await _refuse(scope, receive, send)
            return
        metrics.SESSIONS_BEGUN.inc()
        metrics.SESSIONS.inc()
        line = _Line(receive, send)
        try:
            await self._app(scope, self._listening(address, line.receive, line.send), line.send)
        finally:
            line.let_go()
            metrics.SESSIONS.dec()
            self._admission.leave(address)

    def _listening(self, address: str, receive: Receive, send: Send) -> Receive:
        paces = (Pace(MESSAGES_A_SECOND, MESSAGES_AT_ONCE), self._pace_of(address))

        async def listen() -> Message:
            while (message := await receive())["type"] == "websocket.receive":
                for pace in paces:
                    await pace.hold_back()
                if message.get("bytes") is None:
                    return await _hang_up(send)
                if _may_be_said(message["bytes"]):
                    break
            return message

        return listen

    def _pace_of(self, address: str) -> Pace:
        pace = self._paces.get(address)
        if pace is None:
            pace = Pace(ADDRESS_MESSAGES_A_SECOND, ADDRESS_MESSAGES_AT_ONCE)
            self._paces[address] = pace
        return pace


class _Line:
    """Both directions of a connection, as long as it is there.

    Streamlit's loop has a name for the session that it looked at last, and so for its connection,
    whose parser holds the last message: what somebody sent who is gone (law 14).
    """

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive: Receive | None = receive
        self._send: Send | None = send

    async def receive(self) -> Message:
        """Return the next message; nothing comes by a line that is over."""
        return await self._receive() if self._receive else {"type": "websocket.disconnect"}

    async def send(self, message: Message) -> None:
        """Send a message, as long as there is somebody to whom."""
        if self._send:
            await self._send(message)

    def let_go(self) -> None:
        """Forget the connection."""
        self._receive = self._send = None


def _may_be_said(data: bytes) -> bool:
    kind = refused_kind(data)
    if kind:
        metrics.REFUSED.labels(f"message {kind}").inc()
    return not kind


async def _hang_up(send: Send) -> Message:
    await send({"type": "websocket.close", "code": _TEXT_IS_NOT_UNDERSTOOD})
    return {"type": "websocket.disconnect", "code": _TEXT_IS_NOT_UNDERSTOOD}


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    metrics.REFUSED.labels("session").inc()
    await WebSocket(scope, receive, send).send_denial_response(
        PlainTextResponse(
            "", HTTPStatus.SERVICE_UNAVAILABLE, headers={"retry-after": RETRY_SECONDS}
        )
    )
