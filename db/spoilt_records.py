"""Look which rows make no sense, in every table that lists are read from.

The rows of a case are compared one by one whenever it is read, and by ``history verify``; here
stands only what keeps it out of the lists.
"""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel, col

from core.catalogue.models import Theme
from core.services.theme_documents import theme_of
from db.access_store import CaseLookRow, look_of
from db.account_log import AccountEventRow, account_event_of
from db.case_lines import LINE, line_columns, line_of
from db.catalogue_store import file_of
from db.import_store import MatterImportRow
from db.inbox_store import inbox_message_of
from db.library_history import change_of
from db.outbox_store import message_of
from db.outbox_tables import InboxMessageRow, OutboxMessageRow
from db.paper_form_store import PaperFormRow, paper_form_in
from db.payment_store import PaymentRow, payment_in
from db.proposal_store import said_of
from db.proposal_tables import ProposalDecisionRow
from db.pull_store import event_in
from db.pull_tables import MatterPullRow
from db.quiz_store import kept_class_of, quiz_answer_of, trainee_of
from db.review_tables import ReviewRunRow, ReviewTaskRow, TaskViewRow
from db.review_task_store import task_of
from db.round_store import RoundEventRow, RoundThemeRow, event_of
from db.scenario_draft_store import scenario_draft_of
from db.scenario_store import kept_scenario_of
from db.screen_store import ScreenedFileRow, screened_of
from db.sealed_rows import SEALED
from db.sound_rows import Rows, sorted_out
from db.staff_store import account_of
from db.staff_tables import LoginFailureRow, StaffAccountRow, StaffSessionRow
from db.tables import (
    AnswerCountRow,
    CatalogueFileRow,
    FindingAcceptanceRow,
    LibraryChangeRow,
    ServiceCaseRow,
    ThemeDraftRow,
    ThemeStepRow,
    ThemeVersionRow,
)
from db.term_store import ThemeTermRow, term_of
from db.theme_store import version_of
from db.training_tables import (
    KeptScenarioRow,
    QuizAnswerRow,
    QuizClassRow,
    QuizTraineeRow,
    ScenarioDraftRow,
)
from db.vault import vault_of
from db.view_store import task_view_of
from db.visit_tables import (
    FileHoldRow,
    HelpCallRow,
    KeptVisitRow,
    PaceRow,
    PhoneFileRow,
    PhoneLinkRow,
)

MOST_LOOKED_AT = 5_000
"""So many rows of a table, so that looking takes about a second at most."""


def _theme_of(row: Any) -> Theme:
    return theme_of(row.document)


def _as_it_is(row: Any) -> Any:
    return row


def _message_of(row: Any) -> Any:
    return message_of(vars(row))


_READ_BY: dict[type[SQLModel], Callable[[Any], Any]] = {
    ThemeVersionRow: version_of,
    ThemeDraftRow: _theme_of,
    ThemeStepRow: _theme_of,
    CatalogueFileRow: file_of,
    LibraryChangeRow: change_of,
    StaffAccountRow: account_of,
    StaffSessionRow: _as_it_is,
    LoginFailureRow: _as_it_is,
    FindingAcceptanceRow: _as_it_is,
    ProposalDecisionRow: said_of,
    AnswerCountRow: _as_it_is,
    PhoneLinkRow: _as_it_is,
    PhoneFileRow: _as_it_is,
    KeptVisitRow: _as_it_is,
    FileHoldRow: _as_it_is,
    PaceRow: _as_it_is,
    HelpCallRow: _as_it_is,
    ScreenedFileRow: screened_of,
    CaseLookRow: look_of,
    RoundThemeRow: _as_it_is,
    RoundEventRow: event_of,
    ThemeTermRow: term_of,
    MatterPullRow: event_in,
    ReviewTaskRow: task_of,
    ReviewRunRow: _as_it_is,
    OutboxMessageRow: _message_of,
    InboxMessageRow: inbox_message_of,
    TaskViewRow: task_view_of,
    AccountEventRow: account_event_of,
    MatterImportRow: _as_it_is,
    PaymentRow: payment_in,
    KeptScenarioRow: kept_scenario_of,
    ScenarioDraftRow: scenario_draft_of,
    QuizClassRow: kept_class_of,
    QuizTraineeRow: trainee_of,
    QuizAnswerRow: quiz_answer_of,
    PaperFormRow: paper_form_in,
}


class SqlRecordStore:
    """Implements :class:`core.ports.RecordStore`. The caller owns the transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def spoilt(self) -> tuple[str, ...]:
        """Return which rows make no sense, named by table and key."""
        return tuple(self._spoilt())

    def _spoilt(self) -> Iterator[str]:
        tables: tuple[type[SQLModel], ...] = (*_READ_BY, ServiceCaseRow)
        for table in tables:
            rows, make = _newest(table), self._made
            yield from sorted_out(self._session, table, rows, make, limit=MOST_LOOKED_AT)[1]

    def _made(self, row: Any) -> Any:
        vault = vault_of(self._session, hall=getattr(row, "hall", ""))
        if not isinstance(row, SQLModel):
            return line_of(row, vault)
        is_sealed = str(type(row).__tablename__) in SEALED
        return _READ_BY[type(row)](vault.opened(row) if is_sealed else row)


def _newest(table: type[SQLModel]) -> Rows:
    if table is ServiceCaseRow:
        return line_columns().order_by(col(ServiceCaseRow.received_at).desc(), LINE[0])
    key = table.__table__.primary_key  # type: ignore[attr-defined]
    return select(table).order_by(*key.columns)
