"""Whatever becomes of the store, what a citizen is told of it is true, and in their own words.

Every call of a kiosk is tried over a database of each kind that is locked, gone, spoilt, read-only
or full.
"""

import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from psycopg.errors import InvalidCatalogName
from sqlalchemy import event, text
from sqlmodel import SQLModel

from adapters.system import now, random_symbols
from core import errors
from core.errors import ServiceError, StorageError, StoreBusyError, StoreUnreadableError
from core.i18n import messages_of, translate
from core.services.citizens import CitizenPorts, Credentials, citizen_use_cases
from core.services.citizens.sealed_visits import VisitState
from db import engine as engines
from db.engine import open_engine
from db.transactions import transactions_of
from tests.databases import drop_database, filled_database
from tests.fakes import FakePrinter
from tests.keys import KEYS, SEALER, file_store
from tests.papers import PDF
from tests.services.applications import CODE, application_of

OF_OPERATORS = ("DONE_ONCE", "manage.py", "history verify", "database", "数据库", "备份", "backup")
"""Words by which whoever runs a kiosk is told what to do."""
READS = {"themes", "consult", "form", "receipt", "look", "resume", "phone", "waiting"}
READS_ONLY = {"themes", "consult", "form", "receipt"}
"""Reads that count no attempt."""
WRITES = {"upload", "submit", "rate", "withdraw", "keep", "offer", "give", "help"}


@dataclass(frozen=True)
class Place:
    """Where a hall keeps what it has."""

    url: str
    folder: Path

    @property
    def is_file(self):
        return self.url.startswith("sqlite")

    def kiosk(self, *, watch=None):
        engine = open_engine(self.url, keyring=KEYS)
        if watch:
            event.listen(engine, "connect", watch)
        return citizen_use_cases(
            CitizenPorts(
                transaction=transactions_of(engine, hall="test"),
                clock=now,
                sealer=SEALER,
                files=file_store(self.folder / "files"),
                printer=FakePrinter(),
                randomness=random_symbols,
            )
        )


@pytest.fixture
def place(kind, tmp_path):
    place = Place(filled_database(kind, tmp_path), tmp_path)
    yield place
    with suppress(InvalidCatalogName):  # it may be what was lost
        drop_database(place.url)


@pytest.fixture
def impatient(monkeypatch):
    """Nobody waits for long. Whoever has worked before has no connection any more."""
    monkeypatch.setattr(engines, "LOCK_SECONDS", 0.05)
    monkeypatch.setattr(engines, "_SQLITE", {**engines._SQLITE, "timeout": 0.05})


@pytest.fixture
def folder(place):
    if not place.is_file:
        pytest.skip("a database in a file")
    return place.folder


@pytest.fixture
def before(place, hairdresser):
    """Return a kiosk that has worked until now, and all that it is asked for."""
    kiosk = place.kiosk()
    case = kiosk.handing_in.submit(application_of(hairdresser, kiosk, "before"), code=CODE)
    asked = Credentials(case.number, case.application.values["per.id_no@principal"][-4:])
    more = application_of(hairdresser, kiosk, "more")
    slip = kiosk.visits.keeper.keep(VisitState(more))
    token = kiosk.phone.files.offer(visit="v", document="d", subject="s", paper="p")
    file = {"document": "d", "subject": "s", "name": "a.pdf", "content": PDF}

    def calls_of(kiosk):
        return {
            "themes": kiosk.consulting.themes,
            "consult": partial(kiosk.consulting.consult, more.theme_code, 1, {}),
            "form": partial(kiosk.filling.form, more.theme_code, 1, more.answers),
            "receipt": partial(kiosk.handing_in.receipt, case.number),
            "look": partial(kiosk.tracking.look, asked),
            "resume": partial(kiosk.visits.keeper.resume, slip.number, slip.code),
            "phone": partial(kiosk.phone.files.look, token),
            "waiting": partial(kiosk.assistance.help.is_waiting, 1),
            "upload": partial(kiosk.materials.keep_upload, **file, holder="v"),
            "submit": partial(kiosk.handing_in.submit, more),
            "rate": partial(kiosk.tracking.rate_received, case.number, 5),
            "withdraw": partial(kiosk.tracking.withdraw, asked, CODE),
            "keep": partial(kiosk.visits.keeper.keep, VisitState(more)),
            "offer": partial(
                kiosk.phone.files.offer, visit="v", document="d", subject="s", paper="p"
            ),
            "give": partial(kiosk.phone.files.give, token, name="a.pdf", content=PDF),
            "help": partial(kiosk.assistance.help.call, kiosk="1", step="form"),
        }

    return kiosk, calls_of


