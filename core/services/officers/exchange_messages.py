"""What became of messages between this system and departments' own, for supervisors."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from core.i18n import messages_of
from core.ports import InboxMessage, OutboxCounts
from core.review.department_messages import OutboxMessage
from core.services.acting import StaffContext
from core.services.confirming_rounds import department_names
from core.services.officers.find_cases import VersionShelf
from core.staff.models import Principal
from core.staff.use_cases import UseCase

__all__ = ["ExchangeMessages", "ExchangePage", "InboxMessage", "OutboxMessage", "problem_words"]

MOST_SHOWN = 200
_NAMED = re.compile(r"[:：]?[^:：]*\{\w+\}.*")
_PLACE = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class ExchangePage:
    """How many messages wait, those that were given up, and those from departments refused.

    Of both lists the newest come first, at most :data:`MOST_SHOWN`. Nothing in them says what a
    message said. ``departments`` and ``matters`` are names by code.
    """

    counts: tuple[OutboxCounts, ...]
    dead: tuple[OutboxMessage, ...]
    refused: tuple[InboxMessage, ...]
    departments: Mapping[str, str]
    matters: Mapping[str, str]


def problem_words(problem: str, locale: str) -> str:
    """Return what was wrong with a message, of which only the key of the sentence is kept.

    What the sentence goes on to say to whoever did it is left out, and so is what it would name.

    Examples:
        >>> problem_words("error.case.step_id_reused", "zh-CN")
        '这个编号已用于另一条消息'
        >>> problem_words("review.hindrance.waiting", "zh-CN")
        '还没轮到'
    """
    sentence = messages_of(locale).get(problem, problem).partition(" · ")[0]
    named = _NAMED.sub("", sentence).strip()
    return named or _PLACE.sub("", sentence).strip()


class ExchangeMessages:
    """Shows messages that did not arrive, and has them sent anew."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff
        self._versions = VersionShelf()

    def messages(self, session: Principal) -> ExchangePage:
        """Return what waits, what was given up, and what was refused."""
        with self._staff.as_permitted(session, UseCase.LIST_MESSAGES) as (stores, _):
            facts = self._versions.facts(stores).values()
            return ExchangePage(
                stores.outbox.counts(),
                stores.outbox.dead(MOST_SHOWN),
                stores.inbox.refused(MOST_SHOWN),
                department_names(stores),
                {code: name for each in facts for code, name in each.matter_names.items()},
            )

    def resend(self, session: Principal, message_ids: Collection[str]) -> int:
        """Have messages that were given up sent anew, and return how many there were.

        Each goes under its own id, so that a receiver that had it knows it. Pressing twice is
        pressing once.
        """
        with self._staff.as_permitted(session, UseCase.RESEND_MESSAGES) as (stores, _):
            return stores.outbox.revive(message_ids, at=self._staff.clock())
