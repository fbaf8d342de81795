"""Whatever becomes of the store, what a citizen is told of it is true, and in their own words.

Every call of a kiosk is tried over a database that is locked, gone, spoilt, read-only or full.
"""

import os
import sqlite3
from contextlib import contextmanager
from functools import partial

import pytest
from sqlalchemy import event, text

from adapters.system import now, random_symbols
from core import errors
from core.errors import ServiceError, StorageError, StoreBusyError, StoreUnreadableError
from core.i18n import messages_of, translate
from core.services.citizens import Credentials, KioskService
from core.services.citizens.keep_visits import VisitState
from db import engine as engines
from db.engine import open_engine
from db.transactions import transactions_of
from tests.databases import filled_database
from tests.fakes import FakePrinter
from tests.keys import KEYS, file_store
from tests.papers import PDF
from tests.services.applications import CODE, application_of
from tests.services.conftest import SEALER

OF_OPERATORS = ("DONE_ONCE", "manage.py", "history verify", "database", "数据库", "备份", "backup")
"""Words by which whoever runs a kiosk is told what to do."""
READS = {"themes", "consult", "form", "receipt", "look", "resume", "phone", "waiting"}
WRITES = {"upload", "submit", "rate", "withdraw", "keep", "offer", "give", "help"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(engines, "LOCK_SECONDS", 0.05)
    monkeypatch.setattr(engines, "_SQLITE", {**engines._SQLITE, "timeout": 0.05})
    filled_database("sqlite", tmp_path)
    return tmp_path


def kiosk_at(folder, *, watch=None):
    engine = open_engine(f"sqlite:///{folder / 'done_once.db'}", keyring=KEYS)
    if watch:
        event.listen(engine, "connect", watch)
    return KioskService(
        transaction=transactions_of(engine, hall="test"), clock=now, sealer=SEALER,
        files=file_store(folder / "files"), printer=FakePrinter(), randomness=random_symbols,
    )  # fmt: skip


@pytest.fixture
def before(folder, hairdresser):
    """Return a kiosk that has worked until now, and all that it is asked for."""
    kiosk = kiosk_at(folder)
    case = kiosk.submit(application_of(hairdresser, kiosk, "before"), code=CODE)
    asked = Credentials(case.number, case.application.values["per.id_no@principal"][-4:])
    more = application_of(hairdresser, kiosk, "more")
    slip = kiosk.keeper.keep(VisitState(more))
    token = kiosk.phone.offer(visit="v", document="d", subject="s", paper="p")
    file = {"document": "d", "subject": "s", "name": "a.pdf", "content": PDF}

    def calls_of(kiosk):
        return {
            "themes": kiosk.themes,
            "consult": partial(kiosk.consult, more.theme_code, 1, {}),
            "form": partial(kiosk.form, more.theme_code, 1, more.answers),
            "receipt": partial(kiosk.receipt, case.number),
            "look": partial(kiosk.tracker.look, asked),
            "resume": partial(kiosk.keeper.resume, slip.number, slip.code),
            "phone": partial(kiosk.phone.look, token),
            "waiting": partial(kiosk.help.is_waiting, 1),
            "upload": partial(kiosk.keep_upload, **file, holder="v"),
            "submit": partial(kiosk.submit, more),
            "rate": partial(kiosk.tracker.rate_received, case.number, 5),
            "withdraw": partial(kiosk.withdrawal.withdraw, asked, CODE),
            "keep": partial(kiosk.keeper.keep, VisitState(more)),
            "offer": partial(kiosk.phone.offer, visit="v", document="d", subject="s", paper="p"),
            "give": partial(kiosk.phone.give, token, name="a.pdf", content=PDF),
            "help": partial(kiosk.help.call, kiosk="1", step="form"),
        }

    return kiosk, calls_of


def told_by(calls):
    """Return what each call ends with: nothing, or the error that is told."""
    told = {}
    for name, call in calls.items():
        try:
            call()
        except ServiceError as error:
            told[name] = error
        else:
            told[name] = None
    expect_words_of_citizens(filter(None, told.values()))
    for name in READS:
        assert type(told[name]) is not StorageError, f"{name} is told that it was not saved"
    return told


def expect_words_of_citizens(told):
    for error in told:
        for locale in ("zh-CN", "en"):
            words = translate(error.citizen_key or error.message_key, locale, **error.params)
            assert not [one for one in OF_OPERATORS if one in words]


@contextmanager
def locked(folder):
    with sqlite3.connect(folder / "done_once.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_who_waits_in_vain_is_told_so_whatever_they_do(folder, before):
    _, calls_of = before
    with locked(folder):
        told = told_by(calls_of(kiosk_at(folder)))

    assert {type(error) for error in told.values()} == {StoreBusyError}


@pytest.mark.parametrize("is_new", [True, False])
def test_nothing_is_received_where_there_is_no_file_any_more(folder, before, is_new):
    kiosk, calls_of = before
    for file in folder.glob("done_once.db*"):
        file.unlink()

    told = told_by(calls_of(kiosk_at(folder) if is_new else kiosk))

    assert all(isinstance(error, StorageError) for name, error in told.items() if name in WRITES)


def test_a_database_that_was_put_in_its_place_is_worked_with_at_once(folder, before, tmp_path):
    kiosk, calls_of = before
    other = tmp_path / "other"
    filled_database("sqlite", other)
    for file in folder.glob("done_once.db-*"):
        file.unlink()
    (other / "done_once.db").replace(folder / "done_once.db")

    number = calls_of(kiosk)["submit"]().number

    assert kiosk_at(folder).receipt(number).case_number == number


def test_pages_that_make_no_sense_are_told_as_not_readable(folder, before):
    kiosk, calls_of = before
    kiosk._transaction.args[0].dispose()
    path = folder / "done_once.db"
    content = bytearray(path.read_bytes())
    for at in range(3 * 4096, len(content), 4096):
        content[at : at + 4096] = os.urandom(4096)
    path.write_bytes(content)

    told = told_by(calls_of(kiosk_at(folder)))

    assert {type(told[name]) for name in WRITES} == {StoreUnreadableError}


def cannot_write(connection, _record):
    connection.execute("PRAGMA query_only = ON")


def test_who_comes_to_a_disk_that_takes_nothing_is_not_told_to_wait_for_others(folder, before):
    told = told_by(before[1](kiosk_at(folder, watch=cannot_write)))

    assert {type(error) for error in told.values()} == {StoreUnreadableError}


def cannot_grow(connection, _record):
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")


def test_what_cannot_be_saved_is_told_so_and_can_be_looked_at_all_the_same(folder, before):
    told = told_by(before[1](kiosk_at(folder, watch=cannot_grow)))

    for name in ("themes", "consult", "form", "receipt"):
        assert told[name] is None
    assert type(told["submit"]) is StorageError
    with kiosk_at(folder)._transaction() as stores:
        assert len(stores.cases.latest(10)) == 1


def test_a_slip_whose_attempts_cannot_be_forgotten_brings_the_visit_back(folder, before):
    kiosk, calls_of = before

    def fails(secret, place):
        raise StorageError(reason="full")

    kiosk.keeper._guard.passed = fails

    assert calls_of(kiosk)["resume"]().application.submission_key == "more"


@pytest.mark.parametrize("place", [0, 7, 39, 60, -1])
def test_a_kept_visit_of_which_a_byte_changed_is_no_wrong_code_and_stays(folder, before, place):
    kiosk, calls_of = before
    with kiosk._transaction.args[0].begin() as connection:
        sealed = bytearray(connection.execute(text("SELECT sealed FROM kept_visit")).scalar_one())
        sealed[place] ^= 1
        connection.execute(text("UPDATE kept_visit SET sealed = :new"), {"new": bytes(sealed)})

    with pytest.raises(ServiceError) as told:
        calls_of(kiosk)["resume"]()

    if place:  # with its mark gone it is read as one of before there were marks
        assert type(told.value) is errors.AlteredRecordError
        assert told.value.params == {"what": "kept_visit"}
    with kiosk._transaction.args[0].connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM kept_visit")).scalar_one() == 1


@pytest.mark.parametrize("name", [n for n in errors.__all__ if n.endswith("Error")])
def test_no_error_tells_a_citizen_an_operators_words(name):
    kind = getattr(errors, name)
    key = kind.citizen_key or kind.message_key
    for locale in ("zh-CN", "en"):
        words = messages_of(locale).get(key, "")
        if issubclass(kind, errors.CaseError | errors.ApplicantError | errors.StorageError):
            assert not [one for one in OF_OPERATORS if one in words]
        elif key not in {"error.unknown", "error.infrastructure.printing"}:
            assert key.startswith("error.citizen."), name
