"""Reception on the page: found by number, received, said by whom; the next caller."""

from core.training.scenarios import read_scenario
from tests.pages.designer.screens import Screen
from tests.papers import PDF
from tests.seating import REGISTRY
from tests.services.agents import submitted
from tests.services.applications import CODE
from tests.services.conftest import ASSETS
from tests.services.test_receiving import owing


def test_whoever_comes_is_found_and_what_the_case_owes_is_received(office):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    case = office.kiosk.handing_in.submit(owing(office, person, "reception"), code=CODE)
    screen = Screen(office)
    screen.log_in("window")
    screen.visit("reception")

    screen.app.text_input(key="reception_number").input("nobody")
    screen.press("reception_go")
    assert "找到 0 件" in screen.html

    screen.app.text_input(key="reception_number").input(case.number.lower())
    screen.press("reception_go")
    screen.press(f"counter_{case.number}")
    assert "还差的材料（1）" in screen.html

    code = case.application.deferred[0]
    screen.app.file_uploader[0].upload("a.pdf", PDF, "application/pdf").run()
    screen.press(f"receive_{case.number}_{code}_0")
    assert "已收下" in screen.html
    assert "窗口人员甲" in screen.html
    assert "这个件不欠材料" in screen.html


def test_what_the_applicant_is_told_in_writing_is_printed_at_the_counter(office):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    case = office.kiosk.handing_in.submit(owing(office, person, "told"), code=CODE)
    office.as_(REGISTRY).office.accepting.accept_matter(case.number, "SCJG-01")
    screen = Screen(office)
    screen.log_in("window")
    screen.visit("reception")
    screen.app.query_params["case"] = case.number
    screen.look_again()

    (notice,) = [each for each in screen.app.button if str(each.key).startswith("told_")]
    assert "受理通知书 · 个体工商户设立登记" in notice.label
    screen.press(notice.key)

    assert screen.alerts == []


def test_the_next_caller_is_the_one_who_waits_the_longest(office):
    office.help.call(kiosk="一号机", step="form")
    screen = Screen(office)
    screen.log_in("window")
    screen.visit("reception")

    screen.press("reception_next")

    assert "请到 一号机 去" in screen.html
    assert "现在没有人在等" in screen.html


def test_help_is_noted_with_why_and_how_it_was_agreed(office):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    case = office.kiosk.handing_in.submit(owing(office, person, "helped"), code=CODE)
    screen = Screen(office)
    screen.log_in("window")
    screen.visit("reception")
    screen.app.query_params["case"] = case.number
    screen.look_again()

    screen.press("help_note")
    assert any("为什么帮" in alert for alert in screen.alerts)

    screen.app.segmented_control(key=f"help_need_{case.number}").set_value("deaf").run()
    screen.app.segmented_control(key=f"help_consent_{case.number}").set_value("written").run()
    screen.press("help_note")
    assert "窗口人员甲" in screen.html
    assert "听不见" in screen.html


def test_who_acts_is_shown_and_ended_at_the_counter(office):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    case = submitted(person, office.kiosk, "agent-at-counter")
    screen = Screen(office)
    screen.log_in("window")
    screen.visit("reception")
    screen.app.query_params["case"] = case.number
    screen.look_again()
    assert "何小满 替 林秋月 办" in screen.html

    screen.press("agents_end")
    assert any("看过的证件" in alert for alert in screen.alerts)
    number = case.application.values["per.id_no@principal"]
    screen.app.text_input(key=f"agents_number_{case.number}").input(number)
    screen.app.text_input(key=f"agents_shown_{case.number}").input("居民身份证")
    screen.press("agents_end")

    assert "代办已经结束" in screen.html
    assert "本人取消" in screen.html
