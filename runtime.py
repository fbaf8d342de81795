"""The composition root: settings in, services with their stores and adapters out."""

import gc
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine

from adapters import launching, telling
from adapters.disk import disk_check
from adapters.files import FolderFileStore
from adapters.head_files import FolderHeadStore
from adapters.keys import InstallationKeys, key_from, new_key
from adapters.open_paths import close_to_others
from adapters.printing import PaperPrinter
from adapters.settings import ROOT, Environment, Settings, read_settings
from adapters.standing_in import stand_in_beside
from adapters.sweeping import repeat
from adapters.system import elapsed, now, random_symbols
from core.catalogue.packages import Package, files_of
from core.errors import AlteredRecordError, NotServedError, ServiceError
from core.monitoring.health import Check, clock_check
from core.ports import (
    Archive,
    Clock,
    IdentityMethod,
    IdentityReader,
    LicenceLibrary,
    Printer,
    Randomness,
    Signer,
    Sources,
    StoredFolder,
    Transaction,
)
from core.services.queries.waiting_themes import unpublished_themes
from core.services.setting_aside import newest_versions
from core.situations.observing import Counts
from core.themes.verifying.acceptances import Acceptance
from core.working_days import WorkingCalendar
from db.copying import copier_of
from db.engine import open_engine
from db.file_names import FileNames
from db.filling import fill_database
from db.looking_over import look_over
from db.transactions import transactions_of
from db.upgrading import downgrade_database, has_keys, upgrade_database

if TYPE_CHECKING:
    from adapters.serving.limits import Limits
    from adapters.serving.login_cookie import LoginCookie
    from core.privacy.retention import Retention
    from core.services.acting import StaffTransaction
    from core.services.citizens import KioskService
    from core.services.designers import DesignerService
    from core.services.designers.publish_first_versions import FirstVersion
    from core.services.library import LibraryService
    from core.services.library.load_catalogue import CatalogueLoading
    from core.services.officers import AccessLog, HelpCalls, LegalHolds, OfficeService, PersonRights
    from core.services.operators import (
        BackupReport,
        KeyReport,
        RestoreReport,
        Rotation,
        WrappedStores,
    )
    from core.services.operators.keep_heads import HeadKeeper
    from core.services.operators.purge import Purging
    from core.services.operators.screen_files import FileScreening
    from core.services.operators.verify_history import HistoryReport
    from core.services.staff import DemoAccount, StaffService
    from core.themes.plans import ThemePlan

_log = logging.getLogger(__name__)

CATALOGUE = ROOT / "assets" / "catalogue"
"""The first content of a new database."""
SCENARIOS = ROOT / "assets" / "scenarios"
"""Made-up people for training and demonstration."""


_SWEPT_EVERY_SECONDS = 600
_PURGED_EVERY_SECONDS = 86400
_WATCHED_EVERY_SECONDS = 1
_LOOKED_AGAIN_EVERY_SECONDS = 60
_HEAD_EVERY_SECONDS = 3600


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


@cache
def runtime() -> Runtime:
    """Return what this process works with. Nothing is opened or written yet."""
    settings = read_settings()
    keys = _keys(settings)
    engine = open_engine(settings.database, keyring=keys)
    return Runtime(
        settings=settings,
        keys=keys,
        engine=engine,
        transaction=transactions_of(engine, hall=settings.hall),
        files=_files(settings, keys, engine),
        printer=PaperPrinter(settings.locale, is_demo=settings.environment is Environment.DEMO),
        clock=now,
        randomness=random_symbols,
    )


@cache
def prepare() -> None:
    """Make, migrate and fill the database where that is still to be done."""
    here = runtime()
    if here.settings.environment is Environment.PRODUCTION:
        telling.tell_closed(close_to_others(here.settings), here.settings.locale)
    upgrade_database(here.settings.database, keyring=here.keys)
    told = telling.first_versions_told(here.settings.locale)
    fill_database(here.engine, lambda: files_of(CATALOGUE), at=here.clock(), tell=told)


