"""Builds a hall to practise in: its database, files and keys are its own, and thrown away."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from adapters.files import FolderFileStore
from adapters.keys import InstallationKeys, new_key
from adapters.passwords import BcryptPasswordHasher
from adapters.printing import PaperPrinter
from adapters.settings import ROOT
from adapters.system import now, random_symbols
from building.installation import CATALOGUE, working_calendar
from core.catalogue.packages import files_of
from db.engine import open_engine
from db.file_names import FileNames
from db.filling import fill_database
from db.transactions import transactions_of
from db.upgrading import upgrade_database

if TYPE_CHECKING:
    from core.services.acting import StaffContext
    from core.services.staff import AccountUseCases
    from core.services.trainers import ScenarioFile, TrainingHall
    from core.services.trainers.record_case import WalkedCase
    from core.staff.models import Role, SessionToken
    from core.training.models import Cast

TRAINED_SINCE = datetime(2026, 1, 4, tzinfo=UTC)
"""Its themes are in use since then, so that scenarios may begin on any day after it."""
SCENARIOS = ROOT / "assets" / "scenarios"
"""Made-up people for training and demonstration."""
_CHEAP_ROUNDS = 4
"""Nobody types the passwords of a practice hall, and they end with it."""


@cache
def shipped_scenarios() -> "tuple[ScenarioFile, ...]":
    """Return the scenarios that come with the program, read once a process."""
    from core.services.trainers import read_scenario_file, scenario_paths

    return tuple(map(read_scenario_file, scenario_paths(SCENARIOS)))


@cache
def demo_people() -> "Cast":
    """Return the demo people that come with the program, read once a process."""
    from core.training.scenarios import PEOPLE, read_cast

    return read_cast(SCENARIOS / "training" / PEOPLE)


@contextmanager
def practice_hall() -> "Iterator[TrainingHall]":
    """Open a hall over a database of its own that is thrown away afterwards."""
    with TemporaryDirectory(prefix="done-once-") as folder:
        url = f"sqlite:///{Path(folder) / 'practice.db'}"
        upgrade_database(url)
        keys = InstallationKeys(new_key(now().date()))
        engine = open_engine(url, keyring=keys)
        fill_database(engine, lambda: files_of(CATALOGUE), at=TRAINED_SINCE)
        try:
            yield hall_over(engine, Path(folder) / "files", keys)
        finally:
            engine.dispose()


def hall_over(engine: Engine, folder: Path, keys: InstallationKeys) -> "TrainingHall":
    """Return a hall over a database that is filled, with files in a folder."""
    from adapters.handout_writing import FileHandoutWriter
    from core.services.acting import StaffContext
    from core.services.citizens import CitizenPorts, citizen_use_cases
    from core.services.fee_use_cases import fee_use_cases
    from core.services.officers import office_use_cases
    from core.services.operators.accept_by_silence import accept_by_silence
    from core.services.staff import account_use_cases
    from core.services.trainers import PracticeClock, TrainingHall, cast_sources

    clock, calendar = PracticeClock(now()), working_calendar()
    printer = PaperPrinter(is_demo=True)
    transaction = transactions_of(engine, hall="practice")
    files = FolderFileStore(folder, keys=keys, name_of=FileNames(engine, keys))
    # Days are jumped over in the hall; sessions of its staff do not end by that.
    staff = StaffContext(transaction, clock, calendar, session_clock=now)
    ports = CitizenPorts(
        transaction=transaction,
        files=files,
        printer=printer,
        clock=clock,
        calendar=calendar,
        randomness=random_symbols,
        sources=cast_sources(demo_people(), clock=clock),
        for_training=True,
    )
    accounts = account_use_cases(
        staff, randomness=random_symbols, hasher=BcryptPasswordHasher(rounds=_CHEAP_ROUNDS)
    )
    return TrainingHall(
        kiosk=citizen_use_cases(ports),
        office=office_use_cases(
            staff,
            printer=printer,
            files=files,
            writer=FileHandoutWriter(printer),
        ),
        fees=fee_use_cases(staff, files=files),
        clock=clock,
        calendar=calendar,
        sign_in=partial(_sign_in, accounts),
        let_clocks_run=lambda: accept_by_silence(transaction, staff.review_rules, at=clock()),
        walked=partial(case_walked, staff),
    )


def case_walked(staff: "StaffContext", number: str) -> "WalkedCase":
    """Return a case of the hall with all that a scenario is read from."""
    from core.services.theme_plans import PlanShelf
    from core.services.trainers.record_case import walked_case

    with staff.transaction() as stores:
        return walked_case(stores, number, rules=staff.review_rules, plans=PlanShelf())


def _sign_in(accounts: "AccountUseCases", role: "Role", department: str) -> "SessionToken":
    """Return a session of a member of the staff who was just made up."""
    from core.services.staff.hash_passwords import random_password
    from core.staff.models import OPERATOR

    username = f"practice-{role}-{department}".strip("-").lower()
    password = random_password(random_symbols)
    accounts.accounts.add(
        OPERATOR, username, username, roles=[role], password=password, department=department
    )
    return accounts.entering.admit(accounts.entering.challenge(username, password))
