"""Routes for whatever watches this process. Strangers learn yes or no from them, and no more."""

import hmac
import time
from collections.abc import Callable, Sequence
from http import HTTPStatus
from threading import Lock

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from adapters import metrics
from core.monitoring.health import Check, is_ready

Readiness = Callable[[], Sequence[Check]]
_GOOD_FOR_SECONDS = 2.0
"""The database is not looked over for every stranger who asks."""


class ReadinessWatch:
    """Looks once for all who ask at about the same time."""

    def __init__(self, readiness: Readiness) -> None:
        self._readiness = readiness
        self._lock = Lock()
        self._looked_at = -_GOOD_FOR_SECONDS
        self._is_ready = False

    def is_ready(self) -> bool:
        """Say whether visitors can be let in."""
        with self._lock:
            if time.monotonic() >= self._looked_at + _GOOD_FOR_SECONDS:
                self._is_ready = is_ready(self._readiness())
                self._looked_at = time.monotonic()
                metrics.READY.set(self._is_ready)
            return self._is_ready


def watching_routes(readiness: Readiness, token: str) -> list[Route]:
    """Return the routes; numbers are shown only to whoever knows the token, if there is one."""
    watch = ReadinessWatch(readiness)

    async def live(_: Request) -> Response:
        return JSONResponse({"live": True}, headers={"cache-control": "no-store"})

    def ready(_: Request) -> Response:
        fine = watch.is_ready()
        status = HTTPStatus.OK if fine else HTTPStatus.SERVICE_UNAVAILABLE
        return JSONResponse({"ready": fine}, status, headers={"cache-control": "no-store"})

    def numbers(request: Request) -> Response:
        if not token or not hmac.compare_digest(_told_by(request), f"Bearer {token}".encode()):
            return PlainTextResponse("", HTTPStatus.NOT_FOUND)
        return Response(metrics.written(), media_type=CONTENT_TYPE_LATEST)

    return [
        Route("/health/live", live),
        Route("/health/ready", ready),
        Route("/metrics", numbers),
    ]


def _told_by(request: Request) -> bytes:
    return request.headers.get("authorization", "").encode()
