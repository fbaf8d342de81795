"""Make the draft of a theme, arrange its matters, and save it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from core.catalogue.models import Theme
from core.errors import InvalidThemeError, StaleDraftError, StoreBusyError
from core.ports import Draft, DraftStep, Stores
from core.services.acting import StaffContext
from core.services.designers.discard_draft import (
    DiscardedDraft,
    discard_draft,
    recover_draft,
    recoverable_drafts,
)
from core.services.designers.record_steps import record_step, steps_with_more
from core.services.theme_documents import document_of, theme_of
from core.services.theme_versions import earlier_themes
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.composing import (
    arrange_matters,
    begin_from,
    copy_theme,
    new_theme,
    next_theme_code,
)
from core.working_days import day_of

_ATTEMPTS = 20


class DraftTheme:
    """Opens, creates, arranges and saves drafts."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def open(self, session: Principal, code: str) -> Draft:
        """Return the draft of a theme, made from the published version if there is none."""
        with self._staff.as_permitted(session, UseCase.OPEN_THEME) as (stores, _):
            draft = stores.themes.draft(code)
            if draft is not None:
                return draft
            version = stores.themes.latest(code)
        return _draft(version.theme, 0, version.published_at, version.published_by)

    def create(
        self,
        session: Principal,
        *,
        name: str,
        lead_department: str | None,
        audience_kind: str,
        template: str = "",
    ) -> Draft:
        """Start a theme under the next free code, empty or as a template stands.

        Raises:
            UnknownThemeError: If there is no such template.
            InvalidThemeError: If it is given no name.
        """
        with self._staff.as_permitted(session, UseCase.CREATE_THEME) as (stores, permit):
            begun = _theme_as_it_stands(stores, template) if template else None

            def make(code: str) -> Theme:
                if begun is None:
                    return _new_theme(code, name.strip(), lead_department, audience_kind)
                return begin_from(
                    begun, code=code, name=name, lead=lead_department, audience_kind=audience_kind
                )

            return self._begin(stores, permit.username, make)

    def copy(self, session: Principal, code: str, *, name: str) -> Draft:
        """Start a theme that begins as another one stands, draft or published, under a new code.

        Raises:
            UnknownThemeError: If there is none of that code.
            InvalidThemeError: If it is given no name.
        """
        with self._staff.as_permitted(session, UseCase.COPY_THEME) as (stores, permit):
            theme = _theme_as_it_stands(stores, code)
            return self._begin(
                stores, permit.username, lambda free: copy_theme(theme, code=free, name=name)
            )

    def _begin(self, stores: Stores, username: str, make: Callable[[str], Theme]) -> Draft:
        """Add the first draft of a theme under the next free code, whoever else takes codes."""
        for _ in range(_ATTEMPTS):
            taken = stores.themes.draft_codes()
            code = next_theme_code([*taken, *stores.themes.published_codes()])
            draft = _draft(make(code), 1, self._staff.clock(), username)
            if stores.themes.add_draft(draft):
                return draft
        raise StoreBusyError

    def arrange(
        self,
        session: Principal,
        document: Mapping[str, Any],
        codes: Sequence[str],
    ) -> dict[str, Any]:
        """Return the theme with exactly these matters, in this order.

        A matter that comes back brings what it had, at the latest step of the draft, in the
        published version, or in the library.
        """
        with self._staff.as_permitted(session, UseCase.ARRANGE_THEME) as (stores, _):
            theme = theme_of(document)
            catalogue = stores.catalogue.read().catalogue
            known = earlier_themes(stores, theme.code)
            steps = steps_with_more(stores, theme, codes)
        earlier = (*map(theme_of, steps), *known)
        return document_of(arrange_matters(theme, codes, catalogue, earlier))

    def save(
        self,
        session: Principal,
        draft: Draft,
        document: Mapping[str, Any],
        *,
        kind: str = "change",
    ) -> Draft:
        """Save a draft over the revision it was opened at, as a step that can be taken back.

        Raises:
            StaleDraftError: If somebody saved a newer revision in the meantime.
        """
        with self._staff.as_permitted(session, UseCase.SAVE_DRAFT) as (stores, permit):
            saved = next_draft(draft, document, self._staff.clock(), permit.username)
            replace_draft(stores, draft, saved)
            record_step(stores, draft, saved, kind)
        return saved

    def steps(self, session: Principal, code: str) -> tuple[DraftStep, ...]:
        """Return the steps of a draft, the oldest first; those taken back stand at the end."""
        with self._staff.as_permitted(session, UseCase.LIST_STEPS) as (stores, _):
            return stores.steps.of(code)

    def discard(self, session: Principal, draft: Draft) -> Draft:
        """Put a draft away: a published theme goes back to its newest version, as a step.

        A theme that was never published leaves the lists, and can be recovered for a while.

        Raises:
            StaleDraftError: If somebody saved a newer revision in the meantime.
        """
        with self._staff.as_permitted(session, UseCase.DISCARD_DRAFT) as (stores, permit):
            expect_newest(stores, draft)
            return discard_draft(stores, draft, at=self._staff.clock(), by=permit.username)

    def discarded(self, session: Principal) -> tuple[DiscardedDraft, ...]:
        """Return the drafts that were put away lately and can be recovered, by code."""
        with self._staff.as_permitted(session, UseCase.LIST_DISCARDED) as (stores, _):
            return recoverable_drafts(stores, day_of(self._staff.clock()))

    def recover(self, session: Principal, code: str) -> None:
        """Put a discarded draft back into the lists, as it was.

        Raises:
            InvalidTermError: If it was not discarded.
        """
        with self._staff.as_permitted(session, UseCase.RECOVER_DRAFT) as (stores, permit):
            recover_draft(stores, code, at=self._staff.clock(), by=permit.username)


def _theme_as_it_stands(stores: Stores, code: str) -> Theme:
    """Return a theme as it is being worked on, or else as it is published."""
    draft = stores.themes.draft(code)
    return theme_of(draft.document) if draft else stores.themes.latest(code).theme


def expect_newest(stores: Stores, draft: Draft) -> None:
    """Refuse to go on from a draft that is not the newest; the newest stays locked.

    Raises:
        StaleDraftError: If somebody saved a newer revision in the meantime.
    """
    newest = stores.themes.draft(draft.code)
    if newest is not None and newest.revision != draft.revision:
        raise StaleDraftError(code=draft.code, saved_by=newest.saved_by)


def replace_draft(stores: Stores, draft: Draft, saved: Draft) -> None:
    """Save over a draft, or make the first one: of several at once one does."""
    expect_newest(stores, draft)
    if not draft.revision and stores.themes.add_draft(saved):
        return
    expect_newest(stores, draft)  # somebody was a moment faster
    stores.themes.save_draft(saved)


def next_draft(draft: Draft, document: Mapping[str, Any], at: datetime, by: str) -> Draft:
    """Return a draft as it is saved after another."""
    return _draft(theme_of(document), draft.revision + 1, at, by)


def _new_theme(code: str, name: str, lead_department: str | None, audience_kind: str) -> Theme:
    try:
        return new_theme(code, name, lead_department, audience_kind)
    except ValidationError as invalid:
        raise InvalidThemeError(reason="name") from invalid


def _draft(theme: Theme, revision: int, at: datetime, by: str) -> Draft:
    return Draft(theme.code, document_of(theme), revision, at, by)
