"""How something in the library changed: who, when, why, and what is said differently by it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel

from core.catalogue.editing import PartDifference, differences_between
from core.errors import ChangeWithoutReasonError
from core.ports import LibraryChange, Stores

SHORTEST_REASON, LONGEST_REASON = 4, 500


@dataclass(frozen=True, slots=True)
class LibraryRevision:
    """One change of a matter or an entry: who made it, when, why, and what differs by it.

    ``shown_by`` is what that person is called, or the name of the account where there is none.
    ``may_go_back`` says that there was something before, which it can become again.
    """

    number: int
    changed_at: datetime
    changed_by: str
    shown_by: str
    reason: str
    differences: tuple[PartDifference, ...]
    may_go_back: bool


def expect_reason(reason: str) -> str:
    """Return the reason of a change as it is kept.

    Raises:
        ChangeWithoutReasonError: If it says too little, or tells a story.
    """
    words = " ".join(reason.split())
    if not SHORTEST_REASON <= len(words) <= LONGEST_REASON:
        raise ChangeWithoutReasonError(least=SHORTEST_REASON, most=LONGEST_REASON)
    return words


def names_of(stores: Stores) -> dict[str, str]:
    """Return what members of the staff are called, by account."""
    accounts = stores.staff.accounts()
    return {account.member.username: account.member.display_name for account in accounts}


def revisions_of(
    changes: Iterable[LibraryChange],
    read: Callable[[bytes | None], BaseModel | None],
    names: Mapping[str, str],
) -> tuple[LibraryRevision, ...]:
    """Return changes with what each says differently, the newest first.

    Args:
        changes: How the file changed, the first first.
        read: Returns what the history is about out of a content of the file.
        names: What members of the staff are called.
    """
    return tuple(_revisions(tuple(changes), read, names))[::-1]


def _revisions(
    changes: tuple[LibraryChange, ...],
    read: Callable[[bytes | None], BaseModel | None],
    names: Mapping[str, str],
) -> Iterator[LibraryRevision]:
    states = [read(change.content) for change in changes]
    for change, was, becomes in zip(changes, (None, *states), states, strict=False):
        yield LibraryRevision(
            number=change.number,
            changed_at=change.changed_at,
            changed_by=change.changed_by,
            shown_by=names.get(change.changed_by, change.changed_by),
            reason=change.reason,
            differences=differences_between(was, becomes) if was and becomes else (),
            may_go_back=was is not None,
        )
