"""Which pages the designer has, what each of them is for, and in which group it stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ParamSpec

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.services.staff_use_cases import StaffUseCases
from core.staff.permissions import may
from core.staff.use_cases import UseCase
from pages.designer import (
    account,
    bank,
    board,
    cases,
    decisions,
    emergency,
    exchange,
    fees,
    holds,
    imports,
    inspections,
    looks,
    office,
    ordering,
    preview,
    proving,
    pulls,
    reception,
    rights,
    rounds,
    sheet,
    simulating,
    training,
    window,
    work,
    workshop,
)
from pages.designer.accounts import page as accounts_page
from pages.designer.hall import board as hall
from pages.designer.monitoring import overview as monitoring
from pages.designer.proposals import asking, listing
from pages.designer.savings import overview
from pages.designer.supervision import overview as supervision
from pages.designer.workspace import Workspace

_P = ParamSpec("_P")

_DESIGNING = (UseCase.LIST_THEMES, UseCase.OPEN_THEME, UseCase.SAVE_DRAFT, UseCase.LIST_NAMES)
DONE_ON: Mapping[str, tuple[UseCase, ...]] = {
    "": (*_DESIGNING, UseCase.LIST_SPOILT_VERSIONS, UseCase.CREATE_THEME),
    "board": (*_DESIGNING, UseCase.PREVIEW_THEME, UseCase.ARRANGE_THEME, UseCase.PUBLISH_THEME),
    "decisions": (*_DESIGNING, UseCase.PREVIEW_THEME),
    "sheet": (*_DESIGNING, UseCase.READ_CATALOGUE, UseCase.LIST_VERSIONS, UseCase.COPY_THEME),
    "order": (
        *(*_DESIGNING, UseCase.COMPARE_ORDERS, UseCase.CHANGE_ORDER),
        *(UseCase.ARRANGE_QUESTIONS, UseCase.PREVIEW_THEME),
    ),
    "verify": (*_DESIGNING, UseCase.PROVE_THEME, UseCase.ACCEPT_WARNING),
    "preview": (*_DESIGNING, UseCase.REHEARSE_THEME, UseCase.FORESEE_OUTCOME),
    "simulate": (*_DESIGNING, UseCase.LIST_LEVERS, UseCase.SIMULATE_THEME),
    "proposals": (UseCase.FIND_PROPOSALS, UseCase.ADOPT_PROPOSAL, UseCase.DECLINE_PROPOSAL),
    "savings": (UseCase.SHOW_SAVINGS,),
    "asked": (UseCase.LIST_ASKED_PROPOSALS, UseCase.ANSWER_PROPOSAL),
    "import": (UseCase.READ_SPREADSHEET, UseCase.SAVE_MATTERS, UseCase.EXPORT_MATTER),
    "pulls": (UseCase.LIST_PULLED, UseCase.ACCEPT_PULLED, UseCase.REFUSE_PULLED),
    "workshop": (UseCase.FIND_MATTERS, UseCase.READ_MATTER, UseCase.REVISE_MATTER),
    "bank": (UseCase.LIST_ENTRIES, UseCase.READ_ENTRY, UseCase.READ_ENTRY_HISTORY),
    "inspections": (UseCase.LIST_VISITS, UseCase.EXPORT_VISITS, UseCase.OPEN_TASK),
    "tasks": (UseCase.LIST_TASKS, UseCase.OPEN_TASK, UseCase.ACCEPT_MATTER),
    "cases": (UseCase.LIST_CASES, UseCase.READ_FORMS, UseCase.ASK_FOR_CORRECTION),
    "reception": (UseCase.FIND_AT_COUNTER, UseCase.RECEIVE_MATERIAL, UseCase.LIST_CALLS),
    "emergency": (UseCase.LIST_PRINTABLE, UseCase.PRINT_FORMS, UseCase.LIST_FORMS),
    "window": (UseCase.LIST_READY, UseCase.READ_RESULTS, UseCase.DELIVER_RESULTS),
    "fees": (UseCase.READ_BILL, UseCase.TAKE_PAYMENT, UseCase.RETURN_PAYMENT),
    "rounds": (UseCase.LIST_ROUNDS, UseCase.READ_ROUND),
    "updates": (UseCase.LIST_UPDATES, UseCase.EXPORT_UPDATES),
    "ledger": (UseCase.READ_LEDGER, UseCase.EXPORT_LEDGER),
    "confirm": (UseCase.LIST_ASKED, UseCase.READ_ASKED, UseCase.ANSWER_ROUND),
    "rights": (UseCase.FIND_PERSON, UseCase.LIST_REQUESTS, UseCase.ANSWER_REQUEST),
    "looks": (UseCase.LIST_LOOKS, UseCase.LIST_MEMBERS, UseCase.EXPORT_LOOKS),
    "monitoring": (UseCase.READ_MONITORING, UseCase.COMPARE_LOG, UseCase.EXPORT_MONITORING),
    "hall": (UseCase.SHOW_BOARD,),
    "supervision": (UseCase.LIST_SUPERVISED, UseCase.READ_SUPERVISION),
    "exchange": (UseCase.LIST_MESSAGES, UseCase.RESEND_MESSAGES),
    "holds": (UseCase.LIST_HOLDS, UseCase.PLACE_HOLD, UseCase.LIFT_HOLD),
    "drafts": (
        *(UseCase.LIST_SCENARIO_DRAFTS, UseCase.MAKE_SCENARIO_DRAFT),
        *(UseCase.READ_SCENARIO_DRAFT, UseCase.APPROVE_SCENARIO_DRAFT),
        UseCase.DISCARD_SCENARIO_DRAFT,
    ),
    "accounts": (
        *(UseCase.LIST_ACCOUNTS, UseCase.ADD_ACCOUNT, UseCase.SET_PASSWORD),
        *(UseCase.GENERATE_PASSWORD, UseCase.SWITCH_OFF, UseCase.SWITCH_ON),
        *(UseCase.LIST_SESSIONS, UseCase.END_SESSIONS),
    ),
    "training": (
        *(UseCase.LIST_SCENARIOS, UseCase.OPEN_SCENARIO, UseCase.PLAY_SCENARIO),
        *(UseCase.LIST_STAGES, UseCase.PRESENT_SCENARIO),
    ),
    "rooms": (
        *(UseCase.LIST_ROOMS, UseCase.OPEN_ROOM, UseCase.MOVE_ROOM_CLOCK),
        *(UseCase.LIST_WALKS, UseCase.RECORD_WALK),
    ),
    "writing": (UseCase.LIST_KEPT_SCENARIOS, UseCase.SAVE_SCENARIO, UseCase.COPY_SCENARIO),
    "classes": (UseCase.OPEN_CLASS, UseCase.LIST_CLASSES, UseCase.EXPORT_CLASS),
    "account": (UseCase.CHANGE_OWN_PASSWORD,),
}
"""What is done on a page, by its address: whoever may not is not led there."""

PageGroups = Mapping[str, Sequence[StreamlitPage]]


def may_see(page: StreamlitPage, workspace: Workspace) -> bool:
    """Say whether somebody may do what a page is for; what is unknown leads nowhere."""
    done = DONE_ON.get(page.url_path)
    return done is not None and may(workspace.person, *done)


@dataclass(frozen=True, slots=True)
class _Directory:
    """Makes pages that are named in somebody's language."""

    workspace: Workspace

    def at(
        self, path: str, icon: str, draw: Callable[_P, None], *given: _P.args, **more: _P.kwargs
    ) -> StreamlitPage:
        """Return the page at an address, drawn with what it is given."""
        return st.Page(
            partial(draw, *given, **more),
            title=self.workspace.say(f"nav.{path}"),
            icon=f":material/{icon}:",
            url_path=path,
            default=path == "work",
        )


