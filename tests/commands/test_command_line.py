import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import manage

ROOT = Path(__file__).parents[2]
T02 = {
    "subject_type": "个体工商户",
    "has_license": "否",
    "biz_composition": "个人经营",
    "by_agent": "本人办理",
    "premises_tenure": "租赁",
    "premises_nature": "商业",
    "area_biz": 60,
    "hyg_extra": "否",
    "central_ac": "否",
    "use_commitment": "是",
    "sign_need": "否",
    "drain_public": "否",
    "staff_has_cert": "是",
    "tax_now": "否",
}


@pytest.fixture
def directory(delivered_directory, tmp_path):
    """A copy of the delivered catalogue that a test may spoil."""
    return Path(shutil.copytree(delivered_directory, tmp_path / "catalogue"))


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setenv("DONE_ONCE_LOCALE", "en")

    def run(*words, stdin=None):
        return CliRunner().invoke(manage.app, [str(word) for word in words], input=stdin)

    return run


def json_file(tmp_path, value, name="input.json"):
    path = tmp_path / name
    path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    return path


def test_guide_prints_one_document_with_the_agreed_keys(run, delivered_directory, tmp_path):
    answers = json_file(tmp_path, T02)

    result = run(
        "theme", "guide", "T02", "--answers", answers, "--catalogue", delivered_directory, "--json"
    )

    document = json.loads(result.stdout)
    assert result.exit_code == 0
    assert list(document) == [
        "theme",
        "complete",
        "next_question",
        "matters",
        "undecided_matters",
        "fields",
        "form",
        "materials",
        "material_list",
        "schedule",
    ]
    assert document["fields"] == {
        "before": 71,
        "after": 61,
        "asked": 54,
        "required": 38,
        "typed": 20,
    }
    assert document["materials"] == {"before": 12, "after": 7, "asked": 3}
    assert len(document["form"]) == 61
    assert set(document["form"][0]) == {
        "element",
        "subject",
        "label",
        "type",
        "required",
        "source",
        "asked_by",
    }
    licence = next(m for m in document["material_list"] if m["document"] == "mat.business_license")
    assert licence == {
        "document": "mat.business_license",
        "subject": "subject",
        "provided_by": "matter:SCJG-01",
        "asked_by": ["WJ-01.M02"],
        "deferrable": False,
    }
    assert document["schedule"] == {
        "working_days": 2,
        "serial_working_days": 2,
        "reviews": [
            {"matter": "SCJG-01", "start_day": 0, "due_day": 1},
            {"matter": "WJ-01", "start_day": 1, "due_day": 2},
        ],
    }


def test_answers_are_read_from_standard_input(run, delivered_directory):
    result = run(
        "theme",
        "next",
        "T02",
        "--answers",
        "-",
        "--catalogue",
        delivered_directory,
        "--json",
        stdin='{"subject_type": "公司"}',
    )

    document = json.loads(result.stdout)
    assert document["question"] == "has_license"
    assert document["decides"] == ["SCJG-02"]
    assert set(document) == {"question", "decides", "expected_remaining", "longest_remaining"}


def test_nothing_is_left_to_ask_when_all_is_answered(run, delivered_directory, tmp_path):
    answers = json_file(tmp_path, T02)

    result = run(
        "theme", "next", "T02", "--answers", answers, "--catalogue", delivered_directory, "--json"
    )

    assert json.loads(result.stdout) == {
        "question": None,
        "decides": [],
        "expected_remaining": 0.0,
        "longest_remaining": 0,
    }


@pytest.mark.parametrize(
    "content",
    [
        '{"subject_type": "个体"}',
        '{"area_biz": "60"}',
        '{"area_biz": true}',
        '{"area_biz": NaN}',
        '{"a": 1, "a": 2}',
        "[]",
        "{",
        "",
        "[" * 100_000,
    ],
)
def test_bad_answers_are_refused_in_one_message(run, delivered_directory, tmp_path, content):
    path = tmp_path / "answers.json"
    path.write_text(content, "utf-8")

    result = run("theme", "guide", "T02", "--answers", path, "--catalogue", delivered_directory)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["theme", "guide", "T99", "--catalogue", "{facts}"],
        ["theme", "guide", "../T01", "--catalogue", "{facts}"],
        ["theme", "guide", "T02", "--catalogue", "/nowhere"],
        ["theme", "guide", "T02", "--answers", "/nowhere.json", "--catalogue", "{facts}"],
        ["catalogue", "check", "/nowhere"],
        ["report", "reduction", "--theme", "T99", "--catalogue", "{facts}"],
        ["form", "project", "T02", "--case", "/nowhere.json", "--catalogue", "{facts}"],
    ],
)
def test_what_is_not_there_is_bad_input(run, delivered_directory, words):
    result = run(*[word.format(facts=delivered_directory) for word in words])

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_an_unknown_theme_names_the_closest_one(run, delivered_directory):
    result = run("theme", "guide", "T2", "--catalogue", delivered_directory)

    assert "Did you mean T02?" in result.stderr or "Did you mean" in result.stderr


def test_check_of_the_delivered_catalogue_has_warnings_only(run, delivered_directory):
    result = run("catalogue", "check", delivered_directory, "--json")

    document = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (document["matters"], document["themes"]) == (71, 12)
    assert (document["fields"], document["materials"]) == (1427, 341)
    assert {finding["severity"] for finding in document["findings"]} == {"warning"}
    assert set(document["findings"][0]) == {"rule", "severity", "at", "file", "line", "message"}


