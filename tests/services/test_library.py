"""Spreadsheets into the library and out: confirmed, all or nothing, own matters only."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from core.errors import ForeignMatterError, UnknownMatterError
from core.services.library import Binding, bound
from tests.seating import HEALTH, POLICY, TAX
from tests.services.conftest import staffed


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


def spreadsheet(*rows):
    workbook, stream = Workbook(), BytesIO()
    for row in (["序号", "栏目", "字段名称", "数据类型"], *rows):
        workbook.active.append(row)
    workbook.save(stream)
    return stream.getvalue()


def read(hall, department="WJ", name="新表"):
    rows = [[1, "单位信息", "统一社会信用代码", "文本"], [2, "负责人", "身份证号码", "文本"]]
    (matter,) = hall.policy.library.importing.read(
        spreadsheet(*rows), name=name, department=department
    ).matters
    return matter


def test_reading_keeps_nothing(hall):
    before = set(hall.policy.library.matters.catalogue().matters)

    read(hall)

    assert set(hall.policy.library.matters.catalogue().matters) == before


def test_open_fields_come_with_suggestions_and_reasons(hall):
    (number,) = [
        field
        for field in hall.policy.library.importing.open_fields(read(hall))
        if "身份证" in field.label
    ]

    first = number.suggestions[0]
    assert first.element == "per.id_no"
    assert first.words("zh-CN")


def test_what_a_person_confirms_is_bound_and_nothing_else(hall):
    matter = read(hall)
    fields = [field.ref for field in hall.policy.library.importing.open_fields(matter)]

    confirmed = bound(matter, {fields[-1]: Binding("per.id_no", "principal")})

    assert [field.ref for field in hall.policy.library.importing.open_fields(confirmed)] == fields[
        :-1
    ]
    assert (confirmed.fields[-1].element, confirmed.fields[-1].subject) == (
        "per.id_no",
        "principal",
    )
    assert confirmed.fields[:-1] == matter.fields[:-1]


def test_a_saved_matter_is_in_the_library_with_who_and_when(hall):
    matter = read(hall, name="存进去")

    codes = hall.as_(HEALTH).library.saving.save([matter])

    assert hall.policy.library.matters.catalogue().matters[codes[0]] == matter
    assert hall.policy.library.saving.replaced([matter]) == codes


@pytest.mark.parametrize(("person", "department"), [(HEALTH, "SCJG"), (TAX, "WJ"), (TAX, "SCJG")])
def test_nobody_changes_another_departments_matters(hall, person, department):
    matter = read(hall, department, name=f"{person.username}{department}")

    with pytest.raises(ForeignMatterError):
        hall.as_(person).library.saving.save([matter])
    with pytest.raises(ForeignMatterError):
        hall.as_(person).library.importing.read(spreadsheet(), name="x", department=department)
    assert matter.code not in hall.policy.library.matters.catalogue().matters


def test_of_several_matters_none_is_kept_if_one_may_not_be(hall):
    mine, theirs = read(hall, name="我的"), read(hall, "SCJG", name="别人的")

    with pytest.raises(ForeignMatterError):
        hall.as_(HEALTH).library.saving.save([mine, theirs])

    assert mine.code not in hall.policy.library.matters.catalogue().matters


def test_a_matter_never_takes_the_place_of_another_departments(hall):
    stolen = (
        hall.policy.library.matters.catalogue()
        .matters["SCJG-01"]
        .model_copy(update={"department": "WJ"})
    )

    for person in (HEALTH, POLICY):
        with pytest.raises(ForeignMatterError):
            hall.as_(person).library.saving.save([stolen])


def test_an_exported_matter_reads_back_unchanged(hall):
    matter = hall.policy.library.matters.catalogue().matters["WJ-01"]

    imported = hall.policy.library.importing.read(
        hall.policy.library.matters.spreadsheet("WJ-01"), name="x", department="WJ"
    )

    assert imported.matters == (matter,)
    with pytest.raises(UnknownMatterError):
        hall.policy.library.matters.spreadsheet("WJ-99")


def test_departments_offered_are_those_a_person_may_change(hall):
    assert set(hall.as_(HEALTH).library.matters.departments()) == {"WJ"}
    assert len(hall.as_(POLICY).library.matters.departments()) > 5
    assert set(hall.as_(TAX).library.matters.departments()) == {"SW"}


def test_replacing_a_shared_matter_says_whom_it_touches(hall):
    matter = hall.policy.library.matters.catalogue().matters["SCJG-03"]
    new = matter.model_copy(update={"code": "SCJG-NEW"})

    (impact,) = hall.policy.library.saving.impacts([matter, new])

    assert [reach.theme for reach in impact.reaches] == ["T01", "T09", "T10"]
    assert all(0 < reach.applies < reach.situations for reach in impact.reaches)
    assert {"SCJG", "XF", "WJ"} <= set(impact.departments)
