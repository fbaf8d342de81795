"""Fetch licences into a draft with the person's consent, and let the person object (law 5)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from core.cases.models import FetchedRecord
from core.visits.draft import ApplicationDraft, LicenceDecisions, without


def agree(draft: ApplicationDraft, licences: Iterable[str]) -> ApplicationDraft:
    """Return the draft with consent to fetch these licences, and no others."""
    return replace(draft, licences=replace(draft.licences, agreed=tuple(licences)))


def begin_fetching(draft: ApplicationDraft, offers: Mapping[str, str]) -> ApplicationDraft:
    """Return the draft without anything fetched before; what is not agreed to comes on paper.

    ``offers`` are the licences that can be fetched, each with the place of its holder's number.
    """
    for holder in set(offers.values()):
        draft = forget_holder(draft, holder)
    on_paper = tuple(code for code in offers if code not in draft.licences.agreed)
    return replace(draft, licences=replace(draft.licences, not_had=(), on_paper=on_paper))


def fetch(
    draft: ApplicationDraft,
    offers: Mapping[str, str],
    records: Mapping[str, FetchedRecord],
    not_had: Iterable[str] = (),
) -> ApplicationDraft:
    """Return the draft with what the licences say, each value with its record.

    Args:
        draft: The draft, after :func:`begin_fetching`.
        offers: The licences that could be fetched, each with the place of its holder's number.
        records: What was fetched, by place.
        not_had: Licences that were asked for and that the library does not have.
    """
    agreed, missing = draft.licences.agreed, tuple(not_had)
    decisions = LicenceDecisions(
        decided=tuple(offers),
        agreed=agreed,
        requested={code: holder for code, holder in offers.items() if code in agreed},
        not_had=missing,
        on_paper=(*draft.licences.on_paper, *missing),
    )
    values = {place: record.value for place, record in records.items()}
    return replace(
        draft,
        values={**draft.values, **values},
        fetched={**draft.fetched, **records},
        licences=decisions,
    )


def decline(draft: ApplicationDraft, offers: Mapping[str, str]) -> ApplicationDraft:
    """Return the draft without any consent to fetch, and without what was fetched before."""
    return fetch(begin_fetching(agree(draft, ()), offers), offers, {})


def forget_holder(draft: ApplicationDraft, holder: str) -> ApplicationDraft:
    """Return the draft without what was fetched by the number in one place."""
    gone = {place for place, record in draft.fetched.items() if record.holder == holder}
    if not gone:
        return draft
    return replace(
        draft,
        values=without(draft.values, gone),
        fetched=without(draft.fetched, gone),
        contested=tuple(place for place in draft.contested if place not in gone),
    )


def change_number(draft: ApplicationDraft, holder: str) -> ApplicationDraft:
    """Return the draft as if nothing had been fetched, or asked for, by the number in one place.

    Whatever was agreed to for another number is offered again.
    """
    draft, old = forget_holder(draft, holder), draft.licences
    theirs = {code for code, place in old.requested.items() if place == holder}
    if not theirs:
        return draft
    decisions = replace(
        old,
        requested=without(old.requested, theirs),
        agreed=tuple(code for code in old.agreed if code not in theirs),
        decided=tuple(code for code in old.decided if code not in theirs),
    )
    return replace(draft, licences=decisions)


def contest(draft: ApplicationDraft, place: str) -> ApplicationDraft:
    """Return the draft with a fetched value contested; both values are handed in (law 5)."""
    if not draft.is_locked(place):
        return draft
    return replace(draft, contested=(*draft.contested, place))


def accept(draft: ApplicationDraft, place: str) -> ApplicationDraft:
    """Return the draft with a contested value as it was fetched."""
    if place not in draft.contested:
        return draft
    return replace(
        draft,
        contested=tuple(other for other in draft.contested if other != place),
        values={**draft.values, place: draft.fetched[place].value},
    )
