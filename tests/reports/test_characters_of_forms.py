"""Values with characters that nobody sees come out of every door alike (reports 13, 14)."""

import json
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

import manage
from core.catalogue.packages import read_package
from core.forms.form_workbooks import write_form
from core.services.form_answers import (
    check_values,
    department_forms,
    json_of,
    keyed,
    project_values,
)
from core.themes.guides import guide_theme
from core.themes.plans import ThemePlan
from tests.conftest import SHIPPED

REPORTS = Path(__file__).parent
CASE = json.loads((REPORTS / "13-control-characters" / "case_line.json").read_text())


@pytest.fixture(scope="module")
def planned():
    catalogue = read_package(SHIPPED).catalogue
    plan = ThemePlan(catalogue.themes["T02"], catalogue)
    return plan, guide_theme(plan, CASE["answers"])


def filled(**changed):
    names = {name.replace("__", "@").replace("_", ".", 1): value for name, value in changed.items()}
    return keyed({**CASE["values"], **names})


def exported(case, path):
    return CliRunner().invoke(
        manage.app,
        [
            "form",
            "export",
            "T02",
            "--case",
            str(case),
            "--matter",
            "WJ-01",
            "--to",
            str(path),
            "--catalogue",
            str(SHIPPED),
        ],
    )


def test_a_vertical_tab_in_an_address_is_a_line_break_in_the_spreadsheet(tmp_path):
    path = tmp_path / "form.xlsx"
    done = exported(REPORTS / "13-control-characters" / "case_line.json", path)

    assert done.exit_code == 0
    cells = [c.value for row in load_workbook(path).worksheets[0].iter_rows() for c in row]
    assert "演示路1号\n首层" in cells


DIRTY = {
    "per_name__principal": ("林\u200b秋\x00月\ufeff", "林秋月"),
    "prem_disinfect__premises": ("消毒\r\n柜\x85一\u2028台", "消毒\n柜\n一\n台"),
    "per_name__employee": (["何\u202e小满", "周\x1f立夏\U000e0041"], ["何小满", "周立夏"]),
    "per_health_cert_no__employee": (["演示\v0001", "演示\u20600002"], ["演示 0001", "演示0002"]),
    "hyg_place_kind__licence": (["美容\u200d美发"], ["美容美发"]),
    "per_birth_date__principal": ("1988-03-16\u200f", "1988-03-16"),
    "per_mobile__contact": ("138\u20600000\u200e2001", "13800002001"),
    "case_sign__principal": ("林\xad秋月", "林秋月"),
}


def test_every_door_sees_the_same_clean_values(planned):
    plan, guide = planned
    given = filled(**{name: dirty for name, (dirty, _) in DIRTY.items()})
    clean = filled(**{name: right for name, (_, right) in DIRTY.items()})

    assert check_values(plan, guide, given) == check_values(plan, guide, clean) == ()
    assert project_values(plan, guide, given) == project_values(plan, guide, clean)
    forms, wanted = department_forms(plan, guide, given), department_forms(plan, guide, clean)
    assert forms == wanted
    assert all(json_of(forms[code]) == json_of(wanted[code]) for code in forms)
    assert all(write_form(form).startswith(b"PK") for form in forms.values())


def test_a_value_of_nothing_that_can_be_seen_is_no_value(planned):
    plan, guide = planned

    problems = check_values(plan, guide, filled(per_name__principal="\u200b\u3164\ufeff"))

    assert ("per.name@principal", "required") in {
        (problem.place, problem.rule) for problem in problems
    }


def test_half_a_character_in_a_name_is_a_problem_at_that_name(planned):
    plan, guide = planned
    given = filled(per_name__principal="林\ud842月")

    problems = check_values(plan, guide, given)

    problem = problems[0]
    assert (problem.place, problem.rule) == ("per.name@principal", "character-lost")
    assert write_form(department_forms(plan, guide, given)["WJ-01"]).startswith(b"PK")


def test_a_rare_name_is_printed_as_it_is(tmp_path):
    done = exported(REPORTS / "14-rare-characters-on-paper" / "case.json", tmp_path / "f.pdf")

    said = subprocess.run(["pdftotext", tmp_path / "f.pdf", "-"], capture_output=True, check=True)
    assert done.exit_code == 0
    assert "林𡌴𪚥" in said.stdout.decode()


def test_a_character_that_no_font_has_is_reported_with_its_field_and_the_paper_is_marked(tmp_path):
    case = tmp_path / "case.json"
    values = {**CASE["values"], "per.name@principal": "林\ue863"}
    case.write_text(json.dumps({**CASE, "values": values}))

    done = exported(case, tmp_path / "f.pdf")

    assert done.exit_code == 1
    assert "U+E863" in done.stderr
    assert "法定代表人" in done.stderr
    assert (tmp_path / "f.pdf").read_bytes().startswith(b"%PDF")
