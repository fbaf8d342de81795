"""The designer put together: its pages, and the gate in front of all of them."""

import logging
from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.errors import ServiceError
from core.i18n import DEFAULT_LOCALE
from core.services.staff_use_cases import StaffUseCases
from core.staff.permissions import may
from core.staff.use_cases import UseCase
from pages.designer import (
    account,
    bank,
    board,
    cases,
    decisions,
    holds,
    imports,
    looks,
    ordering,
    preview,
    proving,
    pulls,
    rights,
    rounds,
    sheet,
    simulating,
    work,
    workshop,
)
from pages.designer.accounts import page as accounts_page
from pages.designer.calls import watch_calls
from pages.designer.frame import draw_sidebar, head, style_workspace
from pages.designer.leaving import watch_session
from pages.designer.login import ask_who_is_there
from pages.designer.proposals import asking, listing
from pages.designer.savings import overview
from pages.designer.session_gate import SessionCookie, StaffSessionGate
from pages.designer.speaking import keep_language
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import tell, words_of

_log = logging.getLogger(__name__)

_DESIGNING = (UseCase.LIST_THEMES, UseCase.OPEN_THEME, UseCase.SAVE_DRAFT, UseCase.LIST_NAMES)
_DONE_ON: Mapping[str, tuple[UseCase, ...]] = {
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
    "cases": (UseCase.LIST_CASES, UseCase.READ_FORMS, UseCase.ASK_FOR_CORRECTION),
    "rounds": (UseCase.LIST_ROUNDS, UseCase.READ_ROUND),
    "updates": (UseCase.LIST_UPDATES, UseCase.EXPORT_UPDATES),
    "ledger": (UseCase.READ_LEDGER, UseCase.EXPORT_LEDGER),
    "confirm": (UseCase.LIST_ASKED, UseCase.READ_ASKED, UseCase.ANSWER_ROUND),
    "rights": (UseCase.FIND_PERSON, UseCase.LIST_REQUESTS, UseCase.ANSWER_REQUEST),
    "looks": (UseCase.LIST_LOOKS, UseCase.LIST_MEMBERS, UseCase.EXPORT_LOOKS),
    "holds": (UseCase.LIST_HOLDS, UseCase.PLACE_HOLD, UseCase.LIFT_HOLD),
    "accounts": (
        *(UseCase.LIST_ACCOUNTS, UseCase.ADD_ACCOUNT, UseCase.SET_PASSWORD),
        *(UseCase.GENERATE_PASSWORD, UseCase.SWITCH_OFF, UseCase.SWITCH_ON),
        *(UseCase.LIST_SESSIONS, UseCase.END_SESSIONS),
    ),
    "account": (UseCase.CHANGE_OWN_PASSWORD,),
}
"""What is done on a page, by its address: whoever may not is not led there."""
_FOR_EVERYBODY = "account"

PageGroups = Mapping[str, Sequence[StreamlitPage]]


def out_of_order(error: ServiceError) -> None:
    """Say that the designer cannot begin, and why; whoever runs it finds it in the log as well."""
    _log.error("The designer cannot begin: %s", error)
    tell(words_of(error, DEFAULT_LOCALE))


def show(use_cases: StaffUseCases, *, cookie: SessionCookie | None) -> None:
    """Show the page of the address to whoever is logged in, and the way in to all others.

    Without a ``cookie``, as when Streamlit serves alone, a login ends with its page.
    """
    gate = StaffSessionGate(use_cases.staff.entering, cookie)
    person = gate.recognise()
    workspace = current_workspace()
    keep_language(workspace)
    page_groups = _page_groups(use_cases, workspace)
    page = st.navigation(
        [entry for group in page_groups.values() for entry in group], position="hidden"
    )
    style_workspace(workspace)
    workspace.person = person or ask_who_is_there(gate, workspace)
    workspace.session = gate.session
    gate.hand_over()
    if workspace.person is None:
        return
    open_to_me = {
        group: [entry for entry in pages if _may_see(entry, workspace)]
        for group, pages in page_groups.items()
    }
    draw_sidebar(open_to_me, page, workspace, gate.log_out)
    if not gate.lasts:
        st.sidebar.caption(workspace.say("login.until_reload"))
    with st.container(key="workspace"):
        watch_session(use_cases.staff.entering, workspace)
        if may(workspace.person, UseCase.LIST_CALLS):
            watch_calls(use_cases.calls, workspace)
        if _may_see(page, workspace):
            page.run()
        else:
            _lead_to_own_page(open_to_me, workspace)


def _may_see(page: StreamlitPage, workspace: Workspace) -> bool:
    """Say whether somebody may do what a page is for; what is unknown leads nowhere."""
    done = _DONE_ON.get(page.url_path)
    return done is not None and may(workspace.person, *done)


