"""``theme explain``: the fewest answers that decide, in words, with the legal basis."""

import json

import pytest
from typer.testing import CliRunner

import manage
from tests.conftest import SHIPPED

ANSWERS = {"subject_type": "公司", "has_license": "否", "area_biz": 60}


@pytest.fixture
def explain(monkeypatch):
    monkeypatch.setenv("DONE_ONCE_LOCALE", "en")

    def explain(*words):
        fixed = ["--answers", "-", "--catalogue", str(SHIPPED)]
        return CliRunner().invoke(
            manage.app, ["theme", "explain", "T01", *fixed, *words], input=json.dumps(ANSWERS)
        )

    return explain


def test_every_matter_is_explained_by_the_fewest_answers(explain):
    items = json.loads(explain("--json").stdout)["items"]

    by_code = {item["item"]: item for item in items}
    assert by_code["SCJG-02"]["in_force"] is True
    assert by_code["SCJG-02"]["because"] == {"subject_type": "公司", "has_license": "否"}
    assert by_code["SCJG-02"]["legal_basis"]
    assert by_code["SCJG-01"]["in_force"] is False
    assert by_code["SCJG-01"]["because"] == {"subject_type": "公司"}
    assert by_code["SCJG-03"]["in_force"] is None
    assert by_code["SCJG-03"]["waits_for"] == ["food_form"]


def test_one_matter_is_explained_with_all_that_belongs_to_it(explain):
    result = explain("--item", "SCJG-02")

    assert result.exit_code == 0
    assert result.stdout.startswith("SCJG-02: ")
    assert "SCJG-02.F01" in result.stdout
    assert "SCJG-01" not in result.stdout


def test_what_is_not_in_the_theme_cannot_be_explained(explain):
    result = explain("--item", "GA-99", "--json")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "GA-99" in result.stderr
