"""Write sheets as files: one as a picture, several as the pages of one PDF."""

import zlib
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from core.errors import UploadRefusedError
from core.materials.inspecting.portable_documents import MOST_PAGES

_QUALITY = 88
_PACKED = 4
"""Harder takes three times as long for one part in fifty."""
_LONG_SIDE = 842
"""Of a page, in points: that of A4."""


def written_picture(sheet: Any, kind: str) -> bytes:
    """Return a sheet as a ``JPEG`` or ``PNG`` file."""
    kept = BytesIO()
    if kind == "JPEG":
        (sheet.convert("L") if sheet.mode == "1" else sheet).save(kept, "JPEG", quality=_QUALITY)
    else:
        sheet.save(kept, "PNG", compress_level=_PACKED)
    return kept.getvalue()


def bound(sheets: Iterable[Any]) -> tuple[bytes, int]:
    """Return a PDF with one page a sheet, and how many those are.

    Raises:
        UploadRefusedError: If there are more pages than a paper has.
    """
    from pypdf import PdfWriter  # noqa: PLC0415 -- only those who are given such files need it

    writer, number = PdfWriter(), 0
    for sheet in sheets:
        number += 1
        if number > MOST_PAGES:
            raise UploadRefusedError("too_many_pages", limit=MOST_PAGES)
        _add_page(writer, sheet)
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue(), number


def _add_page(writer: Any, sheet: Any) -> None:
    from pypdf.generic import (  # noqa: PLC0415 -- as above
        DecodedStreamObject,
        DictionaryObject,
        NameObject,
    )

    scale = _LONG_SIDE / max(sheet.size)
    width, height = (round(side * scale, 2) for side in sheet.size)
    page = writer.add_blank_page(width, height)
    painted = DecodedStreamObject()
    painted.set_data(f"{width} 0 0 {height} 0 0 cm /Sheet Do".encode())
    page[NameObject("/Contents")] = writer._add_object(painted)
    sheets = DictionaryObject({NameObject("/Sheet"): writer._add_object(_stream_of(sheet))})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): sheets})


def _stream_of(sheet: Any) -> Any:
    """Return a sheet as a stream: photographs as JPEG, prints of one bit packed without loss."""
    from pypdf.generic import NameObject, NumberObject, StreamObject  # noqa: PLC0415 -- as above

    is_print = sheet.mode == "1"
    stream = StreamObject()
    stream.set_data(zlib.compress(sheet.tobytes()) if is_print else written_picture(sheet, "JPEG"))
    names = {
        "/Type": "/XObject",
        "/Subtype": "/Image",
        "/ColorSpace": "/DeviceRGB" if sheet.mode == "RGB" else "/DeviceGray",
        "/Filter": "/FlateDecode" if is_print else "/DCTDecode",
    }
    numbers = {
        "/Width": sheet.width,
        "/Height": sheet.height,
        "/BitsPerComponent": 1 if is_print else 8,
    }
    for key, name in names.items():
        stream[NameObject(key)] = NameObject(name)
    for key, value in numbers.items():
        stream[NameObject(key)] = NumberObject(value)
    return stream
