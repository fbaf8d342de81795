"""Fill in the form of a draft."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from core.visits.draft import ApplicationDraft, without
from core.visits.fetching import change_number
from core.visits.finding import forget_found


def fill(draft: ApplicationDraft, place: str, value: Any) -> ApplicationDraft:
    """Return the draft with a value of the form; an empty one leaves nothing behind.

    What was fetched by the number in this place, and agreed to, is not true of another number.

    Examples:
        >>> filled = fill(ApplicationDraft("key"), "per.name@applicant", "林秋月")
        >>> filled.values, fill(filled, "per.name@applicant", None).values
        ({'per.name@applicant': '林秋月'}, {})
    """
    if _as_number(value) != _as_number(draft.values.get(place)):
        draft = forget_found(change_number(draft, place), place)
    if value is None:
        return give_way(draft, [place])
    return replace(draft, values={**draft.values, place: value})


def give_way(draft: ApplicationDraft, places: Iterable[str]) -> ApplicationDraft:
    """Return the draft without the values at places that an answer decides now."""
    gone = draft.values.keys() & set(places)
    return replace(draft, values=without(draft.values, gone)) if gone else draft


def propose(draft: ApplicationDraft, proposals: Mapping[str, Any]) -> ApplicationDraft:
    """Return the draft with proposals filled in, as :func:`open_proposals` returns them."""
    return replace(
        draft, proposed={**draft.proposed, **proposals}, values={**draft.values, **proposals}
    )


def open_proposals(
    draft: ApplicationDraft, proposals: Mapping[str, Any], places: Iterable[str]
) -> dict[str, Any]:
    """Return the proposals for empty places.

    Each place is proposed for once: a person who empties it wants it empty.
    """
    return {
        place: proposals[place]
        for place in places
        if place in proposals and place not in draft.values and place not in draft.proposed
    }


def fill_row(draft: ApplicationDraft, row: int, values: Mapping[str, Any]) -> ApplicationDraft:
    """Return the draft with values in one row of a table; what they leave out stays.

    Examples:
        >>> draft = fill(ApplicationDraft("key"), "per.name@employee", ["何小满"])
        >>> fill_row(draft, 1, {"per.name@employee": "周立夏"}).values
        {'per.name@employee': ['何小满', '周立夏']}
    """
    for place, value in values.items():
        entries = list(draft.values.get(place) or ())
        entries += [None] * (row + 1 - len(entries))
        draft = fill(draft, place, [*entries[:row], value, *entries[row + 1 :]])
    return draft


def count_members(draft: ApplicationDraft, group: str, number: int) -> ApplicationDraft:
    """Return the draft with so many members of a group."""
    return replace(draft, members={**draft.members, group: number})


def _as_number(value: Any) -> str:
    """Return a value as a licence library takes a number."""
    return str(value or "").strip().upper()
