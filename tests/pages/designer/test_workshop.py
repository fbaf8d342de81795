"""The workshop of matters: find one, look at all of it."""

import pytest
from streamlit.testing.v1 import AppTest

from core.catalogue.models import comparisons_in
from pages.designer.grid import GridEvent
from pages.designer.workshop import row_grid
from tests.seating import HEALTH, POLICY, let_in


def _script(library, session):
    from pages.designer import workshop, workspace  # noqa: PLC0415 -- AppTest ships source

    workspace.current_workspace().session = session
    workshop.page(library)


class Shop:
    """The page of one person."""

    def __init__(self, office, member=POLICY, **address):
        given = (office.library, let_in(office.transaction, member))
        self.app = AppTest.from_function(_script, args=given, default_timeout=60)
        for name, value in address.items():
            self.app.query_params[name] = value
        self.look()

    def look(self):
        self.app.run()
        assert not self.app.exception

    def press(self, key):
        self.app.button(key=key).click().run()
        assert not self.app.exception

    @property
    def html(self):
        return "".join(element.proto.body for element in self.app.get("html"))

    @property
    def opened(self):
        return [b.key.removeprefix("open_") for b in self.app.button if b.key.startswith("open_")]


@pytest.fixture
def shop(office):
    return Shop(office)


def test_a_matter_is_found_by_first_letters_and_opened(shop):
    shop.app.text_input(key="shop_words").input("spjyxk").run()
    assert shop.opened == ["SCJG-03"]

    shop.press("open_SCJG-03")

    assert "<h1>食品经营许可（新办）</h1>" in shop.html
    assert "10 个工作日" in shop.html
    assert "开办餐饮店" in shop.html
    assert shop.app.query_params["matter"] == "SCJG-03"
    shop.press("shop_back")
    assert shop.opened == ["SCJG-03"]


def test_what_was_looked_for_and_which_tab_stand_in_the_address(office):
    found = Shop(office, q="餐座数", department="SCJG")
    assert found.opened == ["SCJG-03"]
    assert "表单项" in found.html

    shown = Shop(office, HEALTH, matter="SCJG-03", tab="materials")
    assert "营业执照或者其他主体资格证明文件复印件" in shown.html


def test_what_lacks_a_basis_is_counted_and_filtered(shop):
    shop.app.toggle(key="shop_unfounded").set_value(True).run()

    assert "缺 " in shop.html
    assert "都有依据" not in shop.html


def test_another_departments_matter_is_read_only_and_says_why(office):
    assert "由该部门或政策人员改" in Shop(office, HEALTH, matter="SCJG-03").html
    assert "由该部门或政策人员改" not in Shop(office, HEALTH, matter="WJ-01").html


def test_a_matter_that_is_not_there_is_reported(office):
    assert 'role="alert"' in Shop(office, matter="XX-99").html


def test_an_attribute_is_changed_in_place_and_submitted_with_a_reason(office):
    shop = Shop(office, matter="SCJG-03")
    assert "还没提交的改动" not in shop.html

    shop.app.number_input(key="shop_SCJG-03_committed_days_0").set_value(4).run()
    assert "还没提交的改动：1 处" in shop.html
    assert "<s>5 个工作日</s> 4 个工作日" in shop.html

    shop.press("shop_submit")
    assert "还没写为什么改" in shop.html
    shop.app.text_input(key="shop_reason_0").input("加快一天")
    shop.press("shop_submit")

    assert "已经提交" in shop.html
    assert office.policy.library.matters.catalogue().matters["SCJG-03"].committed_days == 4
    past = Shop(office, matter="SCJG-03", tab="history")
    assert "加快一天" in past.html
    past.app.text_input(key="shop_back_reason_SCJG-03_2").input("不该加快")
    past.press("go_back_sure_2")
    assert "已经改回去了" in past.html
    assert office.policy.library.matters.catalogue().matters["SCJG-03"].committed_days == 5


def test_a_promise_beyond_the_statutory_limit_is_refused_before_it_is_submitted(office):
    shop = Shop(office, matter="SCJG-03")

    shop.app.number_input(key="shop_SCJG-03_committed_days_0").set_value(11).run()

    assert "承诺时限不能比法定时限长" in shop.html
    assert shop.app.button(key="shop_submit").disabled
    shop.press("shop_drop")
    assert "还没提交的改动" not in shop.html