def seal_files() -> None:
    """Seal what lies plain in the folder of files, from a version of before."""
    runtime().files.seal_plain()


def take_back(revision: str) -> None:
    """Take tables and files back to an earlier revision, for an earlier version of the program."""
    here = runtime()
    downgrade_database(here.settings.database, revision, keyring=here.keys)
    if not has_keys(here.engine):
        here.files.unseal()


@cache
def kiosk_service() -> "KioskService":
    """Return the use cases of the kiosk, over a database that is ready."""
    from adapters.decoding import WorkerInspector  # noqa: PLC0415 -- the designer needs none of it
    from adapters.purpose_keys import Purpose, former_key, purpose_key  # noqa: PLC0415
    from adapters.sealing import SecretSealer  # noqa: PLC0415 -- nor this
    from core.services.access_log import looks_in  # noqa: PLC0415
    from core.services.citizens import KioskService  # noqa: PLC0415

    prepare()
    here = runtime()
    secret = _secret(here.settings)
    former = (former_key(secret),)
    return KioskService(
        transaction=here.transaction,
        files=here.files,
        printer=here.printer,
        clock=here.clock,
        calendar=working_calendar(),
        randomness=here.randomness,
        sources=Sources(licence_library(), shared_data(), identity_reader()),
        sealing_key=purpose_key(secret, Purpose.FETCHED_VALUES),
        former_keys=former,
        sealer=SecretSealer(purpose_key(secret, Purpose.KEPT_VISITS), former=former),
        name=here.settings.kiosk_name,
        home=here.settings.home_region,
        elapsed=elapsed,
        inspector=WorkerInspector(),
        screening=file_screening(),
        looks=looks_in(here.transaction),
        demo=demo_people() if is_demo() else None,
        retention=here.settings.periods,
    )


@cache
def file_screening() -> "FileScreening":
    """Return what has files looked at for viruses, where there is a scanner."""
    from adapters.virus_scanning import ClamScanner  # noqa: PLC0415 -- few commands need it
    from core.services.operators.screen_files import FileScreening  # noqa: PLC0415

    prepare()
    here = runtime()
    address = here.settings.virus_scanner
    return FileScreening(
        transaction=here.transaction,
        files=here.files,
        clock=here.clock,
        scanner=ClamScanner(address) if address else None,
        may_wait=here.settings.may_wait_for_scanner,
    )


@cache
def head_keeper() -> "HeadKeeper":
    """Return what writes signed heads of the log outside the database."""
    from core.services.operators.keep_heads import HeadKeeper  # noqa: PLC0415 -- few need it

    prepare()
    here = runtime()
    return HeadKeeper(
        hall=here.settings.hall,
        transaction=here.transaction,
        heads=FolderHeadStore(here.settings.heads_folder, hall=here.settings.hall),
        signer=_head_signer(here.settings, make=True),
        clock=here.clock,
    )


def write_head(*, hourly: bool = False) -> None:
    """Write a head of the log; what was altered is told to the operator and stops nobody else."""
    try:
        head_keeper().write(hourly=hourly)
    except AlteredRecordError as error:
        _log.error("no head is written, run `history verify`: %s", error.params["what"])
    except ServiceError as error:
        _log.error("no head could be written: %s", error.params.get("reason", type(error).__name__))


def keep_heads() -> Callable[[], None]:
    """Write a head each hour, and return what stops it."""
    return repeat("writing heads", partial(write_head, hourly=True), seconds=_HEAD_EVERY_SECONDS)


def verified_history() -> "HistoryReport":
    """Return every difference in what is stored about cases; nothing is made or changed."""
    from core.services.operators.verify_history import verify_history  # noqa: PLC0415 -- as above
    from db.case_reader import SqlCaseReader  # noqa: PLC0415

    settings = read_settings()
    keys = _keys(settings, make=False)
    engine = open_engine(settings.database)
    try:
        return verify_history(
            SqlCaseReader(settings.database, hall=settings.hall, keyring=keys),
            heads=FolderHeadStore(settings.heads_folder, hall=settings.hall),
            signer=_head_signer(settings, make=False),
            files=_files(settings, keys, engine),
        )
    finally:
        engine.dispose()  # nobody may be connected when a backup comes back in its place


