"""Law 21: every use case of the staff takes a session, and looks up there who may do it."""

import inspect
import pkgutil
import re
from dataclasses import replace
from datetime import timedelta
from functools import partial
from importlib import import_module
from threading import Event, Thread
from types import SimpleNamespace

import pytest

from adapters.system import random_symbols
from core import services
from core.errors import NotPermittedError, SessionEndedError
from core.services.acting import StaffTransaction
from core.services.designers import DesignerService
from core.services.designers.publish_theme import Publishing
from core.services.library import LibraryService
from core.services.library.load_catalogue import CatalogueLoading
from core.services.officers import AccessLog, HelpCalls, LegalHolds, OfficeService, PersonRights
from core.services.staff import StaffService
from core.staff.models import NO_SESSION, OPERATOR, Role, SessionToken, StaffMember
from core.staff.permissions import PERMISSIONS, Holder, Reach, UseCase
from db.transactions import transactions_of
from tests.conftest import ROOT
from tests.core.staff.fakes import FakePasswords
from tests.databases import migrated_database, opened
from tests.fakes import NOW
from tests.keys import file_store
from tests.seating import BARE, HEALTH, POLICY, SUPERVISOR, TRAINER, WINDOW, let_in
from tests.services.conftest import staffed

EVERYTHING = StaffMember("all", "x", tuple(Role), "WJ")

# Written down apart from the table, as it was agreed: who may do what. A capital letter may do it
# for everybody, a small one for the own department; P policy, D department, W window, T trainer,
# S supervisor, A anybody whose session is alive, O the operator on the command line.
AGREED = """
designer.library P
designer.catalogue P
designer.themes P
designer.set_aside P
designer.open P
designer.versions P
designer.create P
designer.arrange P
designer.preview P
designer.save P
designer.known_proof P
designer.prove P
designer.accept_warning P
designer.withdraw_acceptance P
designer.orders P
designer.ask P
designer.changes P
designer.before_publishing P
designer.levers P
designer.simulate P
designer.publish P
library.catalogue Pd
library.departments Pd
library.read Pd
library.open_fields Pd
library.save Pd
library.replaced Pd
library.impacts Pd
library.spreadsheet Pd
loading.compare O
loading.take O
office.cases Wd
office.count_cases Wd
office.forms Wd
office.form_file Wd
office.paper_file Wd
office.draft_notice Wd
office.ask_for_correction Wd
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
holds.place SO
holds.lift SO
staff.holder_of A
staff.is_alive A
staff.names PO
staff.change_password A
staff.add O
staff.set_password O
staff.switch_off O
"""
LETTERS = {
    Role.POLICY: "P",
    Role.DEPARTMENT: "D",
    Role.WINDOW: "W",
    Role.TRAINER: "T",
    Role.SUPERVISOR: "S",
    Holder.ANYBODY: "A",
    Holder.OPERATOR: "O",
}
MEMBERS = {"P": POLICY, "D": HEALTH, "W": WINDOW, "T": TRAINER, "S": SUPERVISOR, "-": BARE}
SERVICES = {
    "designer": DesignerService,
    "library": LibraryService,
    "loading": CatalogueLoading,
    "office": OfficeService,
    "rights": PersonRights,
    "calls": HelpCalls,
    "access": AccessLog,
    "holds": LegalHolds,
    "staff": StaffService,
}
TOLD_BY_WHAT_COMES = {"staff.holder_of", "staff.is_alive"}
WITHOUT_A_LIVING_SESSION = {
    "staff.challenge",  # before there is one
    "staff.admit",  # opens one
    "staff.log_out",  # ends one, alive or not
}


def methods():
    return {
        f"{name}.{method}": function
        for name, kind in SERVICES.items()
        for method, function in inspect.getmembers(kind, inspect.isfunction)
        if not method.startswith("_") and f"{name}.{method}" not in WITHOUT_A_LIVING_SESSION
    }


def parameters(kind):
    return set(inspect.signature(kind.__init__).parameters)


def agreed():
    return {name: set(letters) for name, letters in map(str.split, AGREED.split("\n")[1:-1])}


# --- The table


def test_the_table_says_what_was_agreed():
    told = {
        use_case.value: {
            LETTERS[holder] if reach is Reach.EVERYTHING else LETTERS[holder].lower()
            for holder, reach in row.items()
        }
        for use_case, row in PERMISSIONS.items()
    }

    assert told == agreed()


def test_every_method_of_the_services_is_a_use_case_of_the_table():
    assert methods().keys() == set(UseCase) == PERMISSIONS.keys()


@pytest.mark.parametrize("name", methods())
def test_every_use_case_begins_with_the_session(name):
    assert list(inspect.signature(methods()[name]).parameters)[:2] == ["self", "session"]


def test_no_service_of_the_staff_is_forgotten():
    found = set()
    for package in ("designers", "library", "officers", "staff"):
        folder = import_module(f"{services.__name__}.{package}")
        for module in pkgutil.iter_modules(folder.__path__, f"{folder.__name__}."):
            for _, kind in inspect.getmembers(import_module(module.name), inspect.isclass):
                if kind.__module__ == module.name and {"transaction", "acting"} & parameters(kind):
                    found.add(kind)

    assert found == {*SERVICES.values(), Publishing}


def test_functions_that_work_with_a_service_take_the_session_too():
    from core.services.designers import edit_theme  # noqa: PLC0415 -- looked at, not called

    taken = [
        list(inspect.signature(function).parameters)[:2]
        for _, function in inspect.getmembers(edit_theme, inspect.isfunction)
        if function.__module__ == edit_theme.__name__
        and "service" in inspect.signature(function).parameters
    ]

    assert len(taken) == 5
    assert all(first == ["service", "session"] for first in taken)


