"""Law 21: every use case of the staff takes a session, and looks up there who may do it."""

import ast
import inspect
import re
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from functools import partial
from importlib import import_module
from threading import Event, Thread
from types import SimpleNamespace

import pytest

from adapters.system import random_symbols
from core.errors import NotPermittedError, SessionEndedError
from core.services.acting import StaffContext
from core.services.designers import designing_use_cases
from core.services.designers.import_package import ImportPackage
from core.services.designers.preview_theme import PreviewTheme
from core.services.fee_use_cases import fee_use_cases
from core.services.improving import proposal_use_cases
from core.services.library import library_use_cases
from core.services.library.load_catalogue import CatalogueLoading
from core.services.officers import (
    HelpCalls,
    LegalHolds,
    PersonRights,
    ReadAccessLog,
    office_use_cases,
)
from core.services.officers.archive_case import ArchiveCase
from core.services.officers.correction_notices import CorrectionNotices
from core.services.officers.counter_use_cases import KeptVisitsHeld, counter_use_cases
from core.services.officers.exchange_messages import ExchangeMessages
from core.services.officers.open_case import CaseOpener
from core.services.officers.own_matters import OwnMatters
from core.services.officers.take_department_steps import TakeDepartmentSteps
from core.services.officers.task_views import TaskViews
from core.services.round_use_cases import round_use_cases
from core.services.staff import account_use_cases
from core.services.staff.count_attempts import LoginAttempts
from core.services.trainers import KeepRooms, PresentInRoom, RecordWalks, SitDown
from core.staff.models import NO_SESSION, OPERATOR, Role, SessionToken, StaffMember
from core.staff.permissions import PERMISSIONS, Holder, Reach
from core.staff.use_cases import UseCase
from db.transactions import transactions_of
from tests.conftest import ROOT
from tests.core.staff.fakes import FakePasswords
from tests.databases import migrated_database, opened
from tests.fakes import NOW
from tests.keys import file_store
from tests.seating import (
    ADMINISTRATOR,
    AUDITOR,
    BARE,
    HEALTH,
    POLICY,
    SCREEN,
    SUPERVISOR,
    TRAINER,
    WINDOW,
    let_in,
)
from tests.services.conftest import staffed
from tests.staffing import (
    anonymising_of,
    handouts_of,
    monitoring_of,
    papers_of,
    quizzes_of,
    scenarios_of,
    training_of,
    visits_of,
    watching_of,
)

EVERYTHING = StaffMember("all", "x", tuple(Role), "WJ")

