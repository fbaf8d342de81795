"""Minutes of a round (征求意见汇总表): who said what, with reasons, conflicts and dates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.handouts.evidence_tables import figure_table, source_table
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


def minutes_of(brief: RoundTold) -> Handout:
    """Return the minutes of a round."""
    found = brief.round
    about = brief.say(
        "handout.round.about",
        code=brief.code,
        revision=found.revision,
        started=_moment(found.started_at),
        deadline=found.deadline.isoformat(),
        day=brief.told_on.isoformat(),
    )
    sections: tuple[tuple[str, Callable[[RoundTold], HandoutTable]], ...] = (
        ("departments", _departments),
        ("conflicts", _conflicts),
        ("opinions", _opinions),
        ("way", _way),
    )
    parts: list[HandoutPart] = [HandoutParagraph(_summary(brief))]
    for name, write in sections:
        table = write(brief)
        if table.rows:
            parts += [HandoutHeading(brief.say(f"handout.round.{name}", n=len(table.rows))), table]
    parts += _evidence(brief)
    title = brief.say("handout.round.title", theme=brief.name, n=found.number)
    return Handout(title, about, tuple(parts), is_wide=True, locale=brief.locale)


def _summary(brief: RoundTold) -> str:
    states = list(brief.round.cells.values())
    return brief.say(
        "handout.round.summary",
        phase=brief.say(f"designer.rounds.phase.{brief.round.phase}"),
        elements=len(brief.round.elements),
        departments=len(brief.round.departments),
        all=len(states),
        agreed=sum(state in AGREED for state in states),
        refused=states.count(CellState.REFUSED),
        silent=states.count(CellState.SILENT),
    )


def _evidence(brief: RoundTold) -> list[HandoutPart]:
    """Return what the reasons of the round rest on, where it has reasons."""
    evidence = brief.round.evidence
    if evidence is None:
        return []
    return [
        HandoutHeading(brief.say("evidence.title")),
        HandoutParagraph(brief.say("evidence.why")),
        source_table(evidence, brief.say),
        figure_table(evidence, brief.say, brief.locale),
    ]


def _departments(brief: RoundTold) -> HandoutTable:
    rows = []
    for code in brief.round.departments:
        states = [state for cell, state in brief.round.cells.items() if cell.department == code]
        agreed = sum(state in AGREED for state in states)
        silent, refused = states.count(CellState.SILENT), states.count(CellState.REFUSED)
        others = len(states) - agreed - silent - refused
        rows.append((brief.department(code), len(states), agreed, refused, others, silent))
    heads = brief.columns(department=8, asked=3, agreed=3, refused=3, others=3, silent=3)
    return HandoutTable(heads, tuple(rows))


def _conflicts(brief: RoundTold) -> HandoutTable:
    """Return what some department refuses, with what the others say beside it."""
    rows = []
    for element in brief.round.elements:
        cells = [cell for cell in brief.round.cells if cell.element == element.key]
        against = [cell for cell in cells if brief.round.cells[cell] in _AGAINST]
        if against:
            beside = [cell for cell in cells if cell not in against]
            rows.append(
                (
                    brief.words[element.key].title,
                    lines(_stand(cell, brief) for cell in against),
                    lines(_stand(cell, brief) for cell in beside) or "—",
                )
            )
    return HandoutTable(brief.columns(element=6, against=12, beside=8), tuple(rows))


def _stand(cell: Cell, brief: RoundTold) -> str:
    """Return where a department stands, with its last words."""
    state = brief.say(f"designer.rounds.state.{brief.round.cells[cell]}")
    said = [_words(event, brief) for event in brief.round.about(cell)]
    words = next((text for text in reversed(said) if text), "")
    stand = brief.say(
        "handout.round.stand", department=brief.department(cell.department), state=state
    )
    return f"{stand}　{words}" if words else stand


def _opinions(brief: RoundTold) -> HandoutTable:
    rows: list[tuple[HandoutCell, ...]] = [
        (number, *_opinion(element, cell, brief))
        for number, (element, cell) in enumerate(_cells(brief.round), start=1)
    ]
    heads = brief.columns(
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


def _opinion(element: Element, cell: Cell, brief: RoundTold) -> tuple[str, ...]:
    words, state = brief.words[element.key], brief.round.cells[cell]
    return (
        words.title,
        lines([words.about, *words.reasons]),
        words.present,
        words.draft,
        brief.department(cell.department),
        brief.say(f"designer.rounds.state.{state}"),
        lines(_said(event, brief) for event in brief.round.about(cell)),
    )


def _said(event: RoundEvent, brief: RoundTold) -> str:
    verdict = event.details.get("verdict", event.action)
    what = brief.say(f"designer.rounds.verdict.{verdict}")
    head = f"{_moment(event.at)} {_member(event, brief)} {what}"
    words = _words(event, brief)
    return f"{head}：{words}" if words else head


def _words(event: RoundEvent, brief: RoundTold) -> str:
    details = event.details
    parts = [str(details.get("words", ""))]
    parts += [
        f"{brief.say(f'designer.rounds.{name}')} {details[name]}"
        for name in ("basis", "wish", "superior")
        if details.get(name)
    ]
    return listed([part for part in parts if part], brief.locale)


def _way(brief: RoundTold) -> HandoutTable:
    rows = [
        (
            _moment(event.at),
            brief.say(f"designer.rounds.way.{event.action}"),
            _member(event, brief),
            str(event.details.get("words", "")),
        )
        for event in brief.round.events
        if event.action in _ON_THE_WAY
    ]
    return HandoutTable(brief.columns(moment=4, step=4, who=4, words=14), tuple(rows))


def _member(event: RoundEvent, brief: RoundTold) -> str:
    return brief.members.get(event.by, event.by)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}"
