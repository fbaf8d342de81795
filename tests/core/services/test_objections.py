"""An objection tells each department what its own form shows of it, and nothing more (law 3)."""

import pytest

from core.cases.models import Application, FetchedRecord
from core.services.officers.objections import contested_forms
from core.themes.guides import concluded_guide
from tests.core.themes.verifying.building import field, matter, plan_of

CHECKED_AT = "2026-11-24T02:30:00+00:00"
DAY, NAME = "a.day@shop", "a.name@shop"
TABLE = {
    "id": "F2",
    "label": "人员",
    "type": "table",
    "columns": [field("C1", "a.name", label="单位"), field("C2", "a.phone")],
}


def application(*contested, **values):
    records = {
        place: FetchedRecord(
            value, "e_licence", "营业执照", "440100-0042", CHECKED_AT, "c", "h", "s"
        )
        for place, value in ((DAY, "1988-03-16"), (NAME, "秋月理发店"))
    }
    given = {DAY: "1990-05-20", NAME: "秋悦理发店", **values}
    return Application("visit", "T", 1, {}, given, fetched=records, contested=contested)


@pytest.fixture(scope="module")
def plan():
    return plan_of(
        {
            "DAILY": matter(fields=[field("F1", "a.day", label="成立日期")]),
            "MONTHLY": matter(fields=[field("F1", "a.day", label="成立年月", type="month")]),
            "NAMED": matter(fields=[field("F1", "a.phone"), TABLE]),
        }
    )


def objections_of(plan, application):
    forms = contested_forms(plan, concluded_guide(plan, {}), application)
    return {
        code: [
            (objection.label, objection.given, objection.fetched) for objection in form.objections
        ]
        for code, form in forms.items()
    }


def test_who_asks_the_month_is_not_told_the_day_by_an_objection(plan):
    assert objections_of(plan, application(DAY)) == {
        "DAILY": [("成立日期", "1990-05-20", "1988-03-16")],
        "MONTHLY": [("成立年月", "1990-05", "1988-03")],
        "NAMED": [],
    }


def test_what_stands_in_every_row_of_a_table_is_reported_once(plan):
    objections = objections_of(plan, application(NAME))

    assert objections == {
        "DAILY": [],
        "MONTHLY": [],
        "NAMED": [("单位", "秋悦理发店", "秋月理发店")],
    }


def test_an_entry_left_empty_is_an_objection_too(plan):
    objections = objections_of(plan, application(NAME, **{NAME: ""}))

    assert objections["NAMED"] == [("单位", "", "秋月理发店")]


def test_without_an_objection_nothing_is_reported(plan):
    assert not any(objections_of(plan, application()).values())
