"""Supervisors see who read which case; nobody else is led there."""

import pytest

from core.i18n import LOCALES, messages_of
from core.staff.use_cases import READS_A_PERSONS_WORDS
from core.training.scenarios import read_scenario
from tests.seating import HEALTH
from tests.services.applications import application_of
from tests.services.conftest import ASSETS


@pytest.fixture
def case(office):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    return office.kiosk.handing_in.submit(application_of(person, office.kiosk, "a visit"))


def test_a_supervisor_finds_who_read_a_case(office, case, screen):
    office.as_(HEALTH).office.opening.forms(case.number)

    screen.log_in("watch")

    assert case.number in screen.html
    assert "打开表单" in screen.html
    assert "卫生部门人员甲 (health)" in screen.html

    screen.app.text_input(key="looks_case").input("261124-AAAA-AAAA").run()
    assert case.number not in screen.html
    assert "没有人查阅过" in screen.html


def test_the_log_is_taken_along_and_both_looks_stand_in_it(office, case, screen):
    office.as_(HEALTH).office.opening.forms(case.number)
    screen.log_in("watch")

    screen.press("looks_take")
    screen.look_again()

    assert "下载查阅记录" in screen.html
    assert "查看查阅记录" in screen.html


def test_a_page_further_on_and_back(office, case, screen):
    from core.staff.access import Look  # noqa: PLC0415 -- one test needs it

    with office.transaction() as stores:
        stores.access.add(
            Look(office.clock(), "health", "office.forms", f"C{n}-") for n in range(130)
        )
    screen.log_in("watch")
    assert "C0-<" not in screen.html

    screen.press("looks_older")
    assert "C0-<" in screen.html
    screen.press("looks_newer")

    assert "C0-<" not in screen.html


@pytest.mark.parametrize("username", ["policy", "window", "health"])
def test_nobody_else_is_led_there(office, screen, username):
    screen.log_in(username)

    assert not any("looks" in link.proto.page for link in screen.app.get("page_link"))


@pytest.mark.parametrize("locale", LOCALES)
def test_whatever_reads_a_case_has_words_in_the_log(locale):
    said = messages_of(locale)

    assert [use for use in READS_A_PERSONS_WORDS if f"designer.looks.use.{use}" not in said] == []
