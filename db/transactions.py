"""Transactions: one use case, one commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from sqlalchemy import Engine
from sqlmodel import Session

from core.ports import Stores, Transaction
from db.acceptance_store import SqlAcceptanceStore
from db.access_store import SqlAccessStore
from db.account_log import SqlAccountLog
from db.answer_store import SqlAnswerStore
from db.attempt_store import SqlAttemptStore
from db.case_log import SqlCaseLog
from db.case_outlines import SqlCaseOutlineStore
from db.case_store import SqlCaseStore
from db.catalogue_store import SqlCatalogueStore
from db.correction_store import SqlCorrectionStore
from db.elapsed_time_store import SqlElapsedTimeStore
from db.failures import failures_reported
from db.help_store import SqlHelpStore
from db.import_store import SqlImportStore
from db.inbox_store import SqlInboxStore
from db.lease_store import SqlFileLeaseStore
from db.outbox_store import SqlOutboxStore
from db.paper_form_store import SqlPaperFormStore
from db.payment_store import SqlPaymentStore
from db.person_store import SqlPersonStore
from db.proposal_store import SqlProposalStore
from db.pull_store import SqlPullStore
from db.quiz_store import SqlQuizStore
from db.retention_store import SqlRetentionStore
from db.review_task_store import SqlReviewTaskStore
from db.round_store import SqlRoundStore
from db.scenario_draft_store import SqlScenarioDraftStore
from db.scenario_store import SqlScenarioStore
from db.screen_store import SqlScreenStore
from db.spoilt_records import SqlRecordStore
from db.staff_store import SqlStaffStore
from db.step_store import SqlStepStore
from db.term_store import SqlTermStore
from db.theme_store import SqlThemeStore
from db.view_store import SqlTaskViewStore
from db.visit_store import SqlVisitStore


def transactions_of(engine: Engine, *, hall: str) -> Transaction:
    """Return what opens the stores of a hall for one use case."""
    return partial(stores_in, engine, hall=hall)


@contextmanager
def stores_in(engine: Engine, *, hall: str) -> Iterator[Stores]:
    """Open the stores; commit on leaving, roll back on anything else, errors or not.

    Raises:
        StorageError: If the database fails. Nothing was written then.
    """
    with failures_reported(), Session(engine) as session, session.begin():
        yield Stores(
            catalogue=SqlCatalogueStore(session),
            themes=SqlThemeStore(session),
            steps=SqlStepStore(session),
            terms=SqlTermStore(session),
            cases=SqlCaseStore(session, hall=hall),
            outlines=SqlCaseOutlineStore(session, hall=hall),
            log=SqlCaseLog(session, hall=hall),
            corrections=SqlCorrectionStore(session, hall=hall),
            tasks=SqlReviewTaskStore(session, hall=hall),
            outbox=SqlOutboxStore(session, hall=hall),
            inbox=SqlInboxStore(session, hall=hall),
            staff=SqlStaffStore(session),
            account_log=SqlAccountLog(session),
            attempts=SqlAttemptStore(session),
            acceptances=SqlAcceptanceStore(session),
            proposals=SqlProposalStore(session),
            answers=SqlAnswerStore(session, hall=hall),
            visits=SqlVisitStore(session, hall=hall),
            help=SqlHelpStore(session, hall=hall),
            leases=SqlFileLeaseStore(session, hall=hall),
            screens=SqlScreenStore(session),
            elapsed_times=SqlElapsedTimeStore(session, hall=hall),
            records=SqlRecordStore(session),
            persons=SqlPersonStore(session, hall=hall),
            access=SqlAccessStore(session, hall=hall),
            retention=SqlRetentionStore(session, hall=hall),
            rounds=SqlRoundStore(session),
            pulls=SqlPullStore(session),
            imports=SqlImportStore(session),
            payments=SqlPaymentStore(session, hall=hall),
            scenarios=SqlScenarioStore(session),
            scenario_drafts=SqlScenarioDraftStore(session, hall=hall),
            quizzes=SqlQuizStore(session, hall=hall),
            paper_forms=SqlPaperFormStore(session, hall=hall),
            views=SqlTaskViewStore(session, hall=hall),
        )
