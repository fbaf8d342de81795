"""What may be done for the staff: one table, use case by role, and how far each may reach.

Use cases look it up in their own transaction; pages ask the same table what to show (law 21).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from types import MappingProxyType

from core.staff.models import Role, StaffMember
from core.staff.use_cases import UseCase


class Reach(StrEnum):
    """How far a permission reaches."""

    OWN_DEPARTMENT = "own_department"
    EVERYTHING = "everything"


class Holder(Enum):
    """Who is given permissions without having a role."""

    OPERATOR = "operator"
    """Whoever runs the commands of ``manage.py`` on the machine itself."""
    ANYBODY = "anybody"
    """Every member of the staff whose session is alive, even without any role."""


Row = Mapping[Role | Holder, Reach]

_ALL, _OWN = Reach.EVERYTHING, Reach.OWN_DEPARTMENT
_DESIGNERS: Row = MappingProxyType({Role.POLICY: _ALL})
_PACKAGERS: Row = MappingProxyType({Role.POLICY: _ALL, Holder.OPERATOR: _ALL})
_LIBRARIANS: Row = MappingProxyType({Role.POLICY: _ALL, Role.DEPARTMENT: _OWN})
_LEDGER: Row = MappingProxyType({**_LIBRARIANS, Holder.OPERATOR: _ALL})
_OFFICERS: Row = MappingProxyType({Role.WINDOW: _ALL, Role.DEPARTMENT: _OWN})
_WINDOW: Row = MappingProxyType({Role.WINDOW: _ALL})
_FORM_PRINTERS: Row = MappingProxyType({Role.POLICY: _ALL, Role.WINDOW: _ALL})
_SUPERVISORS: Row = MappingProxyType({Role.SUPERVISOR: _ALL})
_SCREENS: Row = MappingProxyType({Role.SCREEN: _ALL})
_SUPERVISED: Row = MappingProxyType({Role.SUPERVISOR: _ALL, Role.DEPARTMENT: _OWN})
_HOLDERS: Row = MappingProxyType({Role.SUPERVISOR: _ALL, Holder.OPERATOR: _ALL})
_AUDITORS: Row = MappingProxyType({Role.POLICY: _ALL, Role.AUDITOR: _ALL})
_ROUND_READERS: Row = MappingProxyType(
    {Role.POLICY: _ALL, Role.AUDITOR: _ALL, Role.SUPERVISOR: _ALL}
)
_DEPARTMENTS: Row = MappingProxyType({Role.DEPARTMENT: _OWN})
_ANYBODY: Row = MappingProxyType({Holder.ANYBODY: _ALL})
_OPERATOR: Row = MappingProxyType({Holder.OPERATOR: _ALL})
_TRAINERS: Row = MappingProxyType({Role.TRAINER: _ALL})
_ADMINISTRATORS: Row = MappingProxyType({Role.ADMINISTRATOR: _ALL})
_KEEPERS: Row = MappingProxyType({Role.ADMINISTRATOR: _ALL, Holder.OPERATOR: _ALL})

PERMISSIONS: Mapping[UseCase, Row] = MappingProxyType(
    {
        UseCase.LIST_MATTERS: _DESIGNERS,
        UseCase.READ_CATALOGUE: _DESIGNERS,
        UseCase.LIST_PUBLISHED_THEMES: _DESIGNERS,
        UseCase.LIST_THEMES: _DESIGNERS,
        UseCase.LIST_SPOILT_VERSIONS: _DESIGNERS,
        UseCase.OPEN_THEME: _DESIGNERS,
        UseCase.LIST_VERSIONS: _DESIGNERS,
        UseCase.CREATE_THEME: _DESIGNERS,
        UseCase.COPY_THEME: _DESIGNERS,
        UseCase.ARRANGE_THEME: _DESIGNERS,
        UseCase.PREVIEW_THEME: _DESIGNERS,
        UseCase.REHEARSE_THEME: _DESIGNERS,
        UseCase.SAVE_DRAFT: _DESIGNERS,
        UseCase.MERGE_DRAFT: _DESIGNERS,
        UseCase.WATCH_DRAFT: _DESIGNERS,
        UseCase.DISCARD_DRAFT: _DESIGNERS,
        UseCase.LIST_DISCARDED: _DESIGNERS,
        UseCase.RECOVER_DRAFT: _DESIGNERS,
        UseCase.LIST_STEPS: _DESIGNERS,
        UseCase.GO_TO_STEP: _DESIGNERS,
        UseCase.FIND_PROOF: _DESIGNERS,
        UseCase.PROVE_THEME: _DESIGNERS,
        UseCase.CHECK_SITUATIONS: _DESIGNERS,
        UseCase.FORESEE_OUTCOME: _DESIGNERS,
        UseCase.ACCEPT_WARNING: _DESIGNERS,
        UseCase.WITHDRAW_ACCEPTANCE: _DESIGNERS,
        UseCase.COMPARE_ORDERS: _DESIGNERS,
        UseCase.CHANGE_ORDER: _DESIGNERS,
        UseCase.ARRANGE_QUESTIONS: _DESIGNERS,
        UseCase.COMPARE_VERSIONS: _DESIGNERS,
        UseCase.LOOK_BEFORE_PUBLISHING: _DESIGNERS,
        UseCase.LIST_LEVERS: _DESIGNERS,
        UseCase.SIMULATE_THEME: _DESIGNERS,
        UseCase.PUBLISH_THEME: _DESIGNERS,
        UseCase.READ_LIFE: _DESIGNERS,
        UseCase.RESCHEDULE_VERSION: _DESIGNERS,
        UseCase.ARCHIVE_THEME: _DESIGNERS,
        UseCase.REOPEN_THEME: _DESIGNERS,
        UseCase.LIST_ROUNDS: _ROUND_READERS,
        UseCase.READ_ROUND: _ROUND_READERS,
        UseCase.COMPARE_ROUNDS: _ROUND_READERS,
        UseCase.FORESEE_ROUND: _DESIGNERS,
        UseCase.START_ROUND: _DESIGNERS,
        UseCase.REMIND_DEPARTMENTS: _DESIGNERS,
        UseCase.REPLY_TO_DEPARTMENT: _DESIGNERS,
        UseCase.DECIDE_FOR_DEPARTMENT: _ROUND_READERS,
        UseCase.WITHDRAW_ROUND: _DESIGNERS,
        UseCase.AUDIT_ROUND: _AUDITORS,
        UseCase.LIST_ASKED: _DEPARTMENTS,
        UseCase.READ_ASKED: _DEPARTMENTS,
        UseCase.ANSWER_ROUND: _DEPARTMENTS,
        UseCase.LIST_UPDATES: _LEDGER,
        UseCase.TICK_UPDATES: _DEPARTMENTS,
        UseCase.EXPORT_UPDATES: _LIBRARIANS,
        UseCase.READ_LEDGER: _LEDGER,
        UseCase.EXPORT_LEDGER: _LIBRARIANS,
        UseCase.FIND_PROPOSALS: _DESIGNERS,
        UseCase.ADOPT_PROPOSAL: _DESIGNERS,
        UseCase.DECLINE_PROPOSAL: _DESIGNERS,
        UseCase.MAKE_CHANGE: _DESIGNERS,
        UseCase.SHOW_SAVINGS: _ROUND_READERS,
        UseCase.LIST_ASKED_PROPOSALS: _DEPARTMENTS,
        UseCase.ANSWER_PROPOSAL: _DEPARTMENTS,
        UseCase.EXPORT_THEME: _DESIGNERS,
        UseCase.EXPORT_FOR_PROGRAMS: _DESIGNERS,
        UseCase.EXPORT_ROUND: _ROUND_READERS,
        UseCase.EXPORT_PROPOSALS: _DESIGNERS,
        UseCase.EXPORT_SAVINGS: _ROUND_READERS,
        UseCase.READ_MONITORING: _ROUND_READERS,
        UseCase.COMPARE_LOG: _ROUND_READERS,
        UseCase.EXPORT_MONITORING: _ROUND_READERS,
        UseCase.EXPORT_LOG: _ROUND_READERS,
        UseCase.SHOW_BOARD: _SCREENS,
        UseCase.LIST_SUPERVISED: _SUPERVISED,
        UseCase.EXPORT_SUPERVISED: _SUPERVISED,
        UseCase.READ_SUPERVISION: _SUPERVISED,
        UseCase.REMIND_OFFICE: _SUPERVISORS,
        UseCase.ESCALATE_MATTER: _SUPERVISORS,
        UseCase.ASK_FOR_REPORT: _SUPERVISORS,
        UseCase.REPORT_MATTER: _DEPARTMENTS,
        UseCase.EXPORT_ACCOUNT_EVENTS: _ADMINISTRATORS,
        UseCase.COMPARE_PACKAGE: _PACKAGERS,
        UseCase.TAKE_PACKAGE: _PACKAGERS,
        UseCase.READ_LIBRARY: _LIBRARIANS,
        UseCase.LIST_DEPARTMENTS: _LIBRARIANS,
        UseCase.READ_SPREADSHEET: _LIBRARIANS,
        UseCase.LIST_OPEN_FIELDS: _LIBRARIANS,
        UseCase.BEGIN_IMPORT: _LIBRARIANS,
        UseCase.LIST_IMPORTS: _LIBRARIANS,
        UseCase.OPEN_IMPORT: _LIBRARIANS,
        UseCase.KEEP_IMPORT: _LIBRARIANS,
        UseCase.DISCARD_IMPORT: _LIBRARIANS,
        UseCase.LIST_PARTY_WORDS: _LIBRARIANS,
        UseCase.ADD_PARTY_WORD: _DESIGNERS,
        UseCase.REMOVE_PARTY_WORD: _DESIGNERS,
        UseCase.SAVE_MATTERS: _LIBRARIANS,
        UseCase.LIST_REPLACED: _LIBRARIANS,
        UseCase.LIST_IMPACTS: _LIBRARIANS,
        UseCase.EXPORT_MATTER: _LIBRARIANS,
        UseCase.FIND_MATTERS: _LIBRARIANS,
        UseCase.READ_MATTER: _LIBRARIANS,
        UseCase.LIST_USE: _LIBRARIANS,
        UseCase.REVISE_MATTER: _LIBRARIANS,
        UseCase.READ_MATTER_HISTORY: _LIBRARIANS,
        UseCase.UNDO_MATTER_CHANGE: _LIBRARIANS,
        UseCase.LIST_ENTRIES: _LIBRARIANS,
        UseCase.READ_ENTRY: _LIBRARIANS,
        UseCase.FORESEE_ENTRY: _LIBRARIANS,
        UseCase.KEEP_ENTRY: _DESIGNERS,
        UseCase.READ_ENTRY_HISTORY: _LIBRARIANS,
        UseCase.RESTORE_ENTRY: _DESIGNERS,
        UseCase.PULL_MATTERS: MappingProxyType({Role.POLICY: _ALL, Holder.OPERATOR: _ALL}),
        UseCase.LIST_PULLED: _LIBRARIANS,
        UseCase.ACCEPT_PULLED: _LIBRARIANS,
        UseCase.REFUSE_PULLED: _LIBRARIANS,
        UseCase.COMPARE_CATALOGUE: _OPERATOR,
        UseCase.TAKE_CATALOGUE: _OPERATOR,
        UseCase.LIST_CASES: _OFFICERS,
        UseCase.COUNT_CASES: _OFFICERS,
        UseCase.READ_FORMS: _OFFICERS,
        UseCase.EXPORT_FORM: _OFFICERS,
        UseCase.READ_PAPER: _OFFICERS,
        UseCase.DRAFT_NOTICE: _OFFICERS,
        UseCase.PRINT_NOTICE: _OFFICERS,
        UseCase.LIST_READY: _WINDOW,
        UseCase.READ_RESULTS: _WINDOW,
        UseCase.DELIVER_RESULTS: _WINDOW,
        UseCase.PRINT_RESULTS: _WINDOW,
        UseCase.SEND_RESULTS_BACK: _WINDOW,
        UseCase.ASK_FOR_CORRECTION: _OFFICERS,
        UseCase.LIST_TASKS: _OFFICERS,
        UseCase.EXPORT_TASKS: _OFFICERS,
        UseCase.LIST_VIEWS: _OFFICERS,
        UseCase.KEEP_VIEW: _OFFICERS,
        UseCase.CHANGE_VIEW: _OFFICERS,
        UseCase.REMOVE_VIEW: _OFFICERS,
        UseCase.OPEN_TASK: _OFFICERS,
        UseCase.CORRECT_ON_SPOT: _DEPARTMENTS,
        UseCase.ACCEPT_MATTER: _DEPARTMENTS,
        UseCase.DECLINE_MATTER: _DEPARTMENTS,
        UseCase.PAUSE_MATTER: _DEPARTMENTS,
        UseCase.RESUME_MATTER: _DEPARTMENTS,
        UseCase.EXTEND_MATTER: _DEPARTMENTS,
        UseCase.SET_INSPECTION: _DEPARTMENTS,
        UseCase.RECORD_INSPECTION: _DEPARTMENTS,
        UseCase.LIST_VISITS: _DEPARTMENTS,
        UseCase.EXPORT_VISITS: _DEPARTMENTS,
        UseCase.GRANT_MATTER: _DEPARTMENTS,
        UseCase.REFUSE_MATTER: _DEPARTMENTS,
        UseCase.REISSUE_MATTER: _DEPARTMENTS,
        UseCase.CHECK_COMMITMENT: _DEPARTMENTS,
        UseCase.REVOKE_MATTER: _DEPARTMENTS,
        UseCase.ASSESS_CHARGE: _DEPARTMENTS,
        UseCase.WAIVE_CHARGE: _DEPARTMENTS,
        UseCase.READ_BILL: _WINDOW,
        UseCase.TAKE_PAYMENT: _WINDOW,
        UseCase.RETURN_PAYMENT: _WINDOW,
        UseCase.FIND_AT_COUNTER: _WINDOW,
        UseCase.OPEN_AT_COUNTER: _WINDOW,
        UseCase.RECEIVE_MATERIAL: _WINDOW,
        UseCase.BEGIN_PAYMENT: _WINDOW,
        UseCase.LOOK_FOR_PAYMENT: _WINDOW,
        UseCase.CANCEL_PAYMENT: _WINDOW,
        UseCase.SETTLE_PAYMENT: _WINDOW,
        UseCase.LIST_UNSETTLED: _OPERATOR,
        UseCase.TELL_PAYMENT: _OPERATOR,
        UseCase.OPEN_KEPT: _WINDOW,
        UseCase.NOTE_HELP: _WINDOW,
        UseCase.END_AGENT: _WINDOW,
        UseCase.NAME_AGENT: _WINDOW,
        UseCase.PRINT_HELP: _WINDOW,
        UseCase.LIST_PRINTABLE: _FORM_PRINTERS,
        UseCase.PRINT_FORMS: _FORM_PRINTERS,
        UseCase.LIST_FORMS: _FORM_PRINTERS,
        UseCase.VOID_FORM: _FORM_PRINTERS,
        UseCase.PROPOSE_RECEIPT: _WINDOW,
        UseCase.ENTER_FORM: _WINDOW,
        UseCase.ARCHIVE_CASE: MappingProxyType({Role.WINDOW: _ALL, Holder.OPERATOR: _ALL}),
        UseCase.FIND_PERSON: _WINDOW,
        UseCase.LIST_REQUESTS: _WINDOW,
        UseCase.SHOW_HELD: _WINDOW,
        UseCase.COPY_HELD: _WINDOW,
        UseCase.RECORD_REQUEST: _WINDOW,
        UseCase.ANSWER_REQUEST: _WINDOW,
        UseCase.WITHDRAW_CONSENT: _WINDOW,
        UseCase.LIST_CALLS: _WINDOW,
        UseCase.ANSWER_CALL: _WINDOW,
        UseCase.LIST_LOOKS: _SUPERVISORS,
        UseCase.LIST_MEMBERS: _SUPERVISORS,
        UseCase.EXPORT_LOOKS: _SUPERVISORS,
        UseCase.LIST_MESSAGES: _HOLDERS,
        UseCase.RESEND_MESSAGES: _HOLDERS,
        UseCase.LIST_HOLDS: _HOLDERS,
        UseCase.PLACE_HOLD: _HOLDERS,
        UseCase.LIFT_HOLD: _HOLDERS,
        UseCase.RECOGNISE: _ANYBODY,
        UseCase.WATCH_SESSION: _ANYBODY,
        UseCase.LIST_NAMES: MappingProxyType({Role.POLICY: _ALL, Holder.OPERATOR: _ALL}),
        UseCase.CHANGE_OWN_PASSWORD: _ANYBODY,
        UseCase.ADD_ACCOUNT: _KEEPERS,
        UseCase.CHANGE_ACCOUNT: _KEEPERS,
        UseCase.SET_PASSWORD: _KEEPERS,
        UseCase.SWITCH_OFF: _KEEPERS,
        UseCase.SWITCH_ON: _KEEPERS,
        UseCase.LIST_ACCOUNTS: _ADMINISTRATORS,
        UseCase.LIST_SESSIONS: _ADMINISTRATORS,
        UseCase.END_SESSION: _ADMINISTRATORS,
        UseCase.END_SESSIONS: _ADMINISTRATORS,
        UseCase.LIST_ACCOUNT_EVENTS: _ADMINISTRATORS,
        UseCase.GENERATE_PASSWORD: _ADMINISTRATORS,
        UseCase.LIST_SCENARIOS: _TRAINERS,
        UseCase.OPEN_SCENARIO: _TRAINERS,
        UseCase.PLAY_SCENARIO: _TRAINERS,
        UseCase.EXPORT_COMPARISON: _TRAINERS,
        UseCase.LIST_STAGES: _TRAINERS,
        UseCase.PRESENT_SCENARIO: _TRAINERS,
        UseCase.LIST_KEPT_SCENARIOS: _TRAINERS,
        UseCase.CHECK_SCENARIO: _TRAINERS,
        UseCase.FILL_EXPECTED: _TRAINERS,
        UseCase.SAVE_SCENARIO: _TRAINERS,
        UseCase.COPY_SCENARIO: _TRAINERS,
        UseCase.READ_SCENARIO_HISTORY: _TRAINERS,
        UseCase.RESTORE_SCENARIO: _TRAINERS,
        UseCase.REMOVE_SCENARIO: _TRAINERS,
        UseCase.LIST_SCENARIO_DRAFTS: _SUPERVISORS,
        UseCase.MAKE_SCENARIO_DRAFT: _SUPERVISORS,
        UseCase.READ_SCENARIO_DRAFT: _SUPERVISORS,
        UseCase.APPROVE_SCENARIO_DRAFT: _SUPERVISORS,
        UseCase.DISCARD_SCENARIO_DRAFT: _SUPERVISORS,
        UseCase.LIST_ROOMS: _TRAINERS,
        UseCase.OPEN_ROOM: _TRAINERS,
        UseCase.RESET_ROOM: _TRAINERS,
        UseCase.CLOSE_ROOM: _TRAINERS,
        UseCase.MOVE_ROOM_CLOCK: _TRAINERS,
        UseCase.LIST_WALKS: _TRAINERS,
        UseCase.RECORD_WALK: _TRAINERS,
        UseCase.OPEN_CLASS: _TRAINERS,
        UseCase.LIST_CLASSES: _TRAINERS,
        UseCase.READ_CLASS: _TRAINERS,
        UseCase.END_CLASS: _TRAINERS,
        UseCase.EXPORT_CLASS: _TRAINERS,
    }
)


@dataclass(frozen=True, slots=True)
class Permit:
    """Who acts in one use case, and how far, as the database has it in that transaction."""

    username: str
    reach: Reach
    department: str = ""

    def covers(self, department: str | None) -> bool:
        """Say whether something of a department is within reach.

        Examples:
            >>> own = Permit("lin", Reach.OWN_DEPARTMENT, "WJ")
            >>> own.covers("WJ"), own.covers("SW"), own.covers(None)
            (True, False, False)
            >>> Permit("lin", Reach.OWN_DEPARTMENT).covers("")
            False
        """
        if self.reach is Reach.EVERYTHING:
            return True
        return bool(self.department) and department == self.department


OPERATOR_NAME = "operator"
"""Under which name the operator's doings are written down."""
CATALOGUE_NAME = "catalogue"
"""Under which name comes what nobody of the staff did: it came with the catalogue."""
CLOCK_NAME = "clock"
"""Under which name comes what a clock did: nobody decided it."""
SYSTEM_PREFIX = "system:"
"""How the names begin under which departments' own systems stand in histories."""
RESERVED_NAMES = frozenset({OPERATOR_NAME, CATALOGUE_NAME, CLOCK_NAME})
"""No account can bear them."""


