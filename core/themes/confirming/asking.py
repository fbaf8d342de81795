"""The steps of a round: what may be done now, and what is written down of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from core.characters import clean
from core.errors import RoundRefusedError
from core.themes.confirming.evidence import RoundEvidence
from core.themes.confirming.models import (
    AGREED,
    Answer,
    AnswerKind,
    Cell,
    CellState,
    Element,
    Phase,
    Round,
    RoundAction,
)
from core.working_days import WorkingCalendar, day_of

USUAL_DAYS = 5
"""Working days that departments are given where nothing else is said."""
FEWEST_DAYS, MOST_DAYS = 1, 60
MOST_WORDS = 2000
_NO_NAMES: Mapping[str, str] = MappingProxyType({})
_NEEDS_WORDS = frozenset({AnswerKind.REFUSE, AnswerKind.COMMENT, AnswerKind.ASK})

Details = Mapping[str, Any]


def start_round(
    elements: Sequence[Element],
    *,
    latest: Round | None,
    draft: Mapping[str, Any],
    working_days: int,
    at: datetime,
    calendar: WorkingCalendar,
    evidence: RoundEvidence | None = None,
) -> Details:
    """Return what is written down of a new round; it takes the place of one that is open.

    Args:
        elements: What is asked about.
        latest: The newest round.
        draft: ``revision``, ``checksum`` and ``designers`` of what is frozen.
        working_days: How long departments are given.
        at: When it begins.
        calendar: Which days are worked.
        evidence: What the reasons of the elements rest on.

    Raises:
        RoundRefusedError: If nothing is asked, the days make no sense, or the same is asked
            already.
    """
    if not any(element.departments for element in elements):
        raise RoundRefusedError("nothing")
    if not FEWEST_DAYS <= working_days <= MOST_DAYS:
        raise RoundRefusedError("days", least=FEWEST_DAYS, most=MOST_DAYS)
    if latest and latest.phase is Phase.OPEN and latest.checksum == draft["checksum"]:
        raise RoundRefusedError("running", number=latest.number)
    today = day_of(at)
    reminders = _reminders(today, working_days, calendar)
    return {
        **draft,
        "elements": [asdict(element) for element in elements if element.departments],
        "deadline": calendar.after(today, working_days).isoformat(),
        "reminders": [day.isoformat() for day in reminders],
        **({"evidence": evidence.as_details()} if evidence else {}),
    }


def _reminders(today: date, working_days: int, calendar: WorkingCalendar) -> Sequence[date]:
    """Return the days of reminding: half way, and the working day before the last."""
    halves = {working_days // 2, working_days - 1} - {0}
    return tuple(calendar.after(today, days) for days in sorted(halves))


def answer(
    held_round: Round | None, department: str, answers: Mapping[str, Answer]
) -> Iterable[Details]:
    """Return what is written down of a department's answers, all at once or none.

    Late is better than never: an answer after the deadline counts, until the audit.

    Raises:
        RoundRefusedError: If the round is over, an element is none of the department's, or words
            are missing.
    """
    is_open(held_round)
    for key in answers:
        _own_cell(held_round, Cell(key, department))
    return [{"cells": [[key, department]], **_worded(given)} for key, given in answers.items()]


def _worded(given: Answer) -> Details:
    words = _words(given.words)
    if given.verdict in _NEEDS_WORDS and not words:
        raise RoundRefusedError(f"words_{AnswerKind(given.verdict)}")
    return {
        "verdict": AnswerKind(given.verdict).value,
        "words": words,
        "basis": _words(given.basis),
        "wish": _words(given.wish),
    }


def reply(held_round: Round | None, cell: Cell, words: str) -> Details:
    """Return what is written down of the service office's word to a department.

    Raises:
        RoundRefusedError: If the round is over, there is no such cell, or nothing is said.
    """
    is_open(held_round)
    _own_cell(held_round, cell)
    return {"cells": [list(cell)], "words": _required(words, "words_reply")}


def remind(held_round: Round | None, *, at: datetime) -> Details:
    """Return what is written down of a reminder that somebody sends, once a day.

    Raises:
        RoundRefusedError: If the round is over, nobody owes an answer, or it was done today.
    """
    found = is_open(held_round)
    if not found.owing():
        raise RoundRefusedError("nobody_owes")
    sent = [event for event in found.events if event.action is RoundAction.REMINDED]
    if any(day_of(event.at) == day_of(at) for event in sent):
        raise RoundRefusedError("reminded_today")
    return {"departments": list(found.owing())}


def decide(
    held_round: Round | None,
    cells: Sequence[Cell],
    *,
    superior: str,
    reason: str,
    by: str,
    today: date,
) -> Details:
    """Return what is written down of a superior's decision about cells that are not agreed to.

    Silence never is a yes (law 13): somebody says yes in the place of a department, by name and
    with a reason, and only after the deadline or against a refusal.

    Raises:
        RoundRefusedError: If that may not be done.
    """
    found = is_open(held_round)
    if by in found.designers:
        raise RoundRefusedError("decided_by_designer")
    for cell in cells:
        _own_cell(found, cell)
        _expect_undecided(found, cell, today)
    if not cells:
        raise RoundRefusedError("nothing")
    return {
        "cells": [list(cell) for cell in cells],
        "superior": _required(superior, "superior"),
        "words": _required(reason, "words_decision"),
    }


def _expect_undecided(held_round: Round, cell: Cell, today: date) -> None:
    state = held_round.cells[cell]
    if state in AGREED:
        raise RoundRefusedError("agreed_already")
    if state is not CellState.REFUSED and today <= held_round.deadline:
        raise RoundRefusedError("not_due", day=held_round.deadline.isoformat())


def withdraw(held_round: Round | None, reason: str) -> Details:
    """Return what is written down of a round that is taken back.

    Raises:
        RoundRefusedError: If it is over, or nothing says why.
    """
    if held_round is None or held_round.phase not in {Phase.OPEN, Phase.RETURNED, Phase.PASSED}:
        raise RoundRefusedError("closed")
    return {"words": _required(reason, "words_withdrawal")}


def audit(
    held_round: Round | None,
    *,
    passed: bool,
    reason: str,
    by: str,
    names: Mapping[str, str] = _NO_NAMES,
    effective_on: date | None = None,
) -> Details:
    """Return what is written down of the service office's audit, by another than the designers.

    What passes may be given the day from which it is to hold.

    Raises:
        RoundRefusedError: If a designer audits, something is not agreed to, or a return says
            nothing.
    """
    found = is_open(held_round)
    if by in found.designers:
        raise RoundRefusedError("audited_by_designer")
    if passed and not found.is_settled:
        raise RoundRefusedError("unsettled", departments=_unsettled(found, names))
    words = _words(reason) if passed else _required(reason, "words_return")
    day = {"effective_on": effective_on.isoformat()} if passed and effective_on else {}
    return {"passed": passed, "words": words, **day}


def expect_publishable(
    held_round: Round | None,
    checksum: str,
    *,
    is_required: bool,
    names: Mapping[str, str] = _NO_NAMES,
) -> None:
    """Refuse to publish what departments were asked about and have not all agreed to.

    Raises:
        RoundRefusedError: If a round is open or was returned, or is about something else; or if
            there is none and one is required.
    """
    over = held_round is None or held_round.phase in {Phase.WITHDRAWN, Phase.PUBLISHED}
    if over and is_required:
        raise RoundRefusedError("required")
    if over or held_round is None:
        return
    if not held_round.is_settled:
        raise RoundRefusedError("unsettled", departments=_unsettled(held_round, names))
    if held_round.phase is not Phase.PASSED:
        raise RoundRefusedError("not_audited")
    if held_round.checksum != checksum:
        raise RoundRefusedError("changed_since", number=held_round.number)


def due_now(held_round: Round | None, today: date) -> tuple[RoundAction, Details] | None:
    """Return what the clock writes down on a day: a reminder or the escalation, each once.

    Several reminders that were missed are one. Nobody who has answered is reminded.
    """
    if held_round is None or held_round.phase is not Phase.OPEN or not held_round.owing():
        return None
    owing = {"departments": list(held_round.owing())}
    if today > held_round.deadline:
        was = any(event.action is RoundAction.ESCALATED for event in held_round.events)
        return None if was else (RoundAction.ESCALATED, owing)
    due = [day.isoformat() for day in held_round.reminders if day <= today]
    sent = {day for event in held_round.events for day in event.details.get("due", ())}
    missing = [day for day in due if day not in sent]
    return (RoundAction.REMINDED, {**owing, "due": missing}) if missing else None


def is_open(held_round: Round | None) -> Round:
    """Return a round that can be answered.

    Raises:
        RoundRefusedError: If there is none.
    """
    if held_round is None or held_round.phase is not Phase.OPEN:
        raise RoundRefusedError("closed")
    return held_round


def _own_cell(held_round: Round | None, cell: Cell) -> None:
    if held_round is None or cell not in held_round.cells:
        raise RoundRefusedError("not_concerned")


def _unsettled(held_round: Round, names: Mapping[str, str]) -> str:
    left = {cell.department for cell, state in held_round.cells.items() if state not in AGREED}
    return "、".join(names.get(code, code) for code in sorted(left))


def _words(typed: str) -> str:
    return clean(typed, lines=True).strip()[:MOST_WORDS]


def _required(typed: str, reason: str) -> str:
    words = _words(typed)
    if not words:
        raise RoundRefusedError(reason)
    return words
