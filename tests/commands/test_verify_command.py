import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import manage
from tests.conftest import SHIPPED
from tests.staffing import open_office

ROOT = Path(__file__).parents[2]


@pytest.fixture
def verify(monkeypatch):
    monkeypatch.setenv("DONE_ONCE_LOCALE", "en")
    return lambda *words: CliRunner().invoke(manage.app, ["theme", "verify", *map(str, words)])


def test_a_theme_with_errors_is_shown_as_one_document_and_exits_with_1(verify, delivered_directory):
    result = verify("T01", "--catalogue", delivered_directory, "--json")

    document = json.loads(result.stdout)
    assert result.exit_code == 1
    assert list(document) == ["theme", "situations", "proved", "seconds", "findings"]
    assert document["proved"] is True
    severities = [finding["severity"] for finding in document["findings"]]
    assert severities == sorted(severities)
    needed = document["findings"][0]
    assert list(needed) == ["rule", "severity", "at", "message", "witness"]
    assert (needed["rule"], needed["at"]) == ("unknown-answer-needed", "SCJG-03.F23")
    assert needed["witness"]["food_form"] == "食品销售(非仅预包装)"
    assert "food_items" not in needed["witness"]


def test_a_theme_without_errors_exits_with_0(verify):
    result = verify("T06", "--catalogue", SHIPPED)

    assert result.exit_code == 0
    assert "84 situations" in result.stdout
    assert "Nothing found." in result.stdout


def test_people_read_each_finding_with_an_example(verify):
    result = verify("T11", "--catalogue", SHIPPED)

    assert result.exit_code == 0
    assert "[Warning] target-not-reachable T11" in result.stdout
    assert "For example: " in result.stdout
    assert "0 errors, 1 warnings." in result.stdout


def test_a_theme_that_does_not_exist_is_bad_input(verify):
    result = verify("T99", "--catalogue", SHIPPED, "--json")

    assert result.exit_code == 2
    assert result.stdout == ""


def test_what_somebody_stands_by_is_reported_as_such(monkeypatch, tmp_path):
    monkeypatch.setenv("DONE_ONCE_DATA_DIR", str(tmp_path))
    office = open_office(tmp_path)
    draft = office.policy.designer.drafting.open("T11")
    words = {"rule": "target-not-reachable", "at": "T11", "reason": "认定工龄另计"}
    office.policy.designer.proving.accept_warning(draft, **words)

    result = subprocess.run(
        [sys.executable, "manage.py", "theme", "verify", "T11", "--json"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )

    assert result.returncode == 0
    (finding,) = json.loads(result.stdout)["findings"]
    assert finding["accepted"]["by"] == "policy"
    assert finding["accepted"]["reason"] == "认定工龄另计"


@pytest.fixture
def with_stopped_matter(tmp_path):
    directory = tmp_path / "catalogue"
    shutil.copytree(SHIPPED, directory)
    matter = directory / "matters" / "SCJG-03.yaml"
    matter.write_text(matter.read_text("utf-8") + "valid_to: '2026-11-30'\n", "utf-8")
    return directory


def test_a_theme_is_verified_as_of_a_day_that_is_named(verify, with_stopped_matter):
    rules = {}
    for day in ("2026-11-30", "2026-12-01"):
        result = verify("T10", "--catalogue", with_stopped_matter, "--on", day, "--json")
        rules[day] = result.exit_code, json.loads(result.stdout)["findings"][:1]

    assert rules["2026-11-30"][0] == 0
    code, (first,) = rules["2026-12-01"]
    assert (code, first["rule"], first["severity"]) == (1, "matter-not-valid", "error")
    assert verify("T10", "--catalogue", with_stopped_matter, "--on", "soon").exit_code == 2


def test_what_was_proved_before_says_what_holds_today(verify, with_stopped_matter, tmp_path):
    for theme in (with_stopped_matter / "themes").glob("*.yaml"):
        if theme.name[:3] not in {"T10", "T06"}:
            theme.unlink()
    known = tmp_path / "known.json"
    before = verify("--all", "--catalogue", with_stopped_matter, "--on", "2026-12-01", "--json")
    known.write_text(before.stdout)
    again = {}
    for day in ("2026-12-01", "2026-11-30"):
        words = ("--all", "--catalogue", with_stopped_matter, "--known", known, "--on", day)
        result = verify(*words, "--json")
        themes = {theme["theme"]: theme for theme in json.loads(result.stdout)["themes"]}
        assert not any(theme["again"] for theme in themes.values())
        again[day] = [f["rule"] for f in themes["T10"]["findings"]].count("matter-not-valid")

    assert before.exit_code == 1
    assert again == {"2026-12-01": 1, "2026-11-30": 0}
