"""How like a label of a form is to the labels of the catalogue, wording and place together.

One number per known label: likeness of the wording, raised by the likeness of what stands
around it (section, department, neighbours on the form). Unlike a distance it can be
learned from (``learning``): which words matter for which element shows in the catalogue.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.catalogue.suggesting.form_contexts import Beside, Together, surroundings_of
from core.catalogue.suggesting.gram_spaces import Floats, GramSpace, similarities
from core.catalogue.suggesting.known_labels import Known, KnownLine
from core.catalogue.suggesting.labels import added, weighted_grams
from core.catalogue.suggesting.parties import LabelParties


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part of a label's place adds to the likeness of its wording."""

    without_party: float = 0.15
    section: float = 0.5
    department: float = 0.1
    same_section: float = 0.5
    same_form: float = 0.3
    beside: float = 0.8
    name: float = 1.4
    about: float = 0.5

    @property
    def around(self) -> tuple[float, float, float]:
        """Return the weights in the order of ``surroundings_of``."""
        return self.same_section, self.same_form, self.beside


@dataclass(frozen=True, slots=True)
class Likenesses:
    """For some lines: how like each known label is, how like its wording and its place alone."""

    whole: Floats
    wording: Floats
    place: Floats
    most: Floats
    """What ``whole`` would be for a known label that is the same in everything."""
    most_place: Floats
    """The same for ``place``."""


class Likeness:
    """Compares lines with everything known. Built once, then only read."""

    def __init__(self, known: Sequence[Known], parties: LabelParties, weights: Weights) -> None:
        self._known, self._parties, self._weights = known, parties, weights
        grams = [weighted_grams(label.text) for label in known]
        self._wording = GramSpace(grams)
        rests = [self._rest_grams(label.text, label.section) for label in known]
        self._rest = GramSpace(rests)
        self._rest_columns = self._rest.columns([self._rest.point(rest) for rest in rests])
        abouts = [self._about_grams(label) for label in known]
        self._about = GramSpace(abouts)
        self._about_points = [self._about.point(about) for about in abouts]
        self._about_columns = self._about.columns(self._about_points)
        points = [self._wording.point(gram) for gram in grams]
        self._columns = self._wording.columns(points)
        self._overlaps = np.array([similarities(point, self._columns) for point in points])
        self._departments = np.array([label.department or "-" for label in known])
        self._scale = np.array(
            [weights.name if label.is_name else 1.0 for label in known], np.float32
        )
        self._surroundings = surroundings_of(
            [label.form for label in known], [label.section for label in known]
        )
        self._lengths = [_lengths(kind, self._overlaps) for kind in self._surroundings]

    def to_lines(self, lines: Sequence[KnownLine]) -> Likenesses:
        """Return the likenesses of lines, each seen among the other lines of its form."""
        points = [self._wording.point(weighted_grams(line.text)) for line in lines]
        wording = np.array([similarities(point, self._columns) for point in points])
        columns = self._wording.columns(points)
        overlaps = np.array([similarities(point, columns) for point in points])
        return self._in_place(lines, wording, overlaps)

    def among_known(self) -> Likenesses:
        """Return the likenesses of everything known to everything known."""
        lines = [KnownLine(k.text, k.section, k.department, k.form) for k in self._known]
        found = self._in_place(lines, self._overlaps, self._overlaps)
        whole = found.whole * self._scale[:, None]
        for number, label in enumerate(self._known):
            if label.is_name:
                about = similarities(self._about_points[number], self._about_columns)
                whole[number] *= 1 + self._weights.section * about
        return replace(found, whole=whole)

    def _in_place(
        self, lines: Sequence[KnownLine], wording: Floats, overlaps: Floats
    ) -> Likenesses:
        rest = np.array([self._rest_likeness(line) for line in lines])
        place, most = self._place_likeness(lines)
        if any(line.form for line in lines):
            self._add_around(lines, wording, overlaps, (place, most))
        words = wording + np.float32(self._weights.without_party) * rest
        whole = (words * place * self._scale).astype(np.float32, copy=False)
        both = np.float32(1 + self._weights.without_party)
        return Likenesses(whole, wording, place - 1, most * both, most - 1)

    def _place_likeness(self, lines: Sequence[KnownLine]) -> tuple[Floats, Floats]:
        weights = self._weights
        place = np.ones((len(lines), len(self._known)), np.float32)
        most = np.ones(len(lines), np.float32)
        by_section: dict[str, Floats] = {}
        for number, line in enumerate(lines):
            if line.section:
                if line.section not in by_section:
                    point = self._about.point(weighted_grams(line.section, note_weight=1.0))
                    by_section[line.section] = similarities(point, self._about_columns)
                place[number] += weights.section * by_section[line.section]
                most[number] += weights.section
            if line.department:
                place[number] += weights.department * (self._departments == line.department)
                most[number] += weights.department
        return place, most

    def _add_around(
        self,
        lines: Sequence[KnownLine],
        wording: Floats,
        overlaps: Floats,
        to: tuple[Floats, Floats],
    ) -> None:
        """Add how like the surroundings are: all likenesses between both neighbourhoods."""
        place, most = to
        towards = np.ascontiguousarray(wording.T)
        kinds = surroundings_of([line.form for line in lines], [line.section for line in lines])
        for number, weight in enumerate(self._weights.around):
            kind, known_kind = kinds[number], self._surroundings[number]
            lengths = _lengths(kind, overlaps)
            total = kind.gathered(known_kind.gathered(towards).T)
            total *= np.float32(weight) / lengths[:, None]
            total /= self._lengths[number]
            place += total
            most += weight * (lengths > _NONE)

    def _rest_likeness(self, line: KnownLine) -> Floats:
        point = self._rest.point(self._rest_grams(line.text, line.section))
        return similarities(point, self._rest_columns)

    def _rest_grams(self, text: str, section: str) -> Mapping[str, float]:
        return weighted_grams(self._parties.rest_of(text, section))

    def _about_grams(self, known: Known) -> dict[str, float]:
        section = weighted_grams(known.section, note_weight=1.0) if known.section else {}
        about = self._weights.about
        words = [
            weighted_grams(word, weight=about, note_weight=1.0) for word in known.about if word
        ]
        return added(section, *words)


_NONE = np.float32(1e-3)


def _lengths(kind: Together | Beside, overlaps: Floats) -> Floats:
    """Return how long the sum of the labels around each line is."""
    squares = np.diagonal(kind.gathered(kind.gathered(overlaps).T))
    lengths: Floats = np.sqrt(np.maximum(squares, _NONE**2))
    return lengths