def key_report() -> "KeyReport":
    """Return which keys there are, and how much is under each; nothing is made or changed."""
    from core.services.operators import look_at_keys  # noqa: PLC0415 -- as above

    return look_at_keys(*_wrapped())


def rotated_keys(line: str) -> "Rotation":
    """Bring everything under the newest key: the one that is given, or one that is made."""
    from core.services.operators import rotate_keys  # noqa: PLC0415 -- as above

    return rotate_keys(*_wrapped(), make=fresh_key, line=line)


def drop_key(name: str) -> None:
    """Take a key away that nothing is under."""
    from core.services import operators  # noqa: PLC0415 -- as above

    operators.drop_key(*_wrapped(), name)


def fresh_key() -> str:
    """Return a key that nobody has yet, as it stands in a setting or a file."""
    return new_key(now().date())


def _wrapped() -> "tuple[InstallationKeys, WrappedStores]":
    from core.services.operators import WrappedStores  # noqa: PLC0415 -- as above
    from db.wrapped_keys import WrappedRows  # noqa: PLC0415 -- as above

    settings = read_settings()
    keys = _keys(settings, make=False)
    engine = open_engine(settings.database, keyring=keys)
    return keys, WrappedStores(WrappedRows(engine, keys), _files(settings, keys, engine))


def _keys(settings: Settings, *, make: bool = True) -> InstallationKeys:
    """Return the keys that everything is encrypted under; a demo may do with its secret."""
    given = settings.data_keys.get_secret_value()
    if given:
        return InstallationKeys(given)
    if settings.environment is Environment.PRODUCTION:
        return InstallationKeys(file=settings.keys_file)
    return InstallationKeys(key_from(_secret(settings, make=make)), file=settings.keys_file)


def _files(settings: Settings, keys: InstallationKeys, engine: Engine) -> FolderFileStore:
    return FolderFileStore(
        settings.data_folder / "files", keys=keys, name_of=FileNames(engine, keys)
    )


def _head_signer(settings: Settings, *, make: bool) -> Signer:
    from adapters.head_signing import HeadSigner  # noqa: PLC0415 -- as above

    return HeadSigner(_secret(settings, make=make))


def back_up_to(path: Path) -> "BackupReport":
    """Copy everything that is kept into an archive; nothing is made, migrated or changed."""
    from core.services.operators import back_up  # noqa: PLC0415 -- as above

    settings = read_settings()
    archive = _archive(settings, path, make=True)
    return back_up(copier_of(settings.database), _kept_folders(settings), archive, clock=now)


def restore_from(path: Path, *, force: bool) -> "RestoreReport":
    """Restore an archive where nothing is, or beside what is set aside."""
    from core.services.operators import restore_backup  # noqa: PLC0415 -- as above

    settings = read_settings()
    keys = _keys(settings, make=False)
    _ = keys.newest  # before anything is written: without keys nothing could be read
    place, folders = copier_of(settings.database, keyring=keys), _kept_folders(settings)
    archive = _archive(settings, path, make=False)
    return restore_backup(archive, place, folders, clock=now, force=force)


def _archive(settings: Settings, path: Path, *, make: bool) -> Archive:
    from adapters.archives import FileArchive, backup_key  # noqa: PLC0415 -- as above

    return FileArchive(path, backup_key(settings, make=make))


def _kept_folders(settings: Settings) -> dict[str, StoredFolder]:
    from adapters.archives import PlainFolder  # noqa: PLC0415 -- as above
    from core.services.operators.manifest import FILES, HEADS  # noqa: PLC0415 -- as above

    kept = {HEADS: settings.heads_folder, FILES: settings.data_folder / "files"}
    return {name: PlainFolder(folder) for name, folder in kept.items()}


