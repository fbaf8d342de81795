"""Materials that may come after acceptance (容缺): until which day, and what follows if not.

An acceptance with something owed names it, the day, and what happens afterwards: the matter is
ended. The applicant is reminded first. Nothing lapses before the working day after that reminder,
so that a worker that stood still for weeks ends nothing without a word.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from core.cases.models import Event
from core.working_days import WorkingCalendar, day_of

SUPPLIED = "supplied"
"""The entry that says that a material which was promised has come."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Deferral:
    """What an accepted matter is owed until a day. ``owed`` are materials (``document@subject``).

    Examples:
        >>> owing = Deferral(frozenset({"photo@principal"}), date(2026, 12, 3))
        >>> owing.without("photo@principal").is_open
        False
    """

    owed: frozenset[str]
    supply_by: date
    reminded_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Say whether something has not come yet."""
        return bool(self.owed)

    def without(self, place: str) -> "Deferral":
        """Return it after a material has come."""
        return replace(self, owed=self.owed - {place})

    def wakes_on(self, calendar: WorkingCalendar) -> date | None:
        """Return the day from which the clock reminds, or ends the matter; none if all is there.

        Examples:
            >>> from core.working_days import WEEKENDS_ONLY
            >>> monday = Deferral(frozenset({"photo@principal"}), date(2026, 12, 7))
            >>> monday.wakes_on(WEEKENDS_ONLY)
            datetime.date(2026, 12, 4)
            >>> replace(monday, reminded_on=date(2026, 12, 4)).wakes_on(WEEKENDS_ONLY)
            datetime.date(2026, 12, 8)
            >>> replace(monday, reminded_on=date(2026, 12, 18)).wakes_on(WEEKENDS_ONLY)
            datetime.date(2026, 12, 22)
        """
        if not self.is_open:
            return None
        if self.reminded_on is None:
            return _worked_before(self.supply_by, calendar)
        return max(self.supply_by, calendar.next_worked(self.reminded_on)) + _DAY


def owed_places(
    history: Iterable[Event], matter: str, kept_by_word: Collection[str]
) -> dict[str, int]:
    """Return what was promised to a matter and has not come, each with its working days.

    Args:
        history: Of the case; its first entry names the promises.
        matter: Whose they are.
        kept_by_word: Documents in the place of which a promise stands for good (告知承诺).
    """
    owed: dict[str, int] = {}
    for event in history:
        for promise in event.details.get("promised", ()) if event.sequence == 1 else ():
            code, place, days = promise.split(" ")
            if code == matter and place.partition("@")[0] not in kept_by_word:
                owed[place] = int(days)
        owed.pop(supplied_place(event), None)
    return owed


def supplied_place(event: Event) -> str:
    """Return which material came with an entry, if one did."""
    if event.action == SUPPLIED:
        return str(event.details.get("paper", ""))
    return str(event.details.get("place", "")) if event.details.get("digest") else ""


def deferral_details(
    owed: Mapping[str, int], on: date, calendar: WorkingCalendar
) -> dict[str, Any]:
    """Return what the entry of an acceptance says of what is owed; nothing if nothing is.

    The days run from the day on which the applicant is told of the acceptance.
    """
    if not owed:
        return {}
    supply_by = calendar.after(on, max(1, min(owed.values())))
    return {"owed": sorted(owed), "supply_by": supply_by.isoformat()}


def deferral_begun(details: Mapping[str, Any]) -> Deferral | None:
    """Return what an acceptance defers, as its entry says."""
    if not details.get("owed"):
        return None
    return Deferral(frozenset(details["owed"]), date.fromisoformat(details["supply_by"]))


def reminded(deferral: Deferral | None, event: Event) -> Deferral | None:
    """Return a deferral after the applicant was reminded of it."""
    return replace(deferral, reminded_on=day_of(event.at)) if deferral else None


def _worked_before(day: date, calendar: WorkingCalendar) -> date:
    """Return the last working day before a day."""
    day -= _DAY
    while not calendar.is_worked(day):
        day -= _DAY
    return day
