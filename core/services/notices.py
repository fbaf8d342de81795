"""Make the notices of a case from its history: what was told is what the entry says."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from core.cases.models import Case, Event
from core.cases.value_changes import said_of_change
from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Theme
from core.fees.charges import MatterCharge
from core.materials.status import MaterialState
from core.receipts.notices import Notice, NoticeFact, NoticeItem, NoticeKind
from core.review.clocks import DAYS_TO_DELIVER, decision_clock
from core.review.matter_reviews import matter_reviews
from core.review.models import Correction
from core.review.terms import terms_of
from core.services.materials_given import CaseMaterial
from core.working_days import WorkingCalendar, day_of

_KINDS = frozenset(NoticeKind)
_RECEIPTS = frozenset(
    {NoticeKind.CHARGE_PAID, NoticeKind.CHARGE_REFUNDED, NoticeKind.CHARGE_SURPLUS_RETURNED}
)


@dataclass(frozen=True, slots=True)
class NoticeSource:
    """A case with what its notices are made from; all of it belongs to the frozen version."""

    case: Case
    theme: Theme
    catalogue: Catalogue
    materials: tuple[CaseMaterial, ...]
    corrections: tuple[Correction, ...]
    calendar: WorkingCalendar
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What each matter's form calls its entries, by place (``element@subject``)."""
    charges: Mapping[str, MatterCharge] = field(default_factory=dict)
    """What is charged for each matter."""


def noticed_events(case: Case, matter: str) -> tuple[Event, ...]:
    """Return the entries about a matter of which the applicant is told in writing."""
    return tuple(
        event
        for event in case.history
        if event.action in _KINDS and event.details.get("matter") == matter and _is_told(event)
    )


def _is_told(event: Event) -> bool:
    """Say whether there is something to tell: a promise that was kept needs no notice."""
    return event.action != NoticeKind.COMMITMENT_CHECKED or not event.details["kept"]


def notice_title(event: Event) -> str:
    """Return which title the notice of an entry has."""
    owes = event.action == NoticeKind.ACCEPTED and event.details.get("owed")
    return "accepted_owing" if owes else event.action


def receipt_events(case: Case) -> tuple[Event, ...]:
    """Return the entries of payments and refunds: each has a receipt of its own."""
    return tuple(event for event in case.history if event.action in _RECEIPTS)


def notice_of(source: NoticeSource, event: Event, *, officer: str) -> Notice:
    """Return the notice that an entry of the history is told by.

    Args:
        source: The case.
        event: One of :func:`noticed_events`.
        officer: The name of whoever wrote the entry; empty where a clock did.
    """
    kind, code = NoticeKind(event.action), event.details["matter"]
    case, catalogue = source.case, source.catalogue
    return Notice(
        kind=kind,
        number=f"{case.number}-{code}-{event.sequence}",
        case_number=case.number,
        theme_name=source.theme.name,
        matter_name=catalogue.matter_name(code),
        office=catalogue.office_name(code),
        applicant=case.applicant_name,
        received_on=day_of(case.received_at),
        told_on=day_of(event.at),
        officer=officer,
        reason_kind=_reason_kind(kind, event.details),
        facts=tuple(_FACTS[kind](source, event)),
        items=tuple(_items(source, event)),
        materials=tuple(_given(source, code)) if kind is NoticeKind.ACCEPTED else (),
        basis=() if kind in _RECEIPTS else catalogue.matters[code].legal_basis,
    )


def _reason_kind(kind: NoticeKind, details: Mapping[str, Any]) -> str:
    if kind is NoticeKind.PAUSED:
        return str(details.get("reason", ""))
    return str(details.get("kind", "")) if kind is NoticeKind.NOT_ACCEPTED else ""


def _accepted(source: NoticeSource, event: Event) -> Iterator[NoticeFact]:
    """Say since when the clock runs, and until when it has to be decided."""
    code = event.details["matter"]
    until = [entry for entry in source.case.history if entry.sequence <= event.sequence]
    case = replace(source.case, history=tuple(until))
    terms = terms_of(case.matters, source.theme.precedence, source.catalogue)
    term = next(term for term in terms if term.matter == code)
    review = matter_reviews(case, terms)[code]
    clock = decision_clock(review, term, source.calendar, day_of(event.at))
    yield NoticeFact("accepted_on", day=review.accepted_on)
    if clock:
        yield NoticeFact("due", day=clock.due)
        if clock.statutory_due:
            yield NoticeFact("statutory_due", day=clock.statutory_due)


def _accepted_owing(source: NoticeSource, event: Event) -> Iterator[NoticeFact]:
    """Say also what is still to come, by which day, and what follows if it does not (容缺)."""
    yield from _accepted(source, event)
    yield from _owed(source, event)


def _owed(source: NoticeSource, event: Event) -> Iterator[NoticeFact]:
    owed = event.details.get("owed", ())
    names = [it.listed.name for it in source.materials if it.listed.code in owed]
    if names:
        yield NoticeFact("owed", text="\n".join(names))
        yield NoticeFact("supply_by", day=date.fromisoformat(event.details["supply_by"]))


def _not_accepted(_source: NoticeSource, event: Event) -> Iterator[NoticeFact]:
    yield from _texts(event, reason="reason", authority="authority", remedy="remedy")


def _correction(source: NoticeSource, event: Event) -> Iterator[NoticeFact]:
    until = [correction.until for correction in _asked(source, event)]
    if until:
        yield NoticeFact("until", day=max(until))


