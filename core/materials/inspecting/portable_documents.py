"""PDF files: that they open without a password, are no book, and hold nothing but pages."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from core.errors import UploadRefusedError, failures_told

MOST_PAGES = 50
_ACTIVE = frozenset(
    {"/JavaScript", "/JS", "/Launch", "/EmbeddedFiles", "/EF", "/RichMedia", "/XFA"}
)
"""What runs something, or hides files in a file."""
_ACTIONS = "/S"
_MOST_OBJECTS = 100_000


def pages_of(content: bytes) -> int:
    """Return how many pages a PDF has.

    Raises:
        UploadRefusedError: If it is broken, locked, too long, or holds more than pages.
    """
    with failures_told(lambda _: UploadRefusedError("broken")):
        return _checked(content)


def _checked(content: bytes) -> int:
    from pypdf import PdfReader  # noqa: PLC0415 -- only those who are given PDF files need it

    reader = PdfReader(BytesIO(content), strict=False)
    if reader.is_encrypted:
        raise UploadRefusedError("locked")
    number = len(reader.pages)
    if not number:
        raise UploadRefusedError("broken")
    if number > MOST_PAGES:
        raise UploadRefusedError("too_many_pages", limit=MOST_PAGES)
    if any(_is_active(one) for one in _dictionaries(reader)):
        raise UploadRefusedError("active")
    return number


def _is_active(found: Any) -> bool:
    return not _ACTIVE.isdisjoint(found) or str(found.get(_ACTIONS, "")) in _ACTIVE


def _dictionaries(reader: Any) -> Iterator[Any]:
    """Yield every dictionary of the file, wherever it stands; each object once."""
    waiting: list[Any] = [reader.trailer]
    seen: set[tuple[int, int]] = set()
    while waiting:
        one = waiting.pop()
        if hasattr(one, "idnum"):
            place = (one.idnum, one.generation)
            if place in seen:
                continue
            seen.add(place)
            one = one.get_object()
        if len(seen) > _MOST_OBJECTS:
            raise UploadRefusedError("broken")
        if hasattr(one, "raw_get"):
            yield one
        waiting.extend(_parts_of(one))


def _parts_of(found: Any) -> Iterable[Any]:
    """Return what an object is made of as it stands, references not followed."""
    if hasattr(found, "raw_get"):
        return [found.raw_get(key) for key in found]
    return list.__iter__(found) if isinstance(found, list) else ()