def test_rows_of_the_form_and_of_the_materials_are_changed_in_the_grid(office, monkeypatch):
    drawn = {}
    monkeypatch.setattr(
        row_grid, "draw_grid", lambda grid, _, **more: drawn.update(grid=grid, **more)
    )

    def put(row, **values):
        entries = [{"row": row, "column": name, "value": it} for name, it in values.items()]
        drawn["take"](GridEvent(sequence=1, kind="values", row=row, entries=entries))
        shop.look()

    shop = Shop(office, matter="WJ-01")
    first = office.policy.library.matters.catalogue().matters["WJ-01"]
    field, material = first.fields[0].id, first.materials[0].id

    put(f"field:{field}", label="单位叫什么", required="否", element="没有这个", section="")
    assert drawn["refused"].typed == "没有这个"
    put(f"field:{field}", label="", element="org.name")
    assert "不能空着" in drawn["refused"].why
    shop.app.segmented_control(key="shop_tab").set_value("materials").run()
    put(f"material:{material}", basis="第七条", necessity="可后补")
    shop.app.text_input(key="shop_reason_0").input("照样表改")
    shop.press("shop_submit")

    matter = office.policy.library.matters.catalogue().matters["WJ-01"]
    changed = matter.fields[0]
    assert (changed.label, changed.required, changed.element) == ("单位叫什么", False, "org.name")
    assert (matter.materials[0].basis, matter.materials[0].necessity) == ("第七条", "deferrable")


def test_who_may_not_change_a_matter_has_nothing_to_change_it_with(office):
    shop = Shop(office, HEALTH, matter="SCJG-03", tab="history")

    assert not [
        number_input
        for number_input in shop.app.number_input
        if number_input.key.startswith("shop_SCJG-03")
    ]
    assert not shop.app.get("popover")


def test_what_proves_something_and_why_it_is_not_handed_in_are_typed(office, monkeypatch):
    drawn = {}
    monkeypatch.setattr(
        row_grid, "draw_grid", lambda grid, _, **more: drawn.update(grid=grid, **more)
    )
    shop = Shop(office, matter="WJ-01", tab="materials")
    material = office.policy.library.matters.catalogue().matters["WJ-01"].materials[0].id
    row = f"material:{material}"

    def put(**values):
        entries = [{"row": row, "column": name, "value": text} for name, text in values.items()]
        drawn["take"](GridEvent(sequence=1, kind="values", row=row, entries=entries))
        shop.look()

    put(evidence="白条 @ premises")
    assert "看不懂“白条 @ premises”" in drawn["refused"].why
    put(exemption="不用交")
    assert "电子证照免交" in drawn["refused"].why

    put(
        evidence="mat.lease @ premises 或 mat.power_of_attorney @ agent",
        exemption="电子证照免交：营业执照",
        produced_by="SCJG-01、SCJG-02",
        form="电子件",
    )
    shop.app.text_input(key="shop_reason_0").input("照样表改")
    shop.press("shop_submit")

    kept = office.policy.library.matters.catalogue().matters["WJ-01"].materials[0]
    assert [about.document for about in kept.evidence.any] == ["mat.lease", "mat.power_of_attorney"]
    assert (kept.exemption.by, kept.exemption.name) == ("e_licence", "营业执照")
    assert (kept.produced_by, kept.form) == (("SCJG-01", "SCJG-02"), "electronic")


def test_for_whom_a_matter_is_is_said_in_sentences(office):
    shop = Shop(office, matter="WJ-01", tab="conditions")
    key = "shop_WJ-01_applies_when_0"
    shop.app.selectbox(key=f"{key}_more").select("area_biz").run()
    line = f"{key}_line_{len(shop_groups(shop, key)) - 1}_0"
    shop.app.number_input(key=f"{line}_value").set_value(200.0).run()
    shop.app.text_area(key="shop_WJ-01_acceptance_0").input("有固定的场所\n通风良好").run()
    shop.app.text_input(key="shop_reason_0").input("说清对谁")
    shop.press("shop_submit")

    kept = office.policy.library.matters.catalogue().matters["WJ-01"]
    said = {(part.question, part.value) for part in comparisons_in(kept.applies_when)}
    assert ("area_biz", 200) in said
    assert kept.acceptance_conditions == ("有固定的场所", "通风良好")


def shop_groups(shop, key):
    return [c for c in shop.app.segmented_control if (c.key or "").startswith(f"{key}_joint_")]
