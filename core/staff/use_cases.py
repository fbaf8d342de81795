"""Everything that can be done for the staff, by name."""

from enum import StrEnum


class UseCase(StrEnum):
    """Everything that can be done for the staff, each by the service and the method that do it."""

    LIST_MATTERS = "designer.library"
    READ_CATALOGUE = "designer.catalogue"
    LIST_PUBLISHED_THEMES = "designer.published_themes"
    LIST_THEMES = "designer.themes"
    LIST_SPOILT_VERSIONS = "designer.set_aside"
    OPEN_THEME = "designer.open"
    LIST_VERSIONS = "designer.versions"
    CREATE_THEME = "designer.create"
    COPY_THEME = "designer.copy"
    ARRANGE_THEME = "designer.arrange"
    PREVIEW_THEME = "designer.preview"
    REHEARSE_THEME = "designer.rehearse"
    SAVE_DRAFT = "designer.save"
    MERGE_DRAFT = "designer.merge"
    WATCH_DRAFT = "designer.news"
    DISCARD_DRAFT = "designer.discard"
    LIST_DISCARDED = "designer.discarded"
    RECOVER_DRAFT = "designer.recover"
    LIST_STEPS = "designer.steps"
    GO_TO_STEP = "designer.go_to"
    FIND_PROOF = "designer.known_proof"
    PROVE_THEME = "designer.prove"
    CHECK_SITUATIONS = "designer.situations"
    FORESEE_OUTCOME = "designer.outcome"
    ACCEPT_WARNING = "designer.accept_warning"
    WITHDRAW_ACCEPTANCE = "designer.withdraw_acceptance"
    COMPARE_ORDERS = "designer.orders"
    CHANGE_ORDER = "designer.ask"
    ARRANGE_QUESTIONS = "designer.arrange_questions"
    COMPARE_VERSIONS = "designer.changes"
    LOOK_BEFORE_PUBLISHING = "designer.before_publishing"
    LIST_LEVERS = "designer.levers"
    SIMULATE_THEME = "designer.simulate"
    PUBLISH_THEME = "designer.publish"
    READ_LIFE = "designer.life"
    RESCHEDULE_VERSION = "designer.reschedule"
    ARCHIVE_THEME = "designer.archive"
    REOPEN_THEME = "designer.reopen"

    LIST_ROUNDS = "rounds.list_rounds"
    READ_ROUND = "rounds.read_round"
    COMPARE_ROUNDS = "rounds.compare_rounds"
    FORESEE_ROUND = "rounds.foresee_round"
    START_ROUND = "rounds.start_round"
    REMIND_DEPARTMENTS = "rounds.remind_departments"
    REPLY_TO_DEPARTMENT = "rounds.reply_to_department"
    DECIDE_FOR_DEPARTMENT = "rounds.decide_for_department"
    WITHDRAW_ROUND = "rounds.withdraw_round"
    AUDIT_ROUND = "rounds.audit_round"
    LIST_ASKED = "rounds.list_asked"
    READ_ASKED = "rounds.read_asked"
    ANSWER_ROUND = "rounds.answer_round"
    LIST_UPDATES = "rounds.list_updates"
    TICK_UPDATES = "rounds.tick_updates"
    EXPORT_UPDATES = "rounds.updates_file"
    READ_LEDGER = "rounds.ledger"
    EXPORT_LEDGER = "rounds.ledger_file"
    FIND_PROPOSALS = "proposals.found"
    ADOPT_PROPOSAL = "proposals.adopt"
    DECLINE_PROPOSAL = "proposals.decline"
    MAKE_CHANGE = "proposals.make_change"
    SHOW_SAVINGS = "proposals.savings"
    LIST_ASKED_PROPOSALS = "proposals.asked"
    ANSWER_PROPOSAL = "proposals.answer_proposal"

    EXPORT_THEME = "handouts.theme_file"
    EXPORT_FOR_PROGRAMS = "handouts.exchange_file"
    EXPORT_ROUND = "handouts.round_file"
    EXPORT_PROPOSALS = "handouts.proposals_file"
    EXPORT_SAVINGS = "handouts.savings_file"
    EXPORT_ACCOUNT_EVENTS = "handouts.accounts_file"

    READ_MONITORING = "monitoring.report"
    COMPARE_LOG = "monitoring.file_report"
    EXPORT_MONITORING = "monitoring.report_file"
    EXPORT_LOG = "monitoring.log_file"

    SHOW_BOARD = "watching.board"
    LIST_SUPERVISED = "watching.supervised"
    EXPORT_SUPERVISED = "watching.supervised_file"
    READ_SUPERVISION = "watching.thread"
    REMIND_OFFICE = "watching.remind_office"
    ESCALATE_MATTER = "watching.escalate_matter"
    ASK_FOR_REPORT = "watching.ask_for_report"
    REPORT_MATTER = "watching.report_matter"

    COMPARE_PACKAGE = "packages.compare"
    TAKE_PACKAGE = "packages.take"

    READ_LIBRARY = "library.catalogue"
    LIST_DEPARTMENTS = "library.departments"
    READ_SPREADSHEET = "library.read"
    LIST_OPEN_FIELDS = "library.open_fields"
    BEGIN_IMPORT = "library.begin_import"
    LIST_IMPORTS = "library.unfinished"
    OPEN_IMPORT = "library.open_import"
    KEEP_IMPORT = "library.keep_decisions"
    DISCARD_IMPORT = "library.discard_import"
    LIST_PARTY_WORDS = "library.party_words"
    ADD_PARTY_WORD = "library.add_party_word"
    REMOVE_PARTY_WORD = "library.remove_party_word"
    SAVE_MATTERS = "library.save"
    LIST_REPLACED = "library.replaced"
    LIST_IMPACTS = "library.impacts"
    EXPORT_MATTER = "library.spreadsheet"
    FIND_MATTERS = "library.found"
    READ_MATTER = "library.record"
    LIST_USE = "library.use"
    REVISE_MATTER = "library.revise"
    READ_MATTER_HISTORY = "library.history"
    UNDO_MATTER_CHANGE = "library.go_back"
    LIST_ENTRIES = "library.entries"
    READ_ENTRY = "library.entry"
    FORESEE_ENTRY = "library.breakages"
    KEEP_ENTRY = "library.keep_entry"
    READ_ENTRY_HISTORY = "library.entry_history"
    RESTORE_ENTRY = "library.restore_entry"
    PULL_MATTERS = "library.pull"
    LIST_PULLED = "library.waiting"
    ACCEPT_PULLED = "library.accept"
    REFUSE_PULLED = "library.refuse"

    COMPARE_CATALOGUE = "loading.compare"
    TAKE_CATALOGUE = "loading.take"

    LIST_CASES = "office.cases"
    COUNT_CASES = "office.count_cases"
    READ_FORMS = "office.forms"
    EXPORT_FORM = "office.form_file"
    READ_PAPER = "office.paper_file"
    DRAFT_NOTICE = "office.draft_notice"
    PRINT_NOTICE = "office.notice_file"
    LIST_READY = "office.ready_cases"
    READ_RESULTS = "office.results"
    DELIVER_RESULTS = "office.deliver"
    PRINT_RESULTS = "office.results_file"
    SEND_RESULTS_BACK = "office.send_back"
    ASK_FOR_CORRECTION = "office.ask_for_correction"
    LIST_TASKS = "office.tasks"
    EXPORT_TASKS = "office.tasks_file"
    LIST_VIEWS = "views.all"
    KEEP_VIEW = "views.keep"
    CHANGE_VIEW = "views.change"
    REMOVE_VIEW = "views.remove"
    OPEN_TASK = "office.task"
    CORRECT_ON_SPOT = "office.correct_on_spot"
    ACCEPT_MATTER = "office.accept_matter"
    DECLINE_MATTER = "office.decline_matter"
    PAUSE_MATTER = "office.pause_matter"
    RESUME_MATTER = "office.resume_matter"
    EXTEND_MATTER = "office.extend_matter"
    SET_INSPECTION = "office.set_inspection"
    RECORD_INSPECTION = "office.record_inspection"
    GRANT_MATTER = "office.grant_matter"
    REFUSE_MATTER = "office.refuse_matter"
    REISSUE_MATTER = "office.reissue_matter"
    CHECK_COMMITMENT = "office.check_commitment"
    REVOKE_MATTER = "office.revoke_matter"

    LIST_VISITS = "visits.listed"
    EXPORT_VISITS = "visits.listed_file"

    ASSESS_CHARGE = "fees.assess"
    WAIVE_CHARGE = "fees.waive"
    READ_BILL = "fees.bill"
    TAKE_PAYMENT = "fees.take"
    RETURN_PAYMENT = "fees.give_back"
    FIND_AT_COUNTER = "counter.cases_of"
    OPEN_AT_COUNTER = "counter.counter_case"
    RECEIVE_MATERIAL = "counter.receive_material"
    BEGIN_PAYMENT = "fees.begin"
    LOOK_FOR_PAYMENT = "fees.look"
    CANCEL_PAYMENT = "fees.cancel"
    OPEN_KEPT = "counter.open_kept"
    NOTE_HELP = "counter.note_help"
    PRINT_HELP = "counter.help_file"

    LIST_PRINTABLE = "papers.printable"
    PRINT_FORMS = "papers.print_forms"
    LIST_FORMS = "papers.stock"
    VOID_FORM = "papers.void"
    ENTER_FORM = "papers.begin_entry"

    ARCHIVE_CASE = "archives.case_file"

    FIND_PERSON = "rights.find"
    LIST_REQUESTS = "rights.open_requests"
    SHOW_HELD = "rights.show"
    COPY_HELD = "rights.copy"
    RECORD_REQUEST = "rights.record"
    ANSWER_REQUEST = "rights.answer"
    WITHDRAW_CONSENT = "rights.withdraw_consent"

    LIST_CALLS = "calls.open_calls"
    ANSWER_CALL = "calls.answer"

    LIST_LOOKS = "access.looks"
    LIST_MEMBERS = "access.members"
    EXPORT_LOOKS = "access.looks_file"

    LIST_MESSAGES = "exchange.messages"
    RESEND_MESSAGES = "exchange.resend"
    LIST_HOLDS = "holds.standing"
    PLACE_HOLD = "holds.place"
    LIFT_HOLD = "holds.lift"

    RECOGNISE = "staff.holder_of"
    WATCH_SESSION = "staff.is_alive"
    LIST_NAMES = "staff.names"
    CHANGE_OWN_PASSWORD = "staff.change_password"
    ADD_ACCOUNT = "staff.add"
    CHANGE_ACCOUNT = "staff.change"
    SET_PASSWORD = "staff.set_password"
    SWITCH_OFF = "staff.switch_off"
    SWITCH_ON = "staff.switch_on"
    LIST_ACCOUNTS = "staff.listed"
    LIST_SESSIONS = "staff.sessions_of"
    END_SESSION = "staff.end_session"
    END_SESSIONS = "staff.end_sessions"
    LIST_ACCOUNT_EVENTS = "staff.account_events"
    GENERATE_PASSWORD = "staff.generated_password"
    LIST_SCENARIOS = "training.scenarios"
    OPEN_SCENARIO = "training.opened"
    PLAY_SCENARIO = "training.played"
    LIST_KEPT_SCENARIOS = "scenarios.kept"
    CHECK_SCENARIO = "scenarios.check"
    SAVE_SCENARIO = "scenarios.save"
    COPY_SCENARIO = "scenarios.copy"
    READ_SCENARIO_HISTORY = "scenarios.revisions"
    RESTORE_SCENARIO = "scenarios.restore"
    REMOVE_SCENARIO = "scenarios.remove"
    LIST_ROOMS = "training_rooms.rooms"
    OPEN_ROOM = "training_rooms.open_room"
    RESET_ROOM = "training_rooms.reset_room"
    CLOSE_ROOM = "training_rooms.close_room"
    MOVE_ROOM_CLOCK = "training_rooms.move_clock"
    OPEN_CLASS = "quizzes.open_class"
    LIST_CLASSES = "quizzes.classes"
    READ_CLASS = "quizzes.class_standing"
    END_CLASS = "quizzes.end_class"
    EXPORT_CLASS = "quizzes.class_file"


