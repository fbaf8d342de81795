"""Rules of passing a visit on: how long a link or a resume code is valid, and its form.

A link to a phone carries a token that nobody could guess. A resume code is a number that can be
typed and six digits. Three tries in a row are free, then each has to wait, up to an
hour: within the seven days nobody guesses the digits, and nobody can wipe a visit by guessing.
"""

import hashlib
import re
from datetime import timedelta

from core.cases.numbering import ALPHABET

LINK_LASTS = timedelta(minutes=10)
RESUME_CODE_LASTS = timedelta(days=7)
MOST_TRIES = 3
MOST_FILES = 20
"""So many files come by one link."""
TOKEN_SYMBOLS = 40
TOKEN_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
RESUME_NUMBER_SYMBOLS = 12
CODE_SYMBOLS = 6
DIGITS = "0123456789"
_SPACES = re.compile(r"[\s-]+")


def digest_of(secret: str) -> str:
    """Return what is kept of a token or a number.

    Examples:
        >>> digest_of("a")[:8]
        'ca978112'
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def resume_number(symbols: str) -> str:
    """Return the number of a resume code as it is written.

    Examples:
        >>> resume_number("ACDEFGHJKMNP")
        'ACDE-FGHJ-KMNP'
    """
    return "-".join(symbols[place : place + 4] for place in range(0, len(symbols), 4))


def read_resume_number(text: str) -> str:
    """Return the symbols of a number as somebody typed it, or scanned it with its link.

    Examples:
        >>> read_resume_number("acde-fghj kmnp")
        'ACDEFGHJKMNP'
        >>> read_resume_number("http://hall/phone?slip=ACDEFGHJKMNP")
        'ACDEFGHJKMNP'
    """
    return _SPACES.sub("", text.rpartition("=")[2]).upper()


def is_resume_number(symbols: str) -> bool:
    """Say whether a number can be that of a resume code.

    Examples:
        >>> is_resume_number("ACDEFGHJKMNP"), is_resume_number("ACDE")
        (True, False)
        >>> is_resume_number("ACDEFGHJKMN0")
        False
    """
    return len(symbols) == RESUME_NUMBER_SYMBOLS and set(symbols) <= set(ALPHABET)
