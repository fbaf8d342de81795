"""An XLSForm is read in one language, and what a matter has no word for is told at its row."""

import pytest

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import AllOf, Comparison, Operator, Question
from core.catalogue.spreadsheets import import_spreadsheet
from core.catalogue.suggesting.matching import Matcher
from tests.core.catalogue.spreadsheets.workbooks import findings_said, saved, workbook_of

MATCHER = Matcher(Catalogue())
WAITING = {"spreadsheet-to-confirm", "spreadsheet-nothing-fits"}
ASKED = {
    "food_form": Question(id="food_form", text="?", kind="single", options=("餐饮", "销售")),
    "items": Question(id="items", text="?", kind="multiple", options=("热食", "冷食")),
    "area": Question(id="area", text="?", kind="number"),
}


def read(survey, **sheets):
    workbook = workbook_of(*survey, title="survey")
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    imported = import_spreadsheet(
        saved(workbook),
        name="f",
        department="SCJG",
        catalogue=Catalogue(questions=ASKED),
        matcher=lambda: MATCHER,
    )
    assert findings_said(imported)
    return imported


def findings(imported):
    return [
        (row.sheet, row.row, finding.rule.removeprefix("spreadsheet-"))
        for row in imported.rows
        for finding in row.findings
        if finding.rule not in WAITING
    ]


def test_one_language_is_read_and_the_others_are_reported():
    imported = read(
        [
            ["type", "name", "label::English (en)", "Label::中文 (zh)", "hint::中文 (zh)"],
            ["begin group", "g", "Applicant", "申请人"],
            ["select_one yn", "a", "Hot food?", "做热食吗", "含加热"],
            ["text", "b", "Only English"],
            ["end group"],
        ],
        choices=[
            ["list_name", "name", "label::English (en)", "label::中文 (zh)"],
            ["yn ", "y", "Yes", "是"],
            ["yn", "n", "No", "否"],
        ],
    )

    hot, other = imported.matters[0].fields
    assert (hot.section, hot.label, hot.note) == ("申请人", "做热食吗", "含加热")
    assert (hot.options, other.label) == (("是", "否"), "Only English")
    assert findings(imported) == [
        ("survey", 1, "languages-left-out"),
        ("survey", 4, "other-language"),
        ("choices", 1, "languages-left-out"),
    ]


def test_the_language_that_the_form_calls_its_own_comes_first():
    imported = read(
        [["type", "name", "label::中文", "label::English"], ["text", "a", "甲", "A"]],
        settings=[["form_title", "default_language"], ["登记", "English"]],
    )

    assert imported.matters[0].fields[0].label == "A"


def test_the_conditions_of_groups_hold_for_all_in_them():
    imported = read(
        [
            ["type", "name", "label", "relevant"],
            ["begin_group", "g", "外", "${food_form} = '餐饮'"],
            ["begin_group", "h", "里", "selected(${items}, '热食') and ${area} >= 300"],
            ["text", "a", "甲"],
            ["end_group"],
            ["text", "b", "乙"],
            ["end_group"],
            ["text", "c", "丙"],
        ]
    )

    inner, outer, free = (field.when for field in imported.matters[0].fields)
    eats = Comparison(question="food_form", op=Operator.EQ, value="餐饮")
    hot = Comparison(question="items", op=Operator.IN, value=("热食",))
    large = Comparison(question="area", op=Operator.GE, value=300)
    assert (inner, outer, free) == (AllOf(all=(eats, hot, large)), eats, None)
    assert findings(imported) == []


@pytest.mark.parametrize(
    "relevant",
    [
        "${food_form} != '餐饮'",
        "not(${area} > 3)",
        "${food_form} = '餐饮' or ${area} > 3",
        "${food_form} = '别的'",
        "${unknown} = 'x'",
        "${b} = '餐饮'",
        "${area} > 3 and (${area} < 9)",
    ],
)
def test_a_condition_that_cannot_be_said_is_reported_at_the_group_and_at_each_field(relevant):
    imported = read(
        [
            ["type", "name", "label", "relevant"],
            ["begin_group", "g", "组", relevant],
            ["text", "a", "甲", "${area} > 1"],
            ["end_group"],
            ["text", "b", "乙"],
        ]
    )

    assert [field.when for field in imported.matters[0].fields] == [None, None]
    assert findings(imported) == [
        ("survey", 2, "condition-left-out"),
        ("survey", 3, "condition-left-out"),
    ]


