"""Take out of what is logged whatever may say who somebody is, or lets somebody in.

A log is read by people who may not see cases, and is kept longer than visits. What is not a word
of a program is therefore left out rather than looked at: Chinese text (names, addresses), long
rows of letters and digits (sessions, tokens, keys), numbers of people, everything after a ``?``.
"""

import re
import traceback
from collections.abc import Callable
from types import TracebackType

from core.errors import InfrastructureError, ServiceError

_LEFT_OUT = "…"
_MOST = 2000
_MOST_PLACES = 30

_SECRETS = (
    r"token|ticket|secret|password|passwd|code|cookie|session(?:[_ ]id)?|id"
    r"|authorization|bearer|set-cookie|x-xsrftoken"
)
_VALUE = r"(?:'[^']*'|\"[^\"]*\"|[^\s,;)}]+)"

_NAMED = rf"(?i)\b({_SECRETS})"

# The order counts: what is whole before its parts, and what is called a secret last.
_PATTERNS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), _LEFT_OUT),
    (re.compile(r"\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b"), _LEFT_OUT),
    (re.compile(r"[0-9a-fA-F]{32,}"), _LEFT_OUT),
    (re.compile(r"\d(?:[\s-]?[\dXx]){9,}"), _LEFT_OUT),
    (re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff·]+"), _LEFT_OUT),
    (re.compile(r"(upload_file|media|phone|visit)/[^\s'\"?]+"), rf"\1/{_LEFT_OUT}"),
    (re.compile(r"\?[^\s'\"]+=[^\s'\"]*"), f"?{_LEFT_OUT}"),
    (re.compile(r"(?<![\w/.-])[\w+/=.-]{32,}"), lambda found: _unless_words(found[0])),
    (re.compile(rf"{_NAMED}(['\"]?\s*[:=]\s*)(?:bearer\s+)?{_VALUE}"), rf"\1\2{_LEFT_OUT}"),
    (re.compile(rf"{_NAMED}(\s+)(?=\S*\d)\S{{6,}}"), rf"\1\2{_LEFT_OUT}"),
)


def redacted(text: str) -> str:
    """Return a message without what nobody has to see in a log.

    Examples:
        >>> redacted("PUT /_stcore/upload_file/0b5c/77aa failed for 林秋月, 13800138000")
        'PUT /_stcore/upload_file/… failed for …, …'
        >>> redacted("GET /phone?token=abc: 404")
        'GET /phone?… 404'
    """
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    return text if len(text) <= _MOST else text[:_MOST] + _LEFT_OUT


def _unless_words(found: str) -> str:
    """Leave the path of a file and the name of a module; anything mixed goes.

    Examples:
        >>> _unless_words("core.services.citizens.submit_case_again")
        'core.services.citizens.submit_case_again'
        >>> _unless_words("Zk8_some-words-0in-between_Qx7wLmNpRs")
        '…'
    """
    word = r"[A-Za-z]{0,24}\d{0,3}" if found.startswith("/") else r"[a-z]{0,24}"
    parts = re.split(r"[_/.-]", found)
    are_words = len(parts) > 1 and all(re.fullmatch(word, part) for part in parts)
    return found if are_words else _LEFT_OUT


def told_of(error: BaseException) -> str:
    """Return what kind of error it is; its words only if they are the operator's.

    Examples:
        >>> told_of(ValueError("林秋月"))
        'ValueError'
    """
    kind = type(error).__name__
    if isinstance(error, InfrastructureError):
        return f"{kind}: {redacted(str(error))}"
    return f"{kind}: {error.message_key}" if isinstance(error, ServiceError) else kind


def places_of(trace: TracebackType | None) -> list[str]:
    """Return where something went wrong, the last call last, without what was there."""
    frames = traceback.extract_tb(trace)[-_MOST_PLACES:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
