"""What the system wrote reads back unchanged, and nothing in it is computed."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.catalogue.catalogue import Catalogue
from core.catalogue.matter_files import matter_file
from core.catalogue.models import FieldSpec, Matter
from core.catalogue.packages import read_package
from core.catalogue.spreadsheets.condition_words import condition_text, read_condition
from core.catalogue.spreadsheets.importing import (
    SpreadsheetRefusedError,
    import_spreadsheet,
    write_spreadsheet,
)
from core.catalogue.yaml_reading import read_yaml
from tests.conftest import CATALOGUE, SHIPPED
from tests.core.catalogue.spreadsheets.drawn_matters import conditions, matters
from tests.core.catalogue.spreadsheets.workbooks import findings_said

CODES = sorted(read_package(CATALOGUE).catalogue.matters) if CATALOGUE.is_dir() else []


def in_spreadsheets(matter):
    """The matter without what spreadsheets do not carry yet: charges, and what offices fill in."""
    asked = tuple(field.model_copy(update={"filled_by": ""}) for field in matter.fields)
    return matter.model_copy(update={"charges": (), "fields": asked})


@pytest.mark.parametrize("code", CODES)
def test_every_matter_of_the_catalogue_comes_back_unchanged(catalogue, code):
    matter = in_spreadsheets(catalogue.matters[code])

    imported = import_spreadsheet(
        write_spreadsheet(matter), name="any", department=matter.department, catalogue=catalogue
    )

    assert imported.all_findings == []
    assert imported.matters == (matter,)
    data, _ = read_yaml(matter_file(matter))
    assert Matter.model_validate(data) == matter


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
    assert findings_said(imported)


def test_the_place_that_is_inspected_comes_back():
    shipped = read_package(SHIPPED).catalogue
    inspecting = [inspected for inspected in shipped.matters.values() if inspected.inspects]
    assert inspecting
    for matter in inspecting:
        imported = import_spreadsheet(
            write_spreadsheet(matter), name="any", department=matter.department, catalogue=shipped
        )
        assert imported.matters == (matter,)