def expect_served() -> None:
    """Refuse to show an app in production that Streamlit serves alone, without any bounds.

    Raises:
        NotServedError: If it does.
    """
    from adapters.serving.server import is_served  # noqa: PLC0415 -- Streamlit is heavy

    if runtime().settings.environment is Environment.PRODUCTION and not is_served():
        raise NotServedError


def count_use_cases(**services: object) -> None:
    """Have everything counted that services are asked for, for whoever watches this process."""
    from adapters import metrics  # noqa: PLC0415 -- no command needs it

    for name, service in services.items():
        metrics.count_use_cases(service, name)


def serve(name: str, *, address: str = "", port: int = 0) -> int:
    """Serve the kiosk or the designer until somebody stops it; return the exit code."""
    from adapters.serving import server  # noqa: PLC0415 -- Streamlit is heavy
    from adapters.serving.health import watching_routes  # noqa: PLC0415
    from adapters.serving.login_cookie import login_routes  # noqa: PLC0415

    settings = runtime().settings
    app = next(one for one in launching.apps_of(settings) if one.name == name)
    at = server.Listening(address or app.address, port or app.port, settings.trusted_proxies)
    _begin_work(name)
    routes = watching_routes(readiness, settings.metrics_token.get_secret_value())
    if name == launching.DESIGNER:
        routes += login_routes(_login_cookie())
    return server.serve(
        app.script, at, letters=app.letters, routes=routes, limits=_limits_of(settings)
    )


def _begin_work(name: str) -> None:
    """Begin what goes on beside visitors, and before the first; what fails the pages tell too."""
    try:
        prepare()
        if name == launching.KIOSK:
            keep_sweeping()
    except ServiceError as error:
        _log.error("Not everything could begin: %s", type(error).__name__)


def _limits_of(settings: Settings) -> "Limits":
    from adapters.serving.limits import MEGABYTE, Limits  # noqa: PLC0415 -- as above

    return Limits(
        sessions=settings.sessions_at_most,
        sessions_per_address=settings.sessions_per_address,
        upload_bytes_per_session=settings.upload_megabytes_per_session * MEGABYTE,
        upload_bytes=settings.upload_megabytes_at_most * MEGABYTE,
        lingers=float(settings.cut_off_seconds),
    )


def settle_memory() -> None:
    """Let the garbage collector pass over what stays as long as the process does.

    Streamlit collects all of memory after every run of a page. With the library and the themes in
    it that takes longer than the run itself (`docs/decisions/2026-11-25-memory-that-stays.md`).
    """
    gc.collect()
    gc.freeze()


def keep_sweeping() -> None:
    """Let go of what is over now and then, for whoever was cut off halfway (law 14)."""
    repeat("sweeping", kiosk_service().held.sweep, seconds=_SWEPT_EVERY_SECONDS)
    repeat("purging", _daily_purging().purge_unwatched, seconds=_PURGED_EVERY_SECONDS)
    repeat("screening", file_screening().look_again, seconds=_LOOKED_AGAIN_EVERY_SECONDS)
    keep_heads()


def keep_watch(look: Callable[[], object]) -> None:
    """Look each second for whoever is gone, as long as the process lives."""
    repeat("watching sessions", look, seconds=_WATCHED_EVERY_SECONDS)


def cut_off_seconds() -> int:
    """Return how long a browser that lost its connection may take to come back."""
    return runtime().settings.cut_off_seconds


def retention() -> "Retention":
    """Return how long what is kept here."""
    return read_settings().periods


@cache
def purging() -> "Purging":
    """Return what removes what is past its period, when somebody asks for it."""
    from core.services.operators.purge import Purging  # noqa: PLC0415 -- as above

    here, held = runtime(), kiosk_service().held
    return Purging(
        transaction=here.transaction, held=held, clock=here.clock, retention=here.settings.periods
    )


@cache
def _daily_purging() -> "Purging":
    from core.services.operators.purge import Purging  # noqa: PLC0415 -- as above
    from core.visits.steady import SteadyClock  # noqa: PLC0415

    here, held = runtime(), kiosk_service().held
    steady = SteadyClock(here.clock, elapsed)
    return Purging(
        transaction=here.transaction, held=held, clock=steady, retention=here.settings.periods
    )


