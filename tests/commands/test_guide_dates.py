"""``theme guide --from``: dates, visits, and years whose holidays are not announced."""

import json

import pytest
from typer.testing import CliRunner

import manage
from tests.conftest import SHIPPED

COMPANY = {
    "subject_type": "公司",
    "has_license": "否",
    "food_form": "餐饮",
    "sell_tobacco": "是",
    "drain_public": "是",
}


@pytest.fixture
def guide(monkeypatch):
    monkeypatch.setenv("DONE_ONCE_LOCALE", "en")

    def guide(day):
        words = ["theme", "guide", "T01", "--answers", "-", "--catalogue", str(SHIPPED), "--json"]
        return CliRunner().invoke(manage.app, [*words, "--from", day], input=json.dumps(COMPANY))

    return guide


def test_reviews_have_dates_and_offices_inspect_together(guide):
    schedule = json.loads(guide("2026-09-29").stdout)["schedule"]

    dates = {
        review["matter"]: (review["start_date"], review["due_date"])
        for review in schedule["reviews"]
    }
    assert dates["SCJG-08"] == ("2026-09-30", "2026-09-30")
    assert dates["SCJG-02"] == ("2026-10-08", "2026-10-08")
    assert schedule["critical"] == ["SCJG-08", "SCJG-02", "YC-01"]
    (visit,) = schedule["inspections"]
    assert visit == {"place": "premises", "day": 3, "matters": ["SCJG-03", "ZJ-01", "YC-01"]}
    assert schedule["provisional_from"] is None


def test_years_not_announced_are_warned_of(guide):
    result = guide("2099-12-20")

    assert json.loads(result.stdout)["schedule"]["provisional_from"] == 2099
    assert "public holidays of 2099" in result.stderr


def test_what_is_no_day_is_bad_input(guide):
    result = guide("next week")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "is no date" in result.stderr
