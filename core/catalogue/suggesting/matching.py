"""Suggest what a label asks for: the data element, and about whom.

A suggestion is never a merge (law 1): a person confirms each, in bulk only where it is
``exact``. Whatever is suggested comes with its reasons in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from core.catalogue.catalogue import Catalogue
from core.catalogue.suggesting.known_labels import (
    Known,
    KnownLine,
    Wordings,
    known_labels,
    known_names,
    thinned,
)
from core.catalogue.suggesting.labels import Label, wording_of
from core.catalogue.suggesting.reasons import Reasons, SuggestionReason
from core.catalogue.suggesting.subjects import SubjectGuess, SubjectGuesser, sureness

if TYPE_CHECKING:
    from core.catalogue.suggesting.readings import Guess, LabelReading, Reader

__all__ = ["CONFIDENT", "Label", "Matcher", "Suggestion"]

CONFIDENT = 0.8
"""From this score on, at least 95 in 100 suggestions are right (``benchmarks/suggest.py``)."""
ALMOST = 0.99
"""No likeness makes a suggestion exact."""
CLEAR = 0.4
"""By how much element and subject must lead before a custom is taken to be beyond doubt."""
MOST = 5
_READERS_KEPT = 1
"""Of the library as it is: learning takes a second and more, and 140 MB."""
ONE_FORM = "\0"
"""Lines that name sections but no matter are taken for the lines of one new form."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a label may ask for. The score says how sure element and subject are together.

    ``element_score`` says how sure the element is by itself, if that is more.
    """

    element: str
    subject: str | None
    score: float
    why: tuple[SuggestionReason, ...] = ()
    element_score: float = 0.0

    @property
    def of_element(self) -> float:
        """Return how sure the element is, whoever it is about."""
        return max(self.score, self.element_score)

    @property
    def exact(self) -> bool:
        """Say whether this may be confirmed together with others, without a second look."""
        return self.score == 1.0

    def short_words(self, locale: str) -> str:
        """Return the reason that tells most, and what staff have said of its words."""
        most = [r for number, r in enumerate(self.why) if number == 0 or r.key == "party"]
        return " ".join(reason.words(locale) for reason in most)

    def words(self, locale: str) -> str:
        """Return the reasons as sentences."""
        return " ".join(reason.words(locale) for reason in self.why)


class Matcher:
    """Suggests elements and subjects for labels, from the catalogue as it is."""

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        leave_out: frozenset[str] = frozenset(),
        element_names: bool = True,
    ) -> None:
        """Learn from a catalogue as if the matters left out were not in it."""
        labels = known_labels(catalogue, leave_out)
        self._wordings = Wordings(labels)
        self._departments = {label.form: label.department for label in labels}
        self._subjects = SubjectGuesser(catalogue, labels)
        self._named: dict[str, set[str]] = {}
        for element in catalogue.elements.values():
            self._named.setdefault(wording_of(element.name).words, set()).add(element.id)
        self._reasons = Reasons(catalogue)
        known = [*thinned(labels), *(known_names(catalogue) if element_names else ())]
        names = [*(subject.name for subject in catalogue.subjects.values()), *catalogue.parties]
        self._reader = _reader_of(tuple(known), tuple(names)) if known else None

    def suggest(self, label: Label) -> tuple[Suggestion, ...]:
        """Return what one label may ask for, best first; nothing where nothing fits."""
        return self.suggest_all([label])[0]

    def suggest_all(self, labels: Sequence[Label]) -> list[tuple[Suggestion, ...]]:
        """Return suggestions for each label; labels of one form help each other."""
        if self._reader is None:
            return [() for _ in labels]
        lines = [self._line(label) for label in labels]
        readings = self._reader.read(lines)
        return [self._suggestions(*both) for both in zip(labels, readings, strict=True)]

    def _line(self, label: Label) -> "KnownLine":
        department = label.department or self._departments.get(label.matter, "")
        form = label.matter or (ONE_FORM if label.section else "")
        return KnownLine(label.text, label.section, department, form)

    def _suggestions(self, label: Label, reading: "LabelReading") -> tuple[Suggestion, ...]:
        certain = self._beyond_doubt(label, reading)
        if certain:
            rest = [guess for guess in reading.elements if guess.answer != certain[0]]
            return (self._exact(label, *certain), *self._others(label, rest, reading, below=1.0))
        if not reading.elements:
            return ()
        first = self._first(label, reading)
        rest = list(reading.elements[1:])
        return (first, *self._others(label, rest, reading, below=first.score))

    def _beyond_doubt(self, label: Label, reading: "LabelReading") -> tuple[str, str] | None:
        """Return what needs no second look: the catalogued field, or what all forms agree on.

        Even then the reading of the whole form must say the same, clearly, and no other element
        may bear that very name.
        """
        own = self._wordings.own(label)
        if own or min(reading.lead, reading.subject_lead) < CLEAR:
            return own
        read = reading.elements[0].answer, reading.subject
        others = self._named.get(wording_of(label.text).words, set()) - {read[0]}
        return read if read == self._wordings.customary(label) and not others else None

    def _first(self, label: Label, reading: "LabelReading") -> Suggestion:
        guess = reading.elements[0]
        score = min(
            sureness(reading.lead, even=0.15, steepness=12),
            self._wordings.agreement(label, guess.answer),
            ALMOST,
        )
        whose = self._subjects.guess(label, guess.answer, reading)
        return self._suggestion(label, guess, whose, score)

    def _others(
        self, label: Label, guesses: Sequence["Guess"], reading: "LabelReading", *, below: float
    ) -> list[Suggestion]:
        """Return the other guesses; what the first leaves of certainty is shared among them."""
        left = max(1 - below, 1 - ALMOST)
        total = sum(guess.strength for guess in guesses)
        return [
            self._suggestion(
                label,
                guess,
                SubjectGuess(self._subjects.guess(label, guess.answer, reading).subject),
                min(below, left * guess.strength / total),
            )
            for guess in guesses[: MOST - 1]
        ]

    def _exact(self, label: Label, element: str, subject: str) -> Suggestion:
        same = self._wordings.same_as(label)
        agreeing = [alike for alike in same if (alike.element, alike.subject) == (element, subject)]
        why = (
            self._reasons.exact(len({alike.form for alike in agreeing})),
            self._reasons.nearest(agreeing[0], same_wording=True),
            self._reasons.element(element),
            self._reasons.subject(subject),
        )
        return Suggestion(element, subject, 1.0, why)

    def _suggestion(
        self, label: Label, guess: "Guess", whose: SubjectGuess, score: float
    ) -> Suggestion:
        same = wording_of(guess.nearest.text) == wording_of(label.text)
        why: tuple[SuggestionReason, ...] = (
            self._reasons.nearest(guess.nearest, same_wording=same),
            self._reasons.element(guess.answer),
            self._reasons.subject(whose.subject),
        )
        if whose.word and whose.subject:
            why = (*why, self._reasons.party(whose.word, whose.subject))
        both = min(score, whose.sureness)
        return Suggestion(guess.answer, whose.subject, round(both, 3), why, round(score, 3))


@lru_cache(maxsize=_READERS_KEPT)
def _reader_of(known: tuple["Known", ...], subject_names: tuple[str, ...]) -> "Reader":
    """Learn from labels, unless it was done before: most changes of a library touch none."""
    from core.catalogue.suggesting.readings import Reader  # noqa: PLC0415 -- numpy is slow to load

    return Reader(known, subject_names)
