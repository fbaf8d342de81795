"""What browsers are told to keep to, with every answer."""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STARTS = ("http.response.start", "websocket.http.response.start")


def streamlit_page() -> str:
    """Return the page that Streamlit sends to every browser."""
    return (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")


def content_policy(page: str) -> str:
    """Return what may be loaded and run: what comes from here, and what the page makes itself.

    Streamlit runs the scripts of our components from ``blob:`` addresses and writes its styles
    into the page. Scripts that stand in its page are named by their digest.

    Examples:
        >>> "script-src 'self' blob:;" in content_policy("<p>no script</p>")
        True
    """
    scripts = "".join(f" 'sha256-{_digest(script)}'" for script in _INLINE_SCRIPT.findall(page))
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob:{scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "media-src 'self' data: blob:",
            "connect-src 'self' data: blob:",
            "worker-src 'self' blob:",
            "frame-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


def _digest(script: str) -> str:
    return b64encode(sha256(script.encode()).digest()).decode("ascii")


class SecurityHeaders:
    """Adds the same headers to every answer. Addresses hold sessions: they are never a Referer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = {
            "content-security-policy": content_policy(streamlit_page()),
            "referrer-policy": "no-referrer",
            "x-content-type-options": "nosniff",
            "x-frame-options": "SAMEORIGIN",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "camera=(self), microphone=(), geolocation=(), payment=()",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        lasting = _only_over_tls(scope)

        async def dressed(message: Message) -> None:
            if message["type"] in _STARTS:
                headers = MutableHeaders(scope=message)
                for name, value in (*self._headers.items(), *lasting):
                    headers[name] = value
            await send(message)

        await self._app(scope, receive, dressed)


def _only_over_tls(scope: Scope) -> Iterable[tuple[str, str]]:
    is_sealed = scope.get("scheme") in {"https", "wss"}
    return (("strict-transport-security", "max-age=31536000"),) if is_sealed else ()
