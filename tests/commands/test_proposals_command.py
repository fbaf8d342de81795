"""``report proposals``: the document that scripts read, and the table for people."""

import json
import shutil

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

import manage

KEPT = {"T08": ["GJJ-03", "GJJ-04", "GJJ-05", "GJJ-06", "ZRZY-04"]}


@pytest.fixture
def run(monkeypatch, catalogue_directory, tmp_path):
    monkeypatch.setenv("DONE_ONCE_LOCALE", "en")
    small = tmp_path / "catalogue"
    shutil.copytree(catalogue_directory, small)
    for theme in (small / "themes").glob("*.yaml"):
        if theme.stem not in KEPT:
            theme.unlink()

    def run(*words):
        words = ["report", "proposals", *words, "--catalogue", str(small)]
        return CliRunner().invoke(manage.app, words)

    return run


def test_each_proposal_names_what_it_saves_and_the_exact_change(run):
    document = json.loads(run("--json").stdout)

    assert list(document) == ["proposals", "left_out"]
    electronic = next(found for found in document["proposals"] if found["kind"] == "electronic")
    assert {"id", "title", "departments", "basis", "risk", "counter", "answer"} <= set(electronic)
    edit = electronic["edits"][0]
    assert (edit["attribute"], edit["before"], edit["after"]) == ("form", "original", "electronic")
    assert edit["diff"] == ["- form: original", "+ form: electronic"]
    assert [effect["theme"] for effect in electronic["themes"]] == ["T08"]
    assert {"entries", "materials", "on_paper", "trips", "days", "later"} == set(
        electronic["themes"][0]["before"]
    )


def test_what_is_left_out_says_why(run):
    left_out = json.loads(run("--json").stdout)["left_out"]

    assert left_out
    assert all(doubted["message"] and doubted["why"] for doubted in left_out)


def test_people_get_a_table(run):
    result = run()

    assert result.exit_code == 0
    assert "become electronic" in result.stdout


def test_an_unknown_theme_is_bad_input(run):
    result = run("--theme", "T99", "--json")

    assert result.exit_code == 2
    assert result.stdout == ""


def test_proposals_go_into_a_workbook_with_their_figures_as_numbers(run, tmp_path):
    document = json.loads(run("--json", "--to", str(tmp_path / "found.xlsx")).stdout)

    sheet = load_workbook(tmp_path / "found.xlsx").worksheets[0]
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    assert [row[1].rsplit("\n", 1)[-1] for row in rows] == [
        proposal["id"] for proposal in document["proposals"]
    ]
    for row, proposal in zip(rows, document["proposals"], strict=True):
        effects = proposal["themes"]
        saved = max(
            effect["before"]["materials"] - effect["after"]["materials"] for effect in effects
        )
        assert row[5] == -saved
        assert proposal["basis"] == row[11]
        assert all(line[2:] in row[14] for edit in proposal["edits"] for line in edit["diff"])


def test_a_workbook_of_another_kind_is_refused(run, tmp_path):
    result = run("--to", str(tmp_path / "found.csv"))

    assert (result.exit_code, result.stdout) == (2, "")


def test_a_log_of_quick_cases_leads_to_a_shorter_promise(run, tmp_path):
    matter, log = tmp_path / "catalogue" / "matters" / "GJJ-03.yaml", tmp_path / "log.csv"
    promised = matter.read_text("utf-8").replace("committed_days: 1", "committed_days: 9")
    matter.write_text(promised, "utf-8")
    rows = [
        f"{number},{step},2026-12-0{day} 09:00,GJJ-03"
        for number in range(20)
        for step, day in (("受理", 1), ("准予", 2))
    ]
    head = "case:concept:name,concept:name,time:timestamp,case:matter"
    log.write_text("\n".join([head, *rows]), "utf-8")

    document = json.loads(run("--json", "--log", str(log)).stdout)

    (shorter,) = [found for found in document["proposals"] if found["kind"] == "shorter"]
    (edit,) = shorter["edits"]
    assert (edit["attribute"], edit["before"], edit["after"]) == ("committed_days", 9, 1)
    assert [effect["theme"] for effect in shorter["themes"]] == ["T08"]
