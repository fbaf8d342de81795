"""Words: names, addresses, descriptions."""

from typing import Any

MAX_CHARACTERS = 2_000


def text_problem(value: Any) -> str | None:
    """Return what is wrong with words.

    Examples:
        >>> text_problem("李四"), text_problem({}), text_problem("x" * 3000)
        (None, 'not-text', 'text-too-long')
    """
    if not isinstance(value, str | int | float):
        return "not-text"
    return "text-too-long" if len(str(value)) > MAX_CHARACTERS else None
