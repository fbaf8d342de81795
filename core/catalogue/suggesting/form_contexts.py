"""What stands around a line of a form: its section, its form, the lines above and below."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from core.catalogue.suggesting.gram_spaces import Floats


class Together:
    """Lines that belong together, by section or by form; each has all the others around it."""

    def __init__(self, names: Sequence[str]) -> None:
        """Take for each line the name of its group; lines without one stand alone."""
        self._belongs = np.array([bool(name) for name in names])
        _, self._group = np.unique(np.array(names, dtype=str), return_inverse=True)
        self._order = np.argsort(self._group, kind="stable")
        ordered = self._group[self._order]
        self._starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])

    def gathered(self, rows: Floats) -> Floats:
        """Return for each line (row) the sum of the rows around it, without its own."""
        sums = np.add.reduceat(rows[self._order], self._starts, axis=0)
        others: Floats = sums[self._group]
        others -= rows
        others[~self._belongs] = 0
        return others


class Beside:
    """Lines of one form that follow each other; each has the one above and below around it."""

    def __init__(self, forms: Sequence[str]) -> None:
        follows = [bool(a) and a == b for a, b in pairwise(forms)]
        self._follows = np.array(follows, np.float32)[:, None]

    def gathered(self, rows: Floats) -> Floats:
        """Return for each line (row) the sum of the row before and the one after it."""
        beside = np.zeros_like(rows)
        beside[1:] += rows[:-1] * self._follows
        beside[:-1] += rows[1:] * self._follows
        return beside


def surroundings_of(forms: Sequence[str], sections: Sequence[str]) -> tuple[Together | Beside, ...]:
    """Return who stands around whom: by section, by form, and beside.

    Lines that name no form stand alone: what comes before and after them in a file is chance.
    """
    places = zip(forms, sections, strict=True)
    within = [f"{form}\t{section}" if form and section else "" for form, section in places]
    return Together(within), Together(forms), Beside(forms)