def readiness() -> tuple[Check, ...]:
    """Return whether visitors can be let in, and why not; nothing is made or changed by it."""
    settings = read_settings()
    database, migrations, records, newest = look_over(settings.database)
    disk = disk_check(settings.data_folder, least_megabytes=settings.least_free_megabytes)
    told = () if records.ok else (records,)
    return database, migrations, *told, disk, clock_check(now(), newest)


def is_demo() -> bool:
    """Say whether made-up people and cases belong here."""
    return runtime().settings.environment is Environment.DEMO


def idle_seconds() -> int:
    """Return after how many seconds without a touch a kiosk forgets everything."""
    return runtime().settings.idle_seconds


def public_address() -> str:
    """Return how phones reach the kiosk, if it is set."""
    return runtime().settings.public_url


def working_calendar() -> WorkingCalendar:
    """Return which days are worked, with the holidays that have been announced."""
    from adapters import holidays  # noqa: PLC0415 -- a command without dates needs none

    return holidays.working_calendar()


def demo_people() -> dict[str, dict[str, Any]]:
    """Return what the made-up people of the scenarios fill in, theme by theme."""
    from core.training.scenarios import read_scenario  # noqa: PLC0415 -- only a demo reads them

    scenarios = [read_scenario(file) for file in sorted(SCENARIOS.glob("*.yaml"))]
    return {one.theme: one.given_values for one in scenarios}


def licence_library() -> LicenceLibrary | None:
    """Return the licence library of this installation, if one is connected."""
    settings = runtime().settings
    if not settings.licence_library_url:
        return None
    from adapters.licence_library import HttpLicenceLibrary  # noqa: PLC0415 -- HTTP is heavy

    return HttpLicenceLibrary(
        settings.licence_library_url,
        settings.licence_library_token.get_secret_value(),
        takes_demo=is_demo(),
    )


def shared_data() -> LicenceLibrary | None:
    """Return where other departments' data are asked for, if they are connected."""
    settings = runtime().settings
    if not settings.shared_data_url:
        return None
    from adapters.licence_library import (  # noqa: PLC0415 -- HTTP is heavy
        SHARED_DATA_PATH,
        HttpLicenceLibrary,
    )

    token = settings.shared_data_token.get_secret_value()
    return HttpLicenceLibrary(
        settings.shared_data_url, token, path=SHARED_DATA_PATH, takes_demo=is_demo()
    )


def identity_reader() -> IdentityReader | None:
    """Return the card reader of this kiosk, if it has one."""
    settings = runtime().settings
    if not settings.identity_reader_url:
        return None
    from adapters.identity_reader import HttpIdentityReader  # noqa: PLC0415 -- HTTP is heavy

    token = settings.identity_reader_token.get_secret_value()
    methods = tuple(map(IdentityMethod, settings.identity_methods.split(",")))
    return HttpIdentityReader(
        settings.identity_reader_url, token, methods=methods, takes_demo=is_demo()
    )


def _secret(settings: Settings, *, make: bool = True) -> bytes:
    """Return the installation's secret; only the keys that it gives are used."""
    from adapters.head_signing import lasting_secret  # noqa: PLC0415 -- as above

    given = settings.secret_key.get_secret_value()
    return lasting_secret(given, settings.data_folder / "secret", make=make)


@cache
def designer_service() -> "DesignerService":
    """Return the use cases of the designer, over a database that is ready."""
    from core.services.designers import DesignerService  # noqa: PLC0415 -- nor the kiosk of this

    prepare()
    here = runtime()
    return DesignerService(
        transaction=here.transaction,
        clock=here.clock,
        calendar=working_calendar(),
        acting=staff_transaction(),
    )


@cache
def help_calls() -> "HelpCalls":
    """Return what answers calls for help, over a database that is ready."""
    from core.services.officers import HelpCalls  # noqa: PLC0415 -- as above

    prepare()
    here = runtime()
    return HelpCalls(transaction=here.transaction, clock=here.clock, acting=staff_transaction())