def is_reserved(username: str) -> bool:
    """Say whether a name stands for something that is no account, in whatever case it is written.

    Examples:
        >>> is_reserved("clock"), is_reserved("System:WJ"), is_reserved("wang")
        (True, True, False)
    """
    lowered = username.lower()
    return lowered in RESERVED_NAMES or lowered.startswith(SYSTEM_PREFIX)


def operator_permit(use_case: UseCase) -> Permit | None:
    """Return the permit of whoever runs a command, if there is one."""
    reach = _reach_in(PERMISSIONS[use_case], [Holder.OPERATOR])
    return Permit(OPERATOR_NAME, reach) if reach else None


def permit_for(person: StaffMember, use_case: UseCase) -> Permit | None:
    """Return the permit of a member of the staff: of several roles, the widest reach.

    Examples:
        >>> person = StaffMember("lin", "Lin", (Role.DEPARTMENT,), "WJ")
        >>> permit_for(person, UseCase.LIST_CASES).reach.value
        'own_department'
        >>> permit_for(person, UseCase.PUBLISH_THEME) is None
        True
    """
    reach = _reach_in(PERMISSIONS[use_case], [*person.roles, Holder.ANYBODY])
    return Permit(person.username, reach, person.department) if reach else None


def may(person: StaffMember | None, *use_cases: UseCase) -> bool:
    """Say for pages whether all of something may be done, so that only that is shown.

    Examples:
        >>> may(StaffMember("lin", "Lin", (Role.WINDOW,)), UseCase.LIST_CASES, UseCase.LIST_CALLS)
        True
        >>> may(None, UseCase.RECOGNISE)
        False
    """
    return person is not None and all(permit_for(person, use_case) for use_case in use_cases)


def _reach_in(row: Row, holders: Iterable[Role | Holder]) -> Reach | None:
    given = {row[holder] for holder in holders if holder in row}
    return next((reach for reach in reversed(Reach) if reach in given), None)
