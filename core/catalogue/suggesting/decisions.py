"""What a person decides about the fields of an import, row by row; every change is a new value.

Nothing is learned from a decision but what is saved with the matter: what is taken back here, or
changed in the library later, is not suggested any more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from core.catalogue.suggesting.certainty import Certainty, certainty_of
from core.catalogue.suggesting.matching import Suggestion


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A field that waits for a person, and what it might be, best first."""

    ref: str
    label: str
    section: str
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def certainty(self) -> Certainty:
        """Return how far the first suggestion may be trusted."""
        return certainty_of(self.suggestions)


@dataclass(frozen=True, slots=True)
class FieldDecision:
    """What was said of a field so far; ``office_use``: the office fills it in, nobody is asked."""

    element: str | None = None
    subject: str | None = None
    office_use: bool = False

    @property
    def is_whole(self) -> bool:
        """Say whether nothing is left to say."""
        return self.office_use or (self.element is not None and self.subject is not None)


Decisions = Mapping[str, FieldDecision]
UNDECIDED = FieldDecision()


def confirm(decisions: Decisions, rows: Iterable[ImportRow]) -> Decisions:
    """Take the first suggestion of each row that is no guess; what was decided stays.

    Whom it is about stays open where nothing tells.

    Examples:
        >>> row = ImportRow("M.F01", "姓名", "", (Suggestion("per.name", None, 0.9),))
        >>> confirm({}, [row])["M.F01"].is_whole
        False
        >>> whose(confirm({}, [row]), [row], "principal")["M.F01"].is_whole
        True
        >>> confirm({}, [ImportRow("M.F01", "姓名", "", (Suggestion("per.name", None, 0.4),))])
        {}
    """
    taken = {
        row.ref: _taken(decisions, row, 0)
        for row in undecided(decisions, rows)
        if row.certainty is not Certainty.NOTHING
    }
    return {**decisions, **taken}


def choose(decisions: Decisions, row: ImportRow, place: int) -> Decisions:
    """Take another suggestion of a row; nothing changes if there is none at that place."""
    if place >= len(row.suggestions):
        return decisions
    return {**decisions, row.ref: _taken(decisions, row, place)}


def choose_element(decisions: Decisions, row: ImportRow, element: str) -> Decisions:
    """Say that a row asks for an element that was not suggested."""
    before = decisions.get(row.ref, UNDECIDED)
    suggested = next((s.subject for s in row.suggestions if s.element == element), None)
    return {**decisions, row.ref: FieldDecision(element, before.subject or suggested)}


def whose(decisions: Decisions, rows: Iterable[ImportRow], subject: str) -> Decisions:
    """Say whom rows are about; what the office fills in stays so."""
    said = {
        row.ref: replace(decisions.get(row.ref, UNDECIDED), subject=subject)
        for row in rows
        if not decisions.get(row.ref, UNDECIDED).office_use
    }
    return {**decisions, **said}


def with_whose_open(
    decisions: Decisions, rows: Iterable[ImportRow], section: str
) -> tuple[ImportRow, ...]:
    """Return the rows of a section of which nothing tells whom they are about."""
    return tuple(
        row for row in rows if row.section == section and _subject_of(decisions, row) is None
    )


def leave_to_office(decisions: Decisions, rows: Iterable[ImportRow]) -> Decisions:
    """Say that the office fills in some rows itself, so that no applicant is asked."""
    return {**decisions, **{row.ref: FieldDecision(office_use=True) for row in rows}}


def take_back(decisions: Decisions, rows: Iterable[ImportRow]) -> Decisions:
    """Say nothing of some rows any more."""
    gone = {row.ref for row in rows}
    return {ref: decision for ref, decision in decisions.items() if ref not in gone}


def undecided(decisions: Decisions, rows: Iterable[ImportRow]) -> tuple[ImportRow, ...]:
    """Return the rows about which something is left to say."""
    return tuple(row for row in rows if not decisions.get(row.ref, UNDECIDED).is_whole)


def sure_rows(decisions: Decisions, rows: Iterable[ImportRow]) -> tuple[ImportRow, ...]:
    """Return the rows that may be confirmed together and are not yet."""
    return tuple(row for row in undecided(decisions, rows) if row.certainty is Certainty.SURE)


def _taken(decisions: Decisions, row: ImportRow, place: int) -> FieldDecision:
    suggestion = row.suggestions[place]
    said = decisions.get(row.ref, UNDECIDED).subject
    return FieldDecision(suggestion.element, said or suggestion.subject)


def _subject_of(decisions: Decisions, row: ImportRow) -> str | None:
    decision = decisions.get(row.ref, UNDECIDED)
    suggested = row.suggestions[0].subject if row.suggestions else None
    return "" if decision.office_use else decision.subject or suggested
