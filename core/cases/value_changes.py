"""What entries of a form say since they were put right: on the spot, or at a notice.

What was handed in stays as it was sealed; an entry of the history says what an entry of the form
says now. Whoever makes a form of a case reads the case as it is now.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from core.cases.models import Case, Event
from core.cases.review_actions import ReviewAction

_CHANGING = frozenset(
    {ReviewAction.CORRECTED, ReviewAction.CORRECTED_ELSEWHERE, ReviewAction.CORRECTED_ON_SPOT}
)


@dataclass(frozen=True, slots=True)
class ValueChange:
    """What an entry said and says now; ``place`` is ``element@subject``. Empty is ``None``."""

    place: str
    before: Any = field(repr=False)
    after: Any = field(repr=False)

    def as_details(self) -> dict[str, Any]:
        """Return it as the history has it."""
        return {"place": self.place, "before": self.before, "after": self.after}


def said_of_change(before: Any, after: Any) -> Iterator[str]:
    """Yield what a change says, row by row where a table has as many as before.

    Examples:
        >>> list(said_of_change(["甲", "乙"], ["甲", "丙"]))
        ['2: 乙 → 丙']
        >>> list(said_of_change(None, "丙"))
        ['— → 丙']
    """
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        rows = enumerate(zip(before, after, strict=True), start=1)
        yield from (f"{row}: {old or '—'} → {new or '—'}" for row, (old, new) in rows if old != new)
    else:
        yield f"{before or '—'} → {after or '—'}"


def value_changes(history: Iterable[Event]) -> tuple[ValueChange, ...]:
    """Return every change that was made, in order; one for each form it stands on."""
    return tuple(
        ValueChange(change["place"], change["before"], change["after"])
        for event in history
        if event.action in _CHANGING
        for change in event.details.get("changes", ())
    )


def current_case(case: Case) -> Case:
    """Return a case as it is now: with what was put right since it was received."""
    changes = value_changes(case.history)
    if not changes:
        return case
    values, name = dict(case.application.values), case.applicant_name
    for change in changes:
        values[change.place] = change.after
        name = change.after if change.before == name and change.after else name
    kept = {place: value for place, value in values.items() if value is not None}
    return replace(
        case, application=replace(case.application, values=kept), applicant_name=str(name)
    )
