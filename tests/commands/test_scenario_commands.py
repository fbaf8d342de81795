"""`scenario check` on the command line: findings with lines, and its exit codes."""

import json

import pytest
from typer.testing import CliRunner

import manage
from tests.conftest import ROOT, SHIPPED

S02 = ROOT / "assets" / "scenarios" / "S02.yaml"


@pytest.fixture
def check():
    catalogue = ["--catalogue", str(SHIPPED)]
    return lambda *words: CliRunner().invoke(
        manage.app, ["scenario", "check", *map(str, words), *catalogue]
    )


def test_what_does_not_fit_is_listed_with_its_line(check, tmp_path):
    path = tmp_path / "S02.yaml"
    path.write_text(S02.read_text("utf-8").replace("租赁", "租借"), "utf-8")

    result = check(path, "--json")

    (found,) = json.loads(result.stdout)["findings"]
    assert (result.exit_code, found["file"], found["line"]) == (1, "S02.yaml", 11)
    assert "租赁" in found["message"]


def test_a_file_that_is_no_scenario_is_a_finding_and_none_is_bad_input(check, tmp_path):
    path = tmp_path / "S02.yaml"
    path.write_text("format: 3\n", "utf-8")

    refused, missing = check(path), check(tmp_path / "none.yaml")

    assert (refused.exit_code, refused.stdout.startswith("S02.yaml:1: ")) == (1, True)
    assert (missing.exit_code, missing.stdout) == (2, "")


def test_the_shipped_scenarios_fit_their_themes(check):
    assert check().exit_code == 0


def test_a_scenario_is_written_down_as_it_came_out(tmp_path):
    path, written = S02, tmp_path / "out" / "S02.yaml"

    result = CliRunner().invoke(
        manage.app, ["scenario", "record", str(path), "--output", str(written)]
    )

    assert (result.exit_code, result.stdout) == (0, "")
    assert "  due:\n    SCJG-01: '2026-12-02'\n" in written.read_text("utf-8")
