"""The list of visits (勘验安排表) that an office takes along: when, where, who comes."""

from dataclasses import dataclass, field
from datetime import date

from core.handouts.models import (
    Handout,
    HandoutCell,
    HandoutColumn,
    HandoutHeading,
    HandoutParagraph,
    HandoutPart,
    HandoutTable,
)
from core.i18n import translate
from core.review.joint_visits import SiteVisit, VisitOpinion

_COLUMNS = {"time": 2, "place": 6, "case": 5, "parties": 9}


@dataclass(frozen=True, slots=True)
class VisitParty:
    """A matter that takes part in a visit, by the names of it and of its office."""

    matter_name: str
    department_name: str
    opinion: VisitOpinion


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One visit with the case that it belongs to."""

    case_number: str
    theme_name: str
    applicant_name: str = field(repr=False)
    visit: SiteVisit
    parties: tuple[VisitParty, ...]

    @property
    def day(self) -> date:
        """Return the day of the visit."""
        return self.visit.day

    @property
    def is_open(self) -> bool:
        """Say whether an own opinion is missing."""
        return self.visit.is_open

    @property
    def order(self) -> tuple[date, str, str]:
        """Return by what the list is ordered."""
        return (self.visit.day, self.visit.time, self.case_number)


@dataclass(frozen=True, slots=True)
class VisitBrief:
    """What the list is written from; without a ``day`` it is of all days."""

    lines: tuple[VisitLine, ...]
    day: date | None
    written_on: date
    locale: str

    def say(self, key: str, **params: object) -> str:
        """Return a message in the reader's language."""
        return translate(f"inspections.{key}", self.locale, **params)


def visit_list(brief: VisitBrief) -> Handout:
    """Return the list as a document, a table for each day."""
    parts: list[HandoutPart] = [HandoutParagraph(brief.say("why"))]
    for day in dict.fromkeys(line.day for line in brief.lines):
        parts += [HandoutHeading(day.isoformat()), _table(brief, day)]
    if not brief.lines:
        parts.append(HandoutParagraph(brief.say("none")))
    return Handout(
        title=brief.say("title"),
        about=(brief.day or brief.written_on).isoformat(),
        parts=tuple(parts),
        is_wide=True,
        locale=brief.locale,
    )


def _table(brief: VisitBrief, day: date) -> HandoutTable:
    columns = tuple(
        HandoutColumn(brief.say(f"column.{name}"), share) for name, share in _COLUMNS.items()
    )
    return HandoutTable(
        columns, tuple(_cells(line, brief) for line in brief.lines if line.day == day)
    )


def _cells(line: VisitLine, brief: VisitBrief) -> tuple[HandoutCell, ...]:
    parties = "；".join(
        brief.say(
            "party",
            department=party.department_name,
            matter=party.matter_name,
            opinion=brief.say(f"opinion.{party.opinion}"),
        )
        for party in line.parties
    )
    return (
        line.visit.time or "–",
        line.visit.place or "–",
        f"{line.case_number} {line.applicant_name}",
        parties,
    )
