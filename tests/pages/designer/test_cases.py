"""Officers see their own department's forms of a case, and nothing else."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from core.training.scenarios import read_scenario
from tests.pages.designer.screens import Screen
from tests.services.applications import application_of
from tests.services.conftest import ASSETS
from tests.services.test_fetching import ADDRESS, LIN, counter_at


@pytest.fixture
def case(office):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    return office.kiosk.submit(application_of(person, office.kiosk, "a visit"))


def test_an_officer_reads_the_own_departments_form_in_its_own_layout(office, case, screen):
    screen.log_in("health")
    assert case.number in screen.html
    assert "WJ-01" in screen.html
    assert "SCJG-01" not in screen.html

    screen.press(f"open_{case.number}")

    assert screen.title.startswith(case.number)
    assert "卫生管理人员" in screen.html
    assert "何小满" in screen.html
    assert "经营者信息" not in screen.html


def test_the_one_window_reads_every_form(office, case, screen):
    screen.log_in("window")

    screen.press(f"open_{case.number}")

    assert "卫生管理人员" in screen.html
    assert "经营者信息" in screen.html


@pytest.fixture
def contested(office, tmp_path):
    """A case in which the address on the card is contested."""
    hall = SimpleNamespace(transaction=office.transaction, folder=tmp_path)
    counter = counter_at(hall, read_scenario(ASSETS / "scenarios" / "S02.yaml"), "contested")
    application = counter.filled(contested=(ADDRESS,))
    values = application.values | {ADDRESS: "别处<b>1</b>号"}
    return counter.kiosk.submit(replace(application, values=values))


def test_what_the_applicant_contests_is_said_above_the_form_it_stands_on(contested, screen):
    screen.log_in("window")
    screen.press(f"open_{contested.number}")

    (told,) = [body for body in screen.bodies if "有异议" in body]
    said = ("别处&lt;b&gt;1&lt;/b&gt;号", LIN["per.hukou_addr"], "居民身份证", "2026-11-24 10:30")
    assert [words for words in said if words not in told] == []
    assert told.index("有异议") < told.index("经营者信息")


def test_a_department_is_not_told_what_is_contested_on_anothers_form(contested, screen):
    screen.log_in("health")
    screen.press(f"open_{contested.number}")

    assert "卫生管理人员" in screen.html
    assert "有异议" not in screen.html
    assert LIN["per.hukou_addr"] not in screen.html


def test_without_a_case_it_says_what_comes_here(office):
    screen = Screen(office)
    screen.log_in("health")

    assert "没有找到" in screen.html


def test_policy_staff_see_no_case(office, case, inside):
    assert case.number not in inside.html
    assert not any("cases" in link.proto.page for link in inside.app.get("page_link"))


def test_an_officer_asks_once_for_everything(office, case, screen):
    screen.log_in("health")
    screen.press(f"open_{case.number}")
    screen.press("correct_WJ-01")
    assert screen.app.button(key="correct_give").disabled

    screen.app.multiselect(key="correct_places").set_value(["F01"]).run()
    screen.press("correct_give")
    assert "还不完整" in screen.alerts[0]
    screen.app.text_input(key="wrong_F01").input("与<b>招牌不同")
    screen.app.text_input(key="remedy_F01").input("写招牌上的名称")
    screen.press("correct_give")

    assert screen.alerts == []
    assert "与&lt;b&gt;招牌不同" in screen.html
    assert "等申请人补正" in screen.html
    assert not screen.has("correct_WJ-01")
    with office.transaction() as stores:
        (told,) = stores.corrections.of(case.number)
    assert (told.matter, told.fault.place) == ("WJ-01", "F01")


def test_the_papers_of_a_matter_are_handed_out(office, case, screen):
    screen.log_in("health")
    screen.press(f"open_{case.number}")

    part = office.office.forms(screen.desk.person, case.number)[0]
    with_files = [paper for paper in part.papers if paper.files]
    assert with_files
    assert all(paper.name in screen.html for paper in part.papers)
    assert len(screen.app.get("download_button")) >= len(with_files) + 2