def _corrected_on_spot(source: NoticeSource, event: Event) -> Iterator[NoticeFact]:
    labels = source.labels.get(event.details["matter"], {})
    for change in event.details.get("changes", ()):
        label = labels.get(change["place"], "")
        lines = (f"{label}", *said_of_change(change["before"], change["after"]))
        yield NoticeFact("corrected", text="\n".join(filter(None, lines)))
    yield from _texts(event, reason="reason", agreed_by="agreed_by")


def _paused(_source: NoticeSource, event: Event) -> Iterator[NoticeFact]:
    if event.details.get("until"):
        yield NoticeFact("planned", day=date.fromisoformat(event.details["until"]))
    yield from _texts(event, words="notice")


def _extended(source: NoticeSource, event: Event) -> Iterator[NoticeFact]:
    yield NoticeFact("extra", working_days=event.details["days"])
    yield from (fact for fact in _accepted(source, event) if fact.name == "due")
    yield from _texts(event, reason="reason", approved_by="approved_by")


def _granted(source: NoticeSource, event: Event) -> Iterator[NoticeFact]:
    results = [_result(result) for result in event.details.get("results", ())]
    if results:
        yield NoticeFact("results", text="\n".join(results))
    deliver_by = source.calendar.after(day_of(event.at), DAYS_TO_DELIVER)
    yield NoticeFact("deliver_by", day=deliver_by)
    promised = [f"{it['name']}（{it['check_by']}）" for it in event.details.get("commitments", ())]
    if promised:
        yield NoticeFact("commitments", text="\n".join(promised))
    yield from _texts(event, conditions="basis", late_reason="late_reason")


def _refused(_source: NoticeSource, event: Event) -> Iterator[NoticeFact]:
    yield from _texts(
        event, reason="reason", article="article", remedy="remedies", late_reason="late_reason"
    )


def _paid(source: NoticeSource, event: Event) -> Iterator[NoticeFact]:
    """Say what was paid or given back: for what, how much, by which law, by whom, which payment."""
    charge = source.charges.get(event.details["matter"])
    if charge is not None:
        yield NoticeFact("charge", text=charge.declared.name)
    yield NoticeFact("amount", text=f"{event.details['amount']} 元")
    if charge is not None:
        yield NoticeFact("charge_basis", text=charge.basis)
        yield NoticeFact("payer", text=charge.declared.payer or source.case.applicant_name)
    yield from _texts(event, payment="payment")
    yield from _settled(event)
    name = "paid_on" if event.action == NoticeKind.CHARGE_PAID else "refunded_on"
    yield NoticeFact(name, day=day_of(event.at))


def _settled(event: Event) -> Iterator[NoticeFact]:
    """Say what came in where it was another sum, what changed hands for it, and why."""
    for name in ("came_in", "asked", "taken", "returned"):
        if event.details.get(name):
            yield NoticeFact(f"sum_{name}", text=f"{event.details[name]} 元")
    yield from _texts(event, ticket="ticket", sum_reason="reason")


def _ordered(source: NoticeSource, event: Event) -> Iterator[NoticeFact]:
    names = [it.listed.name for it in source.materials if it.listed.code == event.details["place"]]
    yield NoticeFact("promised", text="".join(names[:1]))
    yield from _texts(event, found="words", order="order")
    yield NoticeFact("mend_by", day=date.fromisoformat(event.details["mend_by"]))


_FACTS: Mapping[NoticeKind, Callable[[NoticeSource, Event], Iterator[NoticeFact]]] = {
    NoticeKind.ACCEPTED: _accepted_owing,
    NoticeKind.DEEMED_ACCEPTED: _accepted_owing,
    NoticeKind.SUPPLY_REMINDED: _owed,
    NoticeKind.LAPSED: _owed,
    NoticeKind.NOT_ACCEPTED: _not_accepted,
    NoticeKind.CORRECTION_ASKED: _correction,
    NoticeKind.CORRECTED_ON_SPOT: _corrected_on_spot,
    NoticeKind.PAUSED: _paused,
    NoticeKind.EXTENDED: _extended,
    NoticeKind.GRANTED: _granted,
    NoticeKind.REFUSED: _refused,
    NoticeKind.COMMITMENT_CHECKED: _ordered,
    NoticeKind.REVOKED: _refused,
    NoticeKind.CHARGE_PAID: _paid,
    NoticeKind.CHARGE_REFUNDED: _paid,
    NoticeKind.CHARGE_SURPLUS_RETURNED: _paid,
}


def _texts(event: Event, **details: str) -> Iterator[NoticeFact]:
    """Yield what the entry says in words, by the name of the fact."""
    for fact, detail in details.items():
        if event.details.get(detail):
            yield NoticeFact(fact, text=str(event.details[detail]))


def _result(result: Mapping[str, Any]) -> str:
    until = f"（{result['valid_until']}）" if result.get("valid_until") else ""
    return f"{result['name']} {result['number']}{until}"


def _asked(source: NoticeSource, event: Event) -> list[Correction]:
    """Return the corrections of the notice that an entry stands for."""
    if event.action != NoticeKind.CORRECTION_ASKED:
        return []
    code, places = event.details["matter"], set(event.details["places"])
    return [
        correction
        for correction in source.corrections
        if correction.matter == code
        and correction.fault.place in places
        and correction.asked_at == event.at
    ]


def _items(source: NoticeSource, event: Event) -> Iterator[NoticeItem]:
    for correction in _asked(source, event):
        fault = correction.fault
        yield NoticeItem(fault.label, fault.wrong, fault.remedy)


def _given(source: NoticeSource, code: str) -> Iterator[str]:
    """Yield the materials of a matter that were given, or that come from another office."""
    for material in source.materials:
        if material.state is MaterialState.LATER:
            continue
        if any(use.matter == code for use in material.listed.material.uses):
            yield material.listed.name