@cache
def access_log() -> "AccessLog":
    """Return what shows supervisors who read which case, over a database that is ready."""
    from core.services.officers import AccessLog  # noqa: PLC0415 -- as above

    prepare()
    return AccessLog(
        transaction=runtime().transaction, clock=runtime().clock, acting=staff_transaction()
    )


@cache
def legal_holds() -> "LegalHolds":
    """Return what keeps cases beyond their period, over a database that is ready."""
    from core.services.officers import LegalHolds  # noqa: PLC0415 -- as above

    prepare()
    here = runtime()
    return LegalHolds(transaction=here.transaction, clock=here.clock, acting=staff_transaction())


@cache
def staff_transaction() -> "StaffTransaction":
    """Return what opens the database for the staff, by a clock that nobody sets back."""
    from core.services.acting import StaffTransaction  # noqa: PLC0415 -- as above
    from core.staff.onward import OnwardClock  # noqa: PLC0415

    here = runtime()
    return StaffTransaction(here.transaction, OnwardClock(here.clock, elapsed))


@cache
def staff_service() -> "StaffService":
    """Return what lets the staff in and keeps their accounts, over a database that is ready."""
    from adapters.known_passwords import KnownPasswordFiles  # noqa: PLC0415 -- nor of this
    from adapters.passwords import BcryptPasswordHasher  # noqa: PLC0415 -- nor the kiosk of these
    from core.services.staff import StaffService  # noqa: PLC0415

    prepare()
    here = runtime()
    breached = here.settings.breached_passwords_file
    return StaffService(
        transaction=here.transaction,
        clock=here.clock,
        randomness=here.randomness,
        passwords=BcryptPasswordHasher(),
        acting=staff_transaction(),
        known=KnownPasswordFiles(breached if breached.name else None),
        rules=here.settings.session_rules,
    )


@cache
def library_service() -> "LibraryService":
    """Return what changes the matter library, over a database that is ready."""
    from core.services.library import LibraryService  # noqa: PLC0415 -- nor the kiosk of this

    prepare()
    here = runtime()
    return LibraryService(
        transaction=here.transaction, clock=here.clock, acting=staff_transaction()
    )


@cache
def person_rights() -> "PersonRights":
    """Return what the window does about somebody's own data, over a database that is ready."""
    from core.services.access_log import looks_in  # noqa: PLC0415 -- nor the kiosk of this
    from core.services.officers import PersonRights  # noqa: PLC0415

    prepare()
    here = runtime()
    return PersonRights(
        transaction=here.transaction,
        printer=here.printer,
        clock=here.clock,
        calendar=working_calendar(),
        acting=staff_transaction(),
        looks=looks_in(here.transaction),
    )


@cache
def office_service() -> "OfficeService":
    """Return what officers see of cases, over a database that is ready."""
    from core.services.officers import OfficeService  # noqa: PLC0415 -- nor the kiosk of this

    prepare()
    here = runtime()
    return OfficeService(
        transaction=here.transaction,
        printer=here.printer,
        files=here.files,
        clock=here.clock,
        calendar=working_calendar(),
        acting=staff_transaction(),
        screening=file_screening(),
    )


def login_cookie() -> "LoginCookie | None":
    """Return what has the server set the cookie of the staff; alone Streamlit sets none."""
    from adapters.serving.server import is_served  # noqa: PLC0415 -- Streamlit is heavy

    return _login_cookie() if is_served() else None


@cache
def _login_cookie() -> "LoginCookie":
    from adapters.serving.login_cookie import LoginCookie  # noqa: PLC0415 -- as above

    return LoginCookie()


def demo_accounts() -> "tuple[DemoAccount, ...]":
    """Make the demo accounts of a new installation; what is returned is shown only once."""
    from core.services.staff import seed_demo_staff  # noqa: PLC0415 -- as above

    here = runtime()
    return seed_demo_staff(staff_service(), here.randomness, here.settings.locale)


