"""An installation of before is upgraded by the command, goes on, and finds the way back."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.printing import PaperPrinter
from adapters.system import now, random_symbols
from core.errors import TrackingRefusedError
from core.services.citizens import CitizenPorts, Credentials, citizen_use_cases
from db.engine import open_engine
from db.file_names import FileNames
from db.transactions import transactions_of
from tests.commands.before_sealing import (
    HALL,
    MARK,
    REVISION,
    fill_before,
    install_before,
    plain_path,
    rows_in,
)
from tests.databases import drop_database, empty_database, written_in
from tests.keys import GIVEN, KEYS, SEALER, file_store

ROOT = Path(__file__).parents[2]
FEW = 12
"""Every kind of case that there is to upgrade is among so many."""
CASES = int(os.environ.get("DONE_ONCE_UPGRADED_CASES", FEW))
"""`make rehearse` takes 1,000."""


@pytest.fixture
def url(kind, tmp_path):
    url = empty_database(kind, tmp_path)
    yield url
    drop_database(url)


def manage(url, folder, *words):
    settings = {
        "DONE_ONCE_DATA_DIR": str(folder),
        "DONE_ONCE_DATABASE_URL": url,
        "DONE_ONCE_HALL": HALL,
        "DONE_ONCE_SECRET_KEY": "a secret of this installation, as long as it has to be",
        "DONE_ONCE_LOCALE": "en",
        "DONE_ONCE_DATA_KEYS": GIVEN,
    }
    begun = time.monotonic()
    run = subprocess.run(
        [sys.executable, ROOT / "manage.py", *words],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        check=False,
        text=True,
    )
    assert (run.returncode, run.stderr) == (0, "")
    return f"{' '.join(words)} {time.monotonic() - begun:.1f} s"


def test_an_installation_of_before_is_sealed_whole_and_finds_its_way_back(
    kind, url, tmp_path, capfd
):
    engine = install_before(url)
    made, slip = fill_before(engine, tmp_path, CASES)
    before = rows_in(engine)
    engine.dispose()

    taken = [manage(url, tmp_path, "database", "upgrade")]
    expect_everything(url, tmp_path, made)
    taken.append(manage(url, tmp_path, "history", "verify"))
    taken.append(manage(url, tmp_path, "database", "downgrade", REVISION))

    engine = open_engine(url)
    assert rows_in(engine) == before
    engine.dispose()
    assert {content for made_case in made for content in made_case.contents} == {
        plain_path(tmp_path, content).read_bytes()
        for made_case in made
        for content in made_case.contents
    }
    taken.append(manage(url, tmp_path, "database", "upgrade"))
    expect_everything(url, tmp_path, made)
    manage(url, tmp_path, "history", "verify")
    expect_resumed(url, tmp_path, slip, made[0].case.application)
    if CASES > FEW:
        with capfd.disabled():
            sys.stdout.write(f"\n{kind}: {CASES} cases: {', '.join(taken)}\n")


@contextmanager
def opened(url, folder):
    engine = open_engine(url, keyring=KEYS)
    transaction = transactions_of(engine, hall=HALL)
    files = file_store(folder / "files", names=FileNames(engine, KEYS))
    kiosk = citizen_use_cases(
        CitizenPorts(
            transaction=transaction,
            files=files,
            printer=PaperPrinter(),
            clock=now,
            randomness=random_symbols,
            sealer=SEALER,
        )
    )
    yield kiosk, transaction, files, engine
    engine.dispose()


def expect_everything(url, folder, made):
    """Every value as it was, found as before, and nothing of it to be read by anybody else."""
    with opened(url, folder) as (kiosk, transaction, files, engine):
        for case in made:
            expect_case(case, transaction, files)
        for made_case in made if CASES > FEW else made[::4]:
            assert kiosk.tracking.look(made_case.asked).receipt.case_number == made_case.case.number
        with pytest.raises(TrackingRefusedError):
            kiosk.tracking.look(Credentials(made[0].case.number, "9999", place="elsewhere"))
        expect_others(transaction)
        assert MARK.encode() not in written_in(engine)
        assert not any(plain_path(folder, content).exists() for content in made[0].contents)


def expect_resumed(url, folder, slip, application):
    with opened(url, folder) as (kiosk, *_):
        state = kiosk.visits.keeper.resume(slip.number, slip.code)
    assert (state.application, state.place) == (application, {"at": MARK})


def expect_case(made_case, transaction, files):
    with transaction() as stores:
        case = stores.cases.get(made_case.case.number)
        assert stores.corrections.of(case.number) == made_case.corrections
    assert [event.action for event in case.history[len(made_case.case.history) :]] == ["sealed"]
    assert replace(case, history=case.history[:-1]) == made_case.case
    assert tuple(map(files.get, made_case.digests)) == made_case.contents


def expect_others(transaction):
    with transaction() as stores:
        assert [(call.kiosk, call.step) for call in stores.help.open_calls()] == [(MARK, MARK)]
        assert stores.themes.draft("X01").document == {"name": MARK}
        assert [acceptance.reason for acceptance in stores.acceptances.of("X01")] == [MARK]
        assert stores.staff.account("policy").member.display_name == MARK
