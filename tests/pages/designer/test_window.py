"""The one window on the page: check, know who it is, hand over."""

from core.services.review_steps import ReviewRules, ReviewStep, write_review_step
from core.training.scenarios import read_scenario
from core.working_days import WEEKENDS_ONLY
from tests.pages.designer.screens import Screen
from tests.services.applications import CODE, application_of
from tests.services.conftest import ASSETS


def granted_case(office):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    case = office.kiosk.handing_in.submit(application_of(person, office.kiosk, "window"), code=CODE)
    for action, details in (
        ("accepted", {}),
        ("granted", {"results": [{"name": "营业执照", "number": "9244-1"}]}),
    ):
        with office.transaction() as stores:
            write_review_step(
                stores,
                case.number,
                ReviewStep(action, case.matters[0], details),
                actor="lin",
                at=office.clock(),
                rules=ReviewRules(WEEKENDS_ONLY),
            )
    return case


def test_a_wrong_number_hands_nothing_over_and_the_right_one_does(office):
    case = granted_case(office)
    matter = case.matters[0]
    screen = Screen(office)
    screen.log_in("window")
    screen.visit("window")
    screen.press(f"open_{case.number}")
    app = screen.app
    app.checkbox(key=f"checked_{case.number}_{matter}").check().run()

    app.text_input(key=f"hand_number_end_{case.number}").input("0000")
    app.segmented_control(key=f"hand_signed_on_{case.number}").set_value("paper").run()
    screen.press("window_hand_over")
    assert any("对不上" in alert for alert in screen.alerts)

    app.segmented_control(key=f"hand_signed_on_{case.number}").set_value("screen").run()
    end = case.application.values["per.id_no@principal"][-4:]
    app.text_input(key=f"hand_number_end_{case.number}").input(end)
    screen.press("window_hand_over")
    assert any("领取人签名" in alert for alert in screen.alerts)

    app.segmented_control(key=f"hand_signed_on_{case.number}").set_value("paper").run()
    screen.press("window_hand_over")
    assert "已交出 1 样" in screen.html


def test_departments_are_not_led_to_the_window(screen):
    screen.log_in("health")
    screen.visit("window")

    assert screen.title != "出件"


def test_what_is_wrong_with_a_result_is_said_and_it_goes_back(office):
    case = granted_case(office)
    screen = Screen(office)
    screen.log_in("window")
    screen.visit("window")
    screen.press(f"open_{case.number}")
    screen.app.checkbox(key=f"checked_{case.number}_{case.matters[0]}").check().run()
    screen.press("window_send_back")

    screen.press("send_back_go")
    assert any("哪里不对" in alert for alert in screen.alerts)

    screen.app.text_area(key="send_back_reason").input("名称少了一个字")
    screen.press("send_back_go")
    assert "已退回 1 样" in screen.html
    assert "已退回部门" in screen.html
