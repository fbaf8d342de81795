"""A whole installation in a temporary folder: real database, real files, no network."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine

from adapters.files import FolderFileStore
from adapters.printing import PaperPrinter
from adapters.sealing import SecretSealer
from adapters.system import now, random_symbols
from core.catalogue.packages import files_of
from core.ports import Transaction
from core.services.designer import DesignerService
from core.services.kiosk import KioskService
from core.services.kiosk.hold_files import FileHolder
from core.services.kiosk.keep_visits import VisitKeeper
from core.training.scenarios import read_scenario
from db.engine import open_engine
from db.filling import fill_database
from db.transactions import transactions_of
from db.upgrading import upgrade_database
from tests.fakes import NOW, FakeFiles

SEALER = SecretSealer(b"installation")
ASSETS = Path(__file__).parents[2] / "assets"


@dataclass(frozen=True)
class Installation:
    """What a hall has: one database and both services over it."""

    url: str
    folder: Path
    engine: Engine
    transaction: Transaction
    kiosk: KioskService
    designer: DesignerService


def install(folder, *, fill=True):
    url = f"sqlite:///{folder / 'hall.db'}"
    if fill:
        upgrade_database(url)
    engine = open_engine(url)
    if fill:
        fill_database(engine, lambda: files_of(ASSETS / "catalogue"), at=now())
    transaction = transactions_of(engine, hall="test")
    kiosk = KioskService(
        transaction=transaction,
        files=FolderFileStore(folder / "files"),
        printer=PaperPrinter(),
        clock=now,
        randomness=random_symbols,
    )
    designer = DesignerService(transaction=transaction, clock=now)
    return Installation(url, folder, engine, transaction, kiosk, designer)


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    installation = install(tmp_path_factory.mktemp("hall"))
    yield installation
    installation.engine.dispose()


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
def database(tmp_path):
    return tmp_path / "visits.db"


@pytest.fixture
def transaction(database):
    url = f"sqlite:///{database}"
    upgrade_database(url)
    engine = open_engine(url)
    yield transactions_of(engine, hall="demo")
    engine.dispose()


def keeper_over(transaction, watch, *, sealer=SEALER):
    held = FileHolder(transaction=transaction, files=FakeFiles(), clock=watch)
    return VisitKeeper(
        transaction=transaction, clock=watch, randomness=random_symbols, sealer=sealer, held=held
    )


@pytest.fixture
def keeper(transaction, watch):
    return keeper_over(transaction, watch)
