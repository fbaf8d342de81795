"""Somebody's own data at the window, on the page."""

import pytest
from streamlit.testing.v1 import AppTest

from core.training.scenarios import read_scenario
from tests.seating import POLICY, WINDOW, let_in
from tests.services.applications import application_of
from tests.services.conftest import ASSETS

NUMBER, NAME = "per.id_no@principal", "per.name@principal"


def script(rights, session):
    from pages.designer import rights as shown  # noqa: PLC0415 -- AppTest ships source
    from pages.designer.workspace import current_workspace  # noqa: PLC0415

    current_workspace().session = session
    shown.page(rights)


def page_of(office, member):
    given = (office.rights, let_in(office.transaction, member))
    return AppTest.from_function(script, args=given, default_timeout=60).run()


def html_of(app):
    return "".join(element.proto.body for element in app.get("html"))


@pytest.fixture
def case(office):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    return office.kiosk.handing_in.submit(application_of(person, office.kiosk, "a visit"))


def find(app, number):
    app.text_input(key="rights_number").input(number)
    app.button(key="rights_go").click().run()
    assert not app.exception


def press(app, key):
    app.button(key=key).click().run()
    assert not app.exception


def test_the_window_finds_writes_down_and_answers(office, case):
    app = page_of(office, WINDOW)
    find(app, case.application.values[NUMBER])
    press(app, f"rights_found_{case.number}")
    assert case.application.values[NAME] in html_of(app)

    app.selectbox(key="rights_kind").set_value("correct")
    app.selectbox(key="rights_place").set_value(NAME)
    app.text_area(key="rights_text").input("林秋悦")
    press(app, "rights_record_go")
    assert "已经登记" in html_of(app)

    app.selectbox(key="outcome_2").set_value("corrected")
    press(app, "answer_2")
    assert "已经答复" in html_of(app)
    held = office.rights.show(let_in(office.transaction, WINDOW), case.number, "zh-CN")
    assert [entry.value for entry in held.entries if entry.place == NAME] == ["林秋悦"]


def test_an_answer_without_its_reason_is_asked_for_again(office, case):
    session = let_in(office.transaction, WINDOW)
    app = page_of(office, WINDOW)
    find(app, case.application.values[NUMBER])
    press(app, f"rights_found_{case.number}")
    app.selectbox(key="rights_kind").set_value("erase")
    press(app, "rights_record_go")

    app.selectbox(key="outcome_2").set_value("refused")
    press(app, "answer_2")

    assert "要写理由" in html_of(app)
    assert [request.number for request in office.rights.open_requests(session)] == [case.number]


def test_what_is_no_number_is_reported_and_policy_staff_see_nothing(office, case):
    app = page_of(office, WINDOW)
    find(app, "12")
    assert "不是有效的证件号码" in html_of(app)

    app = page_of(office, POLICY)
    assert case.number not in html_of(app)


def test_only_the_window_is_led_there(office, case, screen):
    screen.log_in("window")
    titles = [link.proto.label for link in screen.app.get("page_link")]
    assert "个人信息" in titles
    screen.press("log_out")

    screen.log_in("health")
    assert "个人信息" not in [link.proto.label for link in screen.app.get("page_link")]
