"""Hand results over: once, to the right person, in a way that can be proved (行政许可法 44).

At the counter the number of whoever stands there has to be that of one who acts in the case.
Somebody else needs an authorisation, which is named. What is sent or laid into a locker has a
number by which it is found again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

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


_SENT = (DeliveryWay.POST, DeliveryWay.SELF_SERVICE)


@dataclass(frozen=True, slots=True)
class HandingOver:
    """What is said with a hand-over.

    ``number_end`` is the end of the identity number of whoever stands at the counter,
    ``authorisation`` names the paper of an agent, ``found_by`` the number of the parcel or locker.
    """

    way: str
    receiver: str = Receiver.APPLICANT
    name: str = field(default="", repr=False)
    number_end: str = field(default="", repr=False)
    authorisation: str = field(default="", repr=False)
    found_by: str = ""

    @property
    def is_identified(self) -> bool:
        """Say whether the number has to be that of one who acts in the case."""
        return self.way == DeliveryWay.COUNTER and self.receiver == Receiver.APPLICANT

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
        if self.way == DeliveryWay.COUNTER and len(self.number_end.strip()) != NUMBER_END:
            yield Problem("number_end", "review_number_end", (("n", str(NUMBER_END)),))
        if self.receiver == Receiver.AGENT:
            yield from written(authorisation=self.authorisation)
        if self.way in _SENT:
            yield from written(found_by=self.found_by)

    def details(self) -> dict[str, Any]:
        """Return it as the history has it."""
        said = said_only(
            name=cleaned_text(self.name),
            number_end=self.number_end.strip().upper(),
            authorisation=cleaned_text(self.authorisation),
            found_by=cleaned_text(self.found_by),
        )
        return {"way": self.way, "receiver": self.receiver, **said}
