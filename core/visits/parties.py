"""Say in a draft who is who, and take it back.

Only statements change, never a value: what was typed for a role stays under the role's own key
(law 17). Of the roles of one person, all others say that they are held by whoever holds the first.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from core.visits.draft import ApplicationDraft, without
from core.visits.filling import fill


def be_same_person(draft: ApplicationDraft, role: str, other: str) -> ApplicationDraft:
    """Return the draft in which whoever holds another role holds this one as well.

    Examples:
        >>> said = be_same_person(ApplicationDraft("key"), "liaison", "principal")
        >>> said.parties, be_another(said, "liaison").parties
        ({'liaison': 'principal'}, {})
    """
    left = unsay(draft, role)
    return replace(left, parties={**left.parties, role: other})


def be_another(draft: ApplicationDraft, role: str) -> ApplicationDraft:
    """Return the draft in which somebody else holds a role."""
    left = unsay(draft, role)
    choices = left.party_choices
    return replace(left, party_choices=replace(choices, others=(*choices.others, role)))


def unsay(draft: ApplicationDraft, role: str) -> ApplicationDraft:
    """Return the draft in which nothing is said of a role.

    Those who were said to be the same person as its holder stay one person, without this role.

    Examples:
        >>> draft = be_another(ApplicationDraft("key"), "guardian")
        >>> for role in ("declarant", "household_head"):
        ...     draft = be_same_person(draft, role, "guardian")
        >>> left = unsay(draft, "guardian")
        >>> left.parties, left.party_choices.others
        ({'household_head': 'declarant'}, ('declarant',))
    """
    parties, others = dict(draft.parties), draft.party_choices.others
    holder = parties.pop(role, "")
    left = [subject for subject, by in parties.items() if by == role]
    if left and not holder:
        holder = left.pop(0)
        del parties[holder]
        others = (*others, holder)
    parties.update(dict.fromkeys(left, holder))
    others = tuple(said for said in dict.fromkeys(others) if said != role)
    return replace(
        draft,
        parties=parties,
        party_choices=replace(draft.party_choices, others=others, before=None),
    )


def be_all(draft: ApplicationDraft, acting: str, roles: Iterable[str]) -> ApplicationDraft:
    """Return the draft in which who acts holds roles, as one touch says it.

    Examples:
        >>> said = be_another(ApplicationDraft("key"), "liaison")
        >>> mine = be_all(said, "principal", ["contact", "liaison"])
        >>> mine.parties
        {'contact': 'principal', 'liaison': 'principal'}
        >>> take_back_all(mine) == said
        True
    """
    before = (draft.parties, draft.party_choices.others)
    for role in roles:
        draft = be_same_person(draft, role, acting)
    return replace(draft, party_choices=replace(draft.party_choices, before=before))


def take_back_all(draft: ApplicationDraft) -> ApplicationDraft:
    """Return the draft with what was said before one touch took every role."""
    if draft.party_choices.before is None:
        return draft
    parties, others = draft.party_choices.before
    choices = replace(draft.party_choices, others=others, before=None)
    return replace(draft, parties=parties, party_choices=choices)


def act_as(draft: ApplicationDraft, role: str, instead_of: str) -> ApplicationDraft:
    """Return the draft in which who stands here has another role than was taken for granted.

    What was said of them in the role taken for granted is said anew. Their name and number go
    with them.

    Examples:
        >>> said = be_same_person(ApplicationDraft("key"), "guardian", "mother")
        >>> act_as(said, "father", "mother").parties
        {}
    """
    theirs = [subject for subject, by in draft.parties.items() if by == instead_of]
    left = unsay(replace(draft, parties=without(draft.parties, theirs)), role)
    for place in left.party_choices.written:
        left = _move(left, place, f"{place.partition('@')[0]}@{role}")
    return replace(left, party_choices=replace(left.party_choices, acting=role))


def write_acting(draft: ApplicationDraft, places: Iterable[str]) -> ApplicationDraft:
    """Return the draft in which who acts has filled in these places before the form.

    Examples:
        >>> draft = ApplicationDraft("key", values={"per.name@mother": "周立夏"})
        >>> written = write_acting(draft, ["per.name@mother", "per.id_no@mother"])
        >>> written.party_choices.written, ask_anew(written, ["per.name@mother"]) == draft
        (('per.name@mother',), True)
        >>> act_as(written, "father", "mother").values
        {'per.name@father': '周立夏'}
    """
    kept = (place for place in draft.party_choices.written if place.endswith("@case"))
    return _written(draft, (*kept, *(place for place in places if place in draft.values)))


def ask_anew(draft: ApplicationDraft, places: Collection[str]) -> ApplicationDraft:
    """Return the draft in which the form asks for places again: something is wrong with them."""
    return _written(draft, (p for p in draft.party_choices.written if p not in places))


def _written(draft: ApplicationDraft, places: Iterable[str]) -> ApplicationDraft:
    return replace(draft, party_choices=replace(draft.party_choices, written=tuple(places)))


def _move(draft: ApplicationDraft, place: str, to: str) -> ApplicationDraft:
    """Return the draft with a value in another place, unless something stands there already."""
    if to in draft.values:
        return ask_anew(draft, (place,))
    moved = fill(fill(draft, to, draft.values.get(place)), place, None)
    written = draft.party_choices.written
    return _written(moved, (to if other == place else other for other in written))
