"""What every use case of this process is built from: settings, database, files, clock."""

from dataclasses import dataclass
from functools import cache, cached_property

from sqlalchemy import Engine

from adapters import telling
from adapters.files import FolderFileStore
from adapters.keys import InstallationKeys
from adapters.open_paths import close_to_others
from adapters.printing import PaperPrinter
from adapters.settings import ROOT, Environment, Settings, read_settings
from adapters.system import now, random_symbols
from building.secrets import data_keys
from core.catalogue.packages import files_of
from core.ports import Clock, Printer, Randomness, Transaction
from core.services.operators.fill_tasks import fill_tasks
from core.services.review_steps import ReviewRules
from core.working_days import WorkingCalendar
from db.engine import open_engine
from db.file_names import FileNames
from db.filling import fill_database
from db.transactions import transactions_of
from db.upgrading import upgrade_database

CATALOGUE = ROOT / "assets" / "catalogue"
"""The first content of a new database."""


@dataclass(frozen=True)
class Runtime:
    """Everything that services are built from, once a process."""

    settings: Settings
    keys: InstallationKeys
    engine: Engine
    transaction: Transaction
    files: FolderFileStore
    printer: Printer
    clock: Clock
    randomness: Randomness
    is_training: bool = False
    """Whether it is a training room: made-up people, numbers of training, and no line outside."""
    watermark: str = ""
    """What stands across every paper, and in every file, that is not real."""

    @property
    def is_demo(self) -> bool:
        """Say whether made-up people and cases belong here."""
        return self.settings.environment is Environment.DEMO

    @cached_property
    def review_rules(self) -> ReviewRules:
        """Return by what matters are reviewed here."""
        settings = self.settings
        return ReviewRules(
            working_calendar(), settings.silent_kinds, systems=settings.told_departments
        )


@cache
def runtime() -> Runtime:
    """Return what this process works with. Nothing is opened or written yet."""
    settings = read_settings()
    keys = data_keys(settings)
    engine = open_engine(settings.database, keyring=keys)
    return Runtime(
        settings=settings,
        keys=keys,
        engine=engine,
        transaction=transactions_of(engine, hall=settings.hall),
        files=file_store(settings, keys, engine),
        printer=PaperPrinter(settings.locale, is_demo=settings.environment is Environment.DEMO),
        clock=now,
        randomness=random_symbols,
    )


@cache
def prepare() -> None:
    """Make, migrate and fill the database where that is still to be done."""
    process = runtime()
    locale = process.settings.locale
    if process.settings.environment is Environment.PRODUCTION:
        telling.tell_closed(close_to_others(process.settings), locale)
    upgrade_database(process.settings.database, keyring=process.keys)
    tell = telling.first_versions_reported(locale)
    fill_database(process.engine, lambda: files_of(CATALOGUE), at=process.clock(), tell=tell)
    fill_tasks(process.transaction, review_rules())


def ready_runtime() -> Runtime:
    """Return what this process works with, over a database that is ready."""
    prepare()
    return runtime()


def file_store(settings: Settings, keys: InstallationKeys, engine: Engine) -> FolderFileStore:
    """Return where files are kept."""
    return FolderFileStore(
        settings.data_folder / "files", keys=keys, name_of=FileNames(engine, keys)
    )


def is_demo() -> bool:
    """Say whether made-up people and cases belong here."""
    return runtime().is_demo


def review_rules() -> ReviewRules:
    """Return by what matters are reviewed here."""
    return runtime().review_rules


def working_calendar() -> WorkingCalendar:
    """Return which days are worked, with the holidays that have been announced."""
    from adapters import holidays

    return holidays.working_calendar()
