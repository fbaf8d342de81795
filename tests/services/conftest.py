"""A whole installation in a temporary folder: real database, real files, no network."""

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine

from adapters.printing import PaperPrinter
from adapters.system import now, random_symbols
from core.ports import Transaction
from core.services.acting import StaffContext
from core.services.citizens import CitizenPorts, CitizenUseCases, citizen_use_cases
from core.services.citizens.keep_visits import VisitKeeper
from core.services.citizens.lease_files import FileLeases
from core.services.designers import DesigningUseCases, designing_use_cases
from core.training.scenarios import read_scenario
from core.working_days import WEEKENDS_ONLY
from db.engine import open_engine
from db.file_names import FileNames
from db.transactions import transactions_of
from tests.databases import drop_database, filled_database, migrated_database, opened
from tests.fakes import NOW, FakeFiles, FakePrinter
from tests.keys import KEYS, SEALER, file_store
from tests.seating import Seats
from tests.staffing import open_office, staffed_database

ASSETS = Path(__file__).parents[2] / "assets"


@dataclass(frozen=True)
class Installation(Seats):
    """What a hall has: one database and both services over it."""

    url: str
    folder: Path
    engine: Engine
    transaction: Transaction
    kiosk: CitizenUseCases
    designer: DesigningUseCases

    @property
    def files(self):
        return file_store(self.folder / "files", names=FileNames(self.engine, KEYS))


def install(url, folder):
    """Put services over a database that is filled."""
    engine = open_engine(url, keyring=KEYS)
    transaction = transactions_of(engine, hall="test")
    kiosk = citizen_use_cases(
        CitizenPorts(
            transaction=transaction,
            files=file_store(folder / "files", names=FileNames(engine, KEYS)),
            printer=PaperPrinter(),
            clock=now,
            randomness=random_symbols,
        )
    )
    designer = designing_use_cases(StaffContext(transaction, now))
    return Installation(url, folder, engine, transaction, kiosk, designer)


@contextmanager
def installed(kind, folder):
    """Install a hall over a database of its own, until it is done with."""
    installation = install(filled_database(kind, folder), folder)
    yield installation
    installation.engine.dispose()
    drop_database(installation.url)


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with installed(kind, tmp_path_factory.mktemp("hall")) as installation:
        yield installation


@contextmanager
def staffed(kind, folder, calendar=WEEKENDS_ONLY):
    """Staff a hall over a database of its own, until it is done with."""
    url = staffed_database(kind, folder)
    yield open_office(folder, url, calendar)
    drop_database(url)


@pytest.fixture(scope="session")
def hairdresser():
    return read_scenario(ASSETS / "scenarios" / "S02.yaml")


class Watch:
    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def kiosk(hall, watch):
    """A kiosk over the hall whose time is set by hand, and whose papers are noted alone."""
    return citizen_use_cases(
        CitizenPorts(
            transaction=hall.transaction,
            files=FakeFiles(),
            printer=FakePrinter(),
            clock=watch,
            randomness=random_symbols,
        )
    )


@pytest.fixture
def database(kind, tmp_path):
    with opened(migrated_database(kind, tmp_path / "visits")) as engine:
        yield engine


@pytest.fixture
def transaction(database):
    return transactions_of(database, hall="demo")


def keeper_over(transaction, watch, *, sealer=SEALER):
    held = FileLeases(transaction=transaction, files=FakeFiles(), clock=watch)
    return VisitKeeper(
        transaction=transaction, clock=watch, randomness=random_symbols, sealer=sealer, leases=held
    )


@pytest.fixture
def keeper(transaction, watch):
    return keeper_over(transaction, watch)
