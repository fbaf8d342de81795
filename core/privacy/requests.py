"""What somebody may ask for about their own data, and how it is answered (个人信息保护法 44-50).

Requests and answers are entries of the history of the case, so that they are sealed with it. What
was declared is never written anew: a correction is an entry that stands beside it. What an office
has received is archived (档案法) and not erased before its time: then its use is restricted
(个人信息保护法 47, last paragraph).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from core.cases.models import RUNNING, CaseStatus, Consent, Event
from core.errors import AnswerUnfitError, CaseRunningError, RequestEmptyError
from core.working_days import WorkingCalendar, day_of

ASKED, ANSWERED = "right_asked", "right_answered"
CONSENT_WITHDRAWN = "consent_withdrawn"
DAYS_TO_ANSWER = 15
"""Working days. The law says "in time"; the notice promises this."""
LONGEST_TEXT = 2000


class RightKind(StrEnum):
    """What is asked for: a copy, a correction or completion, erasure, an explanation."""

    COPY = "copy"
    CORRECT = "correct"
    ERASE = "erase"
    EXPLAIN = "explain"


class Outcome(StrEnum):
    """What came of it."""

    GIVEN = "given"
    CORRECTED = "corrected"
    ERASED = "erased"
    RESTRICTED = "restricted"
    REFUSED = "refused"


_FITTING: Mapping[RightKind, frozenset[Outcome]] = {
    RightKind.COPY: frozenset({Outcome.GIVEN, Outcome.REFUSED}),
    RightKind.EXPLAIN: frozenset({Outcome.GIVEN, Outcome.REFUSED}),
    RightKind.CORRECT: frozenset({Outcome.CORRECTED, Outcome.REFUSED}),
    RightKind.ERASE: frozenset({Outcome.ERASED, Outcome.RESTRICTED, Outcome.REFUSED}),
}


def outcomes_of(kind: RightKind) -> tuple[Outcome, ...]:
    """Return how a request of a kind can be answered."""
    return tuple(outcome for outcome in Outcome if outcome in _FITTING[kind])


_WITHOUT_REASON = frozenset({Outcome.GIVEN, Outcome.CORRECTED})


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for; ``place`` is the entry that is wrong (``element@subject``)."""

    kind: RightKind
    text: str = field(default="", repr=False)
    place: str = ""


@dataclass(frozen=True, slots=True)
class RequestAnswer:
    """What an officer answers; ``value`` is what an entry ought to say."""

    outcome: Outcome
    reason: str = field(default="", repr=False)
    value: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class RightRequest:
    """A request as the history has it: ``number`` is that of its entry."""

    number: int
    wish: Wish
    asked_at: datetime
    asked_by: str
    due_on: date
    answer: RequestAnswer | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CorrectedEntry:
    """What an entry says now, beside what was declared."""

    place: str
    value: str = field(repr=False)
    at: datetime


def wish_details(wish: Wish) -> dict[str, Any]:
    """Return what the history bears of a wish.

    Raises:
        RequestEmptyError: If it does not say what is wrong, or what is to be done.
    """
    text = wish.text.strip()[:LONGEST_TEXT]
    is_said = bool(text) or wish.kind in (RightKind.COPY, RightKind.ERASE)
    if not is_said or (wish.kind is RightKind.CORRECT and not wish.place):
        raise RequestEmptyError
    return {"kind": wish.kind.value, "text": text, "place": wish.place}


def answer_details(
    request: RightRequest, answer: RequestAnswer, status: CaseStatus
) -> dict[str, Any]:
    """Return what the history bears of an answer.

    Raises:
        AnswerUnfitError: If it is none to this request, or lacks its reason or its value.
        CaseRunningError: If a case would be restricted with which offices still work.
    """
    reason, value = answer.reason.strip()[:LONGEST_TEXT], answer.value.strip()[:LONGEST_TEXT]
    is_told = bool(reason) or answer.outcome in _WITHOUT_REASON
    is_valued = bool(value) == (answer.outcome is Outcome.CORRECTED)
    if answer.outcome not in _FITTING[request.wish.kind] or not (is_told and is_valued):
        raise AnswerUnfitError
    if answer.outcome is Outcome.RESTRICTED and status in RUNNING:
        raise CaseRunningError
    details = {"request": request.number, "outcome": answer.outcome.value, "reason": reason}
    corrected = {"place": request.wish.place, "value": value}
    return details | (corrected if answer.outcome is Outcome.CORRECTED else {})


def requests_in(history: Iterable[Event], calendar: WorkingCalendar) -> tuple[RightRequest, ...]:
    """Return what was asked for in the history of a case, with the answers."""
    events = tuple(history)
    answers = {event.details["request"]: event for event in events if event.action == ANSWERED}
    return tuple(
        _request(event, answers.get(event.sequence), calendar)
        for event in events
        if event.action == ASKED
    )


def _request(asked: Event, answered: Event | None, calendar: WorkingCalendar) -> RightRequest:
    details = asked.details
    wish = Wish(RightKind(details["kind"]), details["text"], details["place"])
    answer = None
    if answered is not None:
        said = answered.details
        answer = RequestAnswer(Outcome(said["outcome"]), said["reason"], said.get("value", ""))
    return RightRequest(
        asked.sequence,
        wish,
        asked.at,
        asked.actor,
        calendar.after(day_of(asked.at), DAYS_TO_ANSWER),
        answer,
        answered.at if answered else None,
    )


def corrected_in(history: Iterable[Event]) -> tuple[CorrectedEntry, ...]:
    """Return what was corrected; of an entry corrected twice, the later."""
    found: dict[str, CorrectedEntry] = {}
    for event in _answers(history, Outcome.CORRECTED):
        place = str(event.details["place"])
        found[place] = CorrectedEntry(place, str(event.details["value"]), event.at)
    return tuple(found.values())


def is_restricted(history: Iterable[Event]) -> bool:
    """Say whether a case is kept for the archive alone."""
    return any(True for _ in _answers(history, Outcome.RESTRICTED))


def _answers(history: Iterable[Event], outcome: Outcome) -> Iterator[Event]:
    for event in history:
        if event.action == ANSWERED and event.details.get("outcome") == outcome:
            yield event


def standing_consents(consents: Iterable[Consent], history: Iterable[Event]) -> tuple[Consent, ...]:
    """Return what is agreed to and was not withdrawn since; a notice is no consent."""
    withdrawn = {e.details.get("about") for e in history if e.action == CONSENT_WITHDRAWN}
    latest = {consent.about: consent for consent in consents if consent.about != "notice"}
    return tuple(consent for about, consent in latest.items() if about not in withdrawn)
