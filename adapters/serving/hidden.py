"""Addresses of Streamlit that are for developers and for no visitor."""

from http import HTTPStatus

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

HIDDEN = (
    "/_stcore/metrics",
    "/_stcore/agent",
    "/_stcore/script-health-check",
    "/auth",
    "/oauth2callback",
)


class Hidden:
    """Answers as if they were not there."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and is_hidden(scope["path"]):
            await PlainTextResponse("", HTTPStatus.NOT_FOUND)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def is_hidden(path: str) -> bool:
    """Say whether an address is none for visitors.

    Examples:
        >>> is_hidden("/_stcore/agent/mcp"), is_hidden("/authors")
        (True, False)
    """
    return any(path == hidden or path.startswith(f"{hidden}/") for hidden in HIDDEN)
