"""Hand results over: once, to the right person, in a way that can be proved (行政许可法 44).

At the counter the number of whoever stands there has to be that of one who acts in the case.
Somebody else needs an authorisation, which is named. What is sent or laid into a locker has a
number by which it is found again. Whoever takes it at the counter signs: on the screen, or on the
printed list.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from core.cases.models import Event
from core.cases.review_actions import ReviewAction
from core.cases.signatures import Stroke
from core.errors import Problem
from core.review.statement_checks import chosen, cleaned_text, said_only, written

NUMBER_END = 4
"""So many characters at the end of an identity number are compared and kept."""


class DeliveryWay(StrEnum):
    """How a result is handed over."""

    COUNTER = "counter"
    POST = "post"
    SELF_SERVICE = "self_service"
    ELECTRONIC = "electronic"


class Receiver(StrEnum):
    """Who takes it."""

    APPLICANT = "applicant"
    AGENT = "agent"


class SignedOn(StrEnum):
    """Where the receiver signs that they have it."""

    SCREEN = "screen"
    PAPER = "paper"
    """The printed list; the pad fails, or the person cannot sign on it."""


_SENT = (DeliveryWay.POST, DeliveryWay.SELF_SERVICE)


@dataclass(frozen=True, slots=True)
class HandingOver:
    """What is said with a hand-over.

    ``number_end`` is the end of the identity number of whoever stands at the counter,
    ``authorisation`` names the paper of an agent, ``found_by`` the number of the parcel or locker.
    ``signed_on`` says where the receiver signs at the counter.
    """

    way: str
    receiver: str = Receiver.APPLICANT
    name: str = field(default="", repr=False)
    number_end: str = field(default="", repr=False)
    authorisation: str = field(default="", repr=False)
    found_by: str = ""
    signed_on: str = SignedOn.PAPER

    @classmethod
    def from_details(cls, details: Mapping[str, Any]) -> "HandingOver":
        """Return what was said with a hand-over, as the history has it.

        Examples:
            >>> said = HandingOver("post", "applicant", "李明", found_by="EM1")
            >>> HandingOver.from_details(said.details()) == said
            True
        """
        names = frozenset(each.name for each in fields(cls))
        return cls(**{name: value for name, value in details.items() if name in names})

    @property
    def is_at_counter(self) -> bool:
        """Say whether somebody stands there and takes it."""
        return self.way == DeliveryWay.COUNTER

    @property
    def is_identified(self) -> bool:
        """Say whether the number has to be that of one who acts in the case."""
        return self.is_at_counter and self.receiver == Receiver.APPLICANT

    def problems(self) -> Iterator[Problem]:
        """Yield everything that is missing.

        Examples:
            >>> [problem.place for problem in HandingOver("post").problems()]
            ['name', 'found_by']
            >>> list(HandingOver("electronic").problems())
            []
            >>> agent = HandingOver("counter", "agent", "李明", "123x")
            >>> [problem.place for problem in agent.problems()]
            ['authorisation']
        """
        yield from chosen("way", self.way, DeliveryWay)
        yield from chosen("receiver", self.receiver, Receiver)
        if self.way != DeliveryWay.ELECTRONIC:
            yield from written(name=self.name)
        if self.is_at_counter:
            yield from self._at_counter()
        if self.receiver == Receiver.AGENT:
            yield from written(authorisation=self.authorisation)
        if self.way in _SENT:
            yield from written(found_by=self.found_by)

    def _at_counter(self) -> Iterator[Problem]:
        if len(self.number_end.strip()) != NUMBER_END:
            yield Problem("number_end", "review_number_end", (("n", str(NUMBER_END)),))
        yield from chosen("signed_on", self.signed_on, SignedOn)

    def details(self) -> dict[str, Any]:
        """Return it as the history has it."""
        said = said_only(
            name=cleaned_text(self.name),
            number_end=self.number_end.strip().upper(),
            authorisation=cleaned_text(self.authorisation),
            found_by=cleaned_text(self.found_by),
            signed_on=self.signed_on if self.is_at_counter else "",
        )
        return {"way": self.way, "receiver": self.receiver, **said}


def unsigned(statement: HandingOver, drawn: Stroke | None) -> Iterator[Problem]:
    """Yield the signature, where the receiver was to sign on the screen and did not."""
    is_due = statement.is_at_counter and statement.signed_on == SignedOn.SCREEN
    if is_due and (drawn is None or not drawn.points):
        yield Problem("signature", "review_unsigned")


def delivery_in(history: Iterable[Event], matter: str) -> HandingOver | None:
    """Return what was said when the result of a matter was handed over, if it was."""
    for event in history:
        is_of_matter = event.details.get("matter") == matter and event.details.get("way")
        if event.action == ReviewAction.DELIVERED and is_of_matter:
            return HandingOver.from_details(event.details)
    return None
