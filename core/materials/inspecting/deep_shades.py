"""Scale shades of more than 8 bits; merely converted, most of them would turn white."""

from collections.abc import Callable
from typing import Any

_WHITE = 255
_MOST_IN_16_BITS = 65_535
_MOST_IN_12_BITS = 4_095
_MOST_WITH_SIGN = 32_767
_BAND = 64
_USUAL = (1.0, _WHITE, _MOST_IN_12_BITS, _MOST_IN_16_BITS)
_USUAL_WITH_SIGN = (_WHITE, _MOST_IN_12_BITS, _MOST_WITH_SIGN, _MOST_IN_16_BITS)
_SAMPLE_FORMAT, _SIGNED = 339, 2
_PHOTOMETRIC, _WHITE_IS_ZERO = 262, 0
_BITS, _PLANES, _ONE_AFTER_THE_OTHER = 258, 284, 2
"""Tags of TIFF that say how numbers are meant."""


def is_deep(picture: Any) -> bool:
    """Say whether a picture has more than 8 bits a shade."""
    return picture.mode in {"I", "F"} or picture.mode.startswith("I;16")


def is_misread(picture: Any) -> bool:
    """Say whether Pillow would paint noise without a word, as it does of two rare kinds of TIFF.

    Planes of more than 8 bits that are not packed it takes for planes of 8; large numbers that
    are packed with their first byte first it turns round twice.
    """
    tags = getattr(picture, "tag_v2", {})
    is_packed = picture.info.get("compression", "raw") != "raw"
    if not is_packed:
        is_apart = tags.get(_PLANES) == _ONE_AFTER_THE_OTHER
        return is_apart and max(tags.get(_BITS, (1,))) > 8
    return picture.mode in {"I", "F"} and getattr(tags, "prefix", b"") == b"MM"


def deep_shading(picture: Any) -> Callable[[Any], Any]:
    """Return how to bring each part of a picture to 8 bits, alike for all of it."""
    import numpy  # noqa: PLC0415 -- only those who are given such pictures need it
    from PIL import Image  # noqa: PLC0415 -- as above

    is_signed, is_negative = _read_from_tags(picture)
    black, white = _range_of(picture, is_signed)
    if is_negative:
        black, white = white, black

    def in_greys(part: Any) -> Any:
        numbers = _numbers(part, is_signed).astype("float32")
        greys = (numbers - black) * (_WHITE / (white - black))
        clean = numpy.nan_to_num(greys, nan=0, posinf=_WHITE, neginf=0)
        return Image.fromarray(numpy.clip(clean, 0, _WHITE).round().astype("uint8"))

    return in_greys


def _read_from_tags(picture: Any) -> tuple[bool, bool]:
    tags = getattr(picture, "tag_v2", {})
    is_signed = _SIGNED in tags.get(_SAMPLE_FORMAT, ())
    return is_signed, tags.get(_PHOTOMETRIC) == _WHITE_IS_ZERO


def _numbers(part: Any, is_signed: bool) -> Any:
    import numpy  # noqa: PLC0415 -- as above

    numbers = numpy.asarray(part)
    return numbers if part.mode != "I" or is_signed else numbers.view("uint32")


def _range_of(picture: Any, is_signed: bool) -> tuple[float, float]:
    """Return what is black and what is white, by the numbers: few files say it."""
    if picture.mode.startswith("I;16"):
        high = _extremes(picture, is_signed)[1]
        return 0, _filled(high) if high <= _MOST_IN_12_BITS else _MOST_IN_16_BITS
    low, high = _extremes(picture, is_signed)
    whole = _USUAL_WITH_SIGN if is_signed else _USUAL[1:]
    usual = _USUAL if picture.mode == "F" else whole
    white = next((most for most in usual if low >= 0 and high <= most), None)
    if white is not None:
        return 0, white
    return low, high if high > low else low + 1


def _extremes(picture: Any, is_signed: bool) -> tuple[float, float]:
    """Return the least and the most number, looked for in bands: they need little memory."""
    import numpy  # noqa: PLC0415 -- as above

    found: list[float] = []
    for top in range(0, picture.height, _BAND):
        box = (0, top, picture.width, min(top + _BAND, picture.height))
        numbers = _numbers(picture.crop(box), is_signed)
        finite = numbers[numpy.isfinite(numbers)]
        found += (float(finite.min()), float(finite.max())) if finite.size else ()
    return (min(found), max(found)) if found else (0.0, 1.0)


def _filled(high: float) -> float:
    """Return the most that as many bits hold as are used: scanners fill 10 or 12 bits of 16.

    Examples:
        >>> _filled(900)
        1023
        >>> _filled(3)
        255
    """
    return max(_WHITE, (1 << int(high).bit_length()) - 1)
