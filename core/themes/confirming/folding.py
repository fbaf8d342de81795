"""How the rounds of a theme stand: worked out from what was written down, and from nothing else.

Only an answer or a decision makes an element agreed to. Clocks write reminders and escalations,
which change no cell: silence never counts as a yes (law 13).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from core.themes.confirming.evidence import RoundEvidence
from core.themes.confirming.models import (
    AGREED,
    AnswerKind,
    CaseFinding,
    Cell,
    CellState,
    Element,
    ElementKind,
    FindingKind,
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
    for earlier_round in earlier:
        for cell, state in earlier_round.cells.items():
            element = earlier_round.element(cell.element)
            if state in AGREED and element:
                agreed[cell] = element.digest
            elif state is not CellState.SILENT:
                agreed.pop(cell, None)
        if earlier_round.phase is Phase.PUBLISHED:
            agreed.clear()
    return agreed


def _started(event: RoundEvent, earlier: list[Round]) -> Round:
    details = event.details
    elements = tuple(map(_element, details["elements"]))
    known = agreed_digests(earlier)
    cells = {
        cell: CellState.KEPT if known.get(cell) == element.digest else CellState.SILENT
        for element in elements
        for cell in (Cell(element.key, department) for department in element.departments)
    }
    return Round(
        number=len(earlier) + 1,
        revision=details["revision"],
        checksum=details["checksum"],
        started_at=event.at,
        designers=tuple(dict.fromkeys((event.by, *details["designers"]))),
        elements=elements,
        deadline=date.fromisoformat(details["deadline"]),
        reminders=tuple(map(date.fromisoformat, details["reminders"])),
        cells=cells,
        events=(event,),
        evidence=RoundEvidence.from_details(details.get("evidence")),
    )


def _element(details: Mapping[str, Any]) -> Element:
    kind, departments = ElementKind(details["kind"]), tuple(details["departments"])
    reasons = tuple(
        CaseFinding(FindingKind(reason["kind"]), reason["params"])
        for reason in details.get("reasons", ())
    )
    sides = details["present"], details["draft"]
    return Element(kind, details["place"], departments, *sides, reasons)


def _after(held_round: Round, event: RoundEvent) -> Round:
    found = replace(held_round, events=(*held_round.events, event), phase=_phase(held_round, event))
    said = _state(event)
    if said is None:
        return found
    changed = {
        cell: said for cell in cells_of(event) if _may_become(held_round.cells.get(cell), said)
    }
    return replace(found, cells={**held_round.cells, **changed})


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


def _phase(held_round: Round, event: RoundEvent) -> Phase:
    if event.action is RoundAction.AUDITED:
        return Phase.PASSED if event.details["passed"] else Phase.RETURNED
    return _ENDS.get(event.action, held_round.phase)
