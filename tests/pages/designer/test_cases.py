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