def test_everything_that_is_not_taken_is_reported_at_its_row():
    imported = read(
        [
            ["type", "name", "label", "required", "constraint", "default", "appearance"],
            ["text", "a", "甲", "${b} > 1"],
            ["integer", "a", "乙", "no", ". > 1", "7", "minimal"],
            ["select_one l or_other", "c", "丙"],
            ["select_one none", "d", "丁"],
            ["select_one_from_file x.csv", "e", "戊"],
            ["image", "f", "照片"],
            ["calculate", "g"],
            ["text", "h"],
            ["begin_repeat", "r", "成员"],
            ["text", "i", "姓名"],
            ["end_group"],
            ["end_group"],
        ],
        choices=[
            ["list_name", "name", "label", "region"],
            ["l", "1", "一", "南"],
            ["l", "1", "二"],
            ["unused", "1", "三"],
            [None, "2", "四"],
        ],
        external_choices=[["list_name", "name"], ["x", "y"]],
    )

    assert findings(imported) == [
        ("survey", 2, "cell-not-understood"),
        ("survey", 3, "column-left-out"),
        ("survey", 3, "column-left-out"),
        ("survey", 3, "column-left-out"),
        ("survey", 3, "name-twice"),
        ("survey", 4, "choice-rest"),
        ("survey", 5, "no-such-list"),
        ("survey", 5, "too-few-options"),
        ("survey", 6, "question-type"),
        ("survey", 7, "question-type"),
        ("survey", 8, "question-type"),
        ("survey", 9, "name-as-label"),
        ("survey", 10, "repeat"),
        ("survey", 12, "group-open"),
        ("survey", 13, "group-open"),
        ("choices", 2, "column-left-out"),
        ("choices", 3, "name-twice"),
        ("choices", 4, "list-not-asked"),
        ("choices", 5, "no-label"),
        ("external_choices", 1, "sheet-left-out"),
    ]


def test_what_a_group_a_note_or_the_settings_say_besides_is_reported():
    imported = read(
        (
            ["type", "name", "label", "hint", "required"],
            ["begin group", "g", "组", "先填这一组", ""],
            ["note", "n", "说明", "", "yes"],
            ["text", "a", "${b}的姓名", "", ""],
            ["end group", "", "", "", ""],
        ),
        settings=(["form_title"], ["表一"], ["表二"]),
    )

    assert findings(imported) == [
        ("settings", 3, "column-left-out"),
        ("survey", 2, "column-left-out"),
        ("survey", 3, "column-left-out"),
        ("survey", 4, "refers"),
    ]


def test_an_option_that_stands_twice_and_languages_of_messages_are_reported():
    imported = read(
        (
            [
                "type",
                "name",
                "label::中文",
                "constraint_message::English",
                "constraint_message::中文",
            ],
            ["select_one yn", "a", "题目", "pick one", "选一个"],
        ),
        choices=(["list_name", "name", "label::中文"], ["yn", "1", "是"], ["yn", "2", "是"]),
    )

    assert imported.matters[0].fields[0].validation == "选一个"
    assert ("survey", 1, "languages-left-out") in findings(imported)
    assert ("survey", 2, "option-twice") in findings(imported)


@pytest.mark.parametrize("default", ["french (fr)", "fr", "French (fr)"])
def test_the_default_language_is_found_however_it_is_written(default):
    imported = read(
        (
            ["type", "name", "label::English (en)", "label::French (fr)"],
            ["text", "a", "Name", "Nom"],
        ),
        settings=(["default_language"], [default]),
    )

    assert imported.matters[0].fields[0].label == "Nom"
