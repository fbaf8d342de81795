"""Learn from likenesses which answer a label stands for.

Ridge regression on likenesses: the closest label is not always right (法定代表人电话 is
closest to 法定代表人), but over all labels of a catalogue it shows that the end of a
label tells what is asked. The most alike label still has its say in every score.
"""

from collections.abc import Sequence

import numpy as np

from core.catalogue.suggesting.gram_spaces import Floats, Places

SMOOTHING = 0.08
"""How little a single label is believed; more is smoother."""
SHARPNESS = 1.25
"""A near likeness counts for more than several distant ones."""


class Learner:
    """Scores answers by what was learned and by the most alike label, half and half."""

    def __init__(self, likenesses: Floats, answers: Sequence[str]) -> None:
        self.answers = tuple(sorted(set(answers)))
        place = {answer: number for number, answer in enumerate(self.answers)}
        column = np.array([place[answer] for answer in answers], np.intp)
        truth = np.zeros((len(answers), len(self.answers)), np.float32)
        truth[np.arange(len(answers)), column] = 1
        self._full = np.float32(np.median(np.diag(likenesses)))
        smoothed = _sharpened(likenesses / self._full)
        smoothed[np.diag_indices_from(smoothed)] += np.float32(SMOOTHING)
        self._beliefs: Floats = np.linalg.solve(smoothed, truth)
        self._order = np.argsort(column, kind="stable")
        ordered = column[self._order]
        self._starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])

    def scores(self, likenesses: Floats, most: Floats) -> Floats:
        """Return a score for each line and answer, about 1 where everything agrees.

        A line of which less is known (no section, no form) can reach less, and what was learned
        from whole forms is less sure for it: it is raised half the way.
        """
        sharpened = _sharpened(likenesses / self._full)
        missing = self.missing(most)[:, None]
        learned = sharpened @ self._beliefs * np.sqrt(missing)
        closest = np.maximum.reduceat(sharpened[:, self._order], self._starts, axis=1)
        scores: Floats = 0.5 * (learned + closest * missing ** np.float32(SHARPNESS))
        return scores

    def missing(self, most: Floats) -> Floats:
        """Return how much less than a label of the catalogue is known of each line (1: nothing)."""
        ratio: Floats = self._full / most
        return ratio

    def supporting(self, answer: int) -> Places:
        """Return the places of the labels that give an answer."""
        end = self._starts[answer + 1] if answer + 1 < len(self._starts) else None
        places: Places = self._order[self._starts[answer] : end]
        return places


def _sharpened(likenesses: Floats) -> Floats:
    sharpened: Floats = np.maximum(likenesses, 0) ** np.float32(SHARPNESS)
    return sharpened