UNATTENDED = frozenset({UseCase.LIST_CALLS, UseCase.WATCH_DRAFT, UseCase.WATCH_SESSION})
"""What pages do again and again by themselves: nobody is there because of it."""


READS_A_PERSONS_WORDS = frozenset(
    {
        UseCase.LIST_CASES,
        UseCase.LIST_TASKS,
        UseCase.EXPORT_TASKS,
        UseCase.OPEN_TASK,
        UseCase.READ_FORMS,
        UseCase.EXPORT_FORM,
        UseCase.READ_PAPER,
        UseCase.PRINT_NOTICE,
        UseCase.LIST_READY,
        UseCase.READ_RESULTS,
        UseCase.PRINT_RESULTS,
        UseCase.LIST_VISITS,
        UseCase.EXPORT_VISITS,
        UseCase.READ_BILL,
        UseCase.ARCHIVE_CASE,
        UseCase.FIND_AT_COUNTER,
        UseCase.OPEN_AT_COUNTER,
        UseCase.PRINT_HELP,
        UseCase.FIND_PERSON,
        UseCase.LIST_REQUESTS,
        UseCase.SHOW_HELD,
        UseCase.COPY_HELD,
        UseCase.RECORD_REQUEST,
        UseCase.ANSWER_REQUEST,
    }
)
"""What shows what somebody said in a case: each writes into the access log who saw it."""
