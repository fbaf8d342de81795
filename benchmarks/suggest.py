"""Label → element suggestions, side by side with TF-IDF over label and section, in one run.

Each matter is left out in turn, and its own form is then read with what the others know.
``python -m benchmarks.suggest [DIR]`` reads another catalogue directory.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import numpy as np

from core.catalogue.catalogue import Catalogue
from core.catalogue.packages import read_package
from core.catalogue.suggesting.known_labels import labels_of
from core.catalogue.suggesting.labels import Label, wording_of
from core.catalogue.suggesting.matching import CONFIDENT, Matcher, Suggestion

ROOT = Path(__file__).parents[1]
DELIVERED = ROOT.parent / "shared" / "facts" / "catalogue"
CATALOGUE = DELIVERED if DELIVERED.is_dir() else ROOT / "assets" / "catalogue"
SECTION_WEIGHT = 0.3
LIKE = 0.6


@dataclass(frozen=True)
class Line:
    """A label of the catalogue and what it really asks for."""

    label: Label
    element: str
    subject: str


@dataclass
class Tally:
    """How often the truth came first, and among the first three."""

    lines: int = 0
    first: int = 0
    third: int = 0

    def count(self, truth: str, guesses: Sequence[str]) -> None:
        """Count one line."""
        self.lines += 1
        self.first += guesses[:1] == [truth]
        self.third += truth in guesses[:3]

    def __str__(self) -> str:
        """Say both shares."""
        return f"{self.first / self.lines:.4f} / {self.third / self.lines:.4f}"


@dataclass
class Certainty:
    """How often suggestions that call themselves confident are right."""

    confident: int = 0
    right: int = 0
    with_subject: int = 0
    both_right: int = 0
    exact: int = 0
    wrong: list[str] = field(default_factory=list)

    def count(self, line: Line, suggestions: Sequence[Suggestion]) -> None:
        """Count the first suggestion for one line."""
        if not suggestions or suggestions[0].score < CONFIDENT:
            return
        first = suggestions[0]
        is_right = first.element == line.element
        self.confident += 1
        self.right += is_right
        self.with_subject += first.subject is not None
        self.both_right += is_right and first.subject in {None, line.subject}
        self.exact += first.exact
        if first.exact and (first.element, first.subject) != (line.element, line.subject):
            self.wrong.append(f"{line.label.matter} {line.label.text}")


def main() -> None:
    """Print accuracy, certainty, wrong merges and speed."""
    directory = Path(sys.argv[1]) if len(sys.argv) > 1 else CATALOGUE
    catalogue = read_package(directory).catalogue
    forms = {code: list(_lines(catalogue, code)) for code in catalogue.matters}
    print(f"{sum(map(len, forms.values()))} labels of {len(forms)} matters\n")
    for names in (False, True):
        _compare(catalogue, forms, names=names)
    _print_speed(catalogue)


def _lines(catalogue: Catalogue, code: str) -> Iterator[Line]:
    matter = catalogue.matters[code]
    entries = [entry for _, _, entry in matter.entries()]
    for label, entry in zip(labels_of(matter), entries, strict=True):
        if entry.element and entry.subject:
            yield Line(label, entry.element, entry.subject)


def _compare(catalogue: Catalogue, forms: dict[str, list[Line]], *, names: bool) -> None:
    used = Counter(element for lines in forms.values() for element in {x.element for x in lines})
    negatives = _hard_negatives(forms)
    ours, alone, peer, certainty, hard = Tally(), Tally(), Tally(), Certainty(), Certainty()
    for code, lines in forms.items():
        matcher = Matcher(catalogue, leave_out=frozenset({code}), element_names=names)
        found = matcher.suggest_all([line.label for line in lines])
        known = [other for other in forms if other != code]
        baseline = _Baseline(catalogue, [x for c in known for x in forms[c]], names=names)
        for line, suggestions in zip(lines, found, strict=True):
            certainty.count(line, suggestions)
            if _key(line) in negatives:
                hard.count(line, suggestions)
            if names or used[line.element] > 1:
                ours.count(line.element, [suggestion.element for suggestion in suggestions])
                alone.count(line.element, [s.element for s in matcher.suggest(line.label)])
                peer.count(line.element, baseline.guesses(line.label))
    what = "with element names, all labels" if names else "without element names, shared elements"
    print(f"{what} ({ours.lines} labels), top-1 / top-3")
    print(f"  ours, the whole form at once    {ours}")
    print(f"  ours, one label at a time       {alone}")
    print(f"  TF-IDF with section (peer)      {peer}")
    print(f"  errors of ours against the peer {_errors(ours) / _errors(peer):.2f}")
    print(
        f"  confident (score >= {CONFIDENT})        {certainty.confident} labels,"
        f" element right {certainty.right / certainty.confident:.4f},"
        f" with subject {certainty.both_right / certainty.confident:.4f}"
        f" (subject told for {certainty.with_subject})"
    )
    print(f"  exact                           {certainty.exact}, wrong {len(certainty.wrong)}")
    print(
        f"  on {len(negatives)} labels of hard negatives: exact {hard.exact},"
        f" wrong merges {len(hard.wrong)} {hard.wrong or ''}\n"
    )


def _errors(tally: Tally) -> int:
    return tally.lines - tally.first


def _key(line: Line) -> tuple[str, str, str, str]:
    return line.label.matter, line.label.section, line.label.text, line.element


def _hard_negatives(forms: dict[str, list[Line]]) -> set[tuple[str, str, str, str]]:
    """Return the labels that have a twin which must not merge with them.

    The same label about another subject, or a like label that asks for another element.
    """
    lines = [line for form in forms.values() for line in form]
    vectors = _unit(_counts([_grams(wording_of(line.label.text).words) for line in lines]))
    likeness = vectors @ vectors.T
    elements = np.array([line.element for line in lines])
    subjects = np.array([line.subject for line in lines])
    same = likeness > 0.999
    apart = elements[:, None] != elements[None, :]
    clash = (same & (subjects[:, None] != subjects[None, :])) | ((likeness >= LIKE) & apart)
    return {_key(lines[number]) for number in np.flatnonzero(clash.any(axis=1))}


class _Baseline:
    """The peer: cosine of TF-IDF over character n-grams of label and section, nearest first."""

    def __init__(self, catalogue: Catalogue, known: Sequence[Line], *, names: bool) -> None:
        documents = [_document(line.label) for line in known]
        self._elements = [line.element for line in known]
        if names:
            documents += [_grams(element.name) for element in catalogue.elements.values()]
            self._elements += list(catalogue.elements)
        self._places = {g: n for n, g in enumerate({g: 0 for d in documents for g in d})}
        seen = Counter(gram for document in documents for gram in document)
        self._rarity = np.array(
            [np.log((1 + len(documents)) / (1 + seen[gram])) + 1 for gram in self._places]
        )
        self._matrix = _unit(_counts(documents, self._places) * self._rarity)

    def guesses(self, label: Label) -> list[str]:
        """Return the elements of the nearest labels, each once."""
        row = _counts([_document(label)], self._places)[0] * self._rarity
        order = np.argsort(-(self._matrix @ row), kind="stable")
        return list(dict.fromkeys(self._elements[number] for number in order[:200]))[:3]


def _grams(text: str, tag: str = "") -> Counter[str]:
    marked = f"^{text}$"
    sizes = ((n, start) for n in (1, 2, 3) for start in range(len(marked) - n + 1))
    return Counter(tag + marked[start : start + n] for n, start in sizes)


def _document(label: Label) -> Counter[str]:
    grams: Counter[str] = _grams(label.text)
    for gram, count in _grams(label.section, "S").items():
        grams[gram] += count * SECTION_WEIGHT  # type: ignore[assignment]
    return grams


def _counts(
    documents: Sequence[Counter[str]], places: dict[str, int] | None = None
) -> np.typing.NDArray[np.float64]:
    places = places or {g: n for n, g in enumerate({g: 0 for d in documents for g in d})}
    matrix = np.zeros((len(documents), len(places)))
    for number, document in enumerate(documents):
        for gram, count in document.items():
            if gram in places:
                matrix[number, places[gram]] = count
    return matrix


def _unit(matrix: np.typing.NDArray[np.float64]) -> np.typing.NDArray[np.float64]:
    lengths: np.typing.NDArray[np.float64] = np.linalg.norm(matrix, axis=1, keepdims=True)
    return matrix / np.maximum(lengths, 1e-9)


def _print_speed(catalogue: Catalogue) -> None:
    started = perf_counter()
    matcher = Matcher(catalogue)
    learned = perf_counter() - started
    labels = [label for matter in catalogue.matters.values() for label in labels_of(matter)]
    matcher.suggest_all(labels)
    started = perf_counter()
    matcher.suggest_all(labels)
    seconds = perf_counter() - started
    print(f"learning {learned:.2f} s; {len(labels) / seconds:,.0f} labels/s")


if __name__ == "__main__":
    main()
