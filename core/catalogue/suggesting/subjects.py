"""Whom a label is about: by the element's custom, by the words for parties, by what was learned.

An element of a thing or an organisation is nearly always about the same one (经营范围: the
organisation that applies). Of persons, only the label and its section tell.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from types import MappingProxyType
from typing import TYPE_CHECKING

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import COMMITMENT_PREFIX
from core.catalogue.suggesting.known_labels import Known
from core.catalogue.suggesting.labels import Label
from core.catalogue.suggesting.parties import PartyWords, heads_party, party_words

if TYPE_CHECKING:
    from core.catalogue.suggesting.readings import LabelReading

PERSON = "person"
_KINDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        PERSON: frozenset({"person"}),
        "org": frozenset({"organisation"}),
        "person/org": frozenset({"person", "organisation"}),
    }
)
"""What kind of subjects an element is about, by what it describes."""
CUSTOM = 0.9
"""From this share on, an element is taken to be about the same subject everywhere."""
TOLD, TOLD_WITH_NAME = 0.3, 0.1
"""By how much a subject must lead to be told; less, where the words name it and no other."""
DOUBTFUL = 0.7
"""How sure a subject is at most if the words may mean another one (经办人 of which office)."""


@dataclass(frozen=True, slots=True)
class SubjectGuess:
    """A subject, if it is told, and how sure that is."""

    subject: str | None = None
    sureness: float = 1.0
    word: str = ""
    """The word of the lexicon that says so."""


class SubjectGuesser:
    """Says whom a label is about once it is known what it asks for."""

    def __init__(self, catalogue: Catalogue, known: Sequence[Known]) -> None:
        """Learn from the labels of a catalogue."""
        self._describes = {element.id: element.describes for element in catalogue.elements.values()}
        self._about = {(self._described_by(label.element), label.subject) for label in known}
        self._kinds = {subject.id: subject.kind for subject in catalogue.subjects.values()}
        self._customs = _customs(known)
        self._words: PartyWords = party_words(catalogue)

    def guess(self, label: Label, element: str, reading: "LabelReading") -> SubjectGuess:
        """Return whom a label is about, if that is told and the element can be about them."""
        named = set(self.named(label, element))
        custom = self._customs.get(element)
        if custom is not None and self._described_by(element) != PERSON:
            subject, sure = custom
            is_doubtful = bool(named - {subject}) or (heads_party(label.section) and not named)
            return _declared(label, SubjectGuess(subject, _doubted(sure, is_doubtful=is_doubtful)))
        learned = self._learned(label, element, reading, named)
        stated = self._stated(label, element)
        if stated is None:
            return learned
        agrees = stated.subject == learned.subject and learned.sureness > stated.sureness
        return learned if agrees else stated

    def _learned(
        self, label: Label, element: str, reading: "LabelReading", named: set[str]
    ) -> SubjectGuess:
        subject, lead = reading.subject, reading.subject_lead
        least = TOLD_WITH_NAME if named == {subject} else TOLD
        if lead < least or not self._may_be_about(element, subject):
            return SubjectGuess()
        sure = sureness(lead, even=least, steepness=8)
        is_doubtful = bool(named - {subject})
        return _declared(label, SubjectGuess(subject, _doubted(sure, is_doubtful=is_doubtful)))

    def named(self, label: Label, element: str) -> tuple[str, ...]:
        """Return the subjects that the words of a label name and the element can be about."""
        known = (
            tuple(s for s in self._words.named_in(text) if self._may_be_about(element, s))
            for text in (label.text, label.section)
        )
        return next(filter(None, known), ())

    def _stated(self, label: Label, element: str) -> SubjectGuess | None:
        """Return the only subject that a word of the lexicon names, if there is such a word."""
        for text in (label.text, label.section):
            words = self._words.words_in(text)
            meant = {s for word in words for s in self._words.meanings[word]}
            possible = self._of_kind(element, meant)
            if possible:
                is_stated = self._words.stated.issuperset(words)
                is_clear = is_stated and len(possible) == 1
                return SubjectGuess(possible.pop(), DOUBTFUL, words[0]) if is_clear else None
        return None

    def _of_kind(self, element: str, subjects: set[str]) -> set[str]:
        """Return the subjects that an element is about by their kind, where that tells."""
        kinds = _KINDS.get(self._described_by(element))
        if kinds is None:
            return {subject for subject in subjects if self._may_be_about(element, subject)}
        return {subject for subject in subjects if self._kinds.get(subject) in kinds}

    def _may_be_about(self, element: str, subject: str) -> bool:
        described = self._described_by(element)
        is_kind = self._kinds.get(subject) in _KINDS.get(described, frozenset())
        return is_kind or (described, subject) in self._about

    def _described_by(self, element: str) -> str:
        return self._describes.get(element) or element


def sureness(lead: float, *, even: float, steepness: float) -> float:
    """Return how sure a lead makes: one half at ``even``, more above it."""
    return 1 / (1 + exp(-steepness * (lead - even)))


def _doubted(sure: float, *, is_doubtful: bool) -> float:
    return min(sure, DOUBTFUL) if is_doubtful else sure


def _customs(known: Sequence[Known]) -> Mapping[str, tuple[str, float]]:
    """Return the subject that an element is always about, and how sure its forms make that."""
    subjects: dict[str, Counter[str | None]] = {}
    for label in known:
        subjects.setdefault(label.element, Counter())[label.subject] += 1
    found = {}
    for element, counted in subjects.items():
        (subject, count), total = counted.most_common(1)[0], counted.total()
        if subject is not None and count >= CUSTOM * total:
            found[element] = subject, (count + 1) / (total + 1.1)
    return found


def _declared(label: Label, guess: SubjectGuess) -> SubjectGuess:
    """Return a guess; what a matter has declared is about that matter alone."""
    if guess.subject != COMMITMENT_PREFIX:
        return guess
    return SubjectGuess(f"{COMMITMENT_PREFIX}{label.matter}" if label.matter else None)
