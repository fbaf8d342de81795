"""May this person do this act today? Everything after the receipt asks here.

An agent may what they were authorised to, from the first day to the last, both included, and
nothing once it has ended; what they did before stays valid (民法典 162, 173). Nobody under eight
does anything by themselves; a minor above that may do what suits their age, the rest is their
guardian's (民法典 18 to 20, 22).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.agents.models import Authorisation, AuthorisationKind, CaseAct, EndedBy

ADULT_YEARS = 18
"""民法典 17."""
CAPABLE_YEARS = 8
"""From here on a minor may do some things by themselves (民法典 19, 20)."""
MINORS_OWN = frozenset({CaseAct.LOOK, CaseAct.SUPPLY, CaseAct.COLLECT})
"""What suits the age of a minor from eight on: the guardian has handed in and agreed (19)."""


class Refusal(StrEnum):
    """Why somebody may not do something."""

    ENDED = "ended"
    """Taken back, given up, or over for another reason."""
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    OUT_OF_SCOPE = "out_of_scope"
    OTHER_MATTER = "other_matter"
    MINOR = "minor"
    """A minor from eight on; this is done by the guardian."""
    CHILD = "child"
    """Under eight; everything is done by the guardian."""


@dataclass(frozen=True, slots=True)
class Representation:
    """An authorisation as it stands in a case.

    ``is_stated`` is false in cases of before, of whose agents nothing is known but who they are.
    ``entry`` is the sequence of the entry that named it, ``ended`` and ``ended_at`` say how and
    when it ended.
    """

    authorisation: Authorisation
    named_at: datetime
    entry: int = 1
    is_stated: bool = True
    ended: EndedBy | None = None
    ended_at: datetime | None = None

    def refusal(self, act: CaseAct, day: date, matters: Sequence[str] = ()) -> Refusal | None:
        """Return why the agent may not do an act on a day, if they may not."""
        said = self.authorisation
        if self.ended is not None:
            return Refusal.ENDED
        if said.is_before(day):
            return Refusal.NOT_YET
        if said.is_over(day):
            return Refusal.EXPIRED
        if not said.covers(act):
            return Refusal.OUT_OF_SCOPE
        return None if said.covers_matters(tuple(matters)) else Refusal.OTHER_MATTER

    def is_in_force(self, day: date) -> bool:
        """Say whether it holds on a day, in whatever it covers."""
        return self.refusal(CaseAct.LOOK, day) is None

    @property
    def is_open(self) -> bool:
        """Say whether nobody has ended it; its days may be over all the same."""
        return self.ended is None


@dataclass(frozen=True, slots=True)
class ActingPerson:
    """Whoever stands there: the agent of a representation, or one who acts for themselves.

    ``born`` is known of a person whose number tells it.
    """

    representation: Representation | None = None
    born: date | None = None

    @property
    def is_agent(self) -> bool:
        """Say whether they act for another."""
        return self.representation is not None


def refusal_of(
    person: ActingPerson, act: CaseAct, *, on: date, matters: Sequence[str] = ()
) -> Refusal | None:
    """Return why somebody may not do an act in some matters on a day; nothing if they may.

    Examples:
        >>> child = ActingPerson(born=date(2019, 3, 1))
        >>> refusal_of(child, CaseAct.LOOK, on=date(2027, 2, 28))
        <Refusal.CHILD: 'child'>
        >>> refusal_of(child, CaseAct.LOOK, on=date(2027, 3, 1)) is None
        True
        >>> refusal_of(child, CaseAct.WITHDRAW, on=date(2027, 3, 1))
        <Refusal.MINOR: 'minor'>
    """
    if person.representation is not None:
        return person.representation.refusal(act, on, matters)
    if person.born is None or not is_under(person.born, ADULT_YEARS, on):
        return None
    if is_under(person.born, CAPABLE_YEARS, on):
        return Refusal.CHILD
    return None if act in MINORS_OWN else Refusal.MINOR


def is_under(born: date, years: int, day: date) -> bool:
    """Say whether somebody has not reached an age; on the birthday they have.

    Examples:
        >>> is_under(date(2008, 2, 29), 18, date(2026, 2, 28))
        True
        >>> is_under(date(2008, 2, 29), 18, date(2026, 3, 1))
        False
    """
    reached = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return reached < years


def last_day_as_minor(born: date) -> date:
    """Return the day before somebody comes of age: until then a guardian acts for them.

    Examples:
        >>> last_day_as_minor(date(2010, 5, 2)), last_day_as_minor(date(2008, 2, 29))
        (datetime.date(2028, 5, 1), datetime.date(2026, 2, 28))
    """
    year = born.year + ADULT_YEARS
    try:
        birthday = born.replace(year=year)
    except ValueError:  # the 29th of February
        birthday = date(year, 3, 1)
    return date.fromordinal(birthday.toordinal() - 1)


def is_for_minor(authorisation: Authorisation | None) -> bool:
    """Say whether an authorisation is that of a guardian."""
    return authorisation is not None and authorisation.kind == AuthorisationKind.GUARDIAN
