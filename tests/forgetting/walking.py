"""Walk everything that Python holds in this process, and find words in it."""

import gc
from array import array
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import fields
from io import BytesIO, StringIO
from itertools import islice
from typing import Any

from google.protobuf.message import Message
from streamlit.runtime import Runtime

_NOT_TOLD = {"turn", "_changing", "_moving", "trouble", "licences", "consulted"}
"""What cannot be told to another process, or need not."""
_MOST_TOLD = 3
_VISIT = "remembered.pages.kiosk.visit.Visit"


def visit_of(session: str) -> dict[str, Any]:
    """Return what a session's visit knows, for a test that walks through it."""
    session_info = Runtime.instance().get_app_session(session)
    visit = session_info.session_state[_VISIT]
    return _told_of(visit) | {"cursor": _told_of(visit.cursor)}


def _told_of(state: Any) -> dict[str, Any]:
    """Return the fields of a state that another process can be given."""
    names = {field.name for field in fields(state)} - _NOT_TOLD
    return {name: getattr(state, name) for name in names}


def uploads_of(session: str) -> int:
    """Return how many uploads of a session Streamlit keeps."""
    uploads: Any = Runtime.instance().uploaded_file_mgr
    return len(uploads.file_storage.get(session, ()))


def held(backwards: str) -> list[str]:
    """Return what holds a marker, which comes backwards so that the question is not found."""
    marker = backwards[::-1]
    gc.unfreeze()  # what the app froze is looked into as well
    found = (holder for holder in _everything() if holder is not marker and _has(holder, marker))
    return [f"{_told(holder)} in {_chain(holder)}" for holder in islice(found, _MOST_TOLD)]


def _everything() -> Iterator[Any]:
    """Return what may hold words. The collector lists holders; the rest is reached from them."""
    seen: set[int] = set()
    holders = gc.get_objects()
    yield from (holder for holder in holders if isinstance(holder, _LISTED))
    for start in range(0, len(holders), _AT_ONCE):
        for referent in gc.get_referents(*holders[start : start + _AT_ONCE]):
            if type(referent) in _PLAIN and id(referent) not in seen:
                seen.add(id(referent))
                yield referent
            elif isinstance(referent, _UNLISTED):
                yield referent


_AT_ONCE = 5_000
_PLAIN = {str, bytes, bytearray}
_LISTED = (Message, BytesIO, StringIO, memoryview, array)
_UNLISTED = (*_LISTED, str, bytes, bytearray)


def _has(inner: Any, marker: str) -> bool:
    if isinstance(inner, str):
        return not inner.isascii() and marker in inner
    for kind, read in _READ.items():
        if isinstance(inner, kind):
            with suppress(ValueError):  # it is closed
                content = read(inner)
                return any(part in content for part in _encoded(marker))
    return False


_READ: dict[Any, Callable[[Any], bytes]] = {
    bytes: bytes,
    bytearray: bytes,
    memoryview: bytes,
    array: array.tobytes,
    BytesIO: BytesIO.getvalue,
    StringIO: lambda inner: inner.getvalue().encode(),
    Message: lambda inner: inner.SerializePartialToString(),
}


def _encoded(marker: str) -> list[bytes]:
    return [marker.encode(), marker.encode("utf-16-be"), marker.encode("gb18030")]


def _told(inner: Any) -> str:
    return f"{type(inner).__name__}[{len(inner) if hasattr(inner, '__len__') else ''}]"


def _chain(held: Any, depth: int = 7) -> str:
    """Return what holds it, and what holds that."""
    names: list[str] = []
    while len(names) < depth:
        holders = [referrer for referrer in gc.get_referrers(held) if not _is_ours(referrer)]
        if not holders:
            break
        held = holders[0]
        names.append(_named(held))
    return " < ".join(names)


def _named(holder: Any) -> str:
    name = getattr(holder, "__qualname__", "") or getattr(holder, "__name__", "")
    keys = list(holder)[:3] if isinstance(holder, dict) else ""
    return f"{type(holder).__module__}.{type(holder).__name__}({name}{keys})"[:150]


def _is_ours(candidate: Any) -> bool:
    code = getattr(candidate, "f_code", getattr(candidate, "gi_code", None))
    return isinstance(candidate, list) or "walking" in getattr(code, "co_filename", "")
