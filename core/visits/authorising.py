"""Say in a draft what somebody may who acts for another."""

from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from core.agents.models import Authorisation, CaseAct
from core.visits.draft import ApplicationDraft, without
from core.visits.filling import fill

_SCOPE, _FROM, _UNTIL = "case.agent_scope", "case.agent_from", "case.agent_to"
_SUBJECT = "case"
_OPTIONS: Mapping[CaseAct, str] = {
    CaseAct.HAND_IN: "提交材料",
    CaseAct.SUPPLY: "修改文件",
    CaseAct.COLLECT: "领取结果",
}
"""What forms call the acts (登记委托书); all others are "other"."""
_OTHER = "其他"


def authorise(
    draft: ApplicationDraft, authorisation: Authorisation, asked: Collection[str] = ()
) -> ApplicationDraft:
    """Return the draft with an authorisation, and with what it says on forms that ask for it.

    ``asked`` are the places of the form: those for scope and term are asked no more.

    Examples:
        >>> from core.agents.models import AuthorisationKind
        >>> said = Authorisation(AuthorisationKind.MANDATE, acts=(CaseAct.HAND_IN, CaseAct.PAY))
        >>> draft = authorise(ApplicationDraft("key"), said, ["case.agent_scope@case"])
        >>> draft.values, draft.party_choices.written
        ({'case.agent_scope@case': ['提交材料', '其他']}, ('case.agent_scope@case',))
    """
    said = {place: value for place, value in form_values(authorisation).items() if place in asked}
    draft = replace(draft, authorisation=authorisation)
    for place, value in said.items():
        draft = fill(draft, place, value)
    kept = without(dict.fromkeys(draft.party_choices.written, True), said)
    written = (*kept, *(place for place, value in said.items() if value))
    return replace(draft, party_choices=replace(draft.party_choices, written=written))


def form_values(authorisation: Authorisation) -> dict[str, Any]:
    """Return what an authorisation says where a form asks for its scope and its term."""
    scope = dict.fromkeys(_OPTIONS.get(act, _OTHER) for act in authorisation.acts)
    return {
        f"{_SCOPE}@{_SUBJECT}": list(scope),
        f"{_FROM}@{_SUBJECT}": authorisation.valid_from,
        f"{_UNTIL}@{_SUBJECT}": authorisation.valid_until,
    }


TERMS = (1, 3, 6, 12)
"""For how many months somebody may be appointed here; the usual length is in the middle."""
USUAL_TERM = 6


def term_until(today: date, months: int) -> date:
    """Return the last day of a term that begins today, which counts.

    Examples:
        >>> term_until(date(2026, 8, 31), 6), term_until(date(2026, 1, 15), 12)
        (datetime.date(2027, 2, 27), datetime.date(2027, 1, 14))
    """
    year, month = divmod(today.month - 1 + months, 12)
    last = monthrange(today.year + year, month + 1)[1]
    end = date(today.year + year, month + 1, min(today.day, last))
    return end - timedelta(days=1)
