"""Small answers, and what a request says of itself."""

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.types import Scope

STREAM = "/_stcore/stream"
UPLOADS = "/_stcore/upload_file/"


def address_of(scope: Scope) -> str:
    """Return where a request comes from, as a proxy that is trusted tells it."""
    client = scope.get("client")
    return client[0] if client else ""


def headers_of(scope: Scope) -> Mapping[str, str]:
    """Return the headers of a request."""
    return Headers(scope=scope)


def returning_session(scope: Scope) -> str:
    """Return the session that a browser says it had: the third of its subprotocols.

    Examples:
        >>> returning_session({"subprotocols": ["streamlit", "token", "1f"]})
        '1f'
    """
    said = list(scope.get("subprotocols", ()))
    return said[2] if len(said) > 2 else ""