def told_by(calls):
    """Return what each call ends with: nothing, or the error that is told."""
    refusals = {}
    for name, call in calls.items():
        try:
            call()
        except ServiceError as error:
            refusals[name] = error
        else:
            refusals[name] = None
    expect_words_of_citizens(filter(None, refusals.values()))
    for name in READS:
        assert type(refusals[name]) is not StorageError, f"{name} is told that it was not saved"
    return refusals


def expect_words_of_citizens(refusals):
    for error in refusals:
        for locale in ("zh-CN", "en"):
            words = translate(error.citizen_key or error.message_key, locale, **error.params)
            assert not [operator for operator in OF_OPERATORS if operator in words]


@contextmanager
def locked(place):
    engine = open_engine(place.url, keyring=KEYS)
    with engine.begin() as other:
        for table in () if place.is_file else SQLModel.metadata.tables:
            other.execute(text(f"LOCK TABLE {table}"))
        yield
    engine.dispose()


def test_who_waits_in_vain_is_told_so_whatever_they_do(place, before, impatient):
    _, calls_of = before
    with locked(place):
        refusals = told_by(calls_of(place.kiosk()))

    assert {type(error) for error in refusals.values()} == {StoreBusyError}


@pytest.mark.parametrize("is_new", [True, False])
def test_nothing_is_received_where_there_is_no_file_any_more(place, folder, before, is_new):
    kiosk, calls_of = before
    for file in folder.glob("done_once.db*"):
        file.unlink()

    refusals = told_by(calls_of(place.kiosk() if is_new else kiosk))

    assert all(
        isinstance(error, StorageError) for name, error in refusals.items() if name in WRITES
    )


def test_a_database_that_was_put_in_its_place_is_worked_with_at_once(
    place, folder, before, tmp_path
):
    kiosk, calls_of = before
    other = tmp_path / "other"
    filled_database("sqlite", other)
    for file in folder.glob("done_once.db-*"):
        file.unlink()
    (other / "done_once.db").replace(folder / "done_once.db")

    number = calls_of(kiosk)["submit"]().number

    assert place.kiosk().handing_in.receipt(number).case_number == number


def test_pages_that_make_no_sense_are_reported_as_not_readable(place, folder, before):
    kiosk, calls_of = before
    kiosk.visits.keeper._transaction.args[0].dispose()
    path = folder / "done_once.db"
    content = bytearray(path.read_bytes())
    for at in range(3 * 4096, len(content), 4096):
        content[at : at + 4096] = os.urandom(4096)
    path.write_bytes(content)

    refusals = told_by(calls_of(place.kiosk()))

    assert {type(refusals[name]) for name in WRITES} == {StoreUnreadableError}


def test_a_server_that_has_lost_the_database_is_reported_and_nothing_is_received(place, before):
    if place.is_file:
        pytest.skip("a database of a server")
    kiosk, calls_of = before
    drop_database(place.url)

    for counter in (kiosk, place.kiosk()):
        refusals = told_by(calls_of(counter))
        assert {name for name in refusals if not isinstance(refusals[name], StorageError)} <= {
            "form"
        }


