"""`history verify` from the command line, over an installation of its own."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.head_files import FolderHeadStore
from adapters.head_signing import HeadSigner
from adapters.system import now, random_symbols
from core.services.citizens import CitizenPorts, citizen_use_cases
from core.services.operators.keep_heads import HeadKeeper
from core.training.scenarios import read_scenario
from db.engine import open_engine
from db.file_names import FileNames
from db.transactions import transactions_of
from tests.databases import filled_database
from tests.fakes import FakePrinter
from tests.keys import GIVEN, KEYS, file_store
from tests.services.applications import application_of

ROOT = Path(__file__).parents[2]
SECRET = "a secret of this installation, as long as it has to be"


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """A hall with one case and a head; ``verify`` runs the command on it."""

    folder = tmp_path_factory.mktemp("hall")
    engine = open_engine(filled_database("sqlite", folder), keyring=KEYS)
    transaction = transactions_of(engine, hall="demo")
    kiosk = citizen_use_cases(
        CitizenPorts(
            transaction=transaction,
            printer=FakePrinter(),
            clock=now,
            randomness=random_symbols,
            files=file_store(folder / "files", names=FileNames(engine, KEYS)),
        )
    )
    case = kiosk.handing_in.submit(
        application_of(read_scenario(ROOT / "assets/scenarios/S02.yaml"), kiosk, "key-1")
    )
    HeadKeeper(
        hall="demo",
        transaction=transaction,
        clock=now,
        signer=HeadSigner(SECRET.encode()),
        heads=FolderHeadStore(folder / "heads", hall="demo"),
    ).write()
    engine.dispose()
    return folder, case.number


def verify(folder, *options):
    words = [sys.executable, ROOT / "manage.py", "history", "verify", *options]
    settings = {
        "DONE_ONCE_DATA_DIR": str(folder),
        "DONE_ONCE_SECRET_KEY": SECRET,
        "DONE_ONCE_LOCALE": "en",
        "DONE_ONCE_HALL": "demo",
        "DONE_ONCE_DATABASE_URL": "",
        "DONE_ONCE_DATA_KEYS": GIVEN,
    }
    run = subprocess.run(
        words, cwd=ROOT, env={**os.environ, **settings}, capture_output=True, check=False
    )
    return run.returncode, run.stdout.decode(), run.stderr.decode()


def test_history_is_verified_and_a_change_named_by_case(hall):
    folder, number = hall
    code, out, _ = verify(folder, "--json")
    document = json.loads(out)

    assert code == 0
    assert document["cases"] == 1
    assert document["problems"] == []
    assert document["tree"]["consistent"]
    assert document["tree"]["size"] == document["tree"]["head"]["size"] == 1

    connection = sqlite3.connect(folder / "done_once.db")
    connection.execute("DROP TRIGGER service_case_refuse_update")
    connection.execute("UPDATE service_case SET applicant_name = 'Somebody'")
    connection.commit()
    connection.close()
    code, out, _ = verify(folder, "--json")

    assert code == 1
    assert json.loads(out)["problems"] == [
        {
            "case": number,
            "entry": 1,
            "what": "service_case.applicant_name: is not as it was written",
        }
    ]
    code, out, _ = verify(folder)
    assert code == 1
    assert number in out
    assert "Somebody" not in out


def test_no_database_is_bad_input_and_beside_heads_a_problem(hall, tmp_path):
    folder, number = hall
    code, out, error = verify(tmp_path / "nowhere")

    assert (code, out) == (2, "")
    assert "no database" in error
    assert not (tmp_path / "nowhere").exists()

    (tmp_path / "gone").mkdir()
    (tmp_path / "gone" / "heads").symlink_to(folder / "heads")
    code, out, _ = verify(tmp_path / "gone", "--json")

    assert code == 1
    assert [problem["case"] for problem in json.loads(out)["problems"]] == [None, number]
    assert sorted(path.name for path in (tmp_path / "gone").iterdir()) == ["heads"]
