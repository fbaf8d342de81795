"""Scenario files are read strictly, and what is refused is told with its line."""

import pytest

from core.errors import ScenarioRefusedError
from core.training.filling import filled_values
from core.training.scenarios import PEOPLE, read_scenario, read_scenario_file, scenario_paths
from tests.conftest import ROOT

FOLDER = ROOT / "assets" / "scenarios"
STEP = """format: 2
code: X1
title: 试一试
theme: T02
answers: {}
steps:
- day: 0
  do: %s
"""


def written(folder, text, name="X1.yaml"):
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def refused(path):
    with pytest.raises(ScenarioRefusedError) as error:
        read_scenario(path)
    return error.value


@pytest.mark.parametrize(
    ("step", "line", "words"),
    [
        ("grent\n  matters: [WJ-01]", 7, "grant"),
        ("refuse\n  matters: [WJ-01]\n  article: 第十条\n  remedies: 复议", 7, "reason"),
        ("accept", 7, "matters"),
        ("accept\n  matters: []", 9, "matters"),
        ("accept\n  matters: [WJ-01]\n  reason: 因为", 10, "reason"),
        (
            "pause\n  matters: [WJ-01]\n  reason: testing\n  notice: 检测\n  within: 三天",
            12,
            "三天",
        ),
        ("accept\n  matters: [WJ-01]\n  on: 2026-13-01", 10, "2026-13-01"),
    ],
)
def test_a_step_that_is_wrong_is_refused_on_its_line(tmp_path, step, line, words):
    error = refused(written(tmp_path, STEP % step))

    assert error.params["line"] == line
    assert words in error.params["reason"]


def test_a_step_without_a_kind_says_what_is_missing(tmp_path):
    error = refused(written(tmp_path, (STEP % "accept").replace("do: accept", "note: 受理")))

    assert (error.params["line"], "“do”" in error.params["reason"]) == (7, True)


def test_everything_that_is_wrong_is_told_at_once(tmp_path):
    text = STEP.replace("title: 试一试\n", "titel: 试一试\n") % "accept"

    findings = refused(written(tmp_path, text)).findings

    assert [finding.rule for finding in findings] == ["missing-key", "missing-key", "unknown-key"]


def test_a_file_of_format_1_says_nothing_of_format_2(tmp_path):
    error = refused(written(tmp_path, (STEP % "accept\n  matters: [A]").replace("2", "1", 1)))

    assert error.params["line"] == 6
    assert "format: 2" in error.params["reason"]


def test_files_of_format_1_are_read_as_before():
    scenario = read_scenario(FOLDER / "S02.yaml")

    assert (scenario.format, scenario.steps, scenario.who) == (1, (), {})
    assert scenario.given_values["hyg.place_kind@licence"] == ["美容美发"]


def test_people_that_are_wrong_are_told_in_their_own_file(tmp_path):
    written(tmp_path, "format: 2\npeople: []\n", PEOPLE)

    error = refused(written(tmp_path, STEP % "accept\n  matters: [A]"))

    assert (error.params["file"], error.params["line"]) == (PEOPLE, 2)


def test_whoever_names_people_has_to_have_them(tmp_path):
    text = (STEP % "accept\n  matters: [A]").replace("answers: {}", "answers: {}\nwho: {mover: 何}")

    assert refused(written(tmp_path, text)).params["file"] == PEOPLE


def test_the_file_of_the_people_is_no_scenario():
    names = [path.name for path in scenario_paths(FOLDER)]

    assert {"S01.yaml", "T02-1.yaml"} <= set(names)
    assert PEOPLE not in names


def test_the_line_of_everything_is_known():
    file = read_scenario_file(FOLDER / "training" / "T02-1.yaml")

    assert file.lines.at(("answers", "subject_type")) == file.lines.at(("answers",)) + 1


def test_a_role_of_several_people_signs_for_nobody():
    scenario = read_scenario(FOLDER / "training" / "T02-1.yaml")

    values = filled_values(scenario, [])

    assert values["case.sign@principal"] == "林秋月"
    assert "case.sign@employee" not in values
