"""``theme diff`` and ``theme impact`` from the command line."""

import json
import shutil

import pytest
from typer.testing import CliRunner

from manage import app
from tests.conftest import SHIPPED


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.setenv("DONE_ONCE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("DONE_ONCE_LOCALE", "en")
    return lambda *words: CliRunner().invoke(app, ["theme", *map(str, words)])


@pytest.fixture
def changed(tmp_path):
    """The shipped catalogue, without the sign in the hairdresser's theme."""
    directory = tmp_path / "changed"
    shutil.copytree(SHIPPED, directory)
    theme = directory / "themes" / "T02.yaml"
    text = theme.read_text(encoding="utf-8")
    assert "- matter: CG-01\n" in text
    theme.write_text(text.replace("- matter: CG-01\n", "- matter: CG-02\n", 1), encoding="utf-8")
    return directory


def test_two_directories_are_compared_without_a_database(run, changed):
    result = run("diff", "T02", "--catalogue", SHIPPED, "--with", changed, "--json")

    assert result.exit_code == 0
    document = json.loads(result.stdout)
    assert document["theme"] == "T02"
    assert 0 < document["changed"] < document["situations"] == 165_888
    assert document["proved"] is True
    gone = next(change for change in document["changes"] if change["key"] == "CG-01")
    assert gone["goes_out"]["situations"] > 0
    assert gone["goes_out"]["witness"]["sign_need"] == "是"


def test_people_read_a_table(run, changed):
    result = run("diff", "T02", "--catalogue", SHIPPED, "--with", changed)

    assert "Of 165,888 situations, matters" in result.stdout
    assert "CG-01" in result.stdout


def test_versions_of_the_database_are_compared(run):
    result = run("diff", "T02", "1", "library", "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout)["changed"] == 0


@pytest.mark.parametrize("words", [["T02"], ["T02", "1"], ["T02", "--with", SHIPPED]])
def test_it_has_to_be_said_which_versions(run, words):
    result = run("diff", *words)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "which versions" in result.stderr


@pytest.mark.parametrize("version", ["7", "draft", "nonsense"])
def test_a_version_that_is_not_there_is_bad_input(run, version):
    result = run("diff", "T02", "1", version)

    assert result.exit_code == 2
    assert version in result.stderr


def test_the_impact_of_a_shared_matter_is_reported_theme_by_theme(run):
    result = run("impact", "SCJG-03", "--catalogue", SHIPPED, "--json")

    assert result.exit_code == 0
    document = json.loads(result.stdout)
    assert [theme["theme"] for theme in document["themes"]] == ["T01", "T09", "T10"]
    assert all(0 < theme["applies"] < theme["situations"] for theme in document["themes"])
    assert {"SCJG", "XF"} <= set(document["departments"])
    assert document["running_cases"] == []


def test_a_matter_that_is_not_there_is_bad_input(run):
    result = run("impact", "NONE", "--catalogue", SHIPPED, "--json")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "NONE" in result.stderr
