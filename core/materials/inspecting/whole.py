"""Tell a picture that was cut off from one that is all there.

What decodes JPEG paints what is missing grey and says nothing. So what comes after the last byte
is looked at: if other bytes there make another picture, pixels were missing.
"""

from io import BytesIO
from random import Random
from typing import Any

from core.materials.inspecting.containers import JPEG_END

_EIGHTH = 8
_GREYS = b"\x7f\x80"
"""What is painted where nothing came, as brightness and as ink."""
_MAY_LACK = 200
"""One part in so many may be missing: the last bytes were lost with the end mark."""
_SEEN = 32
"""How much brighter or darker is seen as another shade."""

_CHANCE = bytes(byte for byte in Random(1).randbytes(9_000) if byte != 0xFF)
_ANYTHING = _CHANCE + b"".join(
    _CHANCE[at : at + 50] + bytes((0xFF, 0xD0 + at // 50 % 8)) for at in range(0, 4_000, 50)
)
"""First for pictures that come in one run, then for those in runs with a mark between each."""


def is_whole(jpeg: bytes) -> bool:
    """Say whether all of a JPEG picture is there, except at most a last line.

    Args:
        jpeg: What paints the picture, ended by the end mark.
    """
    with _opened(jpeg) as picture:
        if "progressive" in picture.info:
            return _is_sharp_everywhere(jpeg)
        width, height = picture.size
    shades = _small(jpeg)
    grey = len(shades) - len(shades.rstrip(_GREYS))
    lacking = max(4, width * height // _EIGHTH**2 // _MAY_LACK)
    return grey <= lacking or shades == _small(_gone_on(jpeg))


def _is_sharp_everywhere(jpeg: bytes) -> bool:
    """Say so of a picture that comes in layers: a layer cut off leaves the rest blurred."""
    from PIL import ImageChops  # noqa: PLC0415 -- only those who are given pictures need it

    # One after the other: each takes as much memory as all of its layers.
    greys, other = _greys(jpeg), _greys(_gone_on(jpeg))
    differing: int = sum(ImageChops.difference(greys, other).histogram()[_SEEN:])
    return differing * _MAY_LACK <= int(greys.width * greys.height)


def _greys(jpeg: bytes) -> Any:
    with _opened(jpeg) as picture:
        picture.draft("L", picture.size)
        return picture.convert("L")


def _gone_on(jpeg: bytes) -> bytes:
    return jpeg.removesuffix(JPEG_END) + _ANYTHING + JPEG_END


def _small(jpeg: bytes) -> bytes:
    """Return the shades of a picture at an eighth of its size, which costs little."""
    with _opened(jpeg) as picture:
        width, height = picture.size
        picture.draft("L", (max(1, width // _EIGHTH), max(1, height // _EIGHTH)))
        shades: bytes = picture.tobytes()
        return shades


def _opened(jpeg: bytes) -> Any:
    from PIL import Image  # noqa: PLC0415 -- as above

    return Image.open(BytesIO(jpeg), formats=("JPEG",))
