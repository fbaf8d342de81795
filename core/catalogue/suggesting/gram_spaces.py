"""Texts as points: TF-IDF over character n-grams, with columns ready for quick look-ups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class GramPoint:
    """A text of unit length in a space: which n-grams it has, and how much of each."""

    places: Places
    weights: Floats


class GramSpace:
    """The n-grams that some documents use, weighted by how much they tell apart."""

    def __init__(self, documents: Sequence[Mapping[str, float]]) -> None:
        self._place: dict[str, int] = {}
        counts: list[int] = []
        for document in documents:
            for gram in document:
                if self._place.setdefault(gram, len(counts)) == len(counts):
                    counts.append(0)
                counts[self._place[gram]] += 1
        seen = np.array(counts, np.float32)
        self._rarity: Floats = np.log((1 + len(documents)) / (1 + seen)) + np.float32(1)

    @property
    def size(self) -> int:
        """Return how many different n-grams there are."""
        return len(self._place)

    def point(self, grams: Mapping[str, float]) -> GramPoint:
        """Return where a text lies; n-grams that no document uses tell nothing."""
        known = [(self._place[g], weight) for g, weight in grams.items() if g in self._place]
        places = np.array([place for place, _ in known], np.intp)
        weights = np.array([weight for _, weight in known], np.float32) * self._rarity[places]
        return GramPoint(places, weights / max(float(np.linalg.norm(weights)), 1e-9))

    def columns(self, points: Sequence[GramPoint]) -> Floats:
        """Return the points as the columns of one matrix."""
        matrix = np.zeros((self.size, len(points)), np.float32)
        for number, point in enumerate(points):
            matrix[point.places, number] = point.weights
        return matrix


def similarities(point: GramPoint, columns: Floats) -> Floats:
    """Return how like a point is to each column (cosine for columns of unit length)."""
    row: Floats = point.weights @ columns[point.places]
    return row
