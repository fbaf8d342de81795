"""Read lines of forms: which elements they most likely ask for, and about whom."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.catalogue.suggesting.gram_spaces import Floats, Places
from core.catalogue.suggesting.known_labels import Known, KnownLine
from core.catalogue.suggesting.learning import Learner
from core.catalogue.suggesting.likeness import Likeness, Likenesses, Weights
from core.catalogue.suggesting.parties import parties_of

MOST_GUESSES = 5
LINES_AT_ONCE = 1_000

LEAST_SCORE = 0.06
"""On a whole form, whatever scores less is as often wrong as right."""
LEAST_WORDING, LEAST_WORDING_ALONE = 0.22, 0.4
"""How alike the wording must be at least; a line without section or form has nothing else."""
ALONE = 2.4
"""From here on so much is missing of a line's place that it counts as standing alone."""
PLACE_TELLS = 0.5
"""Whom a label is about shows in its place even where no wording is alike (姓名 under 父亲)."""


@dataclass(frozen=True, slots=True)
class Guess:
    """One possible answer: how much speaks for it, and the label nearest to it."""

    answer: str
    strength: float
    nearest: Known


@dataclass(frozen=True, slots=True)
class LabelReading:
    """The guesses for one line, best first; none where nothing fits.

    A lead is by how much the first is ahead of the second.
    """

    elements: tuple[Guess, ...] = ()
    lead: float = 0.0
    subject: str = ""
    subject_lead: float = 0.0


class Reader:
    """Learns once from what is known, then reads any number of lines."""

    def __init__(self, known: Sequence[Known], subject_names: Sequence[str]) -> None:
        """Learn; known labels come first, names of elements last."""
        self._known = known
        sections = {label.section for label in known if label.section}
        self._likeness = Likeness(known, parties_of(subject_names, sections), Weights())
        likenesses = self._likeness.among_known()
        self._elements = Learner(likenesses.whole, [label.element for label in known])
        self._about = [number for number, label in enumerate(known) if label.subject]
        subjects = [known[number].subject or "" for number in self._about]
        some = _for_subjects(likenesses)[np.ix_(self._about, self._about)]
        self._subjects = Learner(some, subjects) if subjects else None

    def read(self, lines: Sequence[KnownLine]) -> list[LabelReading]:
        """Return a reading for each line; lines of one form help each other."""
        readings: list[LabelReading] = []
        for start in range(0, len(lines), LINES_AT_ONCE):
            readings += self._read_some(lines[start : start + LINES_AT_ONCE])
        return readings

    def _read_some(self, lines: Sequence[KnownLine]) -> list[LabelReading]:
        likenesses = self._likeness.to_lines(lines)
        scores = self._elements.scores(likenesses.whole, likenesses.most)
        missing = self._elements.missing(likenesses.most)
        subjects = self._subject_leads(likenesses)
        best_first = _best_first(scores)
        readings = []
        for row, best in enumerate(best_first):
            wording = likenesses.wording[row][self._elements.supporting(int(best[0]))].max()
            if not _fits(scores[row][best[0]], wording, missing[row]):
                readings.append(LabelReading())
                continue
            guesses = tuple(
                Guess(
                    self._elements.answers[answer],
                    float(scores[row][answer]),
                    self._known[self._nearest(likenesses, row, int(answer))],
                )
                for answer in best
                if scores[row][answer] > 0
            )
            readings.append(LabelReading(guesses, _lead(scores[row][best]), *subjects[row]))
        return readings

    def _nearest(self, likenesses: Likenesses, row: int, answer: int) -> int:
        places = self._elements.supporting(answer)
        return int(places[np.argmax(likenesses.whole[row][places])])

    def _subject_leads(self, likenesses: Likenesses) -> list[tuple[str, float]]:
        """Return for each line the likeliest subject, and by how much it leads."""
        if self._subjects is None:
            return [("", 0.0)] * len(likenesses.most)
        whole = _for_subjects(likenesses)[:, self._about]
        most = likenesses.most + PLACE_TELLS * likenesses.most_place
        scores = self._subjects.scores(whole, most)
        best_first = _best_first(scores)
        return [
            (self._subjects.answers[best[0]], _lead(row[best]))
            for row, best in zip(scores, best_first, strict=True)
        ]


def _for_subjects(likenesses: Likenesses) -> Floats:
    return likenesses.whole + np.float32(PLACE_TELLS) * likenesses.place


def _best_first(scores: Floats) -> Places:
    """Return the places of the best few scores of each row; of equals, the first."""
    best: Places = np.argsort(-scores, axis=1, kind="stable")[:, :MOST_GUESSES]
    return best


def _lead(ordered: Floats) -> float:
    return float(ordered[0] - ordered[1]) if len(ordered) > 1 else float(ordered[0])


def _fits(score: float, wording: float, missing: float) -> bool:
    """Say whether the best guess fits at all; the less is known of a line, the more it takes."""
    least_wording = LEAST_WORDING_ALONE if missing > ALONE else LEAST_WORDING
    return bool(score >= LEAST_SCORE * missing**1.25 and wording >= least_wording)
