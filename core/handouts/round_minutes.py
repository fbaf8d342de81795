"""Minutes of a round (征求意见汇总表): who said what, with reasons, conflicts and dates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.handouts.models import (
    Handout,
    HandoutCell,
    HandoutColumn,
    HandoutHeading,
    HandoutParagraph,
    HandoutPart,
    HandoutTable,
)
from core.handouts.wording import lines
from core.i18n import listed, translate
from core.themes.confirming.models import (
    AGREED,
    Cell,
    CellState,
    Element,
    Round,
    RoundAction,
    RoundEvent,
)
from core.themes.confirming.words import ElementWords
from core.working_days import ZONE

_ON_THE_WAY = (
    RoundAction.STARTED,
    RoundAction.REMINDED,
    RoundAction.ESCALATED,
    RoundAction.WITHDRAWN,
    RoundAction.AUDITED,
    RoundAction.PUBLISHED,
)
_AGAINST = frozenset({CellState.REFUSED})


@dataclass(frozen=True)
class RoundTold:
    """What minutes are written from: a round, its elements in words, and everybody's names."""

    code: str
    name: str
    round: Round
    words: Mapping[str, ElementWords]
    departments: Mapping[str, str]
    members: Mapping[str, str]
    told_on: date
    locale: str

    def say(self, key: str, **params: object) -> str:
        """Return a message in the reader's language."""
        return translate(key, self.locale, **params)

    def department(self, code: str) -> str:
        """Return what a department is called."""
        return self.departments.get(code, code)

    def columns(self, **shares: int) -> tuple[HandoutColumn, ...]:
        """Return columns by the names of their messages."""
        return tuple(
            HandoutColumn(self.say(f"handout.column.{name}"), share)
            for name, share in shares.items()
        )


def minutes_of(told: RoundTold) -> Handout:
    """Return the minutes of a round."""
    found = told.round
    about = told.say(
        "handout.round.about",
        code=told.code,
        revision=found.revision,
        started=_moment(found.started_at),
        deadline=found.deadline.isoformat(),
        day=told.told_on.isoformat(),
    )
    sections: tuple[tuple[str, Callable[[RoundTold], HandoutTable]], ...] = (
        ("departments", _departments),
        ("conflicts", _conflicts),
        ("opinions", _opinions),
        ("way", _way),
    )
    parts: list[HandoutPart] = [HandoutParagraph(_summary(told))]
    for name, write in sections:
        table = write(told)
        if table.rows:
            parts += [HandoutHeading(told.say(f"handout.round.{name}", n=len(table.rows))), table]
    title = told.say("handout.round.title", theme=told.name, n=found.number)
    return Handout(title, about, tuple(parts), is_wide=True, locale=told.locale)


def _summary(told: RoundTold) -> str:
    states = list(told.round.cells.values())
    return told.say(
        "handout.round.summary",
        phase=told.say(f"designer.rounds.phase.{told.round.phase}"),
        elements=len(told.round.elements),
        departments=len(told.round.departments),
        all=len(states),
        agreed=sum(state in AGREED for state in states),
        refused=states.count(CellState.REFUSED),
        silent=states.count(CellState.SILENT),
    )


def _departments(told: RoundTold) -> HandoutTable:
    rows = []
    for code in told.round.departments:
        states = [state for cell, state in told.round.cells.items() if cell.department == code]
        agreed = sum(state in AGREED for state in states)
        silent, refused = states.count(CellState.SILENT), states.count(CellState.REFUSED)
        others = len(states) - agreed - silent - refused
        rows.append((told.department(code), len(states), agreed, refused, others, silent))
    heads = told.columns(department=8, asked=3, agreed=3, refused=3, others=3, silent=3)
    return HandoutTable(heads, tuple(rows))


def _conflicts(told: RoundTold) -> HandoutTable:
    """Return what some department refuses, with what the others say beside it."""
    rows = []
    for element in told.round.elements:
        cells = [cell for cell in told.round.cells if cell.element == element.key]
        against = [cell for cell in cells if told.round.cells[cell] in _AGAINST]
        if against:
            beside = [cell for cell in cells if cell not in against]
            rows.append(
                (
                    told.words[element.key].title,
                    lines(_stand(cell, told) for cell in against),
                    lines(_stand(cell, told) for cell in beside) or "—",
                )
            )
    return HandoutTable(told.columns(element=6, against=12, beside=8), tuple(rows))


def _stand(cell: Cell, told: RoundTold) -> str:
    """Return where a department stands, with its last words."""
    state = told.say(f"designer.rounds.state.{told.round.cells[cell]}")
    said = [_words(event, told) for event in told.round.about(cell)]
    words = next((text for text in reversed(said) if text), "")
    stand = told.say(
        "handout.round.stand", department=told.department(cell.department), state=state
    )
    return f"{stand}　{words}" if words else stand


def _opinions(told: RoundTold) -> HandoutTable:
    rows: list[tuple[HandoutCell, ...]] = [
        (number, *_opinion(element, cell, told))
        for number, (element, cell) in enumerate(_cells(told.round), start=1)
    ]
    heads = told.columns(
        number=2, element=6, about_element=4, present=6, draft=6, department=4, answer=3, said=12
    )
    return HandoutTable(heads, tuple(rows))


def _cells(found: Round) -> list[tuple[Element, Cell]]:
    return [
        (element, cell)
        for element in found.elements
        for cell in found.cells
        if cell.element == element.key
    ]


def _opinion(element: Element, cell: Cell, told: RoundTold) -> tuple[str, ...]:
    words, state = told.words[element.key], told.round.cells[cell]
    return (
        words.title,
        words.about,
        words.present,
        words.draft,
        told.department(cell.department),
        told.say(f"designer.rounds.state.{state}"),
        lines(_said(event, told) for event in told.round.about(cell)),
    )


def _said(event: RoundEvent, told: RoundTold) -> str:
    verdict = event.details.get("verdict", event.action)
    what = told.say(f"designer.rounds.verdict.{verdict}")
    head = f"{_moment(event.at)} {_member(event, told)} {what}"
    words = _words(event, told)
    return f"{head}：{words}" if words else head


def _words(event: RoundEvent, told: RoundTold) -> str:
    details = event.details
    parts = [str(details.get("words", ""))]
    parts += [
        f"{told.say(f'designer.rounds.{name}')} {details[name]}"
        for name in ("basis", "wish", "superior")
        if details.get(name)
    ]
    return listed([part for part in parts if part], told.locale)


def _way(told: RoundTold) -> HandoutTable:
    rows = [
        (
            _moment(event.at),
            told.say(f"designer.rounds.way.{event.action}"),
            _member(event, told),
            str(event.details.get("words", "")),
        )
        for event in told.round.events
        if event.action in _ON_THE_WAY
    ]
    return HandoutTable(told.columns(moment=4, step=4, who=4, words=14), tuple(rows))


def _member(event: RoundEvent, told: RoundTold) -> str:
    return told.members.get(event.by, event.by)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}"
