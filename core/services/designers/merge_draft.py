"""Save a draft over what others saved meanwhile, with the changes of all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from core.errors import ConflictingChangesError, StaleDraftError
from core.ports import Draft, DraftStep, Stores
from core.services.acting import StaffContext
from core.services.designers.draft_theme import next_draft
from core.services.designers.record_steps import record_step
from core.services.theme_documents import document_of, theme_of
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.editing.merging import Choice, PlaceConflict
from core.themes.editing.merging_themes import ThemeSides, merge_themes
from core.themes.editing.named_parts import PlaceChange, place_changes

_WAY_BACK = "back"


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
            said = (self._staff.clock(), permit.username)
            if _is_overtaken(stores, draft):
                return _save_merged(stores, draft, document, kind, choices=choices, said=said)
            saved = next_draft(draft, document, *said)
            stores.themes.save_draft(saved)
            record_step(stores, draft, saved, kind)
        return SavedDraft(saved)

    def go_to(self, session: Principal, draft: Draft, step: DraftStep) -> SavedDraft:
        """Save a draft as it was after one of its steps, earlier or taken back.

        What others saved since the draft was opened stays: what the way back changes is merged
        with it, and is a step of its own.

        Raises:
            StaleDraftError: If the step is kept no longer.
            ConflictingChangesError: If others changed the same place; nothing is saved then.
        """
        with self._staff.as_permitted(session, UseCase.GO_TO_STEP) as (stores, permit):
            said = (self._staff.clock(), permit.username)
            is_overtaken = _is_overtaken(stores, draft)
            document = _document_at(stores, draft, step)
            if is_overtaken:
                return _save_merged(stores, draft, document, _WAY_BACK, choices=(), said=said)
            stores.steps.go_to(draft.code, step.number)
            saved = next_draft(draft, document, *said)
            stores.themes.save_draft(saved)
        return SavedDraft(saved)

    def news(self, session: Principal, draft: Draft) -> DraftNews | None:
        """Return what others changed since a draft was opened; pages ask now and then."""
        with self._staff.as_permitted(session, UseCase.WATCH_DRAFT) as (stores, _):
            revision = stores.themes.draft_revision(draft.code)
            if revision is None or revision == draft.revision:
                return None
            return _news(stores, draft, _newest(stores, draft), draft.document)


def _document_at(stores: Stores, draft: Draft, step: DraftStep) -> Mapping[str, Any]:
    """Return the theme after a step.

    Raises:
        StaleDraftError: If the step is gone, or others have made another one of its number.
    """
    kept = (replace(known, undone=step.undone) for known in stores.steps.of(draft.code))
    document = stores.steps.document(draft.code, step.number) if step in kept else None
    if document is None:
        raise StaleDraftError(code=draft.code, saved_by=_newest(stores, draft).saved_by)
    return document


def _save_merged(
    stores: Stores,
    draft: Draft,
    document: Mapping[str, Any],
    kind: str,
    *,
    choices: Iterable[Choice],
    said: tuple[datetime, str],
) -> SavedDraft:
    """Save a change of a draft over the newest one, as a step; ``said`` is when and by whom.

    Raises:
        ConflictingChangesError: If the same place was changed; nothing is saved then.
    """
    newest = _newest(stores, draft)
    news = _news(stores, draft, newest, document)
    merged = _merged(stores, newest, MergeAttempt(draft, document, kind, news), choices)
    saved = next_draft(newest, merged, *said)
    stores.themes.save_draft(saved)
    record_step(stores, newest, saved, kind)
    return SavedDraft(saved, news)


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
