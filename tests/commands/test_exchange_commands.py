"""``theme export`` and ``theme import`` from the command line."""

import json

import pytest
from typer.testing import CliRunner

import manage
from tests.conftest import SHIPPED


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setenv("DONE_ONCE_LOCALE", "en")
    catalogue = ["--catalogue", str(SHIPPED)]
    return lambda *words: CliRunner().invoke(manage.app, ["theme", *map(str, words), *catalogue])


@pytest.mark.parametrize("notation", ["dmn", "jsonlogic"])
def test_conditions_go_out_and_come_back(run, tmp_path, notation):
    path = tmp_path / "t10"
    written = run("export", "T10", "--as", notation, "--to", path)
    assert written.exit_code == 0
    assert path.stat().st_size > 1_000

    read = run("import", path, "--theme", "T10", "--as", notation, "--json")

    assert read.exit_code == 0
    document = json.loads(read.stdout)
    assert document["problems"] == []
    codes = [matter["matter"] for matter in document["theme"]["matters"]]
    assert "GA-02" in codes
    assert (
        "14 matters and 27 questions"
        in run("import", path, "--theme", "T10", "--as", notation).stdout
    )


def test_every_problem_is_reported_in_words_and_as_json(run, tmp_path):
    path = tmp_path / "rules.json"
    rules = [{"matter": "A", "when": {"cat": ["x"]}}, {"matter": "B", "when": {"+": [1, 2]}}]
    path.write_text(json.dumps({"matters": rules}), encoding="utf-8")

    result = run("import", path, "--theme", "T02", "--as", "jsonlogic", "--json")

    assert result.exit_code == 1
    problems = json.loads(result.stdout)["problems"]
    assert [problem["place"] for problem in problems] == ["A/cat", "B/+"]
    assert "2 places" in result.stderr
    assert "operator “cat”" in result.stderr


def test_a_file_that_is_not_there_is_bad_input(run, tmp_path):
    result = run("import", tmp_path / "none.dmn", "--theme", "T02")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Cannot read" in result.stderr


@pytest.mark.parametrize("name", ["guide", "form", "materials", "situations"])
@pytest.mark.parametrize("suffix", ["docx", "xlsx", "PDF"])
def test_a_handout_is_written_in_the_format_of_the_file_name(run, tmp_path, name, suffix):
    path = tmp_path / f"T07.{suffix}"

    result = run("export", "T07", "--as", name, "--to", path)

    assert result.exit_code == 0
    assert path.read_bytes()[:2] == (b"%P" if suffix == "PDF" else b"PK")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--as", "guide", "--to", "x.txt"), ".docx, .pdf, .xlsx"),
        (("--as", "guide", "--to", "x"), ".docx, .pdf, .xlsx"),
        (("--as", "gide", "--to", "x.pdf"), "guide"),
    ],
)
def test_what_cannot_be_written_is_refused_and_says_what_can(run, words, expected):
    result = run("export", "T07", *words)

    assert (result.exit_code, result.stdout) == (2, "")
    assert expected in result.stderr


def test_a_package_is_shown_with_what_it_would_change_and_refused_when_altered(run, tmp_path):
    path = tmp_path / "T07.zip"
    assert run("export", "T07", "--as", "package", "--to", path).exit_code == 0

    read = run("import", path, "--as", "package", "--json")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    refused = run("import", path, "--as", "package", "--json")

    document = json.loads(read.stdout)
    assert (read.exit_code, document["theme"]["code"]) == (0, "T07")
    assert (document["library"], document["is_new"], document["draft"]) == ({}, False, None)
    assert document["difference"]["changed"] == 0
    assert (refused.exit_code, json.loads(refused.stdout)["theme"]) == (1, None)
    assert json.loads(refused.stdout)["problems"]


@pytest.mark.parametrize("words", [("--as", "package", "--yes"), ("--as", "dmn"), ("--yes",)])
def test_what_belongs_together_is_asked_for(run, tmp_path, words):
    path = tmp_path / "T07.zip"
    run("export", "T07", "--as", "package", "--to", path)

    result = run("import", path, *words)

    assert (result.exit_code, result.stdout) == (2, "")