def page_groups(use_cases: StaffUseCases, workspace: Workspace) -> PageGroups:
    """Return every page, in groups, each drawn with the use cases that it needs."""
    designing, accounts = use_cases.designer, use_cases.staff.accounts
    at = _Directory(workspace).at

    def proof() -> StreamlitPage:
        return at_proof

    def at_record() -> StreamlitPage | None:
        return at_workshop if may_see(at_workshop, workspace) else None

    def at_late() -> StreamlitPage | None:
        return at_supervision if may_see(at_supervision, workspace) else None

    at_board = at(
        "board",
        "view_kanban",
        board.page,
        designing,
        accounts,
        proof,
        at_record,
        exporting=use_cases.handouts,
        library=use_cases.library,
    )
    at_work = at("work", "inbox", work.page, designing, accounts, at_board, use_cases.packages)
    at_preview = at(
        "preview", "smartphone", preview.overview.page, designing, accounts, use_cases.handouts
    )
    at_proof: StreamlitPage = at(
        "verify", "fact_check", proving.page, designing, accounts, at_board, at_preview
    )
    at_play = at("simulate", "groups", simulating.page, designing)
    at_sheet = at(
        "sheet", "assignment", sheet.overview.page, designing, accounts, use_cases.handouts
    )

    def board_page() -> StreamlitPage:
        return at_board

    at_decisions = at(
        "decisions",
        "table_chart",
        decisions.page,
        designing,
        accounts,
        board_page,
        use_cases.library,
    )
    at_order = at("order", "format_list_numbered", ordering.page, designing, accounts)
    at_tasks = at(
        "tasks",
        "assignment_ind",
        office.overview.page,
        use_cases.office,
        use_cases.fees,
        at_late,
    )
    at_inspections = at(
        "inspections",
        "location_on",
        inspections.overview.page,
        use_cases.visits,
        at_tasks,
        use_cases.handouts,
    )
    at_cases = at("cases", "description", cases.page, use_cases.office)
    at_reception = at(
        "reception",
        "move_to_inbox",
        reception.page,
        use_cases.counter,
        use_cases.office,
        use_cases.calls,
    )
    at_emergency = at("emergency", "print", emergency.page, use_cases.papers)
    at_window = at("window", "inventory_2", window.page, use_cases.office, use_cases.archives)
    at_fees = at("fees", "payments", fees.page, use_cases.fees, use_cases.office)
    at_account = at("account", "lock", account.page, use_cases.staff.password)
    at_training = at(
        "training",
        "school",
        training.overview.page,
        use_cases.training,
        use_cases.handouts,
        use_cases.presenting,
        use_cases.training_rooms.kiosk_address,
    )
    at_rooms = at(
        "rooms", "meeting_room", training.rooms.page, use_cases.training_rooms, use_cases.recording
    )
    at_writing = at(
        "writing", "edit_note", training.writing.page, use_cases.scenarios, use_cases.training
    )
    at_classes = at("classes", "quiz", training.classes.page, use_cases.quizzes, use_cases.training)
    at_accounts = at(
        "accounts", "manage_accounts", accounts_page, use_cases.staff, use_cases.handouts
    )
    at_import = at("import", "upload_file", imports.page, use_cases.library)
    at_workshop = at("workshop", "home_repair_service", workshop.page, use_cases.library)
    at_bank = at("bank", "menu_book", bank.overview.page, use_cases.library)
    at_looks = at("looks", "visibility", looks.page, use_cases.access)

    def rounds_page() -> StreamlitPage:
        return at_rounds

    at_monitoring = at(
        "monitoring",
        "query_stats",
        monitoring.page,
        use_cases.monitoring,
        use_cases.handouts,
        rounds_page,
    )
    at_hall = at("hall", "tv", hall.page, use_cases.watching.showing)
    at_supervision = at(
        "supervision",
        "notification_important",
        supervision.page,
        use_cases.watching.supervising,
        use_cases.handouts,
    )
    at_exchange = at("exchange", "sync_problem", exchange.page, use_cases.exchange)
    at_holds = at("holds", "gavel", holds.page, use_cases.holds)
    at_drafts = at("drafts", "theater_comedy", training.drafts.page, use_cases.anonymising)
    at_rights = at("rights", "shield_person", rights.page, use_cases.rights)
    at_proposals = at(
        "proposals", "lightbulb", listing.page, use_cases.proposals.proposing, use_cases.handouts
    )
    at_savings = at(
        "savings", "savings", overview.page, use_cases.proposals.showing, use_cases.handouts
    )
    at_asked = at("asked", "how_to_reg", asking.page, use_cases.proposals.answering)
    at_rounds = at(
        "rounds",
        "rule",
        rounds.overview.page,
        use_cases.rounds.confirming,
        designing,
        use_cases.handouts,
    )
    at_confirm = at("confirm", "how_to_reg", rounds.answering.page, use_cases.rounds.answering)
    at_updates = at("updates", "checklist", rounds.updates.page, use_cases.rounds.updating)
    at_pulls = at("pulls", "sync", pulls.overview.page, use_cases.library)
    at_ledger = at("ledger", "menu_book", rounds.ledger.page, use_cases.rounds.ledgers)
    return {
        "mine": [at_work, at_accounts, at_training, at_writing, at_rooms, at_classes, at_account],
        "office": [
            *(at_tasks, at_inspections, at_cases, at_reception, at_emergency, at_window),
            *(at_fees, at_asked, at_rights),
        ],
        "watch": [
            *(at_hall, at_looks, at_monitoring, at_supervision, at_exchange, at_holds, at_drafts),
        ],
        "design": [at_board, at_decisions, at_sheet, at_order, at_preview, at_proof, at_play],
        "together": [at_rounds, at_confirm, at_updates, at_ledger],
        "library": [at_workshop, at_bank, at_import, at_pulls, at_proposals, at_savings],
    }
