"""Steps, papers, entries and people of a scenario are written as a form."""

import pytest

from building.practice import shipped_scenarios
from core.staff.models import Role
from core.training.scenarios import read_scenario_text
from tests.pages.designer.screens import Screen
from tests.services.test_permissions import set_roles


@pytest.fixture
def script(office):
    set_roles(office, "policy", [Role.TRAINER])
    screen = Screen(office)
    screen.log_in("policy")
    screen.visit("writing")
    find(screen.app.selectbox, "copy_which").set_value("T02-1")
    screen.press("copy")
    return screen


def find(kind, key):
    return next(it for it in kind if (it.key or "").startswith(key))


def part(screen, name):
    screen.app.segmented_control(key="script_part").set_value(name).run()
    assert not screen.app.exception


def written(screen):
    """Return the scenario as its text has it now."""
    text = find(screen.app.text_area, "text_").value
    cast = shipped_scenarios()[-1].scenario.cast
    return read_scenario_text("now.yaml", text.encode(), cast).scenario


def test_steps_are_added_changed_moved_and_removed(script):
    before = written(script).steps
    part(script, "steps")
    assert written(script).steps == before

    script.press("step_add")
    last = len(before)
    find(script.app.selectbox, f"step_{last}_do").set_value("refuse").run()
    find(script.app.text_input, f"step_{last}_article").input("第十条").run()
    find(script.app.number_input, f"step_{last}_day").set_value(9).run()
    find(script.app.multiselect, f"step_{last}_matters").set_value(["WJ-01"]).run()

    added = written(script).steps[-1]
    assert (added.do, added.article, added.day) == ("refuse", "第十条", 9)
    assert added.matters == ("WJ-01",)
    assert added.reason == "（待写）"
    script.press(f"step_{last}_up")
    assert written(script).steps[-2] == added
    script.press(f"step_{last - 1}_remove")
    assert written(script).steps == before


def test_each_material_is_uploaded_made_from_the_text_or_handed_in_later(script):
    before = written(script)
    part(script, "papers")
    assert written(script) == before

    find(script.app.selectbox, "paper_mat.hygiene_test@premises").set_value("upload").run()

    assert written(script).papers["mat.hygiene_test@premises"] == "upload"
    find(script.app.selectbox, "paper_mat.hygiene_test@premises").set_value("").run()
    assert "mat.hygiene_test@premises" not in written(script).papers


def test_an_entry_that_is_not_written_is_the_made_up_persons(script):
    before = written(script)
    part(script, "entries")
    find(script.app.selectbox, "script_about").set_value("principal").run()
    assert written(script) == before
    assert any("13800002" in it.value for it in script.app.caption)

    find(script.app.text_input, "value_per.mobile@principal").input("13800009999").run()

    assert written(script).values["per.mobile@principal"] == "13800009999"
    script.press("theirs_per.mobile@principal")
    assert written(script) == before


def test_roles_are_given_to_people_of_the_cast(script):
    before = written(script)
    part(script, "people")
    assert written(script) == before

    find(script.app.selectbox, "who_principal").set_value("何小满").run()

    assert written(script).who["principal"] == "何小满"


def test_what_to_expect_is_taken_from_a_play_and_what_went_otherwise_is_told(script):
    area, before = find(script.app.text_area, "text_"), written(script)
    due, states = before.expected.due, before.expected.states
    assert "大约要十几秒" in script.html
    area.input(area.value[: area.value.index("expected:")]).run()

    script.press("take_expected")

    expected = written(script).expected
    assert {code: expected.due[code] for code in due} == due
    assert {code: expected.states[code] for code in states} == states
    assert (expected.status, expected.trips) == (before.expected.status, before.expected.trips)
    assert "演完了，结果填好了。" in script.html
    part(script, "steps")
    find(script.app.selectbox, "step_0_do").set_value("deliver").run()
    script.press("take_expected")
    assert "处和写的不一样" in script.html