# Written down apart from the table, as it was agreed: who may do what. A capital letter may do it
# for everybody, a small one for the own department; P policy, D department, W window, T trainer,
# S supervisor, U auditor, M administrator, L a screen in the hall, A anybody whose session is
# alive, O the operator on the command line.
AGREED = """
designer.library P
designer.catalogue P
designer.published_themes P
designer.themes P
designer.set_aside P
designer.open P
designer.versions P
designer.create P
designer.copy P
designer.arrange P
designer.preview P
designer.rehearse P
designer.save P
designer.merge P
designer.news P
designer.discard P
designer.discarded P
designer.recover P
designer.steps P
designer.go_to P
designer.known_proof P
designer.prove P
designer.situations P
designer.outcome P
designer.accept_warning P
designer.withdraw_acceptance P
designer.orders P
designer.ask P
designer.arrange_questions P
designer.changes P
designer.before_publishing P
designer.levers P
designer.simulate P
designer.publish P
designer.life P
designer.reschedule P
designer.archive P
designer.reopen P
rounds.list_rounds PSU
rounds.read_round PSU
rounds.compare_rounds PSU
rounds.foresee_round P
rounds.start_round P
rounds.remind_departments P
rounds.reply_to_department P
rounds.decide_for_department PSU
rounds.withdraw_round P
rounds.audit_round PU
rounds.list_asked d
rounds.read_asked d
rounds.answer_round d
rounds.list_updates PdO
rounds.tick_updates d
rounds.updates_file Pd
rounds.ledger PdO
rounds.ledger_file Pd
proposals.found P
proposals.adopt P
proposals.decline P
proposals.make_change P
proposals.savings PSU
proposals.asked d
proposals.answer_proposal d
handouts.theme_file P
handouts.exchange_file P
handouts.round_file PSU
handouts.proposals_file P
handouts.savings_file PSU
monitoring.report PSU
monitoring.file_report PSU
monitoring.report_file PSU
monitoring.log_file PSU
watching.board L
watching.supervised Sd
watching.supervised_file Sd
watching.thread Sd
watching.remind_office S
watching.escalate_matter S
watching.ask_for_report S
watching.report_matter d
handouts.accounts_file M
packages.compare PO
packages.take PO
library.catalogue Pd
library.departments Pd
library.read Pd
library.open_fields Pd
library.begin_import Pd
library.unfinished Pd
library.open_import Pd
library.keep_decisions Pd
library.discard_import Pd
library.party_words Pd
library.add_party_word P
library.remove_party_word P
library.save Pd
library.replaced Pd
library.impacts Pd
library.spreadsheet Pd
library.found Pd
library.record Pd
library.use Pd
library.revise Pd
library.history Pd
library.go_back Pd
library.entries Pd
library.entry Pd
library.breakages Pd
library.keep_entry P
library.entry_history Pd
library.restore_entry P
library.pull PO
library.waiting Pd
library.accept Pd
library.refuse Pd
loading.compare O
loading.take O
office.cases Wd
office.count_cases Wd
office.forms Wd
office.form_file Wd
office.paper_file Wd
office.draft_notice Wd
office.notice_file Wd
office.ready_cases W
office.results W
office.deliver W
office.results_file W
office.send_back W
office.ask_for_correction Wd
office.tasks Wd
office.tasks_file Wd
views.all Wd
views.keep Wd
views.change Wd
views.remove Wd
office.task Wd
office.accept_matter d
office.decline_matter d
office.pause_matter d
office.resume_matter d
office.extend_matter d
office.set_inspection d
office.record_inspection d
visits.listed d
visits.listed_file d
office.grant_matter d
office.correct_on_spot d
office.refuse_matter d
office.reissue_matter d
office.check_commitment d
office.revoke_matter d
fees.assess d
fees.waive d
fees.bill W
fees.take W
fees.give_back W
counter.cases_of W
counter.counter_case W
counter.receive_material W
fees.begin W
fees.look W
fees.cancel W
fees.settle W
fees.unsettled O
fees.tell O
counter.open_kept W
counter.note_help W
counter.end_agent W
counter.name_agent W
counter.help_file W
papers.printable PW
papers.print_forms PW
papers.stock PW
papers.void PW
papers.proposed_receipt W
papers.begin_entry W
archives.case_file WO
rights.find W
rights.open_requests W
rights.show W
rights.copy W
rights.record W
rights.answer W
rights.withdraw_consent W
calls.open_calls W
calls.answer W
access.looks S
access.members S
access.looks_file S
exchange.messages SO
exchange.resend SO
holds.standing SO
holds.place SO
holds.lift SO
staff.holder_of A
staff.is_alive A
staff.names PO
staff.change_password A
staff.add MO
staff.change MO
staff.set_password MO
staff.switch_off MO
staff.switch_on MO
staff.listed M
staff.sessions_of M
staff.end_session M
staff.end_sessions M
staff.account_events M
staff.generated_password M
training.scenarios T
training.opened T
training.played T
training.compared_file T
presenting.rooms T
presenting.begin T
scenarios.kept T
scenarios.check T
scenarios.with_expected T
scenarios.save T
scenarios.copy T
scenarios.revisions T
scenarios.restore T
scenarios.remove T
anonymising.drafts S
anonymising.make S
anonymising.draft S
anonymising.approve S
anonymising.discard S
training_rooms.rooms T
training_rooms.open_room T
training_rooms.reset_room T
training_rooms.close_room T
training_rooms.move_clock T
recording.walked T
recording.record T
quizzes.open_class T
quizzes.classes T
quizzes.class_standing T
quizzes.end_class T
quizzes.class_file T
"""
LETTERS = {
    Role.POLICY: "P",
    Role.DEPARTMENT: "D",
    Role.WINDOW: "W",
    Role.TRAINER: "T",
    Role.SUPERVISOR: "S",
    Role.AUDITOR: "U",
    Role.ADMINISTRATOR: "M",
    Role.SCREEN: "L",
    Holder.ANYBODY: "A",
    Holder.OPERATOR: "O",
}
MEMBERS = {
    "P": POLICY,
    "D": HEALTH,
    "W": WINDOW,
    "T": TRAINER,
    "S": SUPERVISOR,
    "U": AUDITOR,
    "M": ADMINISTRATOR,
    "L": SCREEN,
    "-": BARE,
}
ROOMS = ("designers", "library", "officers", "staff", "trainers")
BEGIN_OTHERWISE = {
    # Each is made of use cases that begin so themselves, and does nothing between them.
    "designers/edit_theme.arrange_theme",
    "designers/edit_theme.arrange_questions",
    "designers/edit_theme.change_theme",
    "designers/edit_theme.ask_otherwise",
    "designers/edit_theme.mend_findings",
    "designers/edit_theme.settle_conflicts",
    "designers/edit_theme.undo_step",
    "designers/edit_theme.redo_step",
    "designers/edit_theme.go_to_step",
    "designers/edit_theme.restore_version",
    "designers/edit_theme.discard_changes",
    "designers/edit_theme.open_draft",
    # Ends the session that it is given, alive or not.
    "staff/log_in.log_out",
}
TOLD_BY_WHAT_COMES = {"staff.holder_of", "staff.is_alive"}
WITHOUT_A_LIVING_SESSION = {
    "staff.challenge",  # before there is one
    "staff.admit",  # opens one
    "staff.log_out",  # ends one, alive or not
}


