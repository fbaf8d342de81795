"""Every department gets its own form back, in its own layout, and reads from it what was given."""

import json
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.catalogue.models import FieldType, Matter
from core.catalogue.packages import read_package
from core.forms.department_forms import FormTable, lay_out, read_back, written
from core.forms.form_workbooks import read_form, write_form
from core.forms.normalising import normalised_value
from core.services.form_answers import json_of
from tests.conftest import CATALOGUE

MATTERS = read_package(CATALOGUE).catalogue.matters if CATALOGUE.is_dir() else {}

words = (
    st.text("端州区示例路号=+-@1２X、 （）", min_size=1, max_size=12).map(str.strip).filter(bool)
)
VALUES = {
    FieldType.BOOLEAN: st.booleans(),
    FieldType.CHOICES: st.lists(words, min_size=1, max_size=3, unique=True),
    FieldType.DATE: st.dates().map(str),
    FieldType.DECLARATION: st.just(True),
    FieldType.INTEGER: st.integers(0, 10**9),
    FieldType.MONEY: st.decimals(0, 10**9, places=2).map(float),
    FieldType.NUMBER: st.integers(0, 999) | st.decimals(0, 999, places=3).map(float),
    FieldType.IDENTITY: st.just("11010519491231002X"),
    FieldType.PHONE: st.sampled_from(["13800138000", "0758-2345678"]),
    FieldType.PARAGRAPH: st.lists(words, min_size=1, max_size=3).map("\n".join),
}


def filled(draw, entry):
    if entry.options and entry.type is FieldType.CHOICE:
        return draw(st.sampled_from(entry.options))
    return draw(VALUES.get(entry.type, words))


@st.composite
def forms_of(draw, matter):
    """Draw a form in which any place may stay empty."""
    form = {}
    for field in matter.fields:
        if field.type is FieldType.TABLE:
            rows = [
                {c.id: filled(draw, c) for c in field.columns if draw(st.booleans())}
                for _ in range(draw(st.integers(0, 3)))
            ]
            form |= {field.id: rows} if any(rows) else {}
        elif draw(st.booleans()):
            form[field.id] = filled(draw, field)
    return form


@pytest.mark.parametrize("code", sorted(MATTERS))
def test_every_matter_reads_back_what_was_written_for_it(code):
    matter = MATTERS[code]

    @settings(max_examples=3)
    @given(forms_of(matter))
    def check(form):
        layout = lay_out(matter, form)
        assert json.loads(json.dumps(layout.values)) == layout.values
        assert read_form(write_form(layout), matter) == layout.values

    check()


@pytest.mark.parametrize("code", sorted(MATTERS)[:12])
def test_a_form_has_its_departments_sections_labels_and_order(code):
    matter = MATTERS[code]

    form = lay_out(matter, {}, department="某局")

    parts = [part for section in form.sections for part in section.parts]
    assert sorted(part.field for part in parts) == sorted(field.id for field in matter.fields)
    assert [s.title for s in form.sections] == list(dict.fromkeys(f.section for f in matter.fields))
    assert {part.label for part in parts} == {field.label for field in matter.fields}
    assert form.title == (matter.form_name or matter.name)
    assert form.values == {}


def small_matter(kind=FieldType.TEXT):
    return Matter.model_validate(
        {
            "format": 1,
            "code": "M",
            "name": "甲",
            "department": "D",
            "committed_days": 1,
            "fields": [
                {"id": "F1", "label": "名称", "type": kind},
                {
                    "id": "F2",
                    "label": "人员",
                    "type": "table",
                    "columns": [
                        {"id": "C1", "label": "姓名", "type": "text"},
                        {"id": "C2", "label": "份额", "type": "number"},
                    ],
                },
            ],
        }
    )


def test_a_table_has_a_row_for_each_member():
    form = lay_out(small_matter(), {"F2": [{"C1": "李", "C2": "６０"}, {"C1": "王"}]})

    (table,) = [p for s in form.sections for p in s.parts if isinstance(p, FormTable)]
    assert [[entry.words for entry in row] for row in table.rows] == [["李", "60"], ["王", ""]]
    assert form.values == {"F2": [{"C1": "李", "C2": 60}, {"C1": "王"}]}


def test_numbers_are_numbers_and_what_identifies_somebody_is_text():
    number = write_form(lay_out(small_matter(FieldType.NUMBER), {"F1": 60.5}))
    identity = write_form(lay_out(small_matter(FieldType.IDENTITY), {"F1": "110105194912310021"}))

    cells = [load_workbook(BytesIO(raw)).worksheets[0]["C3"] for raw in (number, identity)]
    assert [(cell.value, cell.data_type) for cell in cells] == [
        (60.5, "n"),
        ("110105194912310021", "s"),
    ]


def test_nothing_that_is_written_is_computed():
    raw = write_form(lay_out(small_matter(), {"F1": "=HYPERLINK(1)"}))

    cell = load_workbook(BytesIO(raw)).worksheets[0]["C3"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


@given(st.sampled_from(sorted(VALUES)), st.data())
def test_what_is_written_is_read_back(kind, data):
    value = normalised_value(kind, data.draw(VALUES[kind]))

    assert read_back(kind, written(kind, value)) == value


@given(st.sampled_from(list(FieldType)), st.text(max_size=8) | st.integers() | st.booleans())
def test_putting_in_order_twice_is_putting_in_order_once(kind, value):
    once = normalised_value(kind, value)

    assert normalised_value(kind, once) == once


def test_what_stands_in_a_code_list_has_its_code_there():
    nation = {"type": "choice", "code_list": "GB/T 3304"}
    matter = Matter.model_validate(
        {
            "format": 1,
            "code": "M",
            "name": "M",
            "department": "D",
            "committed_days": 1,
            "fields": [
                {"id": "F1", "label": "民族", **nation},
                {"id": "F2", "label": "民族", **nation},
                {"id": "F3", "label": "姓名", "type": "text"},
                {
                    "id": "F4",
                    "label": "人员",
                    "type": "table",
                    "columns": [
                        {"id": "C1", "label": "民族", **nation},
                        {"id": "C2", "label": "姓名", "type": "text"},
                    ],
                },
            ],
        }
    )
    rows = [{"C1": "汉族", "C2": "李四"}, {"C1": "不在表里", "C2": "王五"}]

    form = lay_out(matter, {"F1": "蒙古族", "F2": "不在表里", "F3": "汉族", "F4": rows})

    assert form.codes == {"F1": "02", "F4": [{"C1": "01"}, {}]}
    assert lay_out(matter, {"F3": "汉族", "F4": rows[1:]}).codes == {}
    assert json.loads(json_of(form))["codes"] == form.codes
