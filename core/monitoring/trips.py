"""When the applicant came in person (跑动), as far as a history tells; counted in this one place.

These entries say that somebody stood in the hall:

- the application came by a kiosk of the hall or by the window, or the window helped with it;
- a material was received by the staff, and not from a telephone or a kiosk;
- an error was put right on the spot: whoever agrees signs the printed sheet;
- a fee was taken by the window;
- a result was taken at the counter, or out of a locker of the hall.

What happens on one day is one trip. A visit of an office to the applicant's place is none of
theirs, and neither is what comes by post, by telephone or from another system. Whoever came and
went without a step that is written down is not counted.
"""

from collections.abc import Iterable
from datetime import date

from core.cases.charge_actions import ChargeAction
from core.cases.help_given import HELPED
from core.cases.models import Event
from core.cases.review_actions import ReviewAction
from core.review.deferrals import SUPPLIED
from core.review.handing_over import DeliveryWay
from core.staff.permissions import is_reserved
from core.working_days import day_of

RECEIVED = "received"
_APPLICANT = "applicant"
_IN_THE_HALL = ("kiosk", "window", "paper")
_FETCHED = (DeliveryWay.COUNTER, DeliveryWay.SELF_SERVICE)
_ALWAYS = (HELPED, ReviewAction.CORRECTED_ON_SPOT)
_BY_STAFF = (SUPPLIED, ChargeAction.PAID)


def days_in_person(
    history: Iterable[Event], matter: str, documents: frozenset[str] = frozenset()
) -> tuple[date, ...]:
    """Return the days on which the applicant came because of a matter, in order.

    Args:
        history: The entries of its case.
        matter: Its code. What concerns a whole case concerns each of its matters.
        documents: What it asks for, so that a paper which others ask for is not its own.
    """
    days = {
        day_of(event.at)
        for event in history
        if _is_in_person(event) and _concerns(event, matter, documents)
    }
    return tuple(sorted(days))


def _is_in_person(event: Event) -> bool:
    if event.action == RECEIVED:
        return event.actor in _IN_THE_HALL
    if event.action == ReviewAction.DELIVERED:
        return event.details.get("way") in _FETCHED
    if event.action in _BY_STAFF:
        return event.actor != _APPLICANT and not is_reserved(event.actor)
    return event.action in _ALWAYS


def _concerns(event: Event, matter: str, documents: frozenset[str]) -> bool:
    if event.action == SUPPLIED and documents:
        return str(event.details.get("paper", "")).partition("@")[0] in documents
    return bool(event.details.get("matter", matter) == matter)
