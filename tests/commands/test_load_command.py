"""``catalogue load`` and ``user add`` over a database of their own."""

import json
import re
import shutil
from hashlib import sha1
from pathlib import Path

import pytest
from typer.testing import CliRunner

import manage
from building import catalogue, designer, files, installation, keeping, kiosk
from tests.conftest import SHIPPED


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def run(data, monkeypatch):
    monkeypatch.setenv("DONE_ONCE_DATA_DIR", str(data))
    monkeypatch.setenv("DONE_ONCE_LOCALE", "en")
    monkeypatch.setenv("DONE_ONCE_NEW_PASSWORD", "kzmt-8r4n-w6qd")
    forget()
    yield lambda *words: CliRunner().invoke(manage.app, [str(word) for word in words])
    forget()


def forget():
    for module in (catalogue, designer, files, installation, keeping, kiosk):
        for made in vars(module).values():
            if hasattr(made, "cache_clear"):
                made.cache_clear()


@pytest.fixture
def newer(tmp_path):
    directory = Path(shutil.copytree(SHIPPED, tmp_path / "newer"))
    matter = directory / "matters" / "WJ-01.yaml"
    text = matter.read_text("utf-8")
    matter.write_text(re.sub(r"committed_days: *\d+", "committed_days: 9", text, count=1), "utf-8")
    return directory


def test_it_is_shown_first_and_taken_with_yes(run, newer):
    looked = run("catalogue", "load", newer, "--json")
    taken = run("catalogue", "load", newer, "--yes", "--json")
    again = run("catalogue", "load", newer, "--json")

    first, second, third = (json.loads(result.stdout) for result in (looked, taken, again))
    assert [result.exit_code for result in (looked, taken, again)] == [0, 0, 0]
    assert [document["loaded"] for document in (first, second, third)] == [False, True, False]
    assert first["files"] == second["files"]
    assert first["files"]["changed"] == ["matters/WJ-01.yaml"]
    assert {theme["theme"] for theme in first["touched"]} == {"T02", "T10"}
    assert third["files"] == {"added": [], "changed": [], "removed": []}


def test_errors_refuse_it_and_bad_directories_are_bad_input(run, newer, tmp_path):
    (newer / "matters" / "WJ-01.yaml").unlink()
    (tmp_path / "empty").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "compose.yaml").write_text("services: {}")

    refused = run("catalogue", "load", newer, "--yes", "--json")
    bad = [run("catalogue", "load", tmp_path / name) for name in ("empty", "other", "missing")]

    assert refused.exit_code == 1
    assert json.loads(refused.stdout)["loaded"] is False
    assert [(result.exit_code, result.stdout) for result in bad] == [(2, "")] * 3
    assert all(len(result.stderr.splitlines()) == 1 for result in bad)


@pytest.mark.parametrize(
    ("department", "hint"),
    [("SC", "SCJG"), ("wj", "WJ"), ("卫生", "WJ"), ("SCJJ", "SCJG"), ("QQQQ", ""), ("x" * 999, "")],
)
def test_an_account_needs_a_department_that_exists(run, department, hint):
    words = ("user", "add", "someone", "--name", "S", "--role", "department")

    result = run(*words, "--department", department)

    assert (result.exit_code, result.stdout) == (2, "")
    assert ("did you mean" in result.stderr) == bool(hint)
    assert f"{hint} " in result.stderr


def test_an_officer_of_a_department_needs_one_and_others_may_have_none(run):
    words = ("user", "add", "somebody", "--name", "S", "--role")

    assert run(*words, "department").exit_code == 2
    assert run(*words, "window").exit_code == 0
    assert (
        run(
            "user", "add", "health", "--name", "H", "--role", "department", "--department", "WJ"
        ).exit_code
        == 0
    )


def test_an_account_is_switched_off_and_on_again_by_command(run):
    words = ("user", "add", "chief", "--name", "C", "--role", "administrator")
    assert run(*words).exit_code == 0

    assert run("user", "disable", "chief").exit_code == 0
    assert run("user", "enable", "Chief").stdout == "Account Chief is switched on again.\n"
    assert run("user", "enable", "nobody").exit_code == 2


def test_an_account_is_given_other_roles_and_another_department_by_command(run):
    run("user", "add", "mover", "--name", "M", "--role", "department", "--department", "WJ")

    changed = run("user", "change", "Mover", "--role", "window", "--role", "trainer")

    assert changed.stdout == "The roles and department of Mover are changed.\n"
    assert run("user", "change", "mover", "--department", "").exit_code == 0
    assert run("user", "change", "mover", "--role", "department").exit_code == 2
    assert run("user", "change", "mover", "--department", "SC").exit_code == 2
    assert run("user", "change", "nobody", "--role", "window").exit_code == 2
    both = ("--role", "department", "--department", "SCJG")
    assert run("user", "change", "mover", *both).exit_code == 0


def test_a_password_that_others_try_first_is_refused_in_words(run, monkeypatch, tmp_path):
    file = tmp_path / "breached.txt"
    file.write_text(f"{sha1(b'taken-somewhere-else').hexdigest().upper()}:3\n")
    monkeypatch.setenv("DONE_ONCE_BREACHED_PASSWORDS_FILE", str(file))
    words = {
        "P@ssw0rd2026!": "word that many use",
        "taken-somewhere-else": "stolen elsewhere",
        "guessable-lin": "your user name",
        "1qaz2wsx3edc": "keys in a row",
        "eleven-1234": "12 characters",
    }

    for password, why in words.items():
        monkeypatch.setenv("DONE_ONCE_NEW_PASSWORD", password)
        result = run("user", "add", "guessable", "--name", "G", "--role", "window")
        assert (result.exit_code, result.stdout) == (2, "")
        assert why in result.stderr
        assert password not in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("theme", "impact", "WJ-O1"),
        ("catalogue", "export", "WJ-O1", "--to", "x.xlsx"),
        ("theme", "verify", "T0l"),
        ("theme", "simulate", "t02", "--number", "1", "--seed", "1"),
        ("report", "reduction", "--theme", "T2"),
    ],
)
def test_a_code_that_does_not_exist_is_refused_with_what_may_be_meant(run, words):
    result = run(*words)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "Did you mean" in result.stderr
