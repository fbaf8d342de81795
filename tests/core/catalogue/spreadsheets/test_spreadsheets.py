import re
import zipfile
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from core.catalogue.matter_files import matter_file
from core.catalogue.models import (
    AllDocuments,
    AllOf,
    AnyDocument,
    AnyOf,
    Column,
    Comparison,
    DocumentAbout,
    Exemption,
    FieldSpec,
    MaterialRequirement,
    Matter,
    Operator,
)
from core.catalogue.packages import Catalogue, read_package
from core.catalogue.spreadsheets.condition_words import condition_text, read_condition
from core.catalogue.spreadsheets.importing import (
    SpreadsheetRefusedError,
    import_spreadsheet,
    write_spreadsheet,
)
from core.catalogue.yaml_reading import read_yaml
from core.i18n import messages_of
from tests.conftest import CATALOGUE

CODES = sorted(read_package(CATALOGUE).catalogue.matters) if CATALOGUE.is_dir() else []


def saved(workbook):
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def workbook_of(*rows, title="Sheet1", merged=()):
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    return workbook


@pytest.fixture
def read(catalogue):
    def read(workbook, name="form", known=catalogue):
        raw = workbook if isinstance(workbook, bytes) else saved(workbook)
        return import_spreadsheet(raw, name=name, department="SCJG", catalogue=known)

    return read


def rules(imported):
    return [finding.rule.removeprefix("spreadsheet-") for finding in imported.all_findings]


def told(imported):
    """Every finding can be said in both languages; a parameter without a value would raise."""
    words = [one.message(locale) for one in imported.all_findings for locale in ("zh-CN", "en")]
    return not any(word.startswith("finding.") for word in words)


# --- what the system wrote reads back unchanged


@pytest.mark.parametrize("code", CODES)
def test_every_matter_of_the_catalogue_comes_back_unchanged(catalogue, code):
    matter = catalogue.matters[code]

    imported = import_spreadsheet(
        write_spreadsheet(matter), name="any", department=matter.department, catalogue=catalogue
    )

    assert imported.all_findings == []
    assert imported.matters == (matter,)
    data, _ = read_yaml(matter_file(matter))
    assert Matter.model_validate(data) == matter


