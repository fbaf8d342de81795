"""What is in a widget is the same whether it is drawn or only looked at."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from core.catalogue.models import FieldKey, FieldType
from core.forms.constraints import understood
from core.forms.models import MergedField
from core.working_days import day_of

OPTIONS = tuple("甲乙丙丁戊己庚辛")
VALUES = {
    FieldType.ADDRESS: " 端州区 1 号 ",
    FieldType.BOOLEAN: False,
    FieldType.CHOICE: "乙",
    FieldType.CHOICES: ["乙", "丁"],
    FieldType.DATE: "1949-12-31",
    FieldType.DATETIME: "2026-11-24T10:30",
    FieldType.DECLARATION: True,
    FieldType.IDENTITY: "11010519491231002X",
    FieldType.INTEGER: 3,
    FieldType.MONEY: 12.5,
    FieldType.MONTH: "2026-11",
    FieldType.NUMBER: 60.0,
    FieldType.PARAGRAPH: "两行\n字",
    FieldType.PHONE: "13823456780",
    FieldType.SIGNATURE: "林秋月",
    FieldType.TABLE: "表",
    FieldType.TEXT: "  林秋月",
}
FIELDS = [
    *((kind, OPTIONS[:3], "", value) for kind, value in VALUES.items()),
    (FieldType.CHOICE, OPTIONS, "", "辛"),
    (FieldType.CHOICE, (), "", " 自己写的 "),
    (FieldType.CHOICE, (), "GB/T 3304", "汉族"),
    (FieldType.CHOICES, (), "", ["一样", "又一样"]),
    (FieldType.CHOICES, OPTIONS, "", []),
    *((kind, (), "", None) for kind in VALUES),
    (FieldType.DATE, (), "", "2026--24"),
]


def _script(field, value, several):
    import streamlit as st  # noqa: PLC0415 -- AppTest ships source, not closures

    from pages.shared.kinds import ask, ask_several, taken, taken_several  # noqa: PLC0415
    from pages.shared.slots import Slot  # noqa: PLC0415 -- as above

    draw, look = (ask_several, taken_several) if several else (ask, taken)
    drawn = draw(field, value, Slot("field.x", "名称", "zh-CN"))
    st.session_state["drawn"], st.session_state["looked"] = drawn, look(field, "field.x")


def both(field, value, *, several=False):
    app = AppTest.from_function(_script, args=(field, value, several)).run()
    assert not app.exception
    return app.session_state["drawn"], app.session_state["looked"]


def field_of(kind, options, code_list, places=1):
    return MergedField(
        key=FieldKey("x", "y"),
        label="名称",
        section="",
        type=kind,
        required=False,
        options=options,
        code_list=code_list,
        uses=(),
        places=places,
    )


@pytest.mark.parametrize(("kind", "options", "code_list", "value"), FIELDS)
def test_looking_tells_what_drawing_tells(kind, options, code_list, value):
    drawn, looked = both(field_of(kind, options, code_list), value)

    assert looked == drawn
    assert type(looked) is type(drawn)


@pytest.mark.parametrize("value", [None, ["一", None, "三"], ["一", "二", "三"]])
def test_of_several_places_as_well(value):
    drawn, looked = both(field_of(FieldType.TEXT, (), "", places=3), value, several=True)

    assert looked == drawn


def test_a_card_that_is_valid_for_ever_is_reported_with_one_touch():
    field = replace(field_of(FieldType.DATE, (), ""), constraint=understood(['YYYYMMDD或"长期"']))

    app = AppTest.from_function(_script, args=(field, None, False)).run()
    app.checkbox(key="field.x.for_ever").check().run()

    assert (app.session_state["drawn"], app.session_state["looked"]) == ("长期", "长期")
    assert both(field, "长期") == ("长期", "长期")
    assert both(field, "2046-05-01") == ("2046-05-01", "2046-05-01")


def test_no_other_date_is_offered_for_ever():
    app = AppTest.from_function(_script, args=(field_of(FieldType.DATE, (), ""), None, False))

    assert not app.run().checkbox


@pytest.mark.parametrize(("element", "ahead"), [("per.birth_date", 0), ("per.id_valid_to", 30)])
def test_the_years_of_a_date_follow_from_what_it_is_about(element, ahead):
    field = replace(field_of(FieldType.DATE, (), ""), key=FieldKey(element, "y"))

    app = AppTest.from_function(_script, args=(field, None, False)).run()

    latest = day_of(datetime.now(UTC)).year + ahead
    assert app.selectbox(key="field.x.year").options[0] == f"{latest} 年"
