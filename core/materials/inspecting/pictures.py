"""Photographs of papers: upright, of a size that can be read, without where they were taken."""

from io import BytesIO
from typing import Any

from core.errors import UploadRefusedError

MOST_PIXELS = 50_000_000
"""More than any phone takes; a small file can unfold to far more (a decompression bomb)."""
LONGEST_SIDE = 3_000
"""An A4 paper at 250 dots an inch: small print can be read."""
_QUALITY = 88
_FORMATS = ("JPEG", "PNG")


def cleaned_picture(content: bytes) -> tuple[bytes, str]:
    """Return a picture as it is kept, and its media type.

    Only what is seen is kept: position, camera, thumbnails and comments are left behind.

    Raises:
        UploadRefusedError: If it would unfold to too many pixels.
        Exception: Whatever Pillow raises for what is no picture.
    """
    from PIL import ImageOps  # noqa: PLC0415 -- only those who are given pictures need it

    with _opened(content) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise UploadRefusedError("too_many_pixels")
        opened.load()
        upright = ImageOps.exif_transpose(opened)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    is_drawing = opened.format == "PNG"
    return _written(upright, is_drawing), "image/png" if is_drawing else "image/jpeg"


def _opened(content: bytes) -> Any:
    """Read the head of a picture; nothing is unfolded yet."""
    from PIL import Image  # noqa: PLC0415 -- as above

    try:
        return Image.open(BytesIO(content), formats=_FORMATS)
    except Image.DecompressionBombError:
        raise UploadRefusedError("too_many_pixels") from None


def _written(picture: Any, is_drawing: bool) -> bytes:
    """Write only what is seen into a new picture, so that nothing else comes along."""
    from PIL import Image  # noqa: PLC0415 -- as above

    mode = "RGBA" if is_drawing and picture.has_transparency_data else "RGB"
    plain = Image.new(mode, picture.size)
    plain.paste(picture.convert(mode))
    kept = BytesIO()
    if is_drawing:
        plain.save(kept, "PNG", optimize=True)
    else:
        plain.save(kept, "JPEG", quality=_QUALITY)
    return kept.getvalue()
