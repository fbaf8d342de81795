"""Signatures: what was signed, how, and when; bound to the document as it was shown.

A signature holds for one document of one matter. Its digest covers what stood in that document,
for which submission; change a word and the signature is of something else.
"""

import hashlib
import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

FEWEST_POINTS = 12
"""A tap or a slip of the finger is no signature."""
SHORTEST_STROKE = 120
"""How far the finger went, in pixels of the screen."""

RECEIVED = "window.received"
"""What a file of a case is called that was drawn by whoever took its results."""


class SigningWay(StrEnum):
    """How somebody signed: by hand on the screen or on paper, or by typing their name."""

    DRAWN = "drawn"
    TYPED = "typed"
    PAPER = "paper"
    """By hand on a paper form that was entered later."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature under one document.

    ``place`` is the field it stands for (``element@subject``), ``document`` the digest of what
    was signed, ``name`` who signed; ``picture`` is the digest under which the file store keeps
    what was drawn. ``signed_at`` is in ISO 8601. An agent signs with their own name, for the one
    named in ``on_behalf_of``. Under a text that somebody else signs (the householder's consent)
    ``role`` says who that is and ``text`` what was signed; then ``matter`` is empty and ``place``
    is the paper.
    """

    place: str
    matter: str
    document: str
    way: SigningWay
    name: str = field(repr=False)
    signed_at: str
    picture: str = ""
    on_behalf_of: str = field(default="", repr=False)
    role: str = ""
    text: str = field(default="", repr=False)

    @property
    def under(self) -> tuple[str, str]:
        """Return the document it belongs under: of which matter, at which place."""
        return (self.matter, self.place)


@dataclass(frozen=True, slots=True)
class Stroke:
    """What a finger drew: a picture, of how many points, and how far it went in pixels."""

    picture: bytes = field(repr=False)
    points: int
    length: float

    @property
    def is_too_short(self) -> bool:
        """Say whether it is less than a signature."""
        return self.points < FEWEST_POINTS or self.length < SHORTEST_STROKE


def document_digest(submission_key: str, matter: str, title: str, values: Any) -> str:
    """Return the SHA-256 of a document as it is signed.

    Examples:
        >>> one = document_digest("k", "M1", "Form", {"F1": "a"})
        >>> one == document_digest("k", "M1", "Form", {"F1": "b"}), len(one)
        (False, 64)
    """
    said = [submission_key, matter, title, values]
    written = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