def _page_groups(use_cases: StaffUseCases, workspace: Workspace) -> PageGroups:
    designing, accounts = use_cases.designer, use_cases.staff.accounts

    def proof() -> StreamlitPage:
        return at_proof

    def at_record() -> StreamlitPage | None:
        return at_workshop if _may_see(at_workshop, workspace) else None

    at_board = st.Page(
        partial(
            board.page,
            designing,
            accounts,
            proof,
            at_record,
            exporting=use_cases.handouts,
            library=use_cases.library,
        ),
        title=workspace.say("nav.board"),
        icon=":material/view_kanban:",
        url_path="board",
    )
    at_work = st.Page(
        partial(work.page, designing, accounts, at_board, use_cases.packages),
        title=workspace.say("nav.work"),
        icon=":material/inbox:",
        url_path="work",
        default=True,
    )
    at_preview = st.Page(
        partial(preview.overview.page, designing, accounts),
        title=workspace.say("nav.preview"),
        icon=":material/smartphone:",
        url_path="preview",
    )
    at_proof: StreamlitPage = st.Page(
        partial(proving.page, designing, accounts, at_board, at_preview),
        title=workspace.say("nav.verify"),
        icon=":material/fact_check:",
        url_path="verify",
    )
    at_play = st.Page(
        partial(simulating.page, designing),
        title=workspace.say("nav.simulate"),
        icon=":material/groups:",
        url_path="simulate",
    )
    at_sheet = st.Page(
        partial(sheet.overview.page, designing, accounts, use_cases.handouts),
        title=workspace.say("nav.sheet"),
        icon=":material/assignment:",
        url_path="sheet",
    )

    def board_page() -> StreamlitPage:
        return at_board

    at_decisions = st.Page(
        partial(decisions.page, designing, accounts, board_page, use_cases.library),
        title=workspace.say("nav.decisions"),
        icon=":material/table_chart:",
        url_path="decisions",
    )
    at_order = st.Page(
        partial(ordering.page, designing, accounts),
        title=workspace.say("nav.order"),
        icon=":material/format_list_numbered:",
        url_path="order",
    )
    at_cases = st.Page(
        partial(cases.page, use_cases.office),
        title=workspace.say("nav.cases"),
        icon=":material/description:",
        url_path="cases",
    )
    at_account = st.Page(
        partial(account.page, use_cases.staff.password),
        title=workspace.say("nav.account"),
        icon=":material/lock:",
        url_path="account",
    )
    at_accounts = st.Page(
        partial(accounts_page, use_cases.staff),
        title=workspace.say("nav.accounts"),
        icon=":material/manage_accounts:",
        url_path="accounts",
    )
    at_import = st.Page(
        partial(imports.page, use_cases.library),
        title=workspace.say("nav.import"),
        icon=":material/upload_file:",
        url_path="import",
    )
    at_workshop = st.Page(
        partial(workshop.page, use_cases.library),
        title=workspace.say("nav.workshop"),
        icon=":material/home_repair_service:",
        url_path="workshop",
    )
    at_bank = st.Page(
        partial(bank.overview.page, use_cases.library),
        title=workspace.say("nav.bank"),
        icon=":material/menu_book:",
        url_path="bank",
    )
    at_looks = st.Page(
        partial(looks.page, use_cases.access),
        title=workspace.say("nav.looks"),
        icon=":material/visibility:",
        url_path="looks",
    )
    at_holds = st.Page(
        partial(holds.page, use_cases.holds),
        title=workspace.say("nav.holds"),
        icon=":material/gavel:",
        url_path="holds",
    )
    at_rights = st.Page(
        partial(rights.page, use_cases.rights),
        title=workspace.say("nav.rights"),
        icon=":material/shield_person:",
        url_path="rights",
    )
    at_proposals = st.Page(
        partial(listing.page, use_cases.proposals.proposing, use_cases.handouts),
        title=workspace.say("nav.proposals"),
        icon=":material/lightbulb:",
        url_path="proposals",
    )
    at_savings = st.Page(
        partial(overview.page, use_cases.proposals.showing, use_cases.handouts),
        title=workspace.say("nav.savings"),
        icon=":material/savings:",
        url_path="savings",
    )
    at_asked = st.Page(
        partial(asking.page, use_cases.proposals.answering),
        title=workspace.say("nav.asked"),
        icon=":material/how_to_reg:",
        url_path="asked",
    )
    at_rounds = st.Page(
        partial(rounds.overview.page, use_cases.rounds.confirming, designing, use_cases.handouts),
        title=workspace.say("nav.rounds"),
        icon=":material/rule:",
        url_path="rounds",
    )
    at_confirm = st.Page(
        partial(rounds.answering.page, use_cases.rounds.answering),
        title=workspace.say("nav.confirm"),
        icon=":material/how_to_reg:",
        url_path="confirm",
    )
    at_updates = st.Page(
        partial(rounds.updates.page, use_cases.rounds.updating),
        title=workspace.say("nav.updates"),
        icon=":material/checklist:",
        url_path="updates",
    )
    at_pulls = st.Page(
        partial(pulls.overview.page, use_cases.library),
        title=workspace.say("nav.pulls"),
        icon=":material/sync:",
        url_path="pulls",
    )
    at_ledger = st.Page(
        partial(rounds.ledger.page, use_cases.rounds.ledgers),
        title=workspace.say("nav.ledger"),
        icon=":material/menu_book:",
        url_path="ledger",
    )
    return {
        "mine": [at_work, at_accounts, at_account],
        "office": [at_cases, at_asked, at_rights],
        "watch": [at_looks, at_holds],
        "design": [at_board, at_decisions, at_sheet, at_order, at_preview, at_proof, at_play],
        "together": [at_rounds, at_confirm, at_updates, at_ledger],
        "library": [at_workshop, at_bank, at_import, at_pulls, at_proposals, at_savings],
    }


def _lead_to_own_page(page_groups: PageGroups, workspace: Workspace) -> None:
    """Turn to the first page of somebody's own; without any there is nothing to show yet."""
    own = [
        page for pages in page_groups.values() for page in pages if page.url_path != _FOR_EVERYBODY
    ]
    if own:
        st.switch_page(own[0])
    _tell_nothing_yet(workspace)


def _tell_nothing_yet(workspace: Workspace) -> None:
    with head(workspace.say("nothing_yet.title"), below=workspace.say("nothing_yet.why")):
        pass
