"""What labels are compared with: those of the catalogue, and the names of its elements."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import COMMITMENT_PREFIX, Column, FieldSpec, Matter
from core.catalogue.suggesting.labels import Label, Wording, wording_of

MOST_KNOWN = 4_000
"""Learning takes the cube of this; of a larger catalogue every n-th label is enough."""


@dataclass(frozen=True, slots=True)
class Known:
    """A label of the catalogue, or the name of an element, and what it asks for."""

    text: str
    element: str
    subject: str | None = None
    section: str = ""
    department: str = ""
    form: str = ""
    about: tuple[str, ...] = ()

    @property
    def is_name(self) -> bool:
        """Say whether this is the name of an element and stands on no form."""
        return not self.form


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A line of a form that is to be read: its label, and where it stands."""

    text: str
    section: str = ""
    department: str = ""
    form: str = ""


def known_labels(catalogue: Catalogue, leave_out: frozenset[str]) -> list[Known]:
    """Return the labels of all matters but those left out, each with what it asks for."""
    return [
        Known(
            entry.label,
            entry.element,
            _subject_of(entry),
            section_of(field, entry),
            matter.department,
            matter.code,
        )
        for matter in catalogue.matters.values()
        if matter.code not in leave_out
        for _, field, entry in matter.entries()
        if entry.element is not None
    ]


def known_names(catalogue: Catalogue) -> Iterator[Known]:
    """Yield the names of the elements, with words for what they describe."""
    for element in catalogue.elements.values():
        subject = catalogue.subjects.get(element.describes)
        about = (subject.name if subject else "", element.name, element.group)
        yield Known(element.name, element.id, about=about)


def thinned(known: Sequence[Known]) -> list[Known]:
    """Return few enough labels to learn from, the same wording in the same section once."""
    if len(known) <= MOST_KNOWN:
        return list(known)
    once = {
        (wording_of(label.text), label.section, label.element, label.subject): label
        for label in known
    }
    kept = list(once.values())
    step = max(1, -(-len(kept) // MOST_KNOWN))
    return kept[::step]


def section_of(field: FieldSpec, entry: Column) -> str:
    """Return the section of an entry; a column stands in the section of its table."""
    return entry.section or field.section or (field.label if entry is not field else "")


def labels_of(matter: Matter) -> list[Label]:
    """Return the labels of a matter's form, line by line."""
    return [
        Label(entry.label, section_of(field, entry), matter.code, matter.department)
        for _, field, entry in matter.entries()
    ]


def _subject_of(entry: Column) -> str | None:
    """Return the subject; what a matter has declared is about that matter alone."""
    is_declared = (entry.subject or "").startswith(COMMITMENT_PREFIX)
    return COMMITMENT_PREFIX if is_declared else entry.subject


class Wordings:
    """Every wording of the catalogue, with what it asks for, form by form."""

    def __init__(self, known: Sequence[Known]) -> None:
        self._known: dict[Wording, list[Known]] = {}
        for label in known:
            self._known.setdefault(wording_of(label.text), []).append(label)

    def same_as(self, label: Label) -> list[Known]:
        """Return the labels of the catalogue that are worded alike, numbering aside."""
        return self._known.get(wording_of(label.text), [])

    def agreement(self, label: Label, element: str) -> float:
        """Return the share of labels worded the same that ask for this element; 1 if none is.

        Labels in a section of the same name come first: there the word has its meaning.
        """
        same = self.same_as(label)
        beside = [alike for alike in same if label.section and alike.section == label.section]
        seen = beside or same
        return sum(alike.element == element for alike in seen) / len(seen) if seen else 1.0

    def own(self, label: Label) -> tuple[str, str] | None:
        """Return what a label asks for on its own form, if the catalogue has that form."""
        own = [
            alike for alike in self.same_as(label) if label.matter and alike.form == label.matter
        ]
        beside = [alike for alike in own if alike.section == label.section]
        return _agreed(beside or own)

    def customary(self, label: Label) -> tuple[str, str] | None:
        """Return what a label asks for wherever it stands, if that is beyond habit.

        Three forms of two departments agree and none disagrees: two offices may share a habit
        (单位地址) that a third one does not.
        """
        same = self.same_as(label)
        forms, departments = {alike.form for alike in same}, {alike.department for alike in same}
        return _agreed(same) if len(forms) >= 3 and len(departments) >= 2 else None


def _agreed(same: Sequence[Known]) -> tuple[str, str] | None:
    pairs = {(alike.element, alike.subject) for alike in same}
    if len(pairs) != 1:
        return None
    element, subject = pairs.pop()
    return None if subject is None or subject == COMMITMENT_PREFIX else (element, subject)
