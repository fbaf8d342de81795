"""Publish a draft: what it changes is looked at first, then it is proved, then frozen."""

from datetime import date

from core.errors import NothingToPublishError, StaleDraftError
from core.ports import Draft, Stores
from core.services.acting import StaffContext
from core.services.confirming_rounds import audited_day, close_round, expect_confirmed
from core.services.designers.freeze_version import expect_proved, freeze_version
from core.services.designers.keep_terms import (
    ArchivePlan,
    LifeToday,
    archive,
    expect_possible_start,
    reopen,
    reschedule,
    start_on,
)
from core.services.designers.look_before_publishing import (
    BeforePublishing,
    look_before_publishing,
)
from core.services.designers.proofs import Prover
from core.services.designers.prove_theme import to_be_proved
from core.services.queries.compare_versions import VersionComparison, changes_of_draft
from core.services.theme_documents import theme_of
from core.services.theme_versions import latest_number
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.publishing import ThemeVersion
from core.themes.terms import life_of
from core.working_days import day_of


class PublishTheme:
    """Publishes drafts. What proves works outside the transactions: nobody waits meanwhile.

    ``rounds_required`` says that departments have to agree first where a draft concerns them.
    """

    def __init__(
        self, staff: StaffContext, prover: Prover, *, rounds_required: bool = False
    ) -> None:
        self._staff = staff
        self._prover = prover
        self._rounds_required = rounds_required

    def changes(self, session: Principal, code: str) -> VersionComparison | None:
        """Return what publishing a draft would change; nothing where it is the first version."""
        with self._staff.as_permitted(session, UseCase.COMPARE_VERSIONS) as (stores, _):
            return changes_of_draft(stores, code)

    def before_publishing(self, session: Principal, draft: Draft) -> BeforePublishing:
        """Return what somebody has to know and confirm before a draft is published."""
        with self._staff.as_permitted(session, UseCase.LOOK_BEFORE_PUBLISHING) as (stores, _):
            wanted = to_be_proved(stores, draft)
        today = day_of(self._staff.clock())
        self._prover.prove(*wanted, on=today)
        with self._staff.as_permitted(session, UseCase.LOOK_BEFORE_PUBLISHING) as (stores, _):
            return look_before_publishing(stores, self._prover, draft, on=today)

    def publish(
        self,
        session: Principal,
        code: str,
        *,
        revision: int | None = None,
        effective_on: date | None = None,
    ) -> ThemeVersion:
        """Publish the draft as the next version, proved over all its situations (law 8).

        Running cases keep theirs (law 9). With ``revision``, nothing but what was looked at.
        Until the day ``effective_on`` the version before it stays in use; without it, until the
        day that the audit set.

        Raises:
            EmptyThemeError, ThemeHasErrorsError, ThemeUnprovedError, NothingToPublishError,
            StaleDraftError: If it may not be.
            InvalidTermError: If that day is over, or years away.
            RoundRefusedError: If departments were asked and have not all agreed (law 13).
        """
        with self._staff.as_permitted(session, UseCase.PUBLISH_THEME) as (stores, _):
            draft = _expected_draft(stores, code, revision)
            catalogue = stores.catalogue.read().catalogue
            today = day_of(self._staff.clock())
            expect_possible_start(effective_on, today)
            self._expect_confirmed(stores, draft)
            first_day = effective_on or audited_day(stores, code, today)
        expect_proved(self._prover, theme_of(draft.document), catalogue, on=first_day)
        with self._staff.as_permitted(session, UseCase.PUBLISH_THEME) as (stores, permit):
            unchanged = draft_of_revision(stores, code, draft.revision)
            self._expect_confirmed(stores, unchanged)
            at, by = self._staff.clock(), permit.username
            theme = theme_of(unchanged.document)
            version = freeze_version(stores, self._prover, theme, at=at, by=by)
            close_round(stores, code, version.version, at=at, by=by)
            if first_day > today:
                start_on(stores, code, version.version, first_day, said=(at, by))
            return version

    def life(self, session: Principal, code: str) -> LifeToday:
        """Return from which days versions take effect, and whether the theme is archived."""
        with self._staff.as_permitted(session, UseCase.READ_LIFE) as (stores, _):
            return LifeToday(life_of(stores.terms.of(code)), day_of(self._staff.clock()))

    def reschedule(self, session: Principal, code: str, version: int, effective_on: date) -> None:
        """Have a version that is not in effect yet take effect on another day.

        Raises:
            UnknownThemeError, InvalidTermError: If there is none, it is in effect already, or the
                day cannot be.
        """
        with self._staff.as_permitted(session, UseCase.RESCHEDULE_VERSION) as (stores, permit):
            said = (self._staff.clock(), permit.username)
            reschedule(stores, code, version, effective_on, said=said)

    def archive(self, session: Principal, code: str, plan: ArchivePlan) -> None:
        """Offer a theme no longer after a day; running cases go on, begun visits have a grace.

        Raises:
            UnknownThemeError, InvalidTermError: If it cannot be so.
        """
        with self._staff.as_permitted(session, UseCase.ARCHIVE_THEME) as (stores, permit):
            archive(stores, code, plan, (self._staff.clock(), permit.username))

    def reopen(self, session: Principal, code: str) -> None:
        """Offer an archived theme again.

        Raises:
            InvalidTermError: If it is not archived.
        """
        with self._staff.as_permitted(session, UseCase.REOPEN_THEME) as (stores, permit):
            reopen(stores, code, (self._staff.clock(), permit.username))

    def _expect_confirmed(self, stores: Stores, draft: Draft) -> None:
        theme = theme_of(draft.document)
        expect_confirmed(stores, theme, is_required=self._rounds_required)


def _expected_draft(stores: Stores, code: str, revision: int | None) -> Draft:
    draft = stores.themes.draft(code)
    if draft is None:
        raise NothingToPublishError(code=code, version=latest_number(stores, code))
    return draft if revision is None else draft_of_revision(stores, code, revision)


def draft_of_revision(stores: Stores, code: str, revision: int) -> Draft:
    """Return the draft that was looked at.

    Raises:
        StaleDraftError: If it is another by now, or there is none.
    """
    draft = stores.themes.draft(code)
    if draft is None or draft.revision != revision:
        raise StaleDraftError(code=code, saved_by=draft.saved_by if draft else "")
    return draft
