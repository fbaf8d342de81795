"""Put right what a department asked for, right where one looks after the case (补正)."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.catalogue.catalogue import Catalogue
from core.characters import clean
from core.errors import NothingToCorrectError, NothingWrittenError
from core.review.models import Correction

_LONGEST_ANSWER = 2_000


@dataclass(frozen=True, slots=True)
class ToCorrect:
    """What a department asks to put right, and by which name it and its matter go."""

    correction: Correction
    matter: str
    department: str

    @property
    def is_open(self) -> bool:
        """Say whether it is still to be done."""
        return self.correction.is_open


def named(corrections: Iterable[Correction], catalogue: Catalogue) -> tuple[ToCorrect, ...]:
    """Return what was asked for with the names of who asks; what is to be done comes first."""
    return tuple(
        ToCorrect(one, catalogue.matter_name(one.matter), catalogue.office_name(one.matter))
        for one in sorted(corrections, key=lambda one: not one.is_open)
    )


def expect_asked(correction: Correction, corrections: Iterable[Correction]) -> None:
    """Refuse to put right what nobody asks for any more.

    Raises:
        NothingToCorrectError: If it is not among what is still to be done.
    """
    if not correction.is_open or correction not in corrections:
        raise NothingToCorrectError


def written(words: str) -> str:
    """Return what somebody wrote as an answer.

    Raises:
        NothingWrittenError: If that is nothing.
    """
    told = clean(words, lines=True).strip()[:_LONGEST_ANSWER]
    if not told:
        raise NothingWrittenError
    return told


def told_of(correction: Correction, digest: str = "") -> dict[str, object]:
    """Return what the history says of an answer: where, and never what (law 14)."""
    told: dict[str, object] = {"matter": correction.matter, "place": correction.fault.place}
    return told | ({"digest": digest} if digest else {})
