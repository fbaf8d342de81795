"""Words: names, addresses, descriptions."""

import unicodedata
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


def tidy(value: Any) -> Any:
    """Return words without blanks around them.

    Examples:
        >>> tidy(" 李四\u3000"), tidy(5), tidy(["a"])
        ('李四', '5', ['a'])
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return value
    return str(value).strip()


def half_width(value: Any) -> Any:
    """Return a number in words with plain digits and without blanks.

    Examples:
        >>> half_width("１３８ ００１３８０００")
        '13800138000'
    """
    if not isinstance(value, str):
        return tidy(value)
    return "".join(unicodedata.normalize("NFKC", value).split())
