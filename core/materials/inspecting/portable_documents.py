"""PDF files: that they open without a password, are no book, and hold nothing but pages."""

import logging
import re
from io import BytesIO
from typing import Any

from core.errors import UploadRefusedError
from core.materials.inspecting.activity import is_active
from core.materials.inspecting.kinds import HEADER

MOST_PAGES = 50
_LAST_BYTES = 1024
_TABLE_AT = re.compile(rb"startxref\s+(\d{1,10})\s")
_END_LOST = re.compile(rb"startxref\s+\d{1,10}\s*%{0,2}E?O?\s*\Z")
"""All is there but the mark at the end, which other readers do without."""
_TABLE = re.compile(rb"\s*(xref|\d+\s+\d+\s+obj)")


def kept_document(content: bytes) -> tuple[bytes, str, int]:
    """Return a PDF as it is kept, its media type, and how many pages it has.

    It is kept as it came, so that seals in it stay good; only what stands before it goes.

    Raises:
        UploadRefusedError: If it is locked, too long, or holds more than pages.
        Exception: Whatever pypdf raises for what is no PDF.
    """
    from pypdf import PdfReader  # noqa: PLC0415 -- only those who are given PDF files need it

    # Its warnings quote what is in the file, which belongs in no log (law 14).
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    document = _with_end(_without_preface(content))
    reader = PdfReader(BytesIO(document), strict=False)
    if reader.is_encrypted and not _opens(reader):
        raise UploadRefusedError("locked")
    number = len(reader.pages)
    if not number:
        raise UploadRefusedError("broken")
    if number > MOST_PAGES:
        raise UploadRefusedError("too_many_pages", limit=MOST_PAGES)
    if is_active(reader.trailer):
        raise UploadRefusedError("active")
    return document, "application/pdf", number


def _without_preface(content: bytes) -> bytes:
    """Leave away what stands before the header, unless places in the file are counted with it."""
    document = content[content.index(HEADER) :]
    told = _TABLE_AT.findall(content)
    places = [one for one in (document, content) if told and _TABLE.match(one, int(told[-1]))]
    return places[0] if places else document


def _with_end(document: bytes) -> bytes:
    """Set the mark at the end where only that was lost."""
    found = _END_LOST.search(document, max(0, len(document) - _LAST_BYTES))
    return document[: found.end()].rstrip(b"%EO\r\n ") + b"\n%%EOF\n" if found else document


def _opens(reader: Any) -> bool:
    """Say whether a PDF opens to anybody: an owner's password only asks not to change it."""
    try:
        return bool(reader.decrypt(""))
    except NotImplementedError:  # opens by a certificate, or in a way that nobody published
        return False
