"""`files quarantined` and `files scan`: what the operator is told of viruses."""

import json
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

import runtime
from adapters.virus_scanning import ClamScanner
from core.materials.screening import Screened, ScreenState
from core.services.operators.screen_files import FileScreening
from db.transactions import transactions_of
from manage import app
from tests import clamd
from tests.databases import migrated_database, opened
from tests.fakes import NOW
from tests.keys import file_store

REFUSED = "0" * 64
"""Found at once, and so never kept."""


@pytest.fixture
def hall(tmp_path, monkeypatch):
    """A hall in which one file waits, one is in quarantine, and one was refused."""
    files = file_store(tmp_path / "files")
    waiting, harmful = files.put(b"waits"), files.put(clamd.HARMFUL)
    with opened(migrated_database("sqlite", tmp_path)) as engine:
        transaction = transactions_of(engine, hall="demo")
        with transaction() as stores:
            stores.screens.write(Screened(waiting, ScreenState.WAITING, NOW))
            stores.screens.write(Screened(harmful, ScreenState.QUARANTINED, NOW, "an older name"))
            stores.screens.write(Screened(REFUSED, ScreenState.QUARANTINED, NOW, "refused"))

        def screen_by(address):
            screening = FileScreening(
                transaction=transaction,
                files=files,
                clock=lambda: NOW,
                scanner=ClamScanner(address) if address else None,
            )
            monkeypatch.setattr(runtime, "file_screening", lambda: screening)

        screen_by("")
        yield SimpleNamespace(waiting=waiting, harmful=harmful, screen_by=screen_by)


def run(*arguments):
    return CliRunner().invoke(app, ["files", *arguments])


def files_in(result):
    return {file["digest"]: file for file in json.loads(result.stdout)["files"]}


def test_what_is_in_quarantine_is_listed_with_what_was_found(hall):
    listed = files_in(run("quarantined", "--json"))

    assert {digest: finding["finding"] for digest, finding in listed.items()} == {
        hall.harmful: "an older name",
        REFUSED: "refused",
    }
    words = run("quarantined").stdout
    assert "an older name" in words
    assert hall.waiting not in words


def test_what_waits_and_what_is_in_quarantine_is_looked_at(hall):
    with clamd.serving() as address:
        hall.screen_by(address)
        looked = run("scan", "--json")

    assert looked.exit_code == 1
    assert {digest: status["state"] for digest, status in files_in(looked).items()} == {
        hall.waiting: "clean",
        hall.harmful: "quarantined",
    }
    assert files_in(run("quarantined", "--json"))[hall.harmful]["finding"] == clamd.FINDING


@pytest.mark.parametrize("address", ["", "tcp://127.0.0.1:1"])
def test_a_scanner_that_is_none_or_does_not_answer_is_reported(hall, address):
    hall.screen_by(address)

    result = run("scan")

    assert result.exit_code == 2
    assert "DONE_ONCE_VIRUS_SCANNER" in result.stderr
    assert hall.waiting not in run("quarantined").stdout
