"""The stores together: one use case, one transaction."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from core.ports.access_stores import AccessStore
from core.ports.account_logs import AccountLog
from core.ports.attempt_stores import AttemptStore
from core.ports.import_stores import ImportStore
from core.ports.log_stores import LogStore
from core.ports.matter_sites import PullStore
from core.ports.outbox_stores import InboxStore, OutboxStore
from core.ports.paper_stores import PaperFormStore
from core.ports.payments import PaymentStore
from core.ports.person_stores import PersonStore
from core.ports.proposal_stores import ProposalStore
from core.ports.retention_stores import RetentionStore
from core.ports.review_stores import CorrectionStore, ReviewTaskStore
from core.ports.round_stores import RoundStore
from core.ports.screen_stores import ScreenStore
from core.ports.stores import (
    AcceptanceStore,
    AnswerStore,
    CaseOutlineStore,
    CaseStore,
    CatalogueStore,
    RecordStore,
    StaffStore,
    StepStore,
    ThemeStore,
)
from core.ports.term_stores import TermStore
from core.ports.training_stores import QuizStore, ScenarioDraftStore, ScenarioStore
from core.ports.view_stores import TaskViewStore
from core.ports.visit_stores import ElapsedTimeStore, FileLeaseStore, HelpStore, VisitStore


@dataclass(frozen=True, slots=True)
class Stores:
    """The stores of one transaction."""

    catalogue: CatalogueStore
    themes: ThemeStore
    steps: StepStore
    terms: TermStore
    cases: CaseStore
    outlines: CaseOutlineStore
    log: LogStore
    corrections: CorrectionStore
    tasks: ReviewTaskStore
    outbox: OutboxStore
    inbox: InboxStore
    staff: StaffStore
    account_log: AccountLog
    attempts: AttemptStore
    answers: AnswerStore
    acceptances: AcceptanceStore
    proposals: ProposalStore
    visits: VisitStore
    help: HelpStore
    leases: FileLeaseStore
    screens: ScreenStore
    elapsed_times: ElapsedTimeStore
    records: RecordStore
    persons: PersonStore
    access: AccessStore
    retention: RetentionStore
    rounds: RoundStore
    pulls: PullStore
    imports: ImportStore
    payments: PaymentStore
    scenarios: ScenarioStore
    scenario_drafts: ScenarioDraftStore
    quizzes: QuizStore
    paper_forms: PaperFormStore
    views: TaskViewStore


Transaction = Callable[[], AbstractContextManager[Stores]]
"""Opens the stores for one use case; leaving it normally commits, durably."""
