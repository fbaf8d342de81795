"""What the system wrote reads back unchanged, and nothing in it is computed."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.catalogue.catalogue import Catalogue
from core.catalogue.matter_files import matter_file
from core.catalogue.models import (
    AmountByOption,
    Charge,
    Column,
    FieldSpec,
    MaterialRequirement,
    Matter,
)
from core.catalogue.packages import read_package
from core.catalogue.spreadsheets.agreed import agreed_words, examples_of
from core.catalogue.spreadsheets.charge_words import amount_text, charge_cells, read_amount
from core.catalogue.spreadsheets.condition_words import condition_text, read_condition
from core.catalogue.spreadsheets.importing import (
    SpreadsheetRefusedError,
    import_spreadsheet,
    write_spreadsheet,
)
from core.catalogue.spreadsheets.readers import EXACT, LENIENT, OF_MATERIALS, ClosedSet
from core.catalogue.spreadsheets.words import (
    CHARGE_HEADINGS,
    FIELD_HEADINGS,
    MATERIAL_HEADINGS,
    MATTER_HEADINGS,
)
from core.catalogue.yaml_reading import read_yaml
from tests.conftest import CATALOGUE, SHIPPED
from tests.core.catalogue.spreadsheets.drawn_matters import (
    CHARGE,
    COLUMN,
    MATERIAL,
    MATTER,
    charges,
    conditions,
    matters,
)
from tests.core.catalogue.spreadsheets.workbooks import findings_said, workbook_of

HEADED = {
    Matter: set(MATTER_HEADINGS),
    FieldSpec: set(FIELD_HEADINGS),
    Column: set(FIELD_HEADINGS),
    MaterialRequirement: set(MATERIAL_HEADINGS),
    Charge: {name.removeprefix("charge_") for name in CHARGE_HEADINGS},
}
ELSEWHERE = {
    Matter: {"department", "fields", "materials"},  # the importer's own, and sheets of their own
    MaterialRequirement: {"exemption"},  # two columns
}
CODES = sorted(read_package(CATALOGUE).catalogue.matters) if CATALOGUE.is_dir() else []


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


@pytest.mark.parametrize(
    ("model", "drawn", "by_itself"),
    [
        (Matter, MATTER, {"format"}),
        (FieldSpec, COLUMN, {"columns"}),
        (Column, COLUMN, set()),
        (MaterialRequirement, MATERIAL, set()),
        (Charge, CHARGE, set()),
    ],
)
def test_every_attribute_that_there_is_is_drawn_and_has_a_place_in_the_workbook(
    model, drawn, by_itself
):
    """Whoever adds an attribute says here how it is drawn, and then the laws below want it."""
    attributes = set(model.model_fields) - by_itself

    assert attributes <= set(drawn), "draw it in drawn_matters.py"
    assert attributes - ELSEWHERE.get(model, set()) <= HEADED[model], "give it a heading"


@settings(max_examples=40)
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


@given(charges)
def test_any_amount_comes_back_from_its_words(charge):
    [cell] = [text for name, text in charge_cells(charge) if name == "charge_amount"]

    said = charge.model_dump(exclude={"amount"}, exclude_none=True)
    assert Charge.model_validate({**said, "amount": read_amount(cell)}).amount == charge.amount


def test_an_option_named_like_the_rest_stands_beside_it_and_nothing_stands_twice():
    options = {"其余选项": "1.00", "甲": "2.00"}
    rule = AmountByOption(rule="by_option", field="F01", options=options, otherwise="3.00")
    text = amount_text(rule)

    assert AmountByOption.model_validate(read_amount(text)) == rule
    for line in text.split("\n")[1:]:
        with pytest.raises(ValueError, match="元"):
            read_amount(f"{text}\n{line}")


@pytest.mark.parametrize("name", sorted({*EXACT, *LENIENT, *OF_MATERIALS}))
def test_how_a_cell_is_to_be_written_is_understood_when_it_is_written_so(name):
    for readers in (EXACT, LENIENT, OF_MATERIALS):
        reader = readers.get(name)
        if isinstance(reader, ClosedSet):
            assert examples_of(name)
        for text in examples_of(name) if reader else ():
            assert reader(text) not in (None, "")
    assert "\n" not in agreed_words(name)


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


A_MATTER = Matter(
    format=1,
    code="m",
    name="甲",
    department="SCJG",
    committed_days=1,
    charge=Charge.model_validate(
        {"name": "费", "amount": {"rule": "fixed", "yuan": "4.00"}, "basis": "公告"}
    ),
    fields=(FieldSpec(id="F01", label="姓名", type="text"),),
    materials=(MaterialRequirement(id="M01", name="证"),),
)


@pytest.mark.parametrize(
    ("cell", "text", "said"),
    [
        (
            "表单项!F2",
            "大概吧",
            "“大概吧”作为 必填 看不懂，没有采用。请改成约定的写法，例如：是、否。",
        ),
        ("表单项!D2", "", "表单项 空着，这一项必须写，没有导入。请填上后再导入。"),
        ("表单项!L2", "a b", "数据元 的“a b”不能作代码：代码只能用"),
        ("表单项!E2", "表格", "类型是表格的表单项才有列"),
        ("申请材料!B2", "", "材料名称 空着，这一项必须写"),
        ("申请材料!E2", "-1", "份数 的“-1”超出范围"),
        (
            "实施清单!收费金额",
            "四块",
            "“四块”作为 收费金额 看不懂，没有采用。请改成约定的写法，例如：80.00元",
        ),
        ("实施清单!收费依据", "", "收费依据 空着"),
        ("实施清单!承诺办结时限", "三天", "“三天”作为 承诺办结时限 看不懂"),
        ("实施清单!承诺办结时限", "99999", "承诺办结时限 的“99999”超出范围"),
    ],
)
def test_a_mistake_in_an_exported_file_says_row_column_reason_and_what_next(read, cell, text, said):
    workbook = load_workbook(BytesIO(write_spreadsheet(A_MATTER)))
    name, _, where = cell.partition("!")
    sheet = workbook[name]
    rows = {row[0].value: row[0].row for row in sheet.iter_rows()}
    where = f"B{rows[where]}" if where in rows else where
    sheet[where] = text or None

    imported = read(workbook)

    assert (imported.has_errors and not imported.matters) or text in {"大概吧", "四块", "三天"}
    messages = {(f.at, f.message("zh-CN")) for f in imported.all_findings}
    at = (
        f"{name}!{''.join(filter(str.isdigit, where))}"
        if text or name != "实施清单"
        else "实施清单!1"
    )
    assert any(place == at and message.startswith(said) for place, message in messages), messages
    assert findings_said(imported)


def test_an_attribute_that_stands_twice_is_an_error_and_none_of_them_silently_wins(read):
    workbook = load_workbook(BytesIO(write_spreadsheet(A_MATTER)))
    workbook["实施清单"].append(["承诺办结时限", "9"])

    imported = read(workbook)

    assert [finding.rule for finding in imported.all_findings] == ["spreadsheet-attribute-twice"]


def test_charges_of_anybodys_listing_are_read_or_it_is_said_what_they_lack(read):
    rows = [
        ("事项名称", "甲"),
        ("承诺办结时限", "3个工作日"),
        ("收费项目", "登记费"),
        ("事项类型", "其他"),
    ]
    amount, basis = ("收费金额", "80.00元"), ("收费依据", "公告")

    [whole] = read(workbook_of(*rows, amount, basis)).matters
    partly = read(workbook_of(*rows, amount))

    assert whole.charge.amount.yuan == "80.00"
    assert partly.matters[0].charge is None
    [left_out] = [f for f in partly.all_findings if f.rule == "spreadsheet-charge-left-out"]
    assert "收费依据" in left_out.message("zh-CN")


def test_what_the_applicant_fills_in_is_filled_in_by_no_office(read):
    rows = [
        ("表单项", "类型", "由谁填写"),
        ("姓名", "文本", "申请人"),
        ("指纹", "文本", "公安机关"),
    ]

    [matter] = read(workbook_of(*rows)).matters

    assert [field.filled_by for field in matter.fields] == ["", "公安机关"]


def test_the_place_that_is_inspected_comes_back():
    shipped = read_package(SHIPPED).catalogue
    inspecting = [inspected for inspected in shipped.matters.values() if inspected.inspects]
    assert inspecting
    for matter in inspecting:
        imported = import_spreadsheet(
            write_spreadsheet(matter), name="any", department=matter.department, catalogue=shipped
        )
        assert imported.matters == (matter,)
