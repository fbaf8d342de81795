"""Rules of passing a visit on: how long a link or a slip holds, and what they look like.

A link to a phone carries a token that nobody could guess. A slip carries a number that can be
typed and a code of six digits. Three tries in a row are free, then each has to wait, up to an
hour: in the seven days of a slip nobody guesses the code, and nobody can wipe it by guessing.
"""

import hashlib
import re
from datetime import timedelta

from core.cases.numbering import ALPHABET

LINK_LASTS = timedelta(minutes=10)
SLIP_LASTS = timedelta(days=7)
MOST_TRIES = 3
MOST_FILES = 20
"""So many files come by one link."""
TOKEN_SYMBOLS = 40
TOKEN_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
SLIP_SYMBOLS = 12
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


def slip_number(symbols: str) -> str:
    """Return the number on a slip as it is written.

    Examples:
        >>> slip_number("ACDEFGHJKMNP")
        'ACDE-FGHJ-KMNP'
    """
    return "-".join(symbols[place : place + 4] for place in range(0, len(symbols), 4))


def read_slip(text: str) -> str:
    """Return the symbols of a number as somebody typed it, or scanned it with its link.

    Examples:
        >>> read_slip("acde-fghj kmnp"), read_slip("http://hall/phone?slip=ACDEFGHJKMNP")
        ('ACDEFGHJKMNP', 'ACDEFGHJKMNP')
    """
    return _SPACES.sub("", text.rpartition("=")[2]).upper()


def is_slip(symbols: str) -> bool:
    """Say whether a number can be that of a slip.

    Examples:
        >>> is_slip("ACDEFGHJKMNP"), is_slip("ACDE"), is_slip("ACDEFGHJKMN0")
        (True, False, False)
    """
    return len(symbols) == SLIP_SYMBOLS and set(symbols) <= set(ALPHABET)
