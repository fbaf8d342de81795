"""Ask departments to confirm a draft, remind them, answer them, and audit what came of it."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from core.i18n import DEFAULT_LOCALE
from core.ports import Stores
from core.services.acting import Acted, StaffContext
from core.services.case_findings import CaseFindings
from core.services.case_logs import OwnLog
from core.services.confirming_rounds import (
    Cell,
    Element,
    Round,
    RoundAction,
    RoundSummary,
    RoundView,
    asked_elements,
    current_round,
    department_names,
    round_of,
    theme_checksum,
    theme_name,
    view_of,
)
from core.services.designers.keep_terms import expect_possible_start
from core.services.designers.publish_theme import draft_of_revision
from core.services.setting_aside import unless_spoilt
from core.services.theme_documents import theme_of
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.confirming import asking
from core.themes.confirming.comparing import RoundComparison, compare_rounds
from core.working_days import day_of


class ConfirmRounds:
    """Everything the service office does with rounds."""

    def __init__(self, staff: StaffContext, log: OwnLog | None = None) -> None:
        self._staff = staff
        self._cases = CaseFindings(log, staff.calendar)

    def list_rounds(self, session: Principal) -> tuple[RoundSummary, ...]:
        """Return every theme that has had a round, with the newest."""
        with self._staff.as_permitted(session, UseCase.LIST_ROUNDS) as (stores, _):
            return tuple(summaries_in(stores))

    def read_round(
        self, session: Principal, code: str, locale: str = DEFAULT_LOCALE, *, number: int = 0
    ) -> RoundView | None:
        """Return the newest round of a theme in words, or an older one, if there is such a one."""
        with self._staff.as_permitted(session, UseCase.READ_ROUND) as (stores, _):
            found = round_of(stores, code, number)
            if found is None:
                return None
            today, calendar = day_of(self._staff.clock()), self._staff.calendar
            return view_of(stores, code, found, locale=locale, today=today, calendar=calendar)

    def compare_rounds(
        self, session: Principal, code: str, earlier: int, later: int
    ) -> RoundComparison | None:
        """Return what differs between two rounds of a theme, if both are there."""
        with self._staff.as_permitted(session, UseCase.COMPARE_ROUNDS) as (stores, _):
            found = round_of(stores, code, earlier), round_of(stores, code, later)
        return compare_rounds(found[0], found[1]) if found[0] and found[1] else None

    def foresee_round(
        self, session: Principal, code: str, revision: int, *, everything: bool = False
    ) -> tuple[Element, ...]:
        """Return what a round about a draft would ask."""
        with self._staff.as_permitted(session, UseCase.FORESEE_ROUND) as (stores, _):
            theme = theme_of(draft_of_revision(stores, code, revision).document)
            catalogue = stores.catalogue.read().catalogue
            return asked_elements(stores, theme, catalogue, everything=everything)

    def start_round(
        self,
        session: Principal,
        code: str,
        revision: int,
        *,
        working_days: int = asking.USUAL_DAYS,
        everything: bool = False,
        watched: bool = False,
        log: bytes | None = None,
    ) -> Round:
        """Freeze a draft and ask every department that it concerns.

        What a department agreed to before and what has not changed since stays agreed to. What
        the cases of this hall say (``watched``), or a ``log`` from elsewhere, stands beside the
        matters as reasons, and is asked about even where the draft changes nothing.

        Raises:
            EventLogRefusedError: If the log is none.
            StaleDraftError: If the draft is another by now.
            RoundRefusedError: If there is nothing to ask, or it is asked already.
        """
        self._staff.expect(session, UseCase.START_ROUND)
        looked_at = self._cases.runs(code, own=watched, raw=log)
        with self._staff.as_permitted(session, UseCase.START_ROUND) as (stores, permit):
            draft = draft_of_revision(stores, code, revision)
            theme, catalogue = theme_of(draft.document), stores.catalogue.read().catalogue
            at = self._staff.clock()
            asked = asked_elements(
                stores,
                theme,
                catalogue,
                everything=everything,
                findings=looked_at.findings(catalogue),
            )
            details = asking.start_round(
                asked,
                latest=current_round(stores, code, to_change=True),
                draft={
                    "revision": draft.revision,
                    "checksum": theme_checksum(theme, catalogue),
                    "designers": [permit.username, draft.saved_by],
                },
                working_days=working_days,
                at=at,
                calendar=self._staff.calendar,
                evidence=looked_at.evidence(catalogue, asked),
            )
            stores.rounds.append(code, RoundAction.STARTED, details, at=at, by=permit.username)
            return asking.is_open(current_round(stores, code))

    def remind_departments(self, session: Principal, code: str) -> None:
        """Remind whoever owes an answer, once a day.

        Raises:
            RoundRefusedError: If nobody does, or it was done today.
        """
        with self._staff.as_permitted(session, UseCase.REMIND_DEPARTMENTS) as (stores, permit):
            found = current_round(stores, code, to_change=True)
            details = asking.remind(found, at=self._staff.clock())
            self._write((stores, permit), code, RoundAction.REMINDED, details)

    def reply_to_department(self, session: Principal, code: str, cell: Cell, words: str) -> None:
        """Answer what a department asked or said; then it is its turn again.

        Raises:
            RoundRefusedError: If the round is over, or nothing is said.
        """
        with self._staff.as_permitted(session, UseCase.REPLY_TO_DEPARTMENT) as (stores, permit):
            found = current_round(stores, code, to_change=True)
            details = asking.reply(found, Cell(*cell), words)
            self._write((stores, permit), code, RoundAction.REPLIED, details)

    def decide_for_department(
        self, session: Principal, code: str, cells: Sequence[Cell], *, superior: str, reason: str
    ) -> None:
        """Write down that a superior decides where a department refuses or stays silent.

        Raises:
            RoundRefusedError: Before the deadline, by a designer, or without name and reason.
        """
        with self._staff.as_permitted(session, UseCase.DECIDE_FOR_DEPARTMENT) as (stores, permit):
            details = asking.decide(
                current_round(stores, code, to_change=True),
                [Cell(*cell) for cell in cells],
                superior=superior,
                reason=reason,
                by=permit.username,
                today=day_of(self._staff.clock()),
            )
            self._write((stores, permit), code, RoundAction.DECIDED, details)

    def withdraw_round(self, session: Principal, code: str, reason: str) -> None:
        """Take a round back; it stays on record.

        Raises:
            RoundRefusedError: If it is over, or nothing says why.
        """
        with self._staff.as_permitted(session, UseCase.WITHDRAW_ROUND) as (stores, permit):
            details = asking.withdraw(current_round(stores, code, to_change=True), reason)
            self._write((stores, permit), code, RoundAction.WITHDRAWN, details)

    def audit_round(
        self,
        session: Principal,
        code: str,
        *,
        passed: bool,
        reason: str = "",
        effective_on: date | None = None,
    ) -> None:
        """Pass what every department agreed to, from a day on, or return it with a reason.

        Raises:
            InvalidTermError: If that day is over, or years away.
            RoundRefusedError: By a designer, or where something is not agreed to.
        """
        with self._staff.as_permitted(session, UseCase.AUDIT_ROUND) as (stores, permit):
            expect_possible_start(effective_on, day_of(self._staff.clock()))
            found = current_round(stores, code, to_change=True)
            details = asking.audit(
                found,
                passed=passed,
                reason=reason,
                by=permit.username,
                names=department_names(stores),
                effective_on=effective_on,
            )
            self._write((stores, permit), code, RoundAction.AUDITED, details)

    def _write(self, acted: Acted, code: str, action: RoundAction, details: asking.Details) -> None:
        stores, permit = acted
        at = self._staff.clock()
        stores.rounds.append(code, action, details, at=at, by=permit.username)


def summaries_in(stores: Stores) -> list[RoundSummary]:
    """Return every theme with its newest round; one that cannot be read is told elsewhere."""
    found = {
        code: unless_spoilt(partial(current_round, stores, code)) for code in stores.rounds.themes()
    }
    return [
        RoundSummary(code, theme_name(stores, code), round_found)
        for code, round_found in found.items()
        if round_found
    ]
