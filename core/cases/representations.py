"""Who represents whom in a case, as its application and its history say it.

Entries name an agent or end what one was authorised to. An entry counts from where it stands in
the history: whoever holds the row of the case sees all that came before, so that of an act and a
revocation at once one is the first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from core.agents.deciding import Representation
from core.agents.models import Authorisation, EndedBy
from core.cases.models import Case, Event

AGENT_NAMED = "agent_named"
"""The entry that says that somebody else acts from now on."""
AGENT_ENDED = "agent_ended"
"""The entry that says that whoever acted for another does so no more."""

AGENT_ACTIONS = (AGENT_NAMED, AGENT_ENDED)

_AUTHORISATION = TypeAdapter(Authorisation)


def representations(case: Case, implied: Authorisation | None = None) -> tuple[Representation, ...]:
    """Return everybody who was authorised in a case, one after another, with how it ended.

    ``implied`` is what is known of the agent of a case that states nothing of them.
    """
    stated = case.application.authorisation
    first = stated or implied
    found = [Representation(first, case.received_at, is_stated=bool(stated))] if first else []
    for event in case.history:
        if event.action == AGENT_NAMED:
            found.append(_named(event))
        elif event.action == AGENT_ENDED and found:
            found[-1] = _ended(found[-1], event.details, event.at)
    return tuple(found)


def latest(found: Iterable[Representation]) -> Representation | None:
    """Return whoever was authorised last, ended or not."""
    return next(iter(reversed(tuple(found))), None)


def naming_details(authorisation: Authorisation) -> dict[str, Any]:
    """Return an authorisation as the history has it."""
    return {"authorisation": asdict(authorisation)}


def ending_details(how: EndedBy, by: str, shown: str = "") -> dict[str, Any]:
    """Return an end as the history has it: how, who said so, and what paper they showed."""
    said = {"how": str(how), "by": by}
    return said | ({"shown": shown} if shown else {})


def _named(event: Event) -> Representation:
    said = _AUTHORISATION.validate_python(event.details["authorisation"])
    return Representation(said, event.at, event.sequence)


def _ended(found: Representation, details: Mapping[str, Any], at: datetime) -> Representation:
    if not found.is_open:
        return found
    return replace(found, ended=EndedBy(details["how"]), ended_at=at)
