"""Bring the shades of any picture to what a screen and a printer show: 8 bits, sRGB, on white."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from core.materials.inspecting.deep_shades import deep_shading, is_deep

Shading = Callable[[Any], Any]
"""Takes a part of a picture and returns it with one bit (``1``), in greys (``L``) or colours."""
_WHITISH = 200
_SAMPLE = 1_000
_LAB = "LAB"


def shading_of(picture: Any, profile: bytes) -> Shading:
    """Return how to bring each part of a picture to shades that are seen.

    What holds for the whole picture (its darkest and brightest, what lies behind it) is found out
    here, so that parts of it can be brought there one after the other, with little memory.
    """
    if is_deep(picture):
        return deep_shading(picture)
    if picture.has_transparency_data and not _is_clear(picture):
        return _on(_backdrop(picture), _managed(profile, "RGB"))
    if picture.mode in {"1", "L"}:
        return lambda part: part
    if picture.mode in {"CMYK", _LAB}:
        return _managed(profile, picture.mode)
    in_colours = _managed(profile, "RGB")
    return lambda part: in_colours(part.convert("RGB"))


def _is_clear(picture: Any) -> bool:
    """Say whether all is transparent: then nothing was meant by it, and the colours are shown."""
    return picture.mode == "RGBA" and not picture.getextrema()[-1][1]


def _backdrop(picture: Any) -> str:
    """Return white, or black behind what is white itself and would not be seen."""
    from PIL import Image  # noqa: PLC0415 -- only those who are given pictures need it

    size = min(picture.width, _SAMPLE), min(picture.height, _SAMPLE)
    sample = picture.resize(size, Image.Resampling.NEAREST).convert("RGBA")
    covered = sample.getchannel("A").point(lambda alpha: alpha // 128 * 255)
    shades = sample.convert("L").histogram(covered)
    is_whitish = any(shades) and not any(shades[:_WHITISH])
    return "black" if is_whitish and not covered.getextrema()[0] else "white"


def _on(backdrop: str, in_colours: Shading) -> Shading:
    from PIL import Image  # noqa: PLC0415 -- as above

    def flattened(part: Any) -> Any:
        in_front = part.convert("RGBA")
        whole = Image.new("RGB", part.size, backdrop)
        whole.paste(in_colours(in_front.convert("RGB")), mask=in_front.getchannel("A"))
        return whole

    return flattened


def _managed(profile: bytes, mode: str) -> Shading:
    """Return how colours become those of a screen; a profile that is broken is left aside."""
    from PIL import ImageCms  # noqa: PLC0415 -- as above

    try:
        source = _profile_of(profile, mode)
        if source is None:
            return lambda part: part.convert("RGB")
        change = ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return lambda part: part.convert("RGB")
    return lambda part: ImageCms.applyTransform(part, change)


def _profile_of(profile: bytes, mode: str) -> Any:
    from PIL import ImageCms  # noqa: PLC0415 -- as above

    if mode == _LAB:
        return ImageCms.createProfile("LAB")
    if not profile:
        return None
    found = ImageCms.ImageCmsProfile(BytesIO(profile))
    return None if "sRGB" in ImageCms.getProfileDescription(found) else found
