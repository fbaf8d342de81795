"""How the rounds of a theme stand: worked out from what was written down, and from nothing else.

Only an answer or a decision makes an element agreed to. Clocks write reminders and escalations,
which change no cell: silence never counts as a yes (law 13).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from core.themes.confirming.models import (
    AGREED,
    AnswerKind,
    Cell,
    CellState,
    Element,
    ElementKind,
    Phase,
    Round,
    RoundAction,
    RoundEvent,
    cells_of,
)

_SAID: Mapping[AnswerKind, CellState] = MappingProxyType(
    {
        AnswerKind.ACCEPT: CellState.ACCEPTED,
        AnswerKind.REFUSE: CellState.REFUSED,
        AnswerKind.COMMENT: CellState.COMMENTED,
        AnswerKind.ASK: CellState.ASKED,
    }
)
_ENDS: Mapping[RoundAction, Phase] = MappingProxyType(
    {RoundAction.WITHDRAWN: Phase.WITHDRAWN, RoundAction.PUBLISHED: Phase.PUBLISHED}
)


def latest_round(events: Iterable[RoundEvent]) -> Round | None:
    """Return the newest round of a theme, if there ever was one."""
    found = rounds_of(events)
    return found[-1] if found else None


def rounds_of(events: Iterable[RoundEvent]) -> tuple[Round, ...]:
    """Return every round of a theme, the oldest first."""
    found: list[Round] = []
    for event in events:
        if event.action is RoundAction.STARTED:
            found.append(_started(event, found))
        elif found:
            found[-1] = _after(found[-1], event)
    return tuple(found)


def agreed_digests(earlier: Iterable[Round]) -> Mapping[Cell, str]:
    """Return what each department last agreed to since the last version: bound to what it said.

    A later refusal or question takes it back; so does a version, which begins anew.
    """
    agreed: dict[Cell, str] = {}
    for one in earlier:
        for cell, state in one.cells.items():
            element = one.element(cell.element)
            if state in AGREED and element:
                agreed[cell] = element.digest
            elif state is not CellState.SILENT:
                agreed.pop(cell, None)
        if one.phase is Phase.PUBLISHED:
            agreed.clear()
    return agreed


def _started(event: RoundEvent, earlier: list[Round]) -> Round:
    told = event.details
    elements = tuple(map(_element, told["elements"]))
    known = agreed_digests(earlier)
    cells = {
        cell: CellState.KEPT if known.get(cell) == element.digest else CellState.SILENT
        for element in elements
        for cell in (Cell(element.key, department) for department in element.departments)
    }
    return Round(
        number=len(earlier) + 1,
        revision=told["revision"],
        checksum=told["checksum"],
        started_at=event.at,
        designers=tuple(dict.fromkeys((event.by, *told["designers"]))),
        elements=elements,
        deadline=date.fromisoformat(told["deadline"]),
        reminders=tuple(map(date.fromisoformat, told["reminders"])),
        cells=cells,
        events=(event,),
    )


def _element(told: Mapping[str, Any]) -> Element:
    kind, departments = ElementKind(told["kind"]), tuple(told["departments"])
    return Element(kind, told["place"], departments, told["present"], told["draft"])


def _after(one: Round, event: RoundEvent) -> Round:
    found = replace(one, events=(*one.events, event), phase=_phase(one, event))
    said = _state(event)
    if said is None:
        return found
    changed = {cell: said for cell in cells_of(event) if _may_become(one.cells.get(cell), said)}
    return replace(found, cells={**one.cells, **changed})


def _may_become(state: CellState | None, said: CellState) -> bool:
    """Say whether a cell takes a state: a reply settles no refusal and takes back no yes."""
    if said is CellState.REPLIED:
        return state in {CellState.ASKED, CellState.COMMENTED}
    return state is not None


def _state(event: RoundEvent) -> CellState | None:
    """Return what an event makes of its cells; what a clock writes makes nothing of any."""
    if event.action is RoundAction.ANSWERED:
        return _SAID[AnswerKind(event.details["verdict"])]
    if event.action is RoundAction.REPLIED:
        return CellState.REPLIED
    if event.action is RoundAction.DECIDED:
        return CellState.DECIDED
    return None


def _phase(one: Round, event: RoundEvent) -> Phase:
    if event.action is RoundAction.AUDITED:
        return Phase.PASSED if event.details["passed"] else Phase.RETURNED
    return _ENDS.get(event.action, one.phase)