def offered(context, files):
    """Return everything that the staff are offered, by the name that the table has for it."""
    return {
        "designer": designing_use_cases(context),
        "library": library_use_cases(context),
        "loading": CatalogueLoading(context),
        "office": office_use_cases(context, printer=None, files=files, writer=None),
        "counter": counter_use_cases(
            context, files=files, printer=None, visits=KeptVisitsHeld(random_symbols)
        ),
        "rights": PersonRights(context, printer=None),
        "views": TaskViews(context),
        "calls": HelpCalls(context),
        "access": ReadAccessLog(context),
        "holds": LegalHolds(context),
        "exchange": ExchangeMessages(context),
        "rounds": round_use_cases(context),
        "proposals": proposal_use_cases(context),
        "handouts": handouts_of(context),
        "monitoring": monitoring_of(context),
        "watching": watching_of(context),
        "fees": fee_use_cases(context, files=files),
        "archives": ArchiveCase(context, None, printer=None, files=files),
        "packages": ImportPackage(context),
        "training": training_of(context),
        "scenarios": scenarios_of(context),
        "anonymising": anonymising_of(context),
        "training_rooms": KeepRooms(context, None),
        "recording": RecordWalks(context, None, read=tuple),
        "quizzes": quizzes_of(context),
        "presenting": PresentInRoom(context, None, read=tuple, randomness=random_symbols),
        "visits": visits_of(context),
        "papers": papers_of(context),
        "staff": account_use_cases(context, randomness=random_symbols, hasher=FakePasswords()),
    }


def members(bundle):
    """Return the use cases of a bundle; what is none has only itself."""
    return (
        [getattr(bundle, field.name) for field in fields(bundle)]
        if is_dataclass(bundle)
        else [bundle]
    )


def use_cases(services):
    """Return every use case by its name in the table."""
    return {
        f"{name}.{method}": function
        for name, bundle in services.items()
        for member in members(bundle)
        for method, function in inspect.getmembers(member, inspect.ismethod)
        if not method.startswith("_") and f"{name}.{method}" not in WITHOUT_A_LIVING_SESSION
    }


OFFERED = offered(StaffContext(None, None), None)
METHODS = use_cases(OFFERED)


def agreed():
    return {name: set(letters) for name, letters in map(str.split, AGREED.split("\n")[1:-1])}


# --- The table


def test_the_table_says_what_was_agreed():
    table = {
        use_case.value: {
            LETTERS[holder] if reach is Reach.EVERYTHING else LETTERS[holder].lower()
            for holder, reach in row.items()
        }
        for use_case, row in PERMISSIONS.items()
    }

    assert table == agreed()


def test_every_method_of_the_services_is_a_use_case_of_the_table():
    assert METHODS.keys() == set(UseCase) == PERMISSIONS.keys()


@pytest.mark.parametrize("name", METHODS)
def test_every_use_case_is_given_the_session_first(name):
    assert next(iter(inspect.signature(METHODS[name]).parameters)) == "session"


