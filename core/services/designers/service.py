"""The designer's use cases: one method is one thing that policy staff do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from pydantic import ValidationError

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Theme
from core.errors import (
    InvalidThemeError,
    StaleDraftError,
    StoreBusyError,
)
from core.ports import Clock, Draft, Transaction
from core.services.acting import StaffTransaction
from core.services.designers.lists import (
    LibraryMatter,
    PublishedVersion,
    ThemeSummary,
    summary_of,
)
from core.services.designers.look_before_publishing import (
    BeforePublishing,
    look_before_publishing,
)
from core.services.designers.order_questions import AskingOrder, Orders, orders_of, with_asking
from core.services.designers.preview_theme import ThemePreview, preview_theme
from core.services.designers.prove_theme import Proof, Prover, word_for
from core.services.designers.publish_theme import Publishing, earlier_themes, latest_number
from core.services.designers.simulate_theme import (
    Levers,
    Simulation,
    Trial,
    levers_of,
    simulate_theme,
)
from core.services.queries.compare_versions import Comparison, changes_of_draft
from core.services.setting_aside import newest_versions, sound_drafts, unless_spoilt
from core.services.theme_documents import document_of, theme_of
from core.staff.models import Principal
from core.staff.permissions import UseCase
from core.themes.composing import arrange_matters, new_theme, next_theme_code
from core.themes.dating import dated
from core.themes.publishing import ThemeVersion
from core.working_days import WEEKENDS_ONLY, WorkingCalendar, day_of

_ATTEMPTS = 20


class DesignerService:
    """Everything the designer can do with themes."""

    def __init__(
        self,
        *,
        transaction: Transaction,
        clock: Clock,
        calendar: WorkingCalendar = WEEKENDS_ONLY,
        acting: StaffTransaction | None = None,
    ) -> None:
        self._acting = acting or StaffTransaction(transaction, clock)
        self._clock = clock
        self._calendar = calendar
        self._prover = Prover()

    def library(self, session: Principal) -> tuple[LibraryMatter, ...]:
        """Return every matter of the library, by code."""
        catalogue = self._catalogue(session, UseCase.LIST_MATTERS)
        return tuple(
            LibraryMatter(
                code=matter.code,
                name=matter.name,
                department=catalogue.department_name(matter.department),
                committed_days=matter.committed_days,
                fields=sum(1 for _ in matter.entries()),
                materials=len(matter.materials),
            )
            for _, matter in sorted(catalogue.matters.items())
        )

    def catalogue(self, session: Principal) -> Catalogue:
        """Return the library as it stands now."""
        return self._catalogue(session, UseCase.READ_CATALOGUE)

    def themes(self, session: Principal) -> tuple[ThemeSummary, ...]:
        """Return every theme, published or in the making, by code."""
        with self._acting(session, UseCase.LIST_THEMES) as (stores, _):
            drafts = {code: draft for code, (draft, _) in sound_drafts(stores).items()}
            versions = newest_versions(stores)
        codes = sorted(drafts.keys() | versions.keys())
        return tuple(summary_of(code, versions.get(code), drafts.get(code)) for code in codes)

    def set_aside(self, session: Principal) -> tuple[str, ...]:
        """Return which records nobody can use, as they are no longer as they were written."""
        with self._acting(session, UseCase.LIST_SPOILT_VERSIONS) as (stores, _):
            return stores.records.spoilt()

    def open(self, session: Principal, code: str) -> Draft:
        """Return the draft of a theme, made from the published version if there is none."""
        with self._acting(session, UseCase.OPEN_THEME) as (stores, _):
            draft = stores.themes.draft(code)
            if draft is not None:
                return draft
            version = stores.themes.latest(code)
        return _draft(version.theme, 0, version.published_at, version.published_by)

    def versions(self, session: Principal, code: str) -> tuple[PublishedVersion, ...]:
        """Return every published version of a theme, the newest first."""
        with self._acting(session, UseCase.LIST_VERSIONS) as (stores, _):
            newest = latest_number(stores, code)
            versions = [
                unless_spoilt(partial(stores.themes.version, code, number))
                for number in range(newest, 0, -1)
            ]
        return tuple(
            PublishedVersion(v.version, v.published_at, v.published_by, len(v.theme.matters))
            for v in versions
            if v is not None
        )

    def create(
        self, session: Principal, *, name: str, lead_department: str | None, audience_kind: str
    ) -> Draft:
        """Start a theme under the next free code."""
        with self._acting(session, UseCase.CREATE_THEME) as (stores, permit):
            for _ in range(_ATTEMPTS):
                taken = stores.themes.draft_codes()
                code = next_theme_code([*taken, *stores.themes.published_codes()])
                theme = _new_theme(code, name.strip(), lead_department, audience_kind)
                draft = _draft(theme, 1, self._clock(), permit.username)
                if stores.themes.add_draft(draft):
                    return draft
        raise StoreBusyError

    def arrange(
        self,
        session: Principal,
        document: Mapping[str, Any],
        codes: Sequence[str],
        steps: Iterable[Mapping[str, Any]] = (),
    ) -> dict[str, Any]:
        """Return the theme with exactly these matters, in this order.

        A matter that comes back brings what it had, at the latest of ``steps`` (the newest
        first), in the published version, or in the library.
        """
        with self._acting(session, UseCase.ARRANGE_THEME) as (stores, _):
            theme = theme_of(document)
            catalogue = stores.catalogue.read().catalogue
            known = earlier_themes(stores, theme.code)
        earlier = (*map(theme_of, steps), *known)
        return document_of(arrange_matters(theme, codes, catalogue, earlier))

    def preview(
        self,
        session: Principal,
        document: Mapping[str, Any],
        answers: Mapping[str, Any] | None = None,
    ) -> ThemePreview:
        """Return what an applicant would see, with the typical answers or others."""
        catalogue = self._catalogue(session, UseCase.PREVIEW_THEME)
        theme = theme_of(document)
        given = theme.typical_answers if answers is None else answers
        preview = preview_theme(theme, catalogue, given)
        if preview.guide is None:
            return preview
        today = day_of(self._clock())
        return replace(preview, dates=dated(preview.guide.schedule, self._calendar, today))

    def save(self, session: Principal, draft: Draft, document: Mapping[str, Any]) -> Draft:
        """Save a draft over the revision it was opened at.

        Raises:
            StaleDraftError: If somebody saved a newer revision in the meantime.
        """
        with self._acting(session, UseCase.SAVE_DRAFT) as (stores, permit):
            theme = theme_of(document)
            newest = stores.themes.draft(draft.code)
            saved = _draft(theme, draft.revision + 1, self._clock(), permit.username)
            if newest is None and stores.themes.add_draft(saved):
                return saved
            newest = newest or stores.themes.draft(draft.code)  # somebody was a moment faster
            if newest is not None and newest.revision != draft.revision:
                raise StaleDraftError(code=draft.code, saved_by=newest.saved_by)
            stores.themes.save_draft(saved)
        return saved

    def known_proof(self, session: Principal, draft: Draft) -> Proof | None:
        """Return the proof of a draft if it has been proved as it stands."""
        catalogue = self._catalogue(session, UseCase.FIND_PROOF)
        if not self._prover.is_known(theme_of(draft.document), catalogue):
            return None
        return self._proof(session, UseCase.FIND_PROOF, draft)

    def prove(self, session: Principal, draft: Draft) -> Proof:
        """Verify a draft over all its situations (law 8); this may take some seconds."""
        return self._proof(session, UseCase.PROVE_THEME, draft)

    def accept_warning(
        self, session: Principal, draft: Draft, *, rule: str, at: str, reason: str
    ) -> None:
        """Stand by a warning with a reason and a name.

        Raises:
            ReasonTooShortError, UnknownFindingError: If it cannot be accepted.
        """
        # Outside the transaction: nobody waits meanwhile.
        proof = self._proof(session, UseCase.ACCEPT_WARNING, draft)
        with self._acting(session, UseCase.ACCEPT_WARNING) as (stores, permit):
            word = word_for(
                proof, rule=rule, at=at, reason=reason, by=permit.username, now=self._clock()
            )
            stores.acceptances.add(draft.code, word)

    def withdraw_acceptance(self, session: Principal, draft: Draft, *, rule: str, at: str) -> None:
        """Stand by a warning no longer; who did and who does not any more stays on record."""
        with self._acting(session, UseCase.WITHDRAW_ACCEPTANCE) as (stores, permit):
            stores.acceptances.withdraw(draft.code, rule, at, by=permit.username, at=self._clock())

    def orders(self, session: Principal, draft: Draft) -> Orders:
        """Return both ways of asking a draft's questions, by what people have answered."""
        with self._acting(session, UseCase.COMPARE_ORDERS) as (stores, _):
            catalogue = stores.catalogue.read().catalogue
            counts = stores.answers.counts(draft.code)
        return orders_of(theme_of(draft.document), catalogue, counts)

    def ask(
        self,
        session: Principal,
        document: Mapping[str, Any],
        order: AskingOrder,
        together: Sequence[Sequence[str]],
    ) -> dict[str, Any]:
        """Return the theme with another way of asking its questions."""
        self._acting.expect(session, UseCase.CHANGE_ORDER)
        return document_of(with_asking(theme_of(document), order, together))

    def changes(self, session: Principal, code: str) -> Comparison | None:
        """Return what publishing a draft would change; nothing where it is the first version."""
        with self._acting(session, UseCase.COMPARE_VERSIONS) as (stores, _):
            return changes_of_draft(stores, code)

    def before_publishing(self, session: Principal, draft: Draft) -> BeforePublishing:
        """Return what somebody has to know and confirm before a draft is published."""
        # Outside the transaction: nobody waits meanwhile.
        self._proof(session, UseCase.LOOK_BEFORE_PUBLISHING, draft)
        with self._acting(session, UseCase.LOOK_BEFORE_PUBLISHING) as (stores, _):
            return look_before_publishing(stores, self._prover, draft)

    def levers(self, session: Principal, draft: Draft) -> Levers:
        """Return what can be tried with a draft."""
        catalogue = self._catalogue(session, UseCase.LIST_LEVERS)
        return levers_of(theme_of(draft.document), catalogue)

    def simulate(
        self, session: Principal, draft: Draft, *, number: int, seed: int, trial: Trial
    ) -> tuple[Simulation, ...]:
        """Play a draft through many situations, as it stands and with a change.

        Raises:
            WhatIfError: If the change names something that the theme does not have.
        """
        catalogue = self._catalogue(session, UseCase.SIMULATE_THEME)
        theme = theme_of(draft.document)
        return simulate_theme(theme, catalogue, number=number, seed=seed, trial=trial)

    def publish(
        self, session: Principal, code: str, *, revision: int | None = None
    ) -> ThemeVersion:
        """Publish the draft as the next version, proved over all its situations (law 8).

        Running cases keep theirs (law 9). With ``revision``, nothing but what was looked at.

        Raises:
            EmptyThemeError, ThemeHasErrorsError, ThemeUnprovedError, NothingToPublishError,
            StaleDraftError: If it may not be.
        """
        acting = partial(self._acting, session, UseCase.PUBLISH_THEME)
        return Publishing(acting, self._prover).publish(code, at=self._clock(), revision=revision)

    def _proof(self, session: Principal, use_case: UseCase, draft: Draft) -> Proof:
        with self._acting(session, use_case) as (stores, _):
            catalogue = stores.catalogue.read().catalogue
            acceptances = stores.acceptances.of(draft.code)
        return self._prover.prove(theme_of(draft.document), catalogue, acceptances)

    def _catalogue(self, session: Principal, use_case: UseCase) -> Catalogue:
        with self._acting(session, use_case) as (stores, _):
            return stores.catalogue.read().catalogue


def _new_theme(code: str, name: str, lead_department: str | None, audience_kind: str) -> Theme:
    try:
        return new_theme(code, name, lead_department, audience_kind)
    except ValidationError as invalid:
        raise InvalidThemeError(reason="name") from invalid


def _draft(theme: Theme, revision: int, at: datetime, by: str) -> Draft:
    return Draft(theme.code, document_of(theme), revision, at, by)
