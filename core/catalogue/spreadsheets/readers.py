"""How the cells of each attribute become values, in our own files and in anybody's."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter

from core.catalogue.models import PLAIN_TEXT, Code, MaterialKind, Waiver
from core.catalogue.spreadsheets.cells import (
    closed_word,
    exact_lines,
    flag,
    read_evidence,
    read_lines,
    read_sentences,
)
from core.catalogue.spreadsheets.charge_words import read_amount, read_charge, read_waiver
from core.catalogue.spreadsheets.condition_words import read_condition
from core.catalogue.spreadsheets.quantities import count_of, squeezed, visits_of, working_days
from core.catalogue.spreadsheets.words import (
    APPLICANTS,
    CHARGE_KIND_WORDS,
    CHARGE_TIME_WORDS,
    EXEMPTION_WORDS,
    FORM_WORDS,
    KIND_WORDS,
    NECESSITY_WORDS,
    NOTHING,
    OPTIONAL,
    PROCESSING_WORDS,
    REQUIRED,
    SIGNING_WORDS,
    SOURCE_WORDS,
    TYPE_WORDS,
)
from core.kinds.values.temporal import LONG_TERM, as_day

Reader = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class ClosedSet:
    """Reads a word of a closed set."""

    words: Mapping[Any, Sequence[str]]

    def __call__(self, text: str) -> Any:
        """Return what a cell says.

        Raises:
            ValueError: If it is no word of the set.
        """
        found = closed_word(self.words, text)
        if found is None:
            raise ValueError(text)
        return found


def _flag(text: str) -> bool:
    return _stated_flag(text, flag(text))


def _required(text: str) -> bool:
    return _stated_flag(text, flag(text, REQUIRED, OPTIONAL))


def _stated_flag(text: str, found: bool | None) -> bool:
    if found is None:
        raise ValueError(text)
    return found


_CODES = TypeAdapter(tuple[Code, ...])


def _codes(text: str) -> tuple[str, ...]:
    if squeezed(text) in NOTHING:
        return ()
    return _CODES.validate_python(read_lines(text))


def _filler(text: str) -> str:
    """Return which office fills an entry in; nothing where the applicant does."""
    return "" if squeezed(text) in (*APPLICANTS, *NOTHING) else text


def _waivers(text: str) -> tuple[Waiver, ...]:
    return (read_waiver(text),)


def _day(text: str) -> str | None:
    """Return the day that a cell names; what is valid for good has none."""
    day = as_day(text)
    return None if day == LONG_TERM else date.fromisoformat(day).isoformat()


_COMMON: Mapping[str, Reader] = MappingProxyType(
    {
        **dict.fromkeys(("valid_from", "valid_to"), _day),
        "required": _required,
        "informed_commitment": _flag,
        "processing": ClosedSet(PROCESSING_WORDS),
        **dict.fromkeys(("when", "applies_when", "already_when"), read_condition),
        "charge": read_charge,
        "charge_kind": ClosedSet(CHARGE_KIND_WORDS),
        "charge_amount": read_amount,
        "charge_before": ClosedSet(CHARGE_TIME_WORDS),
        "charge_waivers": read_waiver,
        "type": ClosedSet(TYPE_WORDS),
    }
)
OF_MATERIALS: Mapping[str, Reader] = MappingProxyType(
    {
        "kind": ClosedSet(KIND_WORDS),
        "form": ClosedSet(FORM_WORDS),
        "necessity": ClosedSet(NECESSITY_WORDS),
        "source": ClosedSet(SOURCE_WORDS),
        "signing": ClosedSet(SIGNING_WORDS),
        "exemption_by": ClosedSet(EXEMPTION_WORDS),
        "evidence": read_evidence,
    }
)
"""What these mean of a material; of a matter, kind and source are free text."""
ASSUMED: Mapping[str, str] = MappingProxyType(
    {
        "kind": KIND_WORDS[MaterialKind.EVIDENCE][0],
        "source": SOURCE_WORDS["applicant"][0],
        "form": FORM_WORDS["original"][0],
        "necessity": NECESSITY_WORDS["required"][0],
        "signing": SIGNING_WORDS["none"][0],
        "copies": "1",
        "required": "否",
        "type": TYPE_WORDS[PLAIN_TEXT][0],
        "processing": PROCESSING_WORDS["committed"][0],
        "informed_commitment": "否",
        "onsite_visits": "0",
    }
)
"""What holds of an attribute of which nothing is said, in words."""
_NUMBERS: Mapping[str, Reader] = MappingProxyType(
    {
        "statutory_days": working_days,
        "committed_days": working_days,
        "onsite_visits": visits_of,
        "copies": count_of,
    }
)

_SENTENCES = ("legal_basis", "acceptance_conditions", "situations", "results")

EXACT: Mapping[str, Reader] = MappingProxyType(
    {
        **_COMMON,
        **dict.fromkeys(_NUMBERS, int),
        "options": exact_lines,
        "produced_by": exact_lines,
    }
)
"""How cells are read that the system wrote."""
LENIENT: Mapping[str, Reader] = MappingProxyType(
    {
        **_COMMON,
        **_NUMBERS,
        **dict.fromkeys(("options", "channels"), read_lines),
        "filled_by": _filler,
        "charge_waivers": _waivers,
        **dict.fromkeys(_SENTENCES, read_sentences),
        **dict.fromkeys(("produced_by", "requires", "replaced_by"), _codes),
    }
)
"""How cells are read that anybody may have written."""
