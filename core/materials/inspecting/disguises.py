"""PDF files that are something else as well: what one reader shows as a paper, another unpacks."""

import re

_ARCHIVES = (
    (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"),
    (b"Rar!\x1a\x07",),
    (b"7z\xbc\xaf\x27\x1c",),
)
"""What stands in an archive wherever it begins: of ZIP (and so JAR, DOCX, …), of RAR and of 7z."""
_AT = ((257, b"ustar"), (0x8001, b"CD001"), (0x8801, b"CD001"), (0x9001, b"CD001"))
"""What makes a file an archive of tapes or a disc, by its place."""
_MARKUP = re.compile(rb"<(!doctype\s+html|html|script|iframe|svg)[\s>]", re.IGNORECASE)
_END = re.compile(rb"startxref\s+\d{1,10}\s+%%EOF")
_EMPTY = b"\x00\t\n\x0c\r \x1a"


def is_disguised(document: bytes) -> bool:
    r"""Say whether a PDF is an archive or a page of the web as well.

    Examples:
        >>> is_disguised(b"%PDF-1.7 ... PK\x03\x04 ... PK\x01\x02 ... PK\x05\x06 ... %%EOF")
        True
        >>> is_disguised(b"%PDF-1.7 ... %%EOF")
        False
    """
    is_archive = any(all(mark in document for mark in marks) for marks in _ARCHIVES)
    is_in_place = any(document.startswith(mark, at) for at, mark in _AT)
    return is_archive or is_in_place or _MARKUP.search(document) is not None


def without_rest(document: bytes) -> bytes:
    r"""Return a PDF without what stands behind its end, if anything does.

    Examples:
        >>> without_rest(b"%PDF-1.7 ... startxref\n9\n%%EOF\nPK...")
        b'%PDF-1.7 ... startxref\n9\n%%EOF\n'
        >>> without_rest(b"%PDF-1.7 ... startxref\n9\n%%EOF\r\n\x00")
        b'%PDF-1.7 ... startxref\n9\n%%EOF\r\n\x00'
    """
    ends = [found.end() for found in _END.finditer(document)]
    if not ends or not document[ends[-1] :].strip(_EMPTY):
        return document
    return document[: ends[-1]] + b"\n"
