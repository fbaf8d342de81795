"""What kind of file it is: told by its first bytes, never by its name."""

from core.errors import UploadRefusedError

MAX_UPLOAD_BYTES = 10 * 1024 * 1024
PDF = "PDF"
HEADER = b"%PDF-"
_LONGEST_PREFACE = 1024
"""A PDF may begin this late; Acrobat has always read such files (ISO 32000-2, annex on readers)."""
_BEGINNINGS = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"II+\x00", "TIFF"),
    (b"MM\x00+", "TIFF"),
)
_FROM_PHONES = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_AV1 = frozenset({b"avif", b"avis"})


def kind_of(content: bytes) -> str:
    r"""Return the kind of a file: ``PDF``, or the name that Pillow has for the kind of picture.

    Raises:
        UploadRefusedError: If it is empty, too large, or neither a PDF nor a picture.

    Examples:
        >>> kind_of(b"%PDF-1.7 ...")
        'PDF'
        >>> kind_of(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic")
        'HEIF'
    """
    if not content:
        raise UploadRefusedError("empty")
    if len(content) > MAX_UPLOAD_BYTES:
        raise UploadRefusedError("too_large", limit=MAX_UPLOAD_BYTES // 1024 // 1024)
    kind = _by_beginning(content) or _by_brands(content) or _by_parts(content)
    if not kind and HEADER in content[: _LONGEST_PREFACE + len(HEADER)]:
        kind = PDF
    if not kind:
        raise UploadRefusedError("unknown_type")
    return kind


def _by_beginning(content: bytes) -> str:
    return next((kind for beginning, kind in _BEGINNINGS if content.startswith(beginning)), "")


def _by_brands(content: bytes) -> str:
    """Tell pictures of phones, which lie in a box like films do, by the brands on it."""
    if content[4:8] != b"ftyp":
        return ""
    end = min(int.from_bytes(content[:4]), 256)
    brands = {content[8:12], *(content[at : at + 4] for at in range(16, end, 4))}
    if not _AV1.isdisjoint(brands):
        return "AVIF"
    return "" if _FROM_PHONES.isdisjoint(brands) else "HEIF"


def _by_parts(content: bytes) -> str:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    if content[:2] == b"BM" and content[6:10] == bytes(4):
        return "BMP"
    return ""