def tell_unpublished() -> None:
    """Tell the operator which themes nobody can use yet."""
    here = runtime()
    with here.transaction() as stores:
        waiting = unpublished_themes(stores)
    telling.tell_unpublished(waiting, here.settings.locale)


def launch(settings: Settings | None = None) -> int:
    """Run both apps until somebody stops them; return the exit code."""
    prepare()
    seal_files()
    tell_unpublished()
    chosen = settings or runtime().settings
    if chosen.environment is Environment.DEMO:
        launching.tell_accounts(demo_accounts(), chosen.locale)
    stop = keep_heads()
    try:
        return _launched(chosen)
    finally:
        stop()
        write_head()


def _launched(chosen: Settings) -> int:
    if chosen.environment is Environment.DEMO and not chosen.licence_library_url:
        return launching.launch(chosen, beside=stand_in_beside(chosen))
    return launching.launch(chosen)


def catalogue_loading() -> "CatalogueLoading":
    """Return what takes newer catalogues into the library, over a database that is ready."""
    from core.services.library.load_catalogue import (  # noqa: PLC0415 -- as above
        CatalogueLoading,
    )

    prepare()
    here = runtime()
    return CatalogueLoading(here.transaction, here.clock)


def publish_what_is_new() -> "tuple[FirstVersion, ...]":
    """Publish themes that nobody has published or worked on; return each with what came of it."""
    here, came = runtime(), list["FirstVersion"]()
    tell = telling.first_versions_told(here.settings.locale)

    def hear(one: "FirstVersion") -> None:
        tell(one)
        came.append(one)

    files, at = (lambda: files_of(CATALOGUE)), here.clock()
    published = fill_database(here.engine, files, at=at, tell=hear)
    return tuple(one for one in came if one.trouble or one.code in published)


def current_package() -> Package:
    """Return the library as it stands, with the themes as they are published."""
    prepare()
    with runtime().transaction() as stores:
        package = stores.catalogue.read()
        published = newest_versions(stores)
    themes = {code: version.theme for code, version in published.items()}
    catalogue = replace(package.catalogue, themes={**package.catalogue.themes, **themes})
    return replace(package, catalogue=catalogue)


def answer_counts(theme: str) -> Counts:
    """Return how often which answers to a theme's questions were given in this hall."""
    with runtime().transaction() as stores:
        return stores.answers.counts(theme)


def acceptances_of(theme: str) -> tuple[Acceptance, ...]:
    """Return who stands by which warning about a theme."""
    with runtime().transaction() as stores:
        return stores.acceptances.of(theme)


def plan_of_version(code: str, which: str) -> "ThemePlan":
    """Return a version of a theme: a published number, ``draft``, or ``library``."""
    from core.services.queries import compare_versions  # noqa: PLC0415 -- as above

    prepare()
    with runtime().transaction() as stores:
        return compare_versions.plan_of_version(stores, code, which)


def running_cases(matter: str) -> Mapping[tuple[str, int], int]:
    """Return how many unfinished cases with a matter there are, by theme and version."""
    with runtime().transaction() as stores:
        return stores.cases.running_by_version(matter)


@contextmanager
def practice_kiosk() -> "Iterator[KioskService]":
    """Open a kiosk over a database of its own that is thrown away afterwards."""
    from core.services.citizens import KioskService  # noqa: PLC0415 -- as above

    with TemporaryDirectory(prefix="done-once-") as folder:
        url = f"sqlite:///{Path(folder) / 'practice.db'}"
        upgrade_database(url)
        keys = InstallationKeys(new_key(now().date()))
        engine = open_engine(url, keyring=keys)
        fill_database(engine, lambda: files_of(CATALOGUE), at=now())
        try:
            yield KioskService(
                transaction=transactions_of(engine, hall="practice"),
                files=FolderFileStore(
                    Path(folder) / "files", keys=keys, name_of=FileNames(engine, keys)
                ),
                printer=PaperPrinter(),
                clock=now,
                randomness=random_symbols,
            )
        finally:
            engine.dispose()
