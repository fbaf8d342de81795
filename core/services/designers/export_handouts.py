"""Give policy staff files that people circulate, and files for other programs."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from core.errors import ThemeNotReadyError
from core.handouts.account_log import AccountLogTold, account_log_of
from core.handouts.models import Handout, ThemeTold
from core.handouts.proposal_list import ProposalsTold, proposal_list
from core.handouts.saving_report import SavingsTold, saving_report_of
from core.handouts.themes import THEME_HANDOUTS
from core.i18n import DEFAULT_LOCALE
from core.ports import HandoutWriter
from core.services.acting import StaffContext
from core.services.designers.preview_theme import PreviewTheme
from core.services.improving import ProposalUseCases
from core.services.queries.exchange_theme import ExportFormat, export_plan
from core.services.round_minutes import minutes_in
from core.staff.account_events import EventSearch
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.working_days import day_of

MOST_EVENTS_IN_FILE = 20_000
PNG = "png"
"""The format that only charts have."""


class ExportHandouts:
    """Writes what is on screen as files; ``form`` is what the name of the file ends in."""

    def __init__(
        self,
        staff: StaffContext,
        writer: HandoutWriter,
        previewing: PreviewTheme,
        proposals: ProposalUseCases,
    ) -> None:
        self._staff = staff
        self._writer = writer
        self._previewing = previewing
        self._proposing = proposals.proposing
        self._showing = proposals.showing

    @property
    def media_types(self) -> Mapping[str, str]:
        """Return what each format is sent as, by what names of files end in."""
        return self._writer.media_types

    @property
    def theme_handouts(self) -> tuple[str, ...]:
        """Return what can be written about a theme, by name."""
        return tuple(THEME_HANDOUTS)

    def theme_file(
        self,
        session: Principal,
        name: str,
        document: Mapping[str, Any],
        answers: Mapping[str, Any] | None,
        *,
        form: str,
        standing: str = "",
        locale: str = DEFAULT_LOCALE,
    ) -> bytes:
        """Return a handout about a draft as it is previewed, in the typical situation or another.

        Raises:
            ThemeNotReadyError: While matters of it are being catalogued.
            PrintingError: If it cannot be made.
        """
        self._staff.expect(session, UseCase.EXPORT_THEME)
        preview = self._previewing.preview(session, document, answers)
        if preview.guide is None:
            raise ThemeNotReadyError(code=preview.theme.code)
        brief = ThemeTold(preview.plan, preview.guide, self._today(), locale, standing)
        return self._writer.write(THEME_HANDOUTS[name].write(brief), form)

    def exchange_file(
        self,
        session: Principal,
        name: ExportFormat,
        document: Mapping[str, Any],
        answers: Mapping[str, Any] | None,
    ) -> bytes:
        """Return a draft for other programs; some formats tell the situation that is previewed.

        Raises:
            ThemeNotReadyError: While matters of it are being catalogued.
            NotDmnError: If a condition cannot be said in rows.
        """
        self._staff.expect(session, UseCase.EXPORT_FOR_PROGRAMS)
        preview = self._previewing.preview(session, document, answers)
        if preview.guide is None:
            raise ThemeNotReadyError(code=preview.theme.code)
        return export_plan(preview.plan, name, preview.guide.situation.known.answers)

    def round_file(
        self,
        session: Principal,
        code: str,
        *,
        form: str,
        locale: str = DEFAULT_LOCALE,
        number: int = 0,
    ) -> bytes:
        """Return the minutes of the newest round of a theme, or of an older one.

        Raises:
            UnknownThemeError: If there never was one.
            PrintingError: If it cannot be made.
        """
        with self._staff.as_permitted(session, UseCase.EXPORT_ROUND) as (stores, _):
            minutes = minutes_in(stores, code, locale=locale, today=self._today(), number=number)
        return self._writer.write(minutes, form)

    def accounts_file(
        self,
        session: Principal,
        asked: EventSearch,
        *,
        form: str,
        locale: str = DEFAULT_LOCALE,
    ) -> bytes:
        """Return what was done to accounts, all that is asked for.

        Raises:
            PrintingError: If it cannot be made.
        """
        with self._staff.as_permitted(session, UseCase.EXPORT_ACCOUNT_EVENTS) as (stores, _):
            events = stores.account_log.found(asked, at_most=MOST_EVENTS_IN_FILE)
            departments = stores.catalogue.read().catalogue.departments
        names = {code: department.name for code, department in departments.items()}
        brief = AccountLogTold(events, names, self._today(), locale)
        return self._writer.write(account_log_of(brief), form)

    def proposals_file(
        self, session: Principal, *, form: str, locale: str = DEFAULT_LOCALE
    ) -> bytes:
        """Return every proposal that nobody has decided on yet.

        Raises:
            PrintingError: If it cannot be made.
        """
        self._staff.expect(session, UseCase.EXPORT_PROPOSALS)
        return self._writer.write(self._open_proposals(session, locale), form)

    def savings_file(self, session: Principal, *, form: str, locale: str = DEFAULT_LOCALE) -> bytes:
        """Return what the published themes save as a report, or its charts as ``png``.

        Raises:
            PrintingError: If it cannot be made.
        """
        self._staff.expect(session, UseCase.EXPORT_SAVINGS)
        report, departments = self._showing.savings(session)
        handout = saving_report_of(SavingsTold(report, departments, self._today(), locale))
        return self._writer.picture(handout) if form == PNG else self._writer.write(handout, form)

    def _open_proposals(self, session: Principal, locale: str) -> Handout:
        listed = self._proposing.found(session)
        brief = ProposalsTold(listed.open, listed.departments, listed.cases, self._today(), locale)
        return proposal_list(brief)

    def _today(self) -> date:
        return day_of(self._staff.clock())
