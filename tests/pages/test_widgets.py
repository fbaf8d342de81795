"""What is in a widget is the same whether it is drawn or only looked at."""

import pytest
from streamlit.testing.v1 import AppTest

from core.catalogue.models import FieldType
from core.forms.models import FieldKey, MergedField

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

    from pages.shared.slots import Slot  # noqa: PLC0415 -- as above
    from pages.shared.widgets import ask, ask_several, taken, taken_several  # noqa: PLC0415

    draw, look = (ask_several, taken_several) if several else (ask, taken)
    drawn = draw(field, value, Slot("field.x", "名称", "zh-CN"))
    st.session_state["drawn"], st.session_state["looked"] = drawn, look(field, "field.x")


def both(field, value, *, several=False):
    app = AppTest.from_function(_script, args=(field, value, several)).run()
    assert not app.exception
    return app.session_state["drawn"], app.session_state["looked"]


def field_of(kind, options, code_list, places=1):
    return MergedField(
        key=FieldKey("x", "y"), label="名称", section="", type=kind, required=False,
        options=options, code_list=code_list, uses=(), places=places,
    )  # fmt: skip


@pytest.mark.parametrize(("kind", "options", "code_list", "value"), FIELDS)
def test_looking_tells_what_drawing_tells(kind, options, code_list, value):
    drawn, looked = both(field_of(kind, options, code_list), value)

    assert looked == drawn
    assert type(looked) is type(drawn)


@pytest.mark.parametrize("value", [None, ["一", None, "三"], ["一", "二", "三"]])
def test_of_several_places_as_well(value):
    drawn, looked = both(field_of(FieldType.TEXT, (), "", places=3), value, several=True)

    assert looked == drawn
