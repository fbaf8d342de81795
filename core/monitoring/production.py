"""What an installation must not have when people's own cases come to it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

SHORTEST = 32
_DISTINCT = 7
"""Of 32 random digits fewer are different once in fifty thousand times."""
_LEFT = 16
_KNOWN = re.compile(
    r"(change|replace)[ _-]?(me|this|it)|secret|password|passw(or|0r)d|example|please|default|"
    r"done[ _-]?once|streamlit|kiosk|admin|demo|test|todo|key|your|qwertyuiop|asdfghjkl|zxcvbnm|"
    r"[\W_]",
    re.IGNORECASE,
)
"""Words of manuals and rows of keyboards: what is left without them has to be long enough."""


@dataclass(frozen=True, slots=True)
class ProductionRefusal:
    """Why an installation is not fit for production, and of what that is said."""

    rule: str
    name: str

    @property
    def message_key(self) -> str:
        """Return the key of the sentence that tells it, and what to do."""
        return f"production.{self.rule}"


@dataclass(frozen=True, slots=True)
class Installation:
    """What is known of one before it starts.

    ``secrets`` are its own secrets by setting (what others issue is theirs to choose), ``needed``
    those that have to be set.
    ``open_keys`` and ``open_data`` are files and folders that everybody on the machine can read.
    """

    secrets: Mapping[str, str]
    needed: Iterable[str] = ()
    open_keys: Iterable[str] = ()
    open_data: Iterable[str] = ()


def production_refusals(found: Installation) -> tuple[ProductionRefusal, ...]:
    """Return everything that production refuses, all at once; none of it repeats a secret.

    Examples:
        >>> weak = Installation(secrets={"SECRET_KEY": "change-me-change-me-change-me-change"})
        >>> production_refusals(weak)
        (ProductionRefusal(rule='secret_weak', name='SECRET_KEY'),)
    """
    return (
        *(
            ProductionRefusal("secret_missing", secret)
            for secret in found.needed
            if not found.secrets.get(secret)
        ),
        *(refusal for name, value in found.secrets.items() for refusal in _of_secret(name, value)),
        *(ProductionRefusal("key_open", key) for key in found.open_keys),
        *(ProductionRefusal("data_open", refusal) for refusal in found.open_data),
    )


def _of_secret(name: str, value: str) -> Iterator[ProductionRefusal]:
    if value and len(value) < SHORTEST:
        yield ProductionRefusal("secret_short", name)
    elif value and is_guessable(value):
        yield ProductionRefusal("secret_weak", name)


def is_guessable(secret: str) -> bool:
    """Say whether somebody would try a secret: repeated, in a row, or out of a manual.

    Examples:
        >>> is_guessable("abcdefghijklmnopqrstuvwxyz0123456789")
        True
        >>> is_guessable("9f1c5b0e7a4d42f8a63be1d07c58e2b4")
        False
    """
    return (
        len(set(secret)) < _DISTINCT
        or _is_repeated(secret)
        or _is_in_a_row(secret)
        or len(_KNOWN.sub("", secret)) < _LEFT
    )


def _is_repeated(secret: str) -> bool:
    lengths = range(1, len(secret) // 2 + 1)
    return any(secret[length:] == secret[:-length] for length in lengths)


def _is_in_a_row(secret: str) -> bool:
    steps = [ord(after) - ord(before) for before, after in pairwise(secret)]
    return sum(abs(step) <= 1 for step in steps) * 2 > len(steps)
