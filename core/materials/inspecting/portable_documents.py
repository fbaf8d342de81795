"""PDF files: that they open without a password, are no book, and hold nothing but pages."""

import logging
import re
import warnings
from io import BytesIO
from typing import Any

from core.errors import UploadRefusedError
from core.materials.inspecting.activity import is_active
from core.materials.inspecting.disguises import is_disguised, without_rest
from core.materials.inspecting.kinds import HEADER
from core.materials.inspecting.ways_out import close_ways_out, leads_out

MOST_PAGES = 50
_LAST_BYTES = 1024
_TABLE_AT = re.compile(rb"startxref\s+(\d{1,10})\s")
_END_LOST = re.compile(rb"startxref\s+\d{1,10}\s*%{0,2}E?O?\s*\Z")
"""All is there but the mark at the end, which other readers do without."""
_TABLE = re.compile(rb"\s*(xref|\d+\s+\d+\s+obj)")
_ABOUT = ("/URI", "/Metadata", "/PieceInfo", "/SpiderInfo", "/Perms", "/DSS")
"""What a catalogue says about the file: nothing of it is seen, or good for a file written anew."""


def kept_document(content: bytes) -> tuple[bytes, str, int]:
    """Return a PDF as it is kept, its media type, and how many pages it has.

    It is kept as it came, so that seals in it stay good; only what stands before and behind it
    goes. One that leads out of itself, or is something else as well, is written anew without.

    Raises:
        UploadRefusedError: If it is locked, too long, or holds more than pages.
        Exception: Whatever pypdf and pikepdf raise for what is no PDF.
    """
    document, is_counted = _without_preface(content)
    document = without_rest(_with_end(document))
    number = _number_of_pages(document)
    if is_counted or _is_more_than_pages(document):
        document = _written_anew(document)
        if _is_more_than_pages(document):
            raise UploadRefusedError("active")
    return document, "application/pdf", number


def _number_of_pages(document: bytes) -> int:
    from pypdf import PdfReader  # noqa: PLC0415 -- only those who are given PDF files need it

    # Its warnings quote what is in the file, which belongs in no log (law 14).
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(BytesIO(document), strict=False)
    if reader.is_encrypted and not _opens(reader):
        raise UploadRefusedError("locked")
    number = len(reader.pages)
    if not number:
        raise UploadRefusedError("broken")
    if number > MOST_PAGES:
        raise UploadRefusedError("too_many_pages", limit=MOST_PAGES)
    return number


def _is_more_than_pages(document: bytes) -> bool:
    """Say whether a PDF leads out of itself, or is something else as well.

    Raises:
        UploadRefusedError: If it runs something, or holds files.
    """
    with _opened(document) as pdf:
        if is_active(pdf):
            raise UploadRefusedError("active")
        return leads_out(pdf) or is_disguised(document)


def _written_anew(document: bytes) -> bytes:
    """Return a PDF of the same pages in which nothing leads out and nothing lies in between."""
    from pikepdf import ObjectStreamMode  # noqa: PLC0415 -- only those with PDF files need it

    kept = BytesIO()
    with _opened(document) as pdf:
        close_ways_out(pdf)
        for about in _ABOUT:
            if about in pdf.Root:
                del pdf.Root[about]
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        pdf.save(
            kept,
            recompress_flate=is_disguised(document),  # what lies packed may be the disguise
            object_stream_mode=ObjectStreamMode.generate,
        )
    return kept.getvalue()


def _opened(document: bytes) -> Any:
    from pikepdf import Pdf  # noqa: PLC0415 -- as above
    from pikepdf.exceptions import PageCopyWarning  # noqa: PLC0415

    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)  # as above
    # A field that no form names came so. No page is copied: it stays where it is, and is shown.
    warnings.simplefilter("ignore", PageCopyWarning)
    return Pdf.open(BytesIO(document))


def _without_preface(content: bytes) -> tuple[bytes, bool]:
    """Leave away what stands before the header; say whether places in the file are counted with it.

    Then it stays for now, for the file to be read.
    """
    document = content[content.index(HEADER) :]
    offsets = _TABLE_AT.findall(content)
    places = [
        start for start in (document, content) if offsets and _TABLE.match(start, int(offsets[-1]))
    ]
    found = places[0] if places else document
    return found, found is not document and len(found) > len(document)


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