def public_functions():
    """Yield every function of the rooms of the staff that takes a session, with its name."""
    for room in ROOMS:
        for file in sorted((ROOT / "core/services" / room).glob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    names = [arg.arg for arg in node.args.args]
                    if "session" in names:
                        yield f"{room}/{file.stem}.{node.name}", node


def looked_up_first(function):
    """Return which use case a function looks up in its first statement, if it does."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    first = body[0]
    given = [item.context_expr for item in first.items] if isinstance(first, ast.With) else []
    given += [first.value] if isinstance(first, ast.Expr) else []
    for call in given:
        match call:
            case ast.Call(
                func=ast.Attribute(attr="as_permitted" | "expect"),
                args=[
                    ast.Name(id="session"),
                    ast.Attribute(value=ast.Name(id="UseCase")) as looked,
                ],
            ):
                return UseCase[looked.attr]
    return None


def test_every_use_case_begins_with_who_acts():
    begun = {name: looked_up_first(function) for name, function in public_functions()}

    assert {name for name, use_case in begun.items() if use_case is None} == set(BEGIN_OTHERWISE)
    assert {use_case for use_case in begun.values() if use_case} == set(UseCase)


def test_each_use_case_looks_itself_up_and_no_other():
    decided = {
        f"{name.rpartition('.')[2]}": use_case
        for name, function in public_functions()
        if (use_case := looked_up_first(function))
    }

    assert all(use_case.value.endswith(f".{name}") for name, use_case in decided.items())


INSIDE = {
    CaseOpener,
    CorrectionNotices,
    LoginAttempts,
    OwnMatters,
    PreviewTheme,
    SitDown,
    TakeDepartmentSteps,
}
"""What works inside a use case, or for a department's system that proved itself by a signature.

One sits down in training rooms alone: there are no real members, and nobody has a password."""


def test_whatever_works_for_the_staff_is_offered_or_works_inside_what_is():
    found = {
        kind
        for room in ROOMS
        for file in (ROOT / "core/services" / room).glob("*.py")
        for kind in vars(import_module(f"core.services.{room}.{file.stem}")).values()
        if inspect.isclass(kind)
        and kind.__module__.startswith(f"core.services.{room}.")
        and "staff" in inspect.signature(kind).parameters
    }

    shown = {type(member) for bundle in OFFERED.values() for member in members(bundle)}
    assert found - shown == INSIDE


def test_what_needs_no_living_session_is_everything_else_that_is_offered():
    taken = {name for room in OFFERED.values() for member in members(room) for name in dir(member)}

    assert {name.partition(".")[2] for name in WITHOUT_A_LIVING_SESSION} <= taken


def test_no_bundle_and_no_use_case_has_more_than_ten_members():
    assert all(len(members(bundle)) <= 10 for bundle in OFFERED.values())
    for bundle in OFFERED.values():
        for member in members(bundle):
            assert len([name for name in dir(member) if not name.startswith("_")]) <= 10


def test_only_commands_and_the_making_of_a_demo_act_as_the_operator():
    named = {
        str(file.relative_to(ROOT))
        for folder in ("pages", "core/services", "commands", "adapters", "db")
        for file in (ROOT / folder).rglob("*.py")
        if re.search(r"\bOPERATOR\b", file.read_text("utf-8"))
    }

    assert named == {
        "core/services/staff/seed_demo_staff.py",
        "core/services/trainers/seat_members.py",
        "commands/case.py",
        "commands/exchange.py",
        "commands/loading.py",
        "commands/retention.py",
        "commands/ledgers.py",
        "commands/packages.py",
        "commands/payment.py",
        "commands/pulling.py",
        "commands/user.py",
    }


# --- Every use case, with every role and none


@contextmanager
def offering(kind, folder):
    """Offer every service over a database with nothing in it: refused is before anything else."""
    with opened(migrated_database(kind, folder / "hall")) as engine:
        transaction, clock = transactions_of(engine, hall="demo"), lambda: NOW
        services = offered(StaffContext(transaction, clock), file_store(folder / "files"))
        yield SimpleNamespace(transaction=transaction, clock=clock, **services)


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with offering(kind, tmp_path_factory.mktemp("hall")) as hall:
        yield hall


@pytest.fixture(scope="module")
def hall_in_file(tmp_path_factory):
    """One database is enough to go through the whole table: who may is decided in the core.

    What it is decided from is read from both (`test_a_role_that_is_taken_away_is_gone_at_once`,
    `tests/db/test_staff_store.py`).
    """
    with offering("sqlite", tmp_path_factory.mktemp("hall")) as hall:
        yield hall


@pytest.fixture(scope="module")
def busy(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("busy")) as office:
        yield office


def outcome(hall, name, session):
    """Return what comes of a use case that is given nothing but a session."""
    came = error_of(hall, name, session)
    if isinstance(came, NotPermittedError):
        assert came.params["use_case"] == name  # and not what some other method asks for
    return type(came) if isinstance(came, (NotPermittedError, SessionEndedError)) else None


def error_of(hall, name, session):
    room, _, method = name.partition(".")
    (member,) = [it for it in members(getattr(hall, room)) if hasattr(type(it), method)]
    call = partial(getattr(member, method), session)
    needed = {
        name: "x"
        for name, parameter in inspect.signature(call).parameters.items()
        if parameter.default is parameter.empty
    }
    try:
        came = call(**needed)
    except Exception as error:  # most that are let in have nothing to work with
        return error
    return SessionEndedError() if name in TOLD_BY_WHAT_COMES and not came else None


def test_each_role_may_do_what_was_agreed_and_nothing_else(hall_in_file):
    principals = {
        letter: let_in(hall_in_file.transaction, member) for letter, member in MEMBERS.items()
    }
    principals["O"] = OPERATOR

    refused = {
        name: {
            letter
            for letter, who in principals.items()
            if outcome(hall_in_file, name, who) is NotPermittedError
        }
        for name in METHODS
    }

    letters_of = {
        name: {letter.upper() for letter in letters} for name, letters in agreed().items()
    }
    may = {
        name: {*"PDWTSUML-"} if letters == {"A"} else letters
        for name, letters in letters_of.items()
    }
    assert refused == {name: set(principals) - letters for name, letters in may.items()}


def logged_out(hall):
    session = let_in(hall.transaction, EVERYTHING)
    hall.staff.entering.log_out(session)
    return session


def expired(hall):
    return let_in(hall.transaction, EVERYTHING, until=hall.clock() - timedelta(seconds=1))


def switched_off(hall):
    off = replace(EVERYTHING, username="off")
    session = let_in(hall.transaction, off)
    with hall.transaction() as stores:
        stores.staff.switch_off("off")
    return session


@pytest.mark.parametrize(
    "session",
    [
        logged_out,
        expired,
        switched_off,
        lambda _: NO_SESSION,
        lambda _: SessionToken("guessed"),
        lambda _: EVERYTHING,
        lambda _: "operator",
        lambda _: None,
    ],
)
def test_nothing_is_done_without_a_living_session_whoever_it_says_it_is(hall_in_file, session):
    held = session(hall_in_file)

    assert {outcome(hall_in_file, name, held) for name in METHODS} == {SessionEndedError}


def test_a_role_that_is_taken_away_is_gone_at_once(hall):
    session = let_in(hall.transaction, replace(POLICY, username="demoted"))
    hall.designer.listing.themes(session)

    set_roles(hall, "demoted", [Role.WINDOW])

    with pytest.raises(NotPermittedError):
        hall.designer.listing.themes(session)
    hall.office.finding.cases(session)


def set_roles(hall, username, roles):
    from sqlmodel import Session  # noqa: PLC0415 -- no use case changes roles yet

    from db.staff_tables import StaffAccountRow  # noqa: PLC0415

    engine = hall.transaction.args[0]
    with Session(engine) as database, database.begin():
        database.get(StaffAccountRow, username).roles = list(roles)


# --- In the transaction that does the work


def test_who_is_switched_off_while_a_theme_is_proved_publishes_nothing(busy, monkeypatch):
    session = let_in(busy.transaction, replace(POLICY, username="midway"))
    draft = busy.designer.drafting.open(session, "T03")
    busy.designer.drafting.save(session, draft, {**draft.document, "note": "x"})
    prover = busy.designer.publishing._prover
    verify = prover.verify

    def switch_off_meanwhile(*given):
        busy.staff.accounts.switch_off(OPERATOR, "midway")
        return verify(*given)

    monkeypatch.setattr(prover, "verify", switch_off_meanwhile)
    with pytest.raises(SessionEndedError):
        busy.designer.publishing.publish(session, "T03")

    with busy.transaction() as stores:
        assert stores.themes.latest_numbers()["T03"] == 1


def test_switching_off_waits_for_what_is_being_done_and_nothing_is_done_after_it(hall):
    session = let_in(hall.transaction, replace(WINDOW, username="racing"))
    acting = StaffContext(hall.transaction, lambda: NOW)
    inside, may_end = Event(), Event()

    def work():
        with acting.as_permitted(session, UseCase.LIST_CALLS):
            inside.set()
            may_end.wait(10)

    working = Thread(target=work)
    working.start()
    inside.wait(10)
    switching = Thread(target=hall.staff.accounts.switch_off, args=(OPERATOR, "racing"))
    switching.start()
    switching.join(0.3)
    was_waiting = switching.is_alive()
    may_end.set()
    working.join(10)
    switching.join(10)

    assert was_waiting
    with pytest.raises(SessionEndedError), acting.as_permitted(session, UseCase.LIST_CALLS):
        pass


def test_two_who_act_at_once_do_not_wait_for_each_other_where_the_database_can(hall, kind):
    if kind == "sqlite":
        pytest.skip("one writer at a time")
    session = let_in(hall.transaction, replace(WINDOW, username="both"))
    acting = StaffContext(hall.transaction, lambda: NOW)

    with (
        acting.as_permitted(session, UseCase.LIST_CALLS),
        acting.as_permitted(session, UseCase.LIST_CALLS),
    ):
        pass
