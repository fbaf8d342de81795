"""What departments send is messy: everything is read or told, and codes are safe."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from core.catalogue.catalogue import Catalogue
from core.catalogue.matter_files import matter_file
from core.catalogue.spreadsheets.importing import import_spreadsheet
from tests.core.catalogue.spreadsheets.drawn_matters import texts
from tests.core.catalogue.spreadsheets.workbooks import (
    findings_said,
    rewritten,
    rules,
    saved,
    workbook_of,
)


def test_a_list_with_title_pairs_and_materials_is_read_from_one_sheet(read):
    imported = read(
        workbook_of(
            ["餐饮服务许可实施清单"],
            ["基本编码", "440131903000", "事项类型", "行政许可", "办件类型", "承诺件"],
            ["法定办结时限", "２０个工作日", "承诺办结时限", "5个工作日", "到办事现场次数", "0次"],
            ["设定依据", "《食品安全法》第三十五条\n《办法》第十条"],
            [],
            ["二、申请材料"],
            ["序号", "材料名称", "材料形式", "份数", "来源渠道", "必要性", "签章要求"],
            [1, "1.《申请书》", "原件", "1份", "申请人自备", "必要", "签字并盖章"],
            [2, "营业执照（加盖公章）", "复印件", 2, "政府部门核发", "可容缺", "无"],
            [3, "其他", "莫名其妙"],
            ["注：以上材料用 A4 纸"],
            merged=["A1:F1"],
        ),
        name="餐饮",
    )

    [matter] = imported.matters
    assert (matter.name, matter.kind, matter.code) == ("餐饮服务许可", "行政许可", "SCJG-餐饮")
    assert (matter.statutory_days, matter.committed_days, matter.onsite_visits) == (20, 5, 0)
    assert matter.legal_basis == ("《食品安全法》第三十五条", "《办法》第十条")
    first, second, third = matter.materials
    assert (first.name, first.signing) == ("《申请书》", "signature_and_seal")
    assert (second.form, second.copies, second.necessity) == ("copy", 2, "deferrable")
    assert (second.source, third.name) == ("government", "其他")
    assert rules(imported) == ["cell-not-understood"]
    assert findings_said(imported)


HEAD = ["序号", "栏目", "字段名称", "数据类型", "是否必填", "选项", "填表说明"]


def test_a_field_list_is_read_wherever_its_headings_stand(read):
    imported = read(
        workbook_of(
            *([["说明：内部使用"]] * 2),
            ["字段清单"],
            *([[]] * 12),
            HEAD,
            ["1", "申请人信息", "＊１．申请人名称：", "字符型", "是"],
            ["2", None, "统一社会信用代码", "C", "√", None, "18位"],
            ["3", None, "（三）主体业态", "单选", "是", "食品销售；餐饮服务"],
            ["承诺"],
            ["4", None, "申请日期", "日期", "否"],
            HEAD,
            ["5", None, "联系电话", "电话", "N"],
            [None, None, None, "文本"],
            merged=["B17:B19", "A20:G20"],
        )
    )

    [matter] = imported.matters
    found = [(f.id, f.section, f.label, f.type, f.required) for f in matter.fields]
    assert found == [
        ("F01", "申请人信息", "申请人名称", "text", True),
        ("F02", "申请人信息", "统一社会信用代码", "text", True),
        ("F03", "申请人信息", "主体业态", "choice", True),
        ("F04", "承诺", "申请日期", "date", False),
        ("F05", "承诺", "联系电话", "phone", False),
    ]
    assert matter.fields[2].options == ("食品销售", "餐饮服务")
    assert rules(imported).count("no-label") == 1
    assert "days-assumed" in rules(imported)
    assert findings_said(imported)


def test_only_exact_suggestions_are_bound_and_all_are_shown(read):
    imported = read(workbook_of(HEAD, [1, "单位信息", "统一社会信用代码"], [2, "", "联系电话"]))

    code, phone = imported.matters[0].fields
    assert (code.element, code.subject) == ("org.uscc", "subject")
    assert (phone.element, phone.subject) == (None, None)
    shown = [row.understood["suggestions"][0] for row in imported.rows[1:]]
    assert shown[0] == {"element": "org.uscc", "subject": "subject", "score": 1.0}
    assert shown[1]["element"] == "per.mobile"
    assert "to-confirm" in rules(imported)


def test_codes_that_a_spreadsheet_gives_are_kept_only_if_the_catalogue_has_them(read):
    head = [*HEAD, "数据元", "主体"]
    rows = [
        [1, "", "甲", "", "", "", "", "per.name", "principal"],
        [2, "", "乙", "", "", "", "", "per.nmae", "nobody"],
    ]

    imported = read(workbook_of(head, *rows))

    first, second = imported.matters[0].fields
    assert (first.element, first.subject) == ("per.name", "principal")
    assert second.element != "per.nmae"
    assert rules(imported).count("unknown-code") == 2


def test_a_blank_form_is_read_as_people_see_it(read):
    imported = read(
        workbook_of(
            ["食品经营许可申请书"],
            ["申请人信息", "名称", None, "统一社会信用代码"],
            [None, "法定代表人（负责人）姓名", None, "身份证号码"],
            [None, "性别", "□男 □女", "联系电话"],
            ["二、经营信息"],
            ["住所"],
            ["成立日期", "年 月 日", "主体业态 □销售 □餐饮"],
            ["填表说明：用黑色墨水"],
            ["申请人（签章）："],
            merged=["A1:F1", "A2:A4", "B6:F6"],
        )
    )

    [matter] = imported.matters
    found = [(field.section, field.label, field.type.value) for field in matter.fields]
    assert found == [
        ("申请人信息", "名称", "text"),
        ("申请人信息", "统一社会信用代码", "text"),
        ("申请人信息", "法定代表人（负责人）姓名", "text"),
        ("申请人信息", "身份证号码", "text"),
        ("申请人信息", "性别", "choice"),
        ("申请人信息", "联系电话", "text"),
        ("经营信息", "住所", "text"),
        ("经营信息", "成立日期", "date"),
        ("经营信息", "主体业态", "choice"),
        ("经营信息", "申请人（签章）", "signature"),
    ]
    assert matter.form_name in {"", "食品经营许可申请书"}
    assert matter.fields[4].options == ("男", "女")


def test_one_row_a_matter_makes_several_matters(read):
    head = ["事项名称", "实施编码", "事项类型", "法定时限", "承诺时限", "到现场次数"]
    rows = [["甲许可", "111", "行政许可", 20, 5, 1], ["乙备案", "222", "其他", "当场", "当场", "0"]]

    imported = read(workbook_of(head, *rows))

    assert [m.name for m in imported.matters] == ["甲许可", "乙备案"]
    assert [m.committed_days for m in imported.matters] == [5, 0]
    assert len({m.code for m in imported.matters}) == 2


def test_hidden_sheets_are_left_out_and_told(read):
    workbook = workbook_of(HEAD, [1, "", "姓名"])
    hidden = workbook.create_sheet("旧版")
    hidden.sheet_state = "hidden"
    hidden.append(["字段名称", "数据类型"])
    hidden.append(["不该读", "文本"])

    imported = read(workbook)

    assert [field.label for field in imported.matters[0].fields] == ["姓名"]
    assert "hidden-sheet" in rules(imported)
    assert findings_said(imported)


def test_dates_numbers_and_truths_become_what_the_cell_shows(read):
    imported = read(workbook_of(HEAD, [1.0, "", "名称", "", True, "", date(2026, 1, 2)]))

    field = imported.matters[0].fields[0]
    assert (field.required, field.note) == (True, "2026-01-02")


def test_a_formula_that_fails_is_an_error(read):
    raw = saved(workbook_of(HEAD, [1, "", "名称", "XYZZY"]))
    failed = b'<c r="D2" t="e"><f>A0</f><v>#REF!</v></c>'
    broken = rewritten(
        raw,
        "xl/worksheets/sheet1.xml",
        lambda sheet: re.sub(rb'<c r="D2".*?</c>', failed, sheet),
    )

    imported = read(broken)

    assert "formula-error" in rules(imported)
    assert imported.has_errors
    assert findings_said(imported)


def test_a_file_that_says_nothing_is_an_error(read):
    for workbook in (Workbook(), workbook_of(["你好，这是一封很长的信，" * 10])):
        imported = read(workbook)

        assert imported.matters == ()
        assert imported.has_errors
        assert findings_said(imported)


def test_an_xlsform_is_read(read):
    workbook = workbook_of(
        ["type", "name", "label", "required", "relevant"],
        ["begin_group", "g", "申请人"],
        ["text", "n", "姓名", "yes"],
        ["select_one sex", "s", "性别", "no", "${n} != ''"],
        ["end_group"],
        ["calculate", "c", "x"],
        title="survey",
    )
    choices = workbook.create_sheet("choices")
    for row in (["list_name", "name", "label"], ["sex", "m", "男"], ["sex", "f", "女"]):
        choices.append(row)

    imported = read(workbook)

    name, sex = imported.matters[0].fields
    assert (name.section, name.label, name.required) == ("申请人", "姓名", True)
    assert (sex.type.value, sex.options) == ("choice", ("男", "女"))
    assert {"condition-left-out", "question-type"} <= set(rules(imported))
    assert findings_said(imported)


@pytest.mark.parametrize("code", ["../x", "a/b", "..", "", "x" * 90, "C:\\x"])
def test_codes_are_safe_whatever_the_file_says(read, code):
    imported = read(
        workbook_of(["事项编号", code], ["事项名称", "甲"], ["承诺时限", "5"]), "../文件 名"
    )

    assert [matter.code for matter in imported.matters] == ["SCJG-文件-名"]


cells = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "字段名称",
            "材料名称",
            "数据类型",
            "事项名称",
            "承诺时限",
            "注：",
            "□男 □女",
            "一、甲",
            "姓名：",
        ]
    ),
    texts.filter(lambda text: not text.startswith("=")),
    st.integers(),
)


@settings(max_examples=30)
@given(st.lists(st.lists(cells, max_size=6), max_size=12))
def test_whatever_stands_in_a_sheet_every_row_is_accounted_for(rows):
    imported = import_spreadsheet(
        saved(workbook_of(*rows)), name="x", department="SCJG", catalogue=Catalogue()
    )

    assert all(row.understood or row.findings for row in imported.rows)
    assert all(matter_file(matter) for matter in imported.matters)
    assert findings_said(imported)
