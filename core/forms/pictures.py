"""Values that are pictures: a photograph is kept as a file, and its value names that file.

Field types are a closed set without pictures, so the element tells (照片).
"""

import re
from typing import Any

_ELEMENTS = frozenset({"per.photo"})
_FILE = re.compile(r"[^\s/\\]{1,120}\.(jpe?g|png|heic|heif|webp)", re.IGNORECASE)
_KEPT = re.compile(r"([0-9a-f]{64})\.(jpg|png)")
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png"}


def is_picture(element: str) -> bool:
    """Say whether an element is a picture, not words."""
    return element in _ELEMENTS


def picture_problem(value: Any) -> str | None:
    """Return what is wrong with the value of a picture: words are none.

    Examples:
        >>> picture_problem("张三"), picture_problem("张三.jpg"), picture_problem("见附件")
        ('picture-expected', None, 'picture-expected')
    """
    is_file = isinstance(value, str) and _FILE.fullmatch(value.strip())
    return None if is_file else "picture-expected"


def reference_to(digest: str, media_type: str) -> str:
    """Return the value that names a picture that is kept; nothing for what is none.

    Examples:
        >>> reference_to("a" * 64, "image/png")[-6:], reference_to("a" * 64, "application/pdf")
        ('aa.png', '')
    """
    ending = _ENDINGS.get(media_type)
    return f"{digest}.{ending}" if ending else ""


def digest_in(value: Any) -> str:
    """Return the digest under which the picture is kept that a value names; nothing if none is.

    Examples:
        >>> digest_in("a" * 64 + ".png") == "a" * 64, digest_in("photo.png")
        (True, '')
    """
    found = _KEPT.fullmatch(value) if isinstance(value, str) else None
    return found[1] if found else ""
