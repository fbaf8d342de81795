"""Are confident suggestions right, and is nothing suggested where nothing fits?

Each department is left out in turn: its matters, and the elements that it alone uses, so that
every label that asks for one of those has nothing that fits. The limits for a department are
chosen from what the others show, never from itself; at the end stand the limits that all show
together, beside those that are shipped.
``python -m benchmarks.precision [DIR]`` reads another catalogue directory.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from benchmarks.misspelling import misspelt
from core.catalogue.catalogue import Catalogue
from core.catalogue.packages import read_package
from core.catalogue.suggesting.certainty import SHOWN_FROM, SURE_FROM
from core.catalogue.suggesting.known_labels import labels_of
from core.catalogue.suggesting.matching import Matcher, Suggestion

CATALOGUE = Path(__file__).parents[1] / "assets" / "catalogue"
LIMITS = tuple(step / 20 for step in range(10, 20))
PRECISION, SILENCE = 0.97, 0.96
"""What the limits are chosen for; a little more than the 0.95 that is asked of them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One label: what was suggested first, and whether that is right."""

    department: str
    is_messy: bool
    fits: bool
    score: float = 0.0
    element_score: float = 0.0
    element_right: bool = False
    both_right: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on a suggestion is shown, and from where on it is sure."""

    shown: float
    sure: float


Kept = Callable[[Answer], bool]


def main() -> None:
    """Print what holds for departments that nobody has seen."""
    directory = Path(sys.argv[1]) if len(sys.argv) > 1 else CATALOGUE
    answers = list(_answers(read_package(directory).catalogue))
    for messy in (False, True):
        kind = "as other offices may write them" if messy else "as the forms write them"
        _print(kind, [answer for answer in answers if answer.is_messy is messy], answers)
    print(f"limits that all departments show: {_calibrated(answers)}")
    print(f"limits as shipped: {Limits(SHOWN_FROM, SURE_FROM)}")


def _answers(catalogue: Catalogue) -> Iterator[Answer]:
    used: dict[str, set[str]] = {}
    for matter in catalogue.matters.values():
        for _, _, entry in matter.entries():
            used.setdefault(entry.element or "", set()).add(matter.department)
    for department in sorted(set().union(*used.values())):
        own = {e for e, departments in used.items() if departments == {department}}
        yield from _answers_of(catalogue, department, frozenset(own))


def _answers_of(catalogue: Catalogue, department: str, own: frozenset[str]) -> Iterator[Answer]:
    """Yield an answer for each label of a department, from what the other ones know."""
    forms = [m for m in catalogue.matters.values() if m.department == department]
    others = {c: m for c, m in catalogue.matters.items() if m.department != department}
    elements = {code: element for code, element in catalogue.elements.items() if code not in own}
    matcher = Matcher(replace(catalogue, matters=others, elements=elements))
    chance = Random(department)
    for matter in forms:
        entries = [entry for _, _, entry in matter.entries()]
        labels = labels_of(matter)
        messy = [replace(label, text=misspelt(label.text, chance)) for label in labels]
        for is_messy, asked in ((False, labels), (True, messy)):
            for entry, found in zip(entries, matcher.suggest_all(asked), strict=True):
                if entry.element and entry.subject:
                    truth = entry.element, entry.subject, entry.element not in own
                    yield _judged(department, found, truth, is_messy=is_messy)


def _judged(
    department: str,
    suggestions: Sequence[Suggestion],
    truth: tuple[str, str, bool],
    *,
    is_messy: bool,
) -> Answer:
    element, subject, fits = truth
    if not suggestions:
        return Answer(department, is_messy, fits)
    first = suggestions[0]
    right = first.element == element
    score = first.score if first.subject is not None else 0.0
    both = right and first.subject == subject
    return Answer(department, is_messy, fits, score, first.of_element, right, both)


def _calibrated(answers: Sequence[Answer]) -> Limits:
    """Return the lowest limits that hold what is wanted, over all of some answers."""
    shown = next(limit for limit in LIMITS if _is_good_to_show(answers, limit))
    for limit in LIMITS:
        sure = [answer for answer in answers if _is_sure(answer, Limits(shown, limit))]
        if limit >= shown and _share(sure, lambda answer: answer.both_right) >= PRECISION:
            return Limits(shown, limit)
    raise RuntimeError("No limit is good enough")


def _is_good_to_show(answers: Sequence[Answer], limit: float) -> bool:
    shown = [answer for answer in answers if answer.element_score >= limit]
    unfit = [answer for answer in answers if not answer.fits]
    is_silent = _share(unfit, lambda answer: answer.element_score < limit) >= SILENCE
    return is_silent and _share(shown, lambda answer: answer.element_right) >= PRECISION


def _is_sure(answer: Answer, limits: Limits) -> bool:
    return answer.score >= limits.sure and answer.element_score >= limits.shown


def _share(answers: Sequence[Answer], holds: Kept) -> float:
    return sum(map(holds, answers)) / len(answers) if answers else 1.0


def _print(kind: str, answers: Sequence[Answer], every: Sequence[Answer]) -> None:
    """Print the shares of some answers, each judged by limits that others gave."""
    limits = {
        department: _calibrated([a for a in every if a.department != department])
        for department in {answer.department for answer in answers}
    }
    shown = [a for a in answers if a.element_score >= limits[a.department].shown]
    sure = [a for a in answers if _is_sure(a, limits[a.department])]
    unfit = [answer for answer in answers if not answer.fits]
    loud = [answer for answer in shown if not answer.fits]
    fitting = len(answers) - len(unfit)
    print(f"{len(answers)} labels {kind}, {len(unfit)} of which nothing fits")
    print(
        f"  sure   {len(sure)}, element and subject right {_share(sure, _both_right):.3f},"
        f" of what fits {len(sure) / fitting:.2f}"
    )
    print(
        f"  shown  {len(shown)}, element right {_share(shown, _element_right):.3f},"
        f" of what fits {(len(shown) - len(loud)) / fitting:.2f}"
    )
    print(f"  silent where nothing fits {1 - len(loud) / len(unfit):.3f}\n")


def _element_right(answer: Answer) -> bool:
    return answer.element_right


def _both_right(answer: Answer) -> bool:
    return answer.both_right


if __name__ == "__main__":
    main()
