"""Words: names, addresses, descriptions."""

import unicodedata
from typing import Any

from core.characters import LOST

MAX_CHARACTERS = 2_000
_MOST_BITS = 4 * MAX_CHARACTERS
"""A whole number with more has too many digits; Python does not even write the longest."""
PLAIN_FORMS = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
"""Full-width letters, digits and signs; nothing else is taken for a digit (10² is not 102)."""


def text_problem(value: Any) -> str | None:
    """Return what is wrong with words.

    Examples:
        >>> text_problem("李四"), text_problem({}), text_problem(True), text_problem("x" * 3000)
        (None, 'not-text', 'not-text', 'text-too-long')
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return "not-text"
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return "text-too-long"
    if LOST in str(value):
        return "character-lost"
    return "text-too-long" if len(str(value)) > MAX_CHARACTERS else None


def tidy(value: Any) -> Any:
    """Return words without blanks around them.

    Examples:
        >>> tidy(" 李四\u3000"), tidy(5), tidy(["a"])
        ('李四', '5', ['a'])
    """
    if isinstance(value, str):
        return value.strip()
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number and text_problem(value) is None else value


def half_width(value: Any) -> Any:
    r"""Return a number in words with plain digits, without blanks and invisible marks.

    Numbers copied from a chat or an address book often carry marks that nobody sees.

    Examples:
        >>> half_width("１３８ ００１３８０００"), half_width("\u202d13800138000\u202c")
        ('13800138000', '13800138000')
    """
    if not isinstance(value, str):
        return tidy(value)
    plain = value.translate(PLAIN_FORMS)
    return "".join(
        character for character in plain if not (character.isspace() or is_invisible(character))
    )


def is_invisible(character: str) -> bool:
    """Say whether nothing is seen of a character: a control or a mark of direction."""
    return unicodedata.category(character) in {"Cc", "Cf"}