def cannot_write(connection, _record):
    is_file = hasattr(connection, "create_function")
    said = "PRAGMA query_only = ON" if is_file else "SET default_transaction_read_only = on"
    connection.cursor().execute(said)
    if not is_file:
        connection.commit()


def test_who_comes_to_a_disk_that_takes_nothing_is_not_told_to_wait_for_others(place, before):
    refusals = told_by(before[1](place.kiosk(watch=cannot_write)))

    if place.is_file:
        assert {type(error) for error in refusals.values()} == {StoreUnreadableError}
        return
    assert {type(refusals[name]) for name in WRITES} <= {StorageError, StoreUnreadableError}
    assert {refusals[name] for name in READS_ONLY} == {None}


def fill_the_disk(place):
    """Have every insertion fail as on a full disk, in the words and by the code of the server."""
    engine = open_engine(place.url, keyring=KEYS)
    with engine.begin() as connection:
        connection.execute(
            text(
                "CREATE FUNCTION is_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                "RAISE 'could not extend file: No space left on device' USING ERRCODE = '53100'; "
                "END $$"
            )
        )
        for table in SQLModel.metadata.tables:
            connection.execute(
                text(
                    f"CREATE TRIGGER is_full BEFORE INSERT OR UPDATE ON {table} "
                    "EXECUTE FUNCTION is_full()"
                )
            )
    engine.dispose()


def cannot_grow(connection, _record):
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")


def test_what_cannot_be_saved_is_reported_so_and_can_be_looked_at_all_the_same(place, before):
    if not place.is_file:
        fill_the_disk(place)

    refusals = told_by(before[1](place.kiosk(watch=cannot_grow if place.is_file else None)))

    assert {refusals[name] for name in READS_ONLY} == {None}
    assert type(refusals["submit"]) is StorageError
    with place.kiosk().visits.keeper._transaction() as stores:
        assert len(stores.cases.latest(10)) == 1


def test_a_slip_whose_attempts_cannot_be_forgotten_brings_the_visit_back(before):
    kiosk, calls_of = before

    def fails(secret, place):
        raise StorageError(reason="full")

    kiosk.visits.keeper._guard.passed = fails

    assert calls_of(kiosk)["resume"]().application.submission_key == "more"


@pytest.mark.parametrize("byte", [0, 7, 39, 60, -1])
def test_a_kept_visit_of_which_a_byte_changed_is_no_wrong_code_and_stays(before, byte):
    kiosk, calls_of = before
    with kiosk.visits.keeper._transaction.args[0].begin() as connection:
        sealed = bytearray(connection.execute(text("SELECT sealed FROM kept_visit")).scalar_one())
        sealed[byte] ^= 1
        connection.execute(text("UPDATE kept_visit SET sealed = :new"), {"new": bytes(sealed)})

    with pytest.raises(ServiceError) as refused:
        calls_of(kiosk)["resume"]()

    if byte:  # with its mark gone it is read as one of before there were marks
        assert type(refused.value) is errors.AlteredRecordError
        assert refused.value.params == {"what": "kept_visit"}
    with kiosk.visits.keeper._transaction.args[0].connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM kept_visit")).scalar_one() == 1


_OWN_WORDS = (
    errors.CaseError,
    errors.ApplicantError,
    errors.StorageError,
    errors.TrainingRoomError,  # a trainee at a kiosk of a room is told of the room
)


@pytest.mark.parametrize("name", [n for n in errors.__all__ if n.endswith("Error")])
def test_no_error_tells_a_citizen_an_operators_words(name):
    kind = getattr(errors, name)
    key = kind.citizen_key or kind.message_key
    for locale in ("zh-CN", "en"):
        words = messages_of(locale).get(key, "")
        if issubclass(kind, _OWN_WORDS):
            assert not [operator for operator in OF_OPERATORS if operator in words]
        elif key not in {"error.unknown", "error.infrastructure.printing"}:
            assert key.startswith("error.citizen."), name
