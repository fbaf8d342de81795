"""``theme test``: saved situations of a theme, for scripts and for people."""

import json
import shutil

import pytest
import yaml
from typer.testing import CliRunner

import manage
from core.catalogue.models import SavedSituation
from core.catalogue.packages import read_package
from core.services.theme_documents import document_of
from core.themes.editing.situations import save_situation
from core.themes.plans import ThemePlan
from core.themes.saved_situations import asked_in, outcome_of
from tests.conftest import SHIPPED


@pytest.fixture
def catalogue(tmp_path):
    """The catalogue as it ships, in which T07 has a situation that holds and one that does not."""
    folder = tmp_path / "catalogue"
    shutil.copytree(SHIPPED, folder)
    shipped = read_package(SHIPPED).catalogue
    theme = shipped.themes["T07"]
    plan = ThemePlan(theme, shipped)
    answers, _ = asked_in(plan, theme.typical_answers)
    outcome = outcome_of(plan, SavedSituation(name="-", answers=answers))
    wrong = outcome.model_copy(update={"days": 99})
    kept = save_situation("对的", answers, outcome)(save_situation("错的", answers, wrong)(theme))
    file = next(folder.rglob("T07*.yaml"))
    file.write_text(yaml.safe_dump(document_of(kept), allow_unicode=True), "utf-8")
    return folder


def run(monkeypatch, *words):
    monkeypatch.setenv("DONE_ONCE_LOCALE", "zh-CN")
    return CliRunner().invoke(manage.app, ["theme", "test", *map(str, words)])


def test_what_differs_is_reported_and_exits_with_1(monkeypatch, catalogue):
    result = run(monkeypatch, "T07", "--catalogue", catalogue, "--json")

    document = json.loads(result.stdout)
    assert (result.exit_code, document["differing"]) == (1, 1)
    wrong, right = document["situations"]
    assert (right["holds"], right["differences"]) == (True, [])
    assert wrong["differences"] == [
        {
            "part": "days",
            "was": 99,
            "now": 2,
            "added": [],
            "removed": [],
            "message": "原来 99 个工作日，现在 2 个",
        }
    ]


def test_people_read_it_line_by_line_and_nothing_saved_is_fine(monkeypatch, catalogue):
    result = run(monkeypatch, "T07", "--catalogue", catalogue)
    none = run(monkeypatch, "T08", "--catalogue", catalogue)

    assert "[不一样] 错的\n  原来 99 个工作日，现在 2 个" in result.stdout
    assert none.exit_code == 0
    assert "T08 还没有存下来的情形" in none.stdout


def test_situations_of_a_file_stand_in_the_place_of_those_of_the_theme(monkeypatch, tmp_path):
    file = tmp_path / "situations.yaml"
    file.write_text("saved_situations:\n- name: 没有答完\n  answers: {}\n", "utf-8")

    result = run(monkeypatch, "T07", "--catalogue", SHIPPED, "--from", file, "--json")
    file.write_text("saved_situations: 3", "utf-8")
    refused = run(monkeypatch, "T07", "--catalogue", SHIPPED, "--from", file)
    missing = run(monkeypatch, "T07", "--catalogue", SHIPPED, "--from", tmp_path / "none")

    (situation,) = json.loads(result.stdout)["situations"]
    assert situation["differences"][0]["part"] == "unanswered"
    assert (refused.exit_code, missing.exit_code) == (2, 2)
    assert refused.stdout == missing.stdout == ""
