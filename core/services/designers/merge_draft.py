"""Save a draft over what others saved meanwhile, with the changes of all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from core.errors import ConflictingChangesError
from core.ports import Draft, Stores
from core.services.acting import StaffContext
from core.services.designers.draft_theme import next_draft
from core.services.designers.record_steps import record_step
from core.services.theme_documents import document_of, theme_of
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.editing.merging import Choice, PlaceConflict
from core.themes.editing.merging_themes import ThemeSides, merge_themes
from core.themes.editing.named_parts import PlaceChange, place_changes


@dataclass(frozen=True, slots=True)
class DraftNews:
    """What others changed in a draft since it was opened: who, when, which places."""

    people: tuple[str, ...]
    at: datetime
    changes: tuple[PlaceChange, ...]
    own: tuple[PlaceChange, ...] = ()
    """What was saved together with it."""


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """A draft as it was saved, with what came in from others."""

    draft: Draft
    news: DraftNews | None = None


@dataclass(frozen=True, slots=True)
class MergeAttempt:
    """A change that could not be saved: the draft it began from, and what others made of it."""

    draft: Draft
    document: Mapping[str, Any]
    kind: str
    news: DraftNews
    conflicts: tuple[PlaceConflict, ...] = ()


class MergeDraft:
    """Merges what several people change in one draft, and tells each what came in."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def merge(
        self,
        session: Principal,
        draft: Draft,
        document: Mapping[str, Any],
        *,
        kind: str = "change",
        choices: Iterable[Choice] = (),
    ) -> SavedDraft:
        """Save a change of a draft as a step; what others saved meanwhile stays in it.

        Raises:
            ConflictingChangesError: If the same place was changed; nothing is saved then.
        """
        with self._staff.as_permitted(session, UseCase.MERGE_DRAFT) as (stores, permit):
            before, merged, news = draft, document, None
            if _is_overtaken(stores, draft):
                before = _newest(stores, draft)
                news = _news(stores, draft, before, document)
                attempt = MergeAttempt(draft, document, kind, news)
                merged = _merged(stores, before, attempt, choices)
            saved = next_draft(before, merged, self._staff.clock(), permit.username)
            stores.themes.save_draft(saved)
            record_step(stores, before, saved, kind)
        return SavedDraft(saved, news)

    def news(self, session: Principal, draft: Draft) -> DraftNews | None:
        """Return what others changed since a draft was opened; pages ask now and then."""
        with self._staff.as_permitted(session, UseCase.WATCH_DRAFT) as (stores, _):
            revision = stores.themes.draft_revision(draft.code)
            if revision is None or revision == draft.revision:
                return None
            return _news(stores, draft, _newest(stores, draft), draft.document)


def _is_overtaken(stores: Stores, draft: Draft) -> bool:
    """Say whether a draft was saved since; the newest stays locked, even if it is the first."""
    newest = stores.themes.draft(draft.code)
    if newest is None:
        stores.themes.add_draft(draft)
        newest = _newest(stores, draft)
    return newest.revision != draft.revision


def _newest(stores: Stores, draft: Draft) -> Draft:
    return stores.themes.draft(draft.code) or draft


def _news(stores: Stores, draft: Draft, newest: Draft, document: Mapping[str, Any]) -> DraftNews:
    """Return what others changed since a draft was opened, beside a change of it."""
    people = [
        step.saved_by for step in stores.steps.of(draft.code) if step.saved_at > draft.saved_at
    ]
    return DraftNews(
        tuple(dict.fromkeys([*people, newest.saved_by])),
        newest.saved_at,
        place_changes(draft.document, newest.document),
        place_changes(draft.document, document),
    )


def _merged(
    stores: Stores, newest: Draft, attempt: MergeAttempt, choices: Iterable[Choice]
) -> dict[str, Any]:
    """Return the theme with the changes of all.

    Raises:
        ConflictingChangesError: If that is not possible before somebody chooses.
    """
    base, mine, theirs = (
        theme_of(document)
        for document in (attempt.draft.document, attempt.document, newest.document)
    )
    catalogue = stores.catalogue.read().catalogue
    merged = merge_themes(ThemeSides(base, mine, theirs), catalogue, choices)
    if merged.conflicts:
        raise ConflictingChangesError(
            code=newest.code,
            saved_by=newest.saved_by,
            attempt=replace(attempt, conflicts=merged.conflicts),
        )
    return document_of(merged.theme)
