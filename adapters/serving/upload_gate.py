"""How much of uploads may lie in memory: of one session, and of this process."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from adapters import metrics
from adapters.serving.asgi import UPLOADS, headers_of
from adapters.serving.limits import FILES_PER_SESSION, Limits
from adapters.serving.streamlit_sessions import Held

HeldUploads = Callable[[str], Held]


class UploadGate:
    """Takes a file if there is room for all of it, before any of it is read."""

    def __init__(self, app: ASGIApp, *, limits: Limits, held: HeldUploads, largest: int) -> None:
        self._app = app
        self._limits = limits
        self._held = held
        self._largest = largest
        self._coming: list[tuple[str, int]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if not _brings_a_file(scope):
            await self._app(scope, receive, send)
            return
        session, size = _session_in(scope["path"]), self._size_of(scope)
        if not self._has_room(session, size):
            metrics.REFUSED.labels("upload").inc()
            await self._refuse(scope, receive, send)
            return
        metrics.UPLOADS.inc()
        with self._expected(session, size):
            await self._app(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Say so when the body is over: a browser does not listen before. None of it is kept."""
        came, more = 0, True
        while more and came <= self._largest:
            part = await receive()
            came += len(part.get("body", b""))
            more = part.get("more_body", False)
        await PlainTextResponse("", HTTPStatus.INSUFFICIENT_STORAGE)(scope, receive, send)

    def _size_of(self, scope: Scope) -> int:
        """Return what a request says it brings; without a word it may be the largest."""
        length = headers_of(scope).get("content-length", "")
        return int(length) if length.isdecimal() else self._largest

    def _has_room(self, session: str, size: int) -> bool:
        held = self._held(session)
        own = [size for of, size in self._coming if of == session]
        every = sum(size for _, size in self._coming)
        return (
            held.files + len(own) < FILES_PER_SESSION
            and held.of_session + sum(own) + size <= self._limits.upload_bytes_per_session
            and held.of_all + every + size <= self._limits.upload_bytes
        )

    @contextmanager
    def _expected(self, session: str, size: int) -> Iterator[None]:
        coming = (session, size)
        self._coming.append(coming)
        try:
            yield
        finally:
            self._coming.remove(coming)


def _brings_a_file(scope: Scope) -> bool:
    return (scope["type"], scope.get("method")) == ("http", "PUT") and _is_of_a_file(scope)


def _is_of_a_file(scope: Scope) -> bool:
    path: str = scope["path"]
    return path.startswith(UPLOADS)


def _session_in(path: str) -> str:
    return path.removeprefix(UPLOADS).partition("/")[0]
