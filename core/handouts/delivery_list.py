"""What is handed over of a case (送达清单), with a line on which whoever takes it signs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from core.handouts.models import (
    Handout,
    HandoutColumn,
    HandoutHeading,
    HandoutParagraph,
    HandoutPart,
    HandoutTable,
)
from core.i18n import DEFAULT_LOCALE, translate
from core.review.handing_over import HandingOver

_COLUMNS = {"papers": 6, "matter": 6, "office": 4, "decided_on": 3}


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One matter on the list; with ``delivered_on`` it was handed over, as ``delivery`` says."""

    papers: tuple[str, ...]
    matter: str
    office: str
    decided_on: date | None
    delivered_on: date | None = None
    delivery: HandingOver | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class DeliveryBrief:
    """What the list is written from."""

    case_number: str
    theme_name: str
    applicant_name: str = field(repr=False)
    rows: tuple[DeliveryRow, ...]
    written_on: date
    locale: str = DEFAULT_LOCALE

    def say(self, key: str, **params: object) -> str:
        """Return a message of the list."""
        return translate(f"handout.delivery.{key}", self.locale, **params)


def delivery_list(brief: DeliveryBrief) -> Handout:
    """Return the list: what is to be signed for now, and what was handed over before."""
    return Handout(
        title=brief.say("title"),
        about=brief.say(
            "about",
            theme=brief.theme_name,
            number=brief.case_number,
            day=brief.written_on.isoformat(),
        ),
        parts=(
            HandoutParagraph(brief.say("applicant", name=brief.applicant_name)),
            *_to_sign(brief),
            *_handed_over(brief),
        ),
        locale=brief.locale,
    )


def _to_sign(brief: DeliveryBrief) -> Iterator[HandoutPart]:
    rows = tuple(_cells(row) for row in brief.rows if row.delivered_on is None)
    if rows:
        yield HandoutHeading(brief.say("now", n=len(rows)))
        yield HandoutTable(_columns(brief, _COLUMNS), rows)
        yield from (HandoutParagraph(brief.say(line)) for line in ("received", "signs", "window"))


def _handed_over(brief: DeliveryBrief) -> Iterator[HandoutPart]:
    rows = tuple(
        (*_cells(row)[:2], row.delivered_on.isoformat(), _how(row.delivery, brief))
        for row in brief.rows
        if row.delivered_on is not None
    )
    if rows:
        shares = {"papers": 6, "matter": 6, "delivered_on": 3, "how": 6}
        yield HandoutHeading(brief.say("before", n=len(rows)))
        yield HandoutTable(_columns(brief, shares), rows)


def _columns(brief: DeliveryBrief, shares: dict[str, int]) -> tuple[HandoutColumn, ...]:
    return tuple(HandoutColumn(brief.say(f"column.{name}"), of) for name, of in shares.items())


def _cells(row: DeliveryRow) -> tuple[str, str, str, str]:
    decided = row.decided_on.isoformat() if row.decided_on else ""
    return "\n".join(row.papers), row.matter, row.office, decided


def _how(said: HandingOver | None, brief: DeliveryBrief) -> str:
    """Return in which way it was handed over, to whom, and by which number it is found."""
    if said is None:
        return ""
    found = (said.name, said.authorisation, said.found_by)
    signed = brief.say(f"signed.{said.signed_on}") if said.is_at_counter else ""
    words = translate(f"designer.window.way.{said.way}", brief.locale)
    return " · ".join(filter(None, (words, *found, signed)))
