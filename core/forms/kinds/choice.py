"""Yes or no, and agreeing to a declaration."""

from typing import Any

TRUTHS: dict[Any, bool] = {True: True, False: False, "是": True, "否": False}


def is_boolean(value: Any) -> str | None:
    """Return what is wrong with a yes or no."""
    known = isinstance(value, bool | str) and value in TRUTHS
    return None if known else "boolean-expected"


def is_declaration(value: Any) -> str | None:
    """A declaration must be agreed to; agreeing to nothing is not an answer."""
    return "declaration-not-agreed" if value in (False, "否") else None
