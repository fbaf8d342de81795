"""Which requests came, how they ended and how long they took; never whose, or with what address."""

import logging
import re
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters import metrics

_log = logging.getLogger("access")
_PLAIN = re.compile(r"[a-z_][a-z_-]{0,40}")
_PARTS_TOLD = 2
_TOLD_ONLY_IF_WRONG = ("/static/", "/app/static/", "/health/", "/metrics", "/_stcore/health")
_STARTS = ("http.response.start", "websocket.http.response.start")


def safe_path(path: str) -> str:
    """Return of an address what a log may say: the parts that the programs gave it.

    Examples:
        >>> safe_path("/_stcore/upload_file/0b5c-11/77aa"), safe_path("/林秋月"), safe_path("/")
        ('/_stcore/upload_file/…', '/…', '/')
    """
    parts: list[str] = []
    for part in path.split("/")[1:]:
        is_told = len(parts) < _PARTS_TOLD and _PLAIN.fullmatch(part)
        parts.append(part if is_told or not part else "…")
        if parts[-1] == "…":
            break
    return "/" + "/".join(parts)


class AccessLog:
    """Counts answers by class of status, and logs them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        begun, status = time.monotonic(), 101 if scope["type"] == "websocket" else 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] in _STARTS:
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            metrics.RESPONSES.labels(f"{status // 100}xx").inc()
            _note(scope, status, time.monotonic() - begun)


def _note(scope: Scope, status: int, seconds: float) -> None:
    path = scope["path"]
    if status < 400 and path.startswith(_TOLD_ONLY_IF_WRONG):
        return
    entry = {
        "method": scope.get("method", "WS"),
        "path": safe_path(path),
        "status": status,
        "seconds": round(seconds, 3),
    }
    _log.info("%s %s %s", entry["method"], entry["path"], status, extra={"told": entry})