def test_check_reports_refused_files_and_counts_the_rest(run, directory):
    (directory / "matters" / "WJ-01.yaml").write_text("format: 1\ncode: WJ-01\nnmae: x\n", "utf-8")

    result = run("catalogue", "check", directory, "--json")

    document = json.loads(result.stdout)
    assert result.exit_code == 1
    assert document["matters"] == 70
    unknown = next(finding for finding in document["findings"] if finding["rule"] == "unknown-key")
    assert (unknown["file"], unknown["line"]) == ("matters/WJ-01.yaml", 3)
    assert "Did you mean name?" in unknown["message"]


def test_a_theme_that_uses_a_refused_matter_is_guided_with_a_finding(run, directory, tmp_path):
    (directory / "matters" / "WJ-01.yaml").write_text("format: 2\n", "utf-8")
    answers = json_file(tmp_path, T02)

    result = run("theme", "guide", "T02", "--answers", answers, "--catalogue", directory, "--json")

    document = json.loads(result.stdout)
    assert result.exit_code == 1
    assert document["matters"] == ["SCJG-01"]
    assert [finding["rule"] for finding in document["findings"]] == ["unknown-reference"]


def test_a_theme_with_a_matter_being_catalogued_is_refused(run, directory, tmp_path):
    path = directory / "matters" / "WJ-01.yaml"
    text = path.read_text("utf-8").replace("  element: org.name\n", "", 1)
    path.write_text(text, "utf-8")
    answers = json_file(tmp_path, T02)

    check = run("catalogue", "check", directory, "--json")
    guide = run("theme", "guide", "T02", "--answers", answers, "--catalogue", directory, "--json")

    assert check.exit_code == 0
    found = {finding["rule"] for finding in json.loads(check.stdout)["findings"]}
    assert "being-catalogued" in found
    assert guide.exit_code == 1
    assert json.loads(guide.stdout)["findings"][0]["at"] == "WJ-01.F01"


def test_project_gives_every_department_its_own_form(run, delivered_directory, tmp_path):
    case = json_file(
        tmp_path,
        {
            "answers": T02,
            "values": {
                "per.name@principal": "演示人",
                "org.name_backup@subject": ["甲店", "乙店"],
                "per.name@employee": ["丙", "丁"],
                "per.title@employee": ["店长"],
                "hyg.place_kind@licence": ["美容美发"],
            },
        },
    )

    result = run(
        "form", "project", "T02", "--case", case, "--catalogue", delivered_directory, "--json"
    )

    forms = json.loads(result.stdout)
    assert result.exit_code == 0
    assert forms["SCJG-01"] == {"F02": "甲店", "F03": "乙店", "F14": "演示人"}
    assert forms["WJ-01"] == {
        "F04": "演示人",
        "F15": ["美容美发"],
        "F16": 60,
        "F30": [{"C1": "丙", "C3": "店长"}, {"C1": "丁"}],
    }


def test_validate_tells_every_problem_at_once(run, delivered_directory, tmp_path):
    case = json_file(tmp_path, {"answers": T02, "values": {"per.mobile@principal": "1380013800"}})

    result = run(
        "form", "validate", "T02", "--case", case, "--catalogue", delivered_directory, "--json"
    )

    problems = json.loads(result.stdout)["problems"]
    assert result.exit_code == 1
    assert len(problems) > 20
    mobile = next(
        p for p in problems if (p["element"], p["subject"]) == ("per.mobile", "principal")
    )
    assert mobile["rule"] == "mobile-too-short"


def test_report_counts_every_theme_and_the_mean(run, delivered_directory):
    result = run("report", "reduction", "--catalogue", delivered_directory, "--json")

    document = json.loads(result.stdout)
    assert result.exit_code == 0
    assert len(document["themes"]) == 12
    t01 = document["themes"][0]
    assert t01["fields"]["before"] == 203
    assert t01["baseline"] is None
    assert t01["target"]["working_days"] == 8
    mean = sum(theme["fields"]["after"] for theme in document["themes"]) / 12
    assert document["mean"]["fields"]["after"] == pytest.approx(mean)


def test_a_broken_pipe_and_a_crash_leave_no_traceback(delivered_directory):
    environment = {**os.environ, "DONE_ONCE_LOCALE": "en"}
    command = (
        f"{sys.executable} manage.py catalogue check {delivered_directory} --json | head -c 10"
    )

    result = subprocess.run(
        command, shell=True, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert "Traceback" not in result.stderr


def test_a_departments_form_is_exported_in_three_formats(run, delivered_directory, tmp_path):
    case = json_file(tmp_path, {"answers": T02, "values": {"org.name@subject": "秋月理发店"}})
    common = ("form", "export", "T02", "--case", case, "--catalogue", delivered_directory)

    for suffix in (".xlsx", ".json", ".pdf"):
        to = tmp_path / f"form{suffix}"
        result = run(*common, "--matter", "WJ-01", "--to", to)
        assert result.exit_code == 0, result.stderr
        assert to.stat().st_size > 0
    document = json.loads((tmp_path / "form.json").read_text("utf-8"))
    assert (document["matter"], document["values"]["F01"]) == ("WJ-01", "秋月理发店")

    wrong = run(*common, "--matter", "SW-01", "--to", tmp_path / "x.xlsx")
    strange = run(*common, "--matter", "WJ-01", "--to", tmp_path / "x.doc")
    assert (wrong.exit_code, strange.exit_code) == (2, 2)
    assert not (tmp_path / "x.xlsx").exists()
