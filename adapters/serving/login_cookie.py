"""The cookie of the staff's login: set and taken away by the server, read by no script.

A page of Streamlit cannot set one: its answers have gone out long before somebody logs in. So it
gives the browser a ticket, and the browser exchanges it here for the cookie.
"""

import secrets
import time
from collections.abc import Callable
from http import HTTPStatus
from threading import Lock
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

ADDRESS = "/staff/session"
COOKIE = "__Host-done_once_staff"
"""With this name a browser takes it only over TLS, or from this machine, and for this host."""
TICKET_SECONDS = 60.0
_TICKET_BYTES = 32
_LARGEST_TICKET = 200


class LoginCookie:
    """Gives out tickets, good once and for a minute; they stand in no address and in no log."""

    name = COOKIE
    address = ADDRESS

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = Lock()
        self._secrets: dict[str, tuple[float, str]] = {}

    def issue(self, secret: str) -> str:
        """Return a ticket for the secret of a session."""
        ticket = secrets.token_urlsafe(_TICKET_BYTES)
        with self._lock:
            self._let_go()
            self._secrets[ticket] = (self._now() + TICKET_SECONDS, secret)
        return ticket

    def redeem(self, ticket: str) -> str:
        """Return the secret that a ticket stands for, once; nothing if it is none."""
        with self._lock:
            self._let_go()
            _, secret = self._secrets.pop(ticket, (0.0, ""))
        return secret

    def _let_go(self) -> None:
        now = self._now()
        self._secrets = {name: kept for name, kept in self._secrets.items() if kept[0] > now}


def login_routes(cookie: LoginCookie) -> list[Route]:
    """Return where a ticket is exchanged for the cookie, and the cookie taken away."""

    async def log_in(request: Request) -> Response:
        secret = cookie.redeem(await _ticket_in(request)) if _is_from_here(request) else ""
        if not secret:
            return Response(status_code=HTTPStatus.FORBIDDEN)
        response = Response(status_code=HTTPStatus.NO_CONTENT)
        response.set_cookie(COOKIE, secret, path="/", secure=True, httponly=True, samesite="strict")
        return response

    async def log_out(request: Request) -> Response:
        if not _is_from_here(request):
            return Response(status_code=HTTPStatus.FORBIDDEN)
        response = Response(status_code=HTTPStatus.NO_CONTENT)
        response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")
        return response

    return [
        Route(ADDRESS, log_in, methods=["POST"]),
        Route(ADDRESS, log_out, methods=["DELETE"]),
    ]


async def _ticket_in(request: Request) -> str:
    came = b""
    async for part in request.stream():
        came += part
        if len(came) > _LARGEST_TICKET:
            return ""
    return came.decode("ascii", "replace")


def _is_from_here(request: Request) -> bool:
    """Say whether a page of this very host asks: nobody is logged in by a page elsewhere."""
    origin = urlsplit(request.headers.get("origin", ""))
    return bool(origin.netloc) and origin.netloc == request.headers.get("host")
