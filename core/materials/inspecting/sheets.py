"""Sheets of a size that can be read: what is too large is shrunk, what is too long is cut up."""

from math import ceil, sqrt
from typing import Any, TypeAlias

from core.materials.inspecting.shading import Shading

Box: TypeAlias = tuple[int, int, int, int]
"""Left, top, right and bottom of a part of a picture."""
MOST_KEPT_PIXELS = 9_000_000
"""An A4 paper at 300 dots an inch: the smallest print can be read."""
_LONG = 3
"""How many times as long as wide a picture is that shows no paper, but a screen rolled on."""
_A4 = sqrt(2)
_OVERLAP = 16
"""One part in so many of the width comes again on the next sheet: no line is only cut in two."""
_BAND = 64
_REACH = 4
"""How far around a pixel of a shrunk picture is made of, in its own size."""


def boxes_of(width: int, height: int) -> list[Box]:
    """Return the parts of a picture that become a sheet each: one, or several of a long one.

    Examples:
        >>> boxes_of(3000, 4000)
        [(0, 0, 3000, 4000)]
        >>> boxes_of(1080, 12000)[:2]
        [(0, 0, 1080, 1527), (0, 1460, 1080, 2987)]
    """
    short, long = sorted((width, height))
    if width * height <= MOST_KEPT_PIXELS or long <= _LONG * short:
        return [(0, 0, width, height)]
    overlap, length = short // _OVERLAP, round(short * _A4)
    starts = range(0, long - overlap, length - overlap)
    parts = [(start, min(start + length, long)) for start in starts]
    if width < height:
        return [(0, start, width, end) for start, end in parts]
    return [(start, 0, end, height) for start, end in parts]


def sheet_of(picture: Any, box: Box, shading: Shading) -> Any:
    """Return a part of a picture as a sheet, worked on in bands: they need little memory."""
    from PIL import Image  # noqa: PLC0415 -- only those who are given pictures need it

    size = kept_size(box[2] - box[0], box[3] - box[1])
    sheet = None
    for start in range(0, size[1], _BAND):
        band = _band(picture, box, shading, rows=(start, min(start + _BAND, size[1])), size=size)
        sheet = sheet or Image.new(band.mode, size)
        sheet.paste(band, (0, start))
    return sheet


def kept_size(width: int, height: int) -> tuple[int, int]:
    """Return a size of the same shape and no larger area than is kept.

    Examples:
        >>> kept_size(600, 400), kept_size(6_000, 6_000)
        ((600, 400), (3000, 3000))
    """
    scale = min(1.0, sqrt(MOST_KEPT_PIXELS / (width * height)))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _band(
    picture: Any, box: Box, shading: Shading, *, rows: tuple[int, int], size: tuple[int, int]
) -> Any:
    """Return some rows of a sheet, made of the rows of the picture around them."""
    from PIL import Image  # noqa: PLC0415 -- as above

    left, top, right, bottom = box
    scale = (bottom - top) / size[1]
    first = max(0, int((rows[0] - _REACH) * scale))
    last = min(bottom - top, ceil((rows[1] + _REACH) * scale))
    part = shading(picture.crop((left, top + first, right, top + last)))
    if part.mode == "1" and scale > 1:
        part = part.convert("L")
    within = (0, rows[0] * scale - first, right - left, rows[1] * scale - first)
    return part.resize((size[0], rows[1] - rows[0]), Image.Resampling.LANCZOS, box=within)
