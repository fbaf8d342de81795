"""Put drafts away that nobody goes on with, and get them back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.errors import InvalidTermError
from core.ports import Draft, Stores
from core.services.designers.record_steps import record_step
from core.services.setting_aside import sound_drafts
from core.services.theme_documents import document_of
from core.services.theme_versions import latest_version
from core.themes.terms import TermAction, ThemeTerm, life_of
from core.working_days import day_of

__all__ = ["DiscardedDraft", "discard_draft", "recover_draft", "recoverable_drafts"]

RECOVERABLE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class DiscardedDraft:
    """A theme that was never published and was put away; ``until`` it can be recovered."""

    code: str
    name: str
    discarded_by: str
    until: date


def discard_draft(stores: Stores, draft: Draft, *, at: datetime, by: str) -> Draft:
    """Return the draft as it is from now on."""
    published = latest_version(stores, draft.code)
    if published is None:
        stores.terms.add(draft.code, ThemeTerm(TermAction.DISCARDED, day_of(at), at, by))
        return draft
    saved = Draft(draft.code, document_of(published.theme), draft.revision + 1, at, by)
    stores.themes.save_draft(saved)
    record_step(stores, draft, saved, "discard")
    return saved


def recoverable_drafts(stores: Stores, today: date) -> tuple[DiscardedDraft, ...]:
    """Return the drafts that were put away and can still be recovered, by code."""
    drafts, found = sound_drafts(stores), []
    unpublished = drafts.keys() - stores.themes.latest_numbers().keys()
    for code, terms in stores.terms.every().items():
        said = life_of(terms).discarded
        if said is None or code not in unpublished or today > said.day + RECOVERABLE:
            continue
        name = drafts[code][1].name
        found.append(DiscardedDraft(code, name, said.by, said.day + RECOVERABLE))
    return tuple(found)


def recover_draft(stores: Stores, code: str, *, at: datetime, by: str) -> None:
    """Write down that a draft is wanted again.

    Raises:
        InvalidTermError: If it was not put away.
    """
    if life_of(stores.terms.of(code)).discarded is None:
        raise InvalidTermError("not_discarded")
    stores.terms.add(code, ThemeTerm(TermAction.REOPENED, day_of(at), at, by))


def without_discarded(stores: Stores, codes: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of themes that nobody has put away."""
    terms = stores.terms.every()
    return tuple(code for code in codes if life_of(terms.get(code, ())).discarded is None)
