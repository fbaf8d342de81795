"""A cell is understood entirely, or told at its row; a part is never taken for the whole."""

import re
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Question
from core.catalogue.spreadsheets import import_spreadsheet, report_of, write_spreadsheet
from core.catalogue.suggesting.matching import Matcher
from tests.conftest import CATALOGUE
from tests.core.catalogue.spreadsheets.workbooks import findings_said, rewritten, saved, workbook_of

MATCHER = Matcher(Catalogue())
WAITING = {"spreadsheet-to-confirm", "spreadsheet-nothing-fits"}


def read(workbook, known=None):
    raw = workbook if isinstance(workbook, bytes) else saved(workbook)
    imported = import_spreadsheet(
        raw, name="f", department="SCJG", catalogue=known or Catalogue(), matcher=lambda: MATCHER
    )
    assert findings_said(imported)
    return imported


def findings(imported):
    return [
        (row.row, finding.rule.removeprefix("spreadsheet-"))
        for row in imported.rows
        for finding in row.findings
        if finding.rule not in WAITING
    ]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("五个工作日", 5),
        ("十五个工作日内", 15),
        ("一百二十个工作日", 120),
        ("两个工作日", 2),
        ("５ 个 工作日", 5),
        ("自受理之日起20个工作日", 20),
        ("当场办结", 0),
        (20.0, 20),
        ("七", 7),
    ],
)
def test_working_days_are_understood_in_any_numerals(text, days):
    imported = read(workbook_of(["事项名称", "甲"], ["承诺办结时限", text]))

    assert imported.matters[0].committed_days == days
    assert imported.all_findings == []


@pytest.mark.parametrize(
    "text",
    [
        "20个自然日",
        "10天",
        "三个月",
        "1年",
        "2周",
        "90分钟",
        "12h",
        "3～5个工作日",
        "二至五个工作日",
        "5个工作日/10个自然日",
        "20个工作日（可延长10日）",
        "即办",
        "无",
        "1个半工作日",
        "一百五个工作日",
        "-5",
        2.5,
        date(2026, 1, 3),
    ],
)
def test_other_limits_are_reported_and_what_is_assumed_instead_is_said(text):
    imported = read(workbook_of(["事项名称", "甲"], ["法定办结时限", text], ["承诺办结时限", text]))

    [matter] = imported.matters
    assert (matter.statutory_days, matter.committed_days) == (None, 20)
    assert {(2, "cell-not-understood"), (3, "cell-not-understood")} <= set(findings(imported))
    assert [finding.variant for finding in imported.findings] == ["unread"]


@pytest.mark.parametrize(
    "heading",
    [
        "承诺办结时限（天）",
        "承诺办结时限(单位：月)",
        "承诺办结时限（自然日计）",
        "承诺办结时限(days)",
        "承诺办结时限（工作日/小时）",
    ],
)
def test_a_unit_in_the_heading_counts(heading):
    imported = read(workbook_of(["事项名称", "甲"], [heading, 3]))

    assert findings(imported) == [(2, "cell-not-understood")]


def test_a_unit_in_a_cell_of_its_own_counts():
    imported = read(
        workbook_of(
            ["事项名称", "甲"],
            ["法定办结时限", 3],
            ["法定办结时限单位", "月"],
            ["承诺办结时限", 5],
            ["承诺办结时限单位", "工作日"],
        )
    )

    [matter] = imported.matters
    assert (matter.statutory_days, matter.committed_days) == (None, 5)
    assert findings(imported) == [(3, "cell-not-understood")]


@pytest.mark.parametrize("heading", ["承诺办结时限（工作日）", "承诺办结时限（不含节假日）"])
def test_a_heading_that_says_working_days_changes_nothing(heading):
    imported = read(workbook_of(["事项名称", "甲"], [heading, 5]))

    assert imported.matters[0].committed_days == 5
    assert findings(imported) == []


@pytest.mark.parametrize(
    ("value", "number_format", "rule"),
    [
        ("3", '@"个月"', "cell-not-understood"),
        (3, '[>10]0"个工作日";0"个月"', "cell-not-understood"),
        (0, '0;-0;"另行通知"', "number-format"),
        ("20", ";;;", "number-format"),
    ],
)
def test_what_a_format_shows_of_a_text_or_in_a_section_is_read(value, number_format, rule):
    workbook = workbook_of(["事项名称", "甲"], ["承诺办结时限", value])
    workbook.active["B2"].number_format = number_format

    assert findings(read(workbook)) == [(2, rule)]


@pytest.mark.parametrize("unit", ["个月", "天"])
def test_words_that_a_number_format_adds_are_read_with_the_number(unit):
    workbook = workbook_of(["事项名称", "甲"], ["承诺办结时限", 3])
    workbook.active["B2"].number_format = f'0"{unit}"'

    assert findings(read(workbook)) == [(2, "cell-not-understood")]


