"""`keys list|new|rotate|drop`: what whoever keeps the keys is told."""

import hashlib
import json

import pytest
from typer.testing import CliRunner

from adapters.keys import read_keys
from manage import app
from tests.databases import filled_database
from tests.keys import GIVEN

PLAIN = b"from before"
NEW = "new:" + "B" * 42 + "A="


@pytest.fixture
def keys(tmp_path, monkeypatch):
    """Run a command over a hall under one key in a file, with a plain file of before."""
    filled_database("sqlite", tmp_path)
    (tmp_path / "keys").write_text(GIVEN)
    digest = hashlib.sha256(PLAIN).hexdigest()
    plain = tmp_path / "files" / digest[:2] / digest[2:4] / digest
    plain.parent.mkdir(parents=True)
    plain.write_bytes(PLAIN)
    settings = {
        "DATA_DIR": str(tmp_path),
        "LOCALE": "en",
        "DATABASE_URL": "",
        "DATA_KEYS": "",
        "ENVIRONMENT": "production",
        "SECRET_KEY": "b8d1f5a902c34e7796e1d40a5f8c27b3",
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"DONE_ONCE_{name}", value)
    return lambda *words: CliRunner().invoke(app, ["keys", *words])


def keys_in(result):
    return {key["key"]: key for key in json.loads(result.stdout)["keys"]}


def test_keys_are_listed_rotated_and_the_old_one_is_dropped(keys, tmp_path):
    before = json.loads(keys("list", "--json").stdout)
    (old,) = before["keys"]
    assert (old["key"], old["writes"], before["plain_files"]) == ("tests", True, 1)
    assert old["rows"] > 0
    assert "1 files lie here unencrypted" in keys("list").stdout

    refused = keys("drop", "tests")
    assert (refused.exit_code, "not dropped" in refused.stderr) == (2, True)
    rotated = keys("rotate")

    assert rotated.exit_code == 0
    assert f"{old['rows']} rows, 1 files" in rotated.stdout
    assert "Encrypted: 1 files" in rotated.stdout
    assert "keys drop tests" in rotated.stdout
    assert PLAIN not in b"".join(path.read_bytes() for path in tmp_path.rglob("*.sealed"))
    assert keys_in(keys("list", "--json"))["tests"]["rows"] == 0
    assert keys("drop", "tests").exit_code == 0
    (left,) = keys_in(keys("list", "--json")).values()
    assert (left["rows"], left["files"], left["writes"]) == (old["rows"], 1, True)


def test_a_key_from_a_file_is_taken_and_taken_again_goes_on_with_it(keys, tmp_path):
    (tmp_path / "new").write_text(f"{NEW}\n")

    first = json.loads(keys("rotate", "--key-file", str(tmp_path / "new"), "--json").stdout)
    again = json.loads(keys("rotate", "--key-file", str(tmp_path / "new"), "--json").stdout)

    assert (first["is_new"], again["is_new"], again["rows"]) == (True, False, 0)
    assert [key["key"] for key in again["keys"]] == ["tests", "new"]


@pytest.mark.parametrize("content", ["", "nonsense", f"{GIVEN}\n{NEW}", "tests:" + "B" * 43, None])
def test_what_is_no_key_to_take_is_refused_and_changes_nothing(keys, tmp_path, content):
    if content is not None:
        (tmp_path / "new").write_text(content)

    refused = keys("rotate", "--key-file", str(tmp_path / "new"))

    assert refused.exit_code == 2
    assert "BBBB" not in refused.stderr
    assert (tmp_path / "keys").read_text() == GIVEN


def test_keys_that_are_set_are_rotated_to_the_last_and_taken_out_by_whoever_set_them(
    keys, monkeypatch
):
    monkeypatch.setenv("DONE_ONCE_DATA_KEYS", f"{GIVEN},{NEW}")

    assert keys("rotate").exit_code == 0
    assert keys_in(keys("list", "--json"))["tests"]["rows"] == 0
    for words in (["rotate"], ["drop", "tests"]):
        refused = keys(*words)
        assert (refused.exit_code, "setting" in refused.stderr) == (2, True)


def test_what_is_under_a_key_that_is_not_here_is_reported(keys, tmp_path):
    (tmp_path / "keys").write_text(NEW)

    listed = keys("list")

    assert listed.exit_code == 1
    assert "not here" in listed.stdout


def test_without_a_database_none_is_made(keys, tmp_path):
    (tmp_path / "done_once.db").unlink()

    assert [keys(word).exit_code for word in ("list", "rotate")] == [2, 2]
    assert not (tmp_path / "done_once.db").exists()
    assert (tmp_path / "keys").read_text() == GIVEN


def test_a_new_key_is_printed_and_every_time_another(keys):
    first, other = (read_keys(keys("new").stdout) for _ in range(2))

    assert set(first.values()).isdisjoint(other.values())
