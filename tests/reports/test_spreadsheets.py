"""Spreadsheets that were read wrong once: each is read right, or told at its row, or refused."""

from functools import cache
from pathlib import Path

import pytest

from core.catalogue.catalogue import Catalogue
from core.catalogue.spreadsheets import SpreadsheetRefusedError, import_spreadsheet
from core.catalogue.suggesting.matching import Matcher

HERE = Path(__file__).parent
EMPTY = Catalogue()


@cache
def knows_nothing():
    return Matcher(EMPTY)


def imported_from(file):
    raw = (HERE / file).read_bytes()
    return import_spreadsheet(
        raw, name="x", department="SCJG", catalogue=EMPTY, matcher=knows_nothing
    )


def told_at(imported):
    """What is told at each row, but for suggestions that a person confirms."""
    waiting = {"spreadsheet-to-confirm", "spreadsheet-nothing-fits"}
    return {
        (row.row, finding.rule.removeprefix("spreadsheet-"))
        for row in imported.rows
        for finding in row.findings
        if finding.rule not in waiting
    }


@pytest.mark.parametrize("file", ["limits.xlsx", "limits_2.xlsx"])
def test_a_limit_that_is_not_in_working_days_is_reported_and_not_taken(file):
    imported = imported_from(f"02-time-limit-units/{file}")

    [matter] = imported.matters
    assert matter.statutory_days is None
    assert told_at(imported) == {(2, "cell-not-understood"), (3, "cell-not-understood")}
    [assumed] = imported.findings
    assert (assumed.rule, assumed.variant) == ("spreadsheet-days-assumed", "unread")
    assert str(matter.committed_days) in assumed.message()


def test_labels_come_from_the_language_that_the_form_has():
    [matter] = imported_from("05-xlsform-label-language/labels.xlsx").matters

    assert [field.label for field in matter.fields] == [
        "Name of the operator",
        "Do you sell hot food?",
    ]
    assert matter.fields[1].options == ("Yes", "No")


def test_nothing_of_an_xlsform_is_lost_in_silence():
    imported = imported_from("06-xlsform-lost-in-silence/losses.xlsx")

    [matter] = imported.matters
    assert told_at(imported) == {
        (3, "question-type"),
        (4, "column-left-out"),
        (6, "condition-left-out"),
        (7, "condition-left-out"),
        (9, "repeat"),
        (12, "choice-rest"),
        (14, "cell-not-understood"),
    }
    by_label = {field.label[:4]: field for field in matter.fields}
    assert by_label["年龄"].section == "基本信息"
    assert by_label["所在县区"].options == ("端州区", "鼎湖区")
    assert len(by_label["本人承诺"].label) > 250


def test_formatted_cells_without_text_do_not_count():
    imported = imported_from("07-empty-formatted-cells/wide.xlsx")

    [field] = imported.matters[0].fields
    assert (field.label, field.required) == ("经营者姓名", True)
    assert told_at(imported) == set()


def test_a_damaged_workbook_is_refused_as_damaged():
    with pytest.raises(SpreadsheetRefusedError) as refused:
        imported_from("17-damaged-spreadsheet/damaged.xlsx")

    assert refused.value.message_key == "error.design.spreadsheet_damaged"


def test_negations_and_alternatives_are_not_taken_for_what_they_contain():
    imported = imported_from("18-material-words-negated/materials.xlsx")

    licence, letter = imported.matters[0].materials
    assert (licence.signing, letter.signing) == ("none", "none")
    assert told_at(imported) == {(2, "cell-not-understood"), (3, "cell-not-understood")}
    assert len(imported.rows[2].findings) == 2


def test_formulas_without_a_value_and_hidden_rows_are_reported():
    imported = imported_from("19-formulas-and-hidden-rows/book.xlsx")

    assert [field.label for field in imported.matters[0].fields] == ["经营者姓名"]
    assert told_at(imported) == {
        (2, "formula-empty"),
        (3, "hidden-row"),
        (4, "formula-empty"),
        (4, "no-label"),
    }


def test_a_workbook_of_the_strict_kind_is_read():
    imported = imported_from("22-strict-workbook/strict.xlsx")

    assert [field.label for field in imported.matters[0].fields] == ["经营者姓名"]
    assert told_at(imported) == set()