MATERIALS = ["材料名称", "材料形式", "份数", "必要性", "签章要求"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            ("原件和复印件", "一式两份", "必要", "签字并盖章"),
            ("original_and_copy", 2, "required", "signature_and_seal"),
        ),
        (
            ("原件、复印件", "2份", "可容缺", "法定代表人签字"),
            ("original_and_copy", 2, "deferrable", "signature"),
        ),
        (("复印件", 3, "不可容缺", "加盖公章"), ("copy", 3, "required", "seal")),
        (("电子件", "1", "容缺", "不需要签字"), ("electronic", 1, "deferrable", "none")),
        (("原件", "三份", "必要材料", "免盖章"), ("original", 3, "required", "none")),
    ],
)
def test_what_is_clear_of_a_material_is_taken_without_a_word(cells, expected):
    imported = read(workbook_of(MATERIALS, ["甲", *cells]))

    [material] = imported.matters[0].materials
    assert (material.form, material.copies, material.necessity, material.signing) == expected
    assert findings(imported) == []


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (1, "原件或复印件"),
        (1, "原件/复印件"),
        (1, "非原件"),
        (1, "无需原件"),
        (2, "1-2"),
        (2, "若干"),
        (2, "原件1份，复印件2份"),
        (3, "非必要"),
        (3, "不必要"),
        (3, "必要（可容缺）"),
        (3, "否"),
        (4, "签字或盖章"),
        (4, "签字/盖章"),
        (4, "签章"),
        (4, "盖章（或签字）"),
        (4, "无需盖章，需签字"),
    ],
)
def test_what_is_unclear_of_a_material_is_reported_with_what_is_assumed(place, text):
    row = ["甲", "", "", "", ""]
    row[place] = text

    imported = read(workbook_of(MATERIALS, row))

    [material] = imported.matters[0].materials
    assert (material.form, material.copies, material.necessity, material.signing) == (
        "original",
        1,
        "required",
        "none",
    )
    [finding] = imported.rows[1].findings
    assert (finding.rule, finding.variant) == ("spreadsheet-cell-not-understood", "assumed")


def test_yes_under_may_be_deferred_is_not_yes_under_necessary():
    imported = read(workbook_of(["材料名称", "是否可容缺"], ["甲", "是"], ["乙", "否"]))

    assert [material.necessity for material in imported.matters[0].materials] == [
        "deferrable",
        "required",
    ]
    assert findings(imported) == []


@pytest.mark.parametrize("text", ["需要", "必填", "选填", "可选"])
def test_a_word_that_is_no_yes_is_not_taken_for_may_be_deferred(text):
    imported = read(workbook_of(["材料名称", "份数", "是否可容缺"], ["甲", 1, text]))

    assert imported.matters[0].materials[0].necessity == "required"
    assert findings(imported) == [(2, "cell-not-understood")]


@pytest.mark.parametrize(
    "name",
    [
        "照片3-5张",
        "照片两三张",
        "不少于2份的报告",
        "复印件2份以上",
        "第三份合同",
        "委托书签字盖章",
        "委托书，加盖公章",
        "如有委托，提供委托书",
        "身份证原件（免提交）",
    ],
)
def test_a_name_whose_words_leave_something_open_is_reported(name):
    imported = read(workbook_of(["材料名称", "材料依据"], [name, "《法》第一条"]))

    [material] = imported.matters[0].materials
    assert (material.copies, material.signing) == (1, "none")
    assert findings(imported) == [(2, "name-says-more")]


@pytest.mark.parametrize("name", ["申请书一式两份", "章程", "公章刻制备案证明", "如实申报承诺书"])
def test_a_plain_name_is_taken_without_a_word(name):
    assert findings(read(workbook_of(["材料名称", "材料依据"], [name, "《法》第一条"]))) == []


def test_a_prerequisite_that_is_no_matter_is_reported_and_none_is_none():
    for text, found in (("无", []), ("营业执照", [(3, "unknown-code")])):
        rows = (["事项名称", "甲"], ["事项类型", "许可"], ["前置事项", text])
        imported = read(workbook_of(*rows))

        assert imported.matters[0].requires == ()
        assert findings(imported) == found


def test_cells_with_blanks_alone_and_merged_cells_without_text_do_not_count():
    rows = (["表单项", "必填", *[" "] * 150], ["姓名", "是", *[" "] * 150])
    imported = read(workbook_of(*rows, merged=("B5:C9", "IA1:IF2")))

    assert [field.label for field in imported.matters[0].fields] == ["姓名"]
    assert findings(imported) == []


def test_a_name_that_says_more_is_read_or_told():
    imported = read(
        workbook_of(
            ["材料名称", "备注"],
            ["身份证原件及复印件"],
            ["申请书（一式两份）"],
            ["营业执照原件或复印件"],
            ["户口簿（无需原件）"],
            ["授权书（加盖公章）"],
        )
    )

    found = [(material.form, material.copies) for material in imported.matters[0].materials]
    assert found[:2] == [("original_and_copy", 1), ("original", 2)]
    assert findings(imported) == [(row, "name-says-more") for row in (4, 5, 6)]


