"""Officers see their own department's forms of a case, and nothing else."""

import pytest

from core.training.scenarios import read_scenario
from tests.pages.designer.screens import Screen
from tests.services.applications import application_of
from tests.services.conftest import ASSETS


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


def test_without_a_case_it_says_what_comes_here(office):
    screen = Screen(office)
    screen.log_in("health")

    assert "没有找到" in screen.html


def test_policy_staff_see_no_case(office, case, inside):
    assert case.number not in inside.html
    assert not any("cases" in link.proto.page for link in inside.app.get("page_link"))
