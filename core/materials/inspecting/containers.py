"""Take from a JPEG or PNG file only what paints the picture.

What stands beside it (where it was taken, thumbnails, comments, a film behind the end) stays
behind before anything is decoded, so that it can neither be kept nor, if it is broken, cost the
picture. A missing end mark is set; whether the picture is whole is seen when it is decoded.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

JPEG_END = b"\xff\xd9"
_JPEG_BEGINNING = b"\xff\xd8"
_QUANTISATION = b"\xff\xdb"
_SCAN = 0xDA
_IN_SCAN_ENDS = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
"""A marker inside packed pixels: neither a packed 0xFF nor one to start again from."""
_PAINTS = frozenset({*range(0xC0, 0xD0), 0xDB, 0xDC, 0xDD, _SCAN})
_APPLICATIONS = range(0xE0, 0xF0)
_EXIF = b"Exif\x00\x00"
_PROFILE = b"ICC_PROFILE\x00"
_PNG_BEGINNING = b"\x89PNG\r\n\x1a\n"
_PNG_PAINTS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"acTL", b"fcTL", b"fdAT"})
_PNG_END = b"\x00\x00\x00\x00IEND\xae\x42\x60\x82"


@dataclass(frozen=True, slots=True)
class Plain:
    """What paints a picture, and what says how to look at it."""

    content: bytes = field(repr=False)
    exif: bytes = field(repr=False, default=b"")
    profile: bytes = field(repr=False, default=b"")


def plain_jpeg(content: bytes) -> Plain:
    """Return a JPEG file without what does not paint."""
    kept, exif, profile = bytearray(_JPEG_BEGINNING), b"", bytearray()
    for marker, segment, packed in _segments(content):
        body = segment[4:]
        if body.startswith(_EXIF):
            exif = exif or body
        elif body.startswith(_PROFILE):
            profile += body[len(_PROFILE) + 2 :]
        elif _says_colours(marker, body) or marker in _PAINTS:
            kept += segment + packed
    return Plain(bytes(kept) + JPEG_END, exif, bytes(profile))


def _says_colours(marker: int, body: bytes) -> bool:
    """Two segments of applications say which colours the numbers are."""
    is_jfif = marker == 0xE0 and body.startswith(b"JFIF\x00") and len(body) >= 14
    return is_jfif or (marker == 0xEE and body.startswith(b"Adobe"))


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield marker, segment, and the packed pixels behind it, up to the end mark."""
    at = 2
    while (at := content.find(b"\xff", at)) >= 0 and at + 4 <= len(content):
        marker = content[at + 1]
        if marker == JPEG_END[1]:
            return
        if marker in {0x00, 0x01, 0xFF} or 0xD0 <= marker <= 0xD8:
            at += 1
            continue
        end = _end_of(content, at)
        after = _end_of_scan(content, end) if marker == _SCAN else end
        yield marker, content[at:end], content[end:after]
        at = after


def _end_of(content: bytes, at: int) -> int:
    """Return where a segment ends; one of an application may lie about it."""
    end = at + 2 + int.from_bytes(content[at + 2 : at + 4])
    if content[at + 1] in _APPLICATIONS and content[end : end + 1] != b"\xff":
        found = content.find(_QUANTISATION, at)
        return found if found >= 0 else end
    return end


def _end_of_scan(content: bytes, at: int) -> int:
    """Return where packed pixels end. Zeros at the end of a file are what never arrived."""
    found = _IN_SCAN_ENDS.search(content, at)
    return found.start() if found else max(at, len(content.rstrip(b"\x00\xff")))


def plain_png(content: bytes) -> Plain:
    """Return a PNG file without what does not paint."""
    kept, exif, packed_profile = bytearray(_PNG_BEGINNING), b"", b""
    for kind, chunk in _chunks(content):
        if kind in _PNG_PAINTS:
            kept += chunk
        elif kind == b"eXIf":
            exif = chunk[8:-4]
        elif kind == b"iCCP":
            packed_profile = chunk[8:-4].partition(b"\x00")[2][1:]
    return Plain(bytes(kept) + _PNG_END, exif, _unpacked(packed_profile))


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG_BEGINNING)
    while at + 8 <= len(content):
        length, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        if kind == b"IEND":
            return
        chunk = content[at : at + 12 + length]
        yield kind, chunk if len(chunk) == 12 + length else _completed(kind, chunk[8 : 8 + length])
        at += 12 + length


def _completed(kind: bytes, body: bytes) -> bytes:
    """Return a chunk that was cut off as one of what is there of it."""
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)


def _unpacked(profile: bytes) -> bytes:
    """Return a colour profile, or nothing if it is broken or larger than any."""
    unpacking = zlib.decompressobj()
    try:
        unpacked = unpacking.decompress(profile, _LARGEST_PROFILE)
    except zlib.error:
        return b""
    return unpacked if unpacking.eof else b""


_LARGEST_PROFILE = 4_000_000