def test_columns_and_cells_that_are_not_read_are_reported_at_their_rows():
    imported = read(
        workbook_of(
            ["表单项名称", "类型", "样表"],
            ["姓名", "文本", "见附件"],
            ["年龄", "整数", None, "散落"],
            ["性别", "单选/多选"],
            ["国籍", "文本（50字）"],
        )
    )

    assert findings(imported) == [
        (2, "column-left-out"),
        (3, "text-left-out"),
        (4, "cell-not-understood"),
        (5, "rest-left-out"),
    ]


def test_below_headings_in_two_rows_neither_number_is_the_number_of_copies():
    imported = read(
        workbook_of(
            ["序号", "材料名称", "份数", None],
            [None, None, "原件", "复印件"],
            [1, "甲", 2, 3],
            merged=["A1:A2", "B1:B2", "C1:D1"],
        )
    )

    assert [material.copies for material in imported.matters[0].materials] == [1]
    assert findings(imported) == [(3, "column-left-out")] * 2


def test_boxes_may_stand_before_or_behind_their_words():
    imported = read(workbook_of(["登记表"], ["性别", "男□ 女□"], ["是否汉族：□是 □否"]))

    assert [(field.label, field.options) for field in imported.matters[0].fields] == [
        ("性别", ("男", "女")),
        ("是否汉族", ("是", "否")),
    ]


def test_a_condition_about_a_question_that_nobody_asks_is_reported_and_left_out():
    imported = read(workbook_of(["表单项名称", "类型", "适用条件"], ["姓名", "文本", "面积 > 300"]))

    assert imported.matters[0].fields[0].when is None
    assert findings(imported) == [(2, "unknown-code")]


@pytest.mark.parametrize("value", ['area = "大"', 'form = "没有的"', "form > 3"])
def test_a_condition_with_a_value_that_no_answer_has_is_reported_and_left_out(value):
    area = Question(id="area", text="?", kind="number")
    form = Question(id="form", text="?", kind="single", options=("甲", "乙"))
    known = Catalogue(questions={"area": area, "form": form})
    imported = read(workbook_of(["材料名称", "份数", "适用条件"], ["甲", 1, value]), known)

    assert imported.matters[0].materials[0].when is None
    assert findings(imported) == [(2, "unknown-code")]


def test_computed_cells_and_dates_are_reported_but_not_where_they_do_not_matter():
    workbook = workbook_of(
        ["序号", "表单项名称", "类型", "是否必填", "填表说明"],
        ["=ROW()-1", "姓名", "文本", "=A1", date(2026, 1, 2)],
        [2, date(2026, 1, 3), "文本", "是"],
    )
    raw = rewritten(
        saved(workbook),
        "xl/worksheets/sheet1.xml",
        lambda sheet: re.sub(rb"<f>A1</f><v(></v| ?/)>", b"<f>A1</f><v>1</v>", sheet),
    )

    imported = read(raw)

    assert imported.matters[0].fields[0].required
    assert findings(imported) == [(2, "formula"), (3, "date-cell")]


def test_hidden_rows_and_columns_are_reported_and_not_read():
    workbook = workbook_of(
        ["表单项名称", "类型", "是否必填"], ["姓名", "文本", "是"], ["旧", "文本"]
    )
    workbook.active.row_dimensions[3].hidden = True
    workbook.active.column_dimensions["C"].hidden = True

    imported = read(workbook)

    [field] = imported.matters[0].fields
    assert (field.label, field.required) == ("姓名", False)
    assert findings(imported) == [(1, "hidden-column"), (3, "hidden-row")]


def test_a_mark_hidden_in_an_exported_file_is_an_error(catalogue):
    workbook = load_workbook(BytesIO(write_spreadsheet(catalogue.matters["SCJG-03"])))
    workbook["表单项"].row_dimensions[3].hidden = True
    workbook.create_sheet("补充").append(["还有一项"])

    imported = read(workbook)

    assert imported.has_errors
    assert set(findings(imported)) == {(3, "hidden-row"), (1, "sheet-left-out")}


@pytest.mark.skipif(not CATALOGUE.is_dir(), reason="reads the catalogue as delivered")
def test_plain_lists_of_real_matters_are_read_without_a_word(catalogue):
    for code in sorted(catalogue.matters)[::9]:
        matter = catalogue.matters[code]
        workbook = load_workbook(BytesIO(write_spreadsheet(matter)))
        workbook["实施清单"]["A1"] = "实施清单"
        del workbook["表单项"]

        imported = read(workbook, catalogue)

        [again] = imported.matters
        assert findings(imported) == []
        assert again.committed_days == matter.committed_days
        assert again.legal_basis == matter.legal_basis
        assert [material.model_copy(update={"id": ""}) for material in again.materials] == [
            material.model_copy(update={"id": ""}) for material in matter.materials
        ]


def test_the_report_has_every_finding_and_what_waits_for_a_person_last():
    imported = read(workbook_of(["表单项名称", "类型"], ["姓名", "魔法"], ["电话", "电话"]))

    report = report_of(imported, "zh-CN")

    assert len(report.every_line) == len(imported.all_findings)
    assert [line.at for line in report.lines] == ["Sheet1!2", "SCJG-f"]
    assert report.counts["confirm"] == len(report.to_confirm) == 2