texts = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp")),
        st.sampled_from("=+-@\n\t;、□[\"' "),
    ),
    min_size=1,
    max_size=12,
)
codes = st.from_regex(r"\A[a-z][a-z0-9_]{0,6}\Z")
scalars = texts | st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6, allow_nan=False)
comparisons = st.builds(
    Comparison,
    question=codes,
    op=st.sampled_from(Operator),
    value=scalars | st.lists(scalars, max_size=3).map(tuple),
)
conditions = st.recursive(
    comparisons,
    lambda parts: (
        st.builds(AllOf, all=st.lists(parts, max_size=3).map(tuple))
        | st.builds(AnyOf, any=st.lists(parts, max_size=3).map(tuple))
    ),
    max_leaves=5,
)
documents = st.builds(DocumentAbout, document=codes, subject=st.none() | codes)
several = st.lists(documents, min_size=1, max_size=3).map(tuple)
entries = {
    "id": codes,
    "label": texts,
    "type": st.sampled_from(["text", "date", "datetime", "choice", "declaration"]),
    "required": st.booleans(),
    "section": texts | st.just(""),
    "options": st.lists(texts, max_size=3).map(tuple),
    "validation": texts | st.just(""),
    "note": texts | st.just(""),
    "element": st.none() | codes,
    "subject": st.none() | codes,
    "when": st.none() | conditions,
}
plain_fields = st.fixed_dictionaries(entries).map(FieldSpec.model_validate)
tables = st.fixed_dictionaries(
    {
        **entries,
        "type": st.just("table"),
        "columns": st.lists(
            st.fixed_dictionaries(entries).map(Column.model_validate), min_size=1, max_size=3
        ).map(tuple),
    }
).map(FieldSpec.model_validate)
materials = st.builds(
    MaterialRequirement,
    id=codes,
    name=texts,
    kind=st.sampled_from(["evidence", "generated_form", "commitment"]),
    form=st.sampled_from(["original", "copy", "original_and_copy", "electronic"]),
    copies=st.integers(0, 9),
    necessity=st.sampled_from(["required", "deferrable"]),
    source=st.sampled_from(["applicant", "government", "intermediary", "form"]),
    signing=st.sampled_from(["none", "signature", "seal", "signature_and_seal"]),
    evidence=st.none()
    | documents
    | st.builds(AllDocuments, all=several)
    | st.builds(AnyDocument, any=several),
    produced_by=st.lists(codes, max_size=2).map(tuple),
    exemption=st.none()
    | st.builds(
        Exemption,
        by=st.sampled_from(["e_licence", "data_sharing", "commitment", "generated_form"]),
        name=texts | st.just(""),
    ),
    basis=texts | st.just(""),
    note=texts | st.just(""),
    when=st.none() | conditions,
)
matters = st.builds(
    Matter,
    format=st.just(1),
    code=codes,
    name=texts,
    department=st.just("SCJG"),
    committed_days=st.integers(0, 99),
    statutory_days=st.none() | st.integers(0, 99),
    processing=st.sampled_from(["immediate", "committed"]),
    informed_commitment=st.booleans(),
    channels=st.lists(texts | st.just(""), max_size=3).map(tuple),
    legal_basis=st.lists(texts, max_size=3).map(tuple),
    fee=texts | st.just(""),
    source=texts | st.just(""),
    note=texts | st.just(""),
    fields=st.lists(plain_fields | tables, max_size=4, unique_by=lambda f: f.id).map(tuple),
    materials=st.lists(materials, max_size=3, unique_by=lambda m: m.id).map(tuple),
)


@settings(max_examples=25)
@given(matters)
def test_any_matter_comes_back_unchanged(matter):
    imported = import_spreadsheet(
        write_spreadsheet(matter), name="any", department="SCJG", catalogue=Catalogue()
    )

    assert imported.all_findings == []
    assert imported.matters == (matter,)


@given(matters)
def test_any_matter_is_written_as_a_file_that_reads_back(matter):
    data, _ = read_yaml(matter_file(matter))

    assert Matter.model_validate(data) == matter


@given(conditions)
def test_any_condition_comes_back_from_its_words(condition):
    assert read_condition(condition_text(condition)) == condition


@given(st.text(max_size=40))
def test_no_words_break_the_reading_of_conditions(text):
    try:
        condition = read_condition(text)
    except ValueError:
        return
    assert condition is None or read_condition(condition_text(condition)) == condition


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t="])
def test_nothing_that_is_exported_is_computed(start):
    label = f"{start}HYPERLINK(1)"
    field = FieldSpec(id="F01", label=label, type="text")
    matter = Matter(
        format=1, code="m", name=label, department="SCJG", committed_days=1, fields=(field,)
    )

    raw = write_spreadsheet(matter)

    cells = [c for s in load_workbook(BytesIO(raw)) for row in s.iter_rows() for c in row]
    dangerous = [cell for cell in cells if cell.value == label]
    assert len(dangerous) == 2
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in dangerous)
    assert not any(cell.data_type == "f" for cell in cells)
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_a_text_too_long_for_a_cell_is_refused_not_cut():
    matter = Matter(
        format=1, code="m", name="m", department="SCJG", committed_days=1, note="长" * 40_000
    )

    with pytest.raises(SpreadsheetRefusedError) as refused:
        write_spreadsheet(matter)

    assert refused.value.message_key == "error.design.spreadsheet_cell_too_long"


