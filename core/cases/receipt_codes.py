"""The code of a receipt (撤回码): who has it may withdraw the case, and nobody else.

It is printed on the receipt and stands nowhere else; the first entry of the history bears its
digest, so that the chain covers it. Eight symbols can be tried through by a machine, so each
try is made to take a while (scrypt), and each case its own (salted with the submission key).
"""

import hashlib
import hmac

from core.cases.models import Case, Event
from core.cases.numbering import ALPHABET

CODE_SYMBOLS = 8
DETAIL = "code"
"""The name of the digest among the details of the first entry."""
SALT_DETAIL = "code_salt"
"""With what the digest was made where the code was drawn before there was an application."""
_COST = 2**12
"""Some four megabytes and ten milliseconds a try."""


def written_code(symbols: str) -> str:
    """Return a code as it is printed.

    Examples:
        >>> written_code("ACDEFGHJ")
        'ACDE-FGHJ'
    """
    return f"{symbols[:4]}-{symbols[4:]}"


def is_code(text: str) -> bool:
    """Say whether a text can be a code, typed in any case or spacing.

    Examples:
        >>> is_code("acde fghj"), is_code("ACDE-FGH"), is_code("ACDE-FGH0")
        (True, False, False)
    """
    symbols = _symbols(text)
    return len(symbols) == CODE_SYMBOLS and set(symbols) <= set(ALPHABET)


def code_digest(code: str, salt: str) -> str:
    """Return what is kept of a code; the salt is the submission key, or one of its own.

    Examples:
        >>> code_digest("ACDE-FGHJ", "a key") == code_digest("acdefghj", "a key")
        True
    """
    return hashlib.scrypt(
        _symbols(code).encode(), salt=salt.encode(), n=_COST, r=8, p=1, dklen=32
    ).hex()


def has_code(case: Case) -> bool:
    """Say whether a receipt with a code was given: not before there were any."""
    return bool(_kept(case.history))


def opens(case: Case, code: str) -> bool:
    """Say whether a code is the one on the receipt of a case."""
    kept = _kept(case.history)
    if not kept or not is_code(code):
        return False
    salt = str(case.history[0].details.get(SALT_DETAIL) or case.application.submission_key)
    return hmac.compare_digest(code_digest(code, salt), kept)


def _kept(history: tuple[Event, ...]) -> str:
    return str(history[0].details.get(DETAIL, "")) if history else ""


def _symbols(text: str) -> str:
    return "".join(text.upper().split()).replace("-", "")
