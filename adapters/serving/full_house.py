"""The page for whoever comes while too many are at work: in words, and it tries again itself."""

from html import escape
from http import HTTPStatus

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from adapters import metrics
from adapters.serving.admission import Admission
from adapters.serving.asgi import address_of, headers_of
from adapters.serving.visitors import RETRY_SECONDS
from core.i18n import LOCALES, translate

_STYLE = (
    "body{margin:0;min-height:100vh;display:grid;place-content:center;gap:2rem;padding:2rem;"
    "font:1.4rem/1.6 'Noto Sans CJK SC',sans-serif;color:#1B2A2A;background:#F6F4EE}"
    "h1{margin:0;font-size:2rem}p{margin:.5rem 0 0}"
)


class FullHouse:
    """Answers whoever asks for a page while there is no room; those inside go on."""

    def __init__(self, app: ASGIApp, *, admission: Admission) -> None:
        self._app = app
        self._admission = admission

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if _asks_for_a_page(scope) and not self._admission.has_room(address_of(scope)):
            metrics.REFUSED.labels("page").inc()
            await _full(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _asks_for_a_page(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and not scope["path"].startswith(("/health/", "/metrics", "/_stcore/", "/static/"))
        and "text/html" in headers_of(scope).get("accept", "")
    )


async def _full(scope: Scope, receive: Receive, send: Send) -> None:
    headers = {"retry-after": RETRY_SECONDS, "cache-control": "no-store"}
    response = HTMLResponse(page(), HTTPStatus.SERVICE_UNAVAILABLE, headers=headers)
    await response(scope, receive, send)


def page() -> str:
    """Return what is shown, in every language: nobody has chosen one yet."""
    parts = "".join(
        f'<section lang="{locale}"><h1>{escape(translate("serving.full.title", locale))}</h1>'
        f"<p>{escape(translate('serving.full.next', locale))}</p></section>"
        for locale in LOCALES
    )
    title = escape(translate("serving.full.title", LOCALES[0]))
    return (
        f'<!doctype html><html lang="{LOCALES[0]}"><head><meta charset="utf-8">'
        f'<meta http-equiv="refresh" content="{RETRY_SECONDS}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body>{parts}</body></html>"
    )
