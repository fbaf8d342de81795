"""What the core needs from outside, as protocols that the outside implements."""

from core.forms.prefilling import LicenceCopy
from core.ports.access_stores import AccessStore
from core.ports.attempt_stores import AttemptStore
from core.ports.backups import (
    Archive,
    Chunks,
    DatabaseCopier,
    DatabaseSnapshot,
    Member,
    StoredFolder,
)
from core.ports.devices import (
    Clock,
    Elapsed,
    FileStore,
    HandoutWriter,
    Inspector,
    KnownPasswords,
    PasswordHasher,
    Printer,
    Randomness,
    Sealer,
)
from core.ports.event_analysis import EventAnalysis
from core.ports.import_stores import ImportStore, KeptImport
from core.ports.kept_designs import Draft, DraftStep, LibraryChange, LibraryFile
from core.ports.keys import (
    UNKNOWN_KEY,
    ChangingKeyring,
    Keyring,
    WrappedFiles,
    WrappedKey,
    WrappedStore,
)
from core.ports.log_stores import CaseReader, CaseSnapshot, HeadStore, LogStore, Signer
from core.ports.matter_sites import (
    MatterSite,
    PullAction,
    PulledMatters,
    PullEvent,
    PullStore,
)
from core.ports.outbox_stores import (
    DepartmentSystem,
    InboxMessage,
    InboxOutcome,
    InboxStore,
    OutboxCounts,
    OutboxStore,
)
from core.ports.paper_stores import PaperFormStore
from core.ports.payments import PaymentGate, PaymentStore
from core.ports.person_stores import PersonStore
from core.ports.proposal_stores import ProposalStore
from core.ports.retention_stores import RetentionStore
from core.ports.review_stores import CorrectionStore, ReviewTaskStore
from core.ports.round_stores import RoundStore
from core.ports.screen_stores import ScreenStore, VirusScanner
from core.ports.sources import (
    Identity,
    IdentityCode,
    IdentityMethod,
    IdentityReader,
    LicenceLibrary,
    LicenceRequest,
    Sources,
)
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
from core.ports.transactions import Stores, Transaction
from core.ports.visit_stores import ElapsedTimeStore, FileLeaseStore, HelpStore, VisitStore

__all__ = [
    "UNKNOWN_KEY",
    "AcceptanceStore",
    "AccessStore",
    "AnswerStore",
    "Archive",
    "AttemptStore",
    "CaseOutlineStore",
    "CaseReader",
    "CaseSnapshot",
    "CaseStore",
    "CatalogueStore",
    "ChangingKeyring",
    "Chunks",
    "Clock",
    "CorrectionStore",
    "DatabaseCopier",
    "DatabaseSnapshot",
    "DepartmentSystem",
    "Draft",
    "DraftStep",
    "Elapsed",
    "ElapsedTimeStore",
    "EventAnalysis",
    "FileLeaseStore",
    "FileStore",
    "HandoutWriter",
    "HeadStore",
    "HelpStore",
    "Identity",
    "IdentityCode",
    "IdentityMethod",
    "IdentityReader",
    "ImportStore",
    "InboxMessage",
    "InboxOutcome",
    "InboxStore",
    "Inspector",
    "KeptImport",
    "Keyring",
    "KnownPasswords",
    "LibraryChange",
    "LibraryFile",
    "LicenceCopy",
    "LicenceLibrary",
    "LicenceRequest",
    "LogStore",
    "MatterSite",
    "Member",
    "OutboxCounts",
    "OutboxStore",
    "PaperFormStore",
    "PasswordHasher",
    "PaymentGate",
    "PaymentStore",
    "PersonStore",
    "Printer",
    "ProposalStore",
    "PullAction",
    "PullEvent",
    "PullStore",
    "PulledMatters",
    "QuizStore",
    "Randomness",
    "RecordStore",
    "RetentionStore",
    "ReviewTaskStore",
    "RoundStore",
    "ScenarioDraftStore",
    "ScenarioStore",
    "ScreenStore",
    "Sealer",
    "Signer",
    "Sources",
    "StaffStore",
    "StepStore",
    "StoredFolder",
    "Stores",
    "TermStore",
    "ThemeStore",
    "Transaction",
    "VirusScanner",
    "VisitStore",
    "WrappedFiles",
    "WrappedKey",
    "WrappedStore",
]