def test_only_commands_and_the_making_of_a_demo_act_as_the_operator():
    named = {
        str(file.relative_to(ROOT))
        for folder in ("pages", "core/services", "commands", "adapters", "db")
        for file in (ROOT / folder).rglob("*.py")
        if re.search(r"\bOPERATOR\b", file.read_text("utf-8"))
    }

    assert named == {
        "core/services/staff/seed_demo_staff.py",
        "commands/loading.py",
        "commands/retention.py",
        "commands/user.py",
    }


# --- Every use case, with every role and none


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    """Every service over a database with nothing in it: what is refused is refused before."""
    with opened(migrated_database(kind, tmp_path_factory.mktemp("hall"))) as engine:
        given = {"transaction": transactions_of(engine, hall="demo"), "clock": lambda: NOW}
        files = file_store(tmp_path_factory.mktemp("files"))
        yield SimpleNamespace(
            **given,
            designer=DesignerService(**given),
            library=LibraryService(**given),
            loading=CatalogueLoading(**given),
            office=OfficeService(**given, printer=None, files=files),
            rights=PersonRights(**given, printer=None),
            calls=HelpCalls(**given),
            access=AccessLog(**given),
            holds=LegalHolds(**given),
            staff=StaffService(**given, randomness=random_symbols, passwords=FakePasswords()),
        )


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
    service, method = name.split(".")
    call = partial(getattr(getattr(hall, service), method), session)
    needed = {
        name: "x"
        for name, one in inspect.signature(call).parameters.items()
        if one.default is one.empty
    }
    try:
        came = call(**needed)
    except Exception as error:  # most that are let in have nothing to work with
        return error
    return SessionEndedError() if name in TOLD_BY_WHAT_COMES and not came else None


def test_each_role_may_do_what_was_agreed_and_nothing_else(hall):
    principals = {letter: let_in(hall.transaction, one) for letter, one in MEMBERS.items()}
    principals["O"] = OPERATOR

    refused = {
        name: {letter for letter, who in principals.items()
               if outcome(hall, name, who) is NotPermittedError}
        for name in methods()
    }  # fmt: skip

    told = {name: {one.upper() for one in letters} for name, letters in agreed().items()}
    may = {name: {*"PDWTS-"} if letters == {"A"} else letters for name, letters in told.items()}
    assert refused == {name: set(principals) - letters for name, letters in may.items()}


def logged_out(hall):
    session = let_in(hall.transaction, EVERYTHING)
    hall.staff.log_out(session)
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
def test_nothing_is_done_without_a_living_session_whoever_it_says_it_is(hall, session):
    held = session(hall)

    assert {outcome(hall, name, held) for name in methods()} == {SessionEndedError}


def test_a_role_that_is_taken_away_is_gone_at_once(hall):
    session = let_in(hall.transaction, replace(POLICY, username="demoted"))
    hall.designer.themes(session)

    set_roles(hall, "demoted", [Role.WINDOW])

    with pytest.raises(NotPermittedError):
        hall.designer.themes(session)
    hall.office.cases(session)


def set_roles(hall, username, roles):
    from sqlmodel import Session  # noqa: PLC0415 -- no use case changes roles yet

    from db.staff_tables import StaffAccountRow  # noqa: PLC0415

    engine = hall.transaction.args[0]
    with Session(engine) as database, database.begin():
        database.get(StaffAccountRow, username).roles = list(roles)


# --- In the transaction that does the work


def test_who_is_switched_off_while_a_theme_is_proved_publishes_nothing(busy, monkeypatch):
    session = let_in(busy.transaction, replace(POLICY, username="midway"))
    draft = busy.designer.open(session, "T03")
    busy.designer.save(session, draft, {**draft.document, "note": "x"})
    verify = busy.designer._prover.verify

    def switch_off_meanwhile(*given):
        busy.staff.switch_off(OPERATOR, "midway")
        return verify(*given)

    monkeypatch.setattr(busy.designer._prover, "verify", switch_off_meanwhile)
    with pytest.raises(SessionEndedError):
        busy.designer.publish(session, "T03")

    with busy.transaction() as stores:
        assert stores.themes.latest_numbers()["T03"] == 1


def test_switching_off_waits_for_what_is_being_done_and_nothing_is_done_after_it(hall):
    session = let_in(hall.transaction, replace(WINDOW, username="racing"))
    acting = StaffTransaction(hall.transaction, lambda: NOW)
    inside, may_end = Event(), Event()

    def work():
        with acting(session, UseCase.LIST_CALLS):
            inside.set()
            may_end.wait(10)

    working = Thread(target=work)
    working.start()
    inside.wait(10)
    switching = Thread(target=hall.staff.switch_off, args=(OPERATOR, "racing"))
    switching.start()
    switching.join(0.3)
    was_waiting = switching.is_alive()
    may_end.set()
    working.join(10)
    switching.join(10)

    assert was_waiting
    with pytest.raises(SessionEndedError), acting(session, UseCase.LIST_CALLS):
        pass


def test_two_who_act_at_once_do_not_wait_for_each_other_where_the_database_can(hall, kind):
    if kind == "sqlite":
        pytest.skip("one writer at a time")
    session = let_in(hall.transaction, replace(WINDOW, username="both"))
    acting = StaffTransaction(hall.transaction, lambda: NOW)

    with acting(session, UseCase.LIST_CALLS), acting(session, UseCase.LIST_CALLS):
        pass