def test_a_mistake_in_an_exported_file_is_an_error_with_its_place(catalogue, read):
    workbook = load_workbook(BytesIO(write_spreadsheet(catalogue.matters[CODES[0]])))
    workbook["表单项"]["F2"] = "大概吧"

    imported = read(workbook)

    assert imported.has_errors
    assert imported.all_findings[0].at == "表单项!2"
    assert told(imported)


# --- what departments send is messy


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
    assert told(imported)


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
    assert told(imported)


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
    rows = [[1, "", "甲", "", "", "", "", "per.name", "principal"],
            [2, "", "乙", "", "", "", "", "per.nmae", "nobody"]]  # fmt: skip

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
    assert told(imported)


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
    assert told(imported)


def test_a_file_that_says_nothing_is_an_error(read):
    for workbook in (Workbook(), workbook_of(["你好，这是一封很长的信，" * 10])):
        imported = read(workbook)

        assert imported.matters == ()
        assert imported.has_errors
        assert told(imported)


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
    assert told(imported)


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
    assert told(imported)


# --- what could do harm is refused in words


def rewritten(raw, part, change):
    """The same workbook with one part changed, or added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(out, "w", 8) as new:
        names = old.namelist()
        for name in names:
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
        if part not in names:
            new.writestr(part, change(b""))
    return out.getvalue()


def bomb():
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(5):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b" " * (40 * 1024 * 1024))
    return out.getvalue()


def many_rows(count):
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, count))
    sheet = b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"
    return rewritten(saved(Workbook()), "xl/worksheets/sheet1.xml", lambda _: sheet)


def with_sheet(text):
    return rewritten(
        saved(Workbook()),
        "xl/worksheets/sheet1.xml",
        lambda _: (
            b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            + text
            + b"</worksheet>"
        ),
    )


HOSTILE = {
    "empty": (lambda: b"", "not_xlsx"),
    "csv": ("标签\n姓名".encode, "not_xlsx"),
    "old or encrypted": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "protected"),
    "other zip": (
        lambda: rewritten(saved_zip(), "a.txt", lambda _: b"x"),
        "not_xlsx",
    ),
    "cut off": (lambda: saved(Workbook())[:900], "not_xlsx"),
    "bomb": (bomb, "bomb"),
    "entities": (
        lambda: rewritten(
            saved(Workbook()),
            "xl/workbook.xml",
            lambda text: b'<!DOCTYPE x [<!ENTITY a "b">]>' + text,
        ),
        "bomb",
    ),
    "macros": (
        lambda: rewritten(saved(Workbook()), "xl/vbaProject.bin", lambda _: b"x"),
        "macros",
    ),
    "external links": (
        lambda: rewritten(
            saved(Workbook()), "xl/externalLinks/externalLink1.xml", lambda _: b"<x/>"
        ),
        "external",
    ),
    "100,000 rows": (lambda: many_rows(100_000), "too_long"),
    "last row of all": (
        lambda: with_sheet(
            b'<sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
        ),
        "too_long",
    ),
    "last column of all": (
        lambda: with_sheet(b'<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>'),
        "too_wide",
    ),
    "everything merged": (
        lambda: with_sheet(
            b'<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
        "too_long",
    ),
    "broken sheet": (lambda: with_sheet(b"<sheetData><row></sheetData>"), "damaged"),
}


def saved_zip():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "hello")
    return out.getvalue()


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files_are_refused_in_words(kind):
    make, reason = HOSTILE[kind]

    with pytest.raises(SpreadsheetRefusedError) as refused:
        import_spreadsheet(make(), name="x", department="SCJG", catalogue=Catalogue())

    assert refused.value.message_key == f"error.design.spreadsheet_{reason}"
    for locale in ("zh-CN", "en"):
        words = messages_of(locale)[refused.value.message_key]
        assert "{" not in words.format(**refused.value.params)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading(raw):
    with pytest.raises(SpreadsheetRefusedError):
        import_spreadsheet(b"PK\x03\x04" + raw, name="x", department="D", catalogue=Catalogue())
