"""The workshop of matters: find one, look at all of it."""

import pytest
from streamlit.testing.v1 import AppTest

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

    shown = Shop(office, matter="SCJG-03", tab="materials")
    assert "营业执照或者其他主体资格证明文件复印件" in shown.html


def test_what_lacks_a_basis_is_counted_and_filtered(shop):
    shop.app.toggle(key="shop_unfounded").set_value(True).run()

    assert "缺 " in shop.html
    assert "都有依据" not in shop.html


def test_another_departments_matter_is_read_only_and_says_why(office):
    assert "由该部门或政策人员改" in Shop(office, HEALTH, matter="SCJG-03").html
    assert "由该部门或政策人员改" not in Shop(office, HEALTH, matter="WJ-01").html


def test_a_matter_that_is_not_there_is_told(office):
    assert 'role="alert"' in Shop(office, matter="XX-99").html
