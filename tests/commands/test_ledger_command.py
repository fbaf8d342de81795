"""``report ledger``: what the page of the ledger shows, for scripts and at a terminal."""

import json

import pytest
from typer.testing import CliRunner

import manage
import runtime
from tests.staffing import open_office


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.setenv("DONE_ONCE_LOCALE", "zh-CN")
    office = open_office(tmp_path)
    monkeypatch.setattr(runtime, "staff_use_cases", lambda: office.use_cases)

    def run(*words):
        return CliRunner().invoke(manage.app, ["report", "ledger", *words])

    return run


def test_the_ledger_of_a_department_is_reported_as_its_page_shows_it(run):
    document = json.loads(run("--department", "WJ", "--since", "2026-11-01", "--json").stdout)

    matters = {line["matter"]: line for line in document["matters"]}
    assert document["since"] == "2026-11-01"
    assert {line["department"] for line in matters.values()} == {"WJ"}
    assert (matters["WJ-01"]["valid"], matters["WJ-01"]["open_updates"]) == (True, 0)
    assert "公共场所" in run("--department", "WJ").stdout


@pytest.mark.parametrize("wrong", [("--department", "WJX"), ("--since", "yesterday")])
def test_what_does_not_exist_is_bad_input(run, wrong):
    result = run(*wrong)

    assert (result.exit_code, result.stdout) == (2, "")
    assert wrong[1] in result.stderr
