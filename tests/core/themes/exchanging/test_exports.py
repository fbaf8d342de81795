"""Exports of forms and reviews: other programs accept them, and they say what we say."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
import SpiffWorkflow
from lxml import etree
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from core.errors import NotDmnError
from core.themes.exchanging.bpmn import MODEL, bpmn_of
from core.themes.exchanging.dmn import dmn_of, read_dmn
from core.themes.exchanging.json_schemas import json_schema_of
from core.themes.exchanging.xlsforms import xlsform_of
from core.themes.guides import guide_theme
from core.themes.plans import ThemePlan
from tests.conftest import SHIPPED
from tests.laws.conftest import plan_of

CODES = [f"T{number:02}" for number in range(1, 13)]


@pytest.fixture(params=CODES)
def plan(request):
    return plan_of(SHIPPED, request.param)


@pytest.fixture
def guide(plan):
    return guide_theme(plan, plan.theme.typical_answers)


def test_pyxform_accepts_every_theme(plan, tmp_path):
    file = tmp_path / "form.xlsx"
    file.write_bytes(xlsform_of(plan))

    converted = convert(str(file), validate=False)

    assert converted.warnings == []
    assert plan.theme.name in converted.xform


def test_the_form_has_every_question_and_every_merged_entry(plan):
    book = load_workbook(BytesIO(xlsform_of(plan)))
    names = [row[1] for row in book["survey"].iter_rows(min_row=2, values_only=True) if row[1]]
    merged = plan.merged(place.use for planned in plan.matters.values() for place in planned.fields)
    blocks = [name for name in names if name.startswith(("group_", "repeat_"))]

    assert len(names) == len(plan.questions.order) + len(merged) + len(blocks)
    assert len(set(names)) == len(names)


def test_the_schema_takes_what_the_form_asks_and_nothing_else(plan, guide):
    schema = json.loads(json_schema_of(plan, guide))

    jsonschema.Draft202012Validator.check_schema(schema)
    assert set(schema["properties"]) == {str(merged.key) for merged in guide.form}
    assert len(schema["required"]) == guide.fields_count.required
    with pytest.raises(jsonschema.ValidationError, match="Additional properties"):
        jsonschema.validate({"nothing@nobody": 1}, schema | {"required": []})


SCHEMAS = Path(SpiffWorkflow.__file__).parent
BPMN_SCHEMA = etree.XMLSchema(etree.parse(SCHEMAS / "bpmn/parser/schema/BPMN20.xsd"))
DMN_SCHEMA = etree.XMLSchema(etree.parse(SCHEMAS / "dmn/parser/schema/DMN13.xsd"))


def test_the_schema_of_bpmn_accepts_every_review(plan, guide):
    BPMN_SCHEMA.assertValid(etree.fromstring(bpmn_of(plan, guide)))


def test_codes_that_begin_with_a_digit_are_names_that_the_schema_of_bpmn_takes(plan, guide):
    theme = plan.theme.model_copy(update={"code": "2026:1²", "name": '<名> & "x"'})
    named = ThemePlan(theme, plan.catalogue)

    BPMN_SCHEMA.assertValid(etree.fromstring(bpmn_of(named, guide)))


def test_the_schema_of_dmn_accepts_all_conditions(plan):
    DMN_SCHEMA.assertValid(etree.fromstring(dmn_of(plan.theme, plan.catalogue.questions)))


def test_in_the_process_whoever_waits_for_all_waits_for_all(plan, guide):
    process = ElementTree.fromstring(bpmn_of(plan, guide)).find(f"{{{MODEL}}}process")
    kinds = {part.get("id"): part.tag.partition("}")[2] for part in process}
    flows = [
        (part.get("sourceRef"), part.get("targetRef"))
        for part in process
        if part.tag.endswith("sequenceFlow")
    ]

    assert {end for flow in flows for end in flow} <= kinds.keys()
    tasks = {f"matter_{code}" for code in guide.matters}
    assert {name for name, kind in kinds.items() if kind == "userTask"} == tasks
    assert all(any(target == task for _, target in flows) for task in tasks)
    for edge in plan.theme.precedence:
        after = {f"matter_{code}" for code in edge.after if code in guide.matters}
        if edge.binding == "hard" and edge.matter in guide.matters and after:
            gateway = {"all": "parallelGateway", "any": "exclusiveGateway"}[edge.mode]
            waits = [name for name, kind in kinds.items() if kind == gateway and name[0] == "w"]
            assert any(after == {s for s, t in flows if t == name} for name in waits)


@pytest.mark.parametrize(
    ("least", "most", "expression"),
    [
        (1, 500.5, ". >= 1 and . <= 500.5"),
        (0, None, ". >= 0"),
        (-20, None, ". >= -20"),
        (None, 1_000_000, ". <= 1000000"),
        (None, None, ""),
    ],
)
def test_the_bounds_of_a_number_are_exported(tmp_path, least, most, expression):
    plan = plan_of(SHIPPED, "T01")
    area = plan.catalogue.question("area_biz")
    bounded = area.model_copy(update={"minimum": least, "maximum": most})
    questions = {**plan.catalogue.questions, "area_biz": bounded}
    changed = ThemePlan(plan.theme, replace(plan.catalogue, questions=questions))
    file = tmp_path / "form.xlsx"
    file.write_bytes(xlsform_of(changed))
    convert(str(file), validate=False)

    rows = load_workbook(file)["survey"].iter_rows(values_only=True)
    dmn = dmn_of(plan.theme, questions)

    assert {row[1]: row[6] or "" for row in rows}["area_biz"] == expression
    assert (b"<inputValues>" in dmn) == bool(expression)
    assert (
        read_dmn(dmn, questions).matters
        == read_dmn(dmn_of(plan.theme, plan.catalogue.questions), plan.catalogue.questions).matters
    )
    DMN_SCHEMA.assertValid(etree.fromstring(dmn))


def test_a_table_that_leaves_numbers_out_is_refused():
    plan = plan_of(SHIPPED, "T01")
    narrow = plan.catalogue.question("area_biz").model_copy(update={"minimum": 10, "maximum": 20})
    wide = narrow.model_copy(update={"minimum": None, "maximum": 20})
    written = dmn_of(plan.theme, {**plan.catalogue.questions, "area_biz": narrow})

    assert read_dmn(written, {**plan.catalogue.questions, "area_biz": narrow})
    with pytest.raises(NotDmnError):
        read_dmn(written, {**plan.catalogue.questions, "area_biz": wide})
