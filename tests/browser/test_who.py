"""Each person is asked once in Chromium: all roles mine by one touch; a mother who says who is who.

The pages by themselves are looked at in test_accessibility.py, one touch for all in
test_little_effort.py.
"""

import pytest

from core.catalogue.packages import read_package
from tests.browser.driving import PAPER, KioskDriver
from tests.browser.looking import english, violations
from tests.conftest import SHIPPED
from tests.fakes import FakeKiosk
from tests.filling import values_for

pytestmark = [pytest.mark.browser, pytest.mark.walk]

CATALOGUE = read_package(SHIPPED).catalogue
MINE = {"contact": "principal", "health_mgr": "principal", "liaison": "principal"}
MIXED = {"declarant": "mother", "guardian": "mother", "household_head": "father"}


@pytest.fixture
def kiosk(kiosk_page, kiosk_url):
    return KioskDriver(kiosk_page, kiosk_url)


@pytest.mark.parametrize(
    ("code", "touched", "said"),
    [
        ("T02", ["all"], MINE),
        ("T04", ["all", "household_head.father"], MIXED),
    ],
)
def test_each_person_is_asked_once_from_welcome_to_receipt(kiosk, code, touched, said):
    answers = CATALOGUE.themes[code].typical_answers
    form = FakeKiosk(CATALOGUE).service.filling.form(code, 1, answers, parties=said)
    values = values_for(form, CATALOGUE)
    kiosk.choose_theme(code)
    kiosk.answer_all(answers)
    kiosk.leave_guide()

    for key in touched:
        kiosk.press(f"who.{key}")
    assert violations(kiosk.page) + english(kiosk.page) == []
    kiosk.go_on()
    kiosk.fill_form(form, values)
    for _ in form.materials:
        kiosk.give_file(PAPER)
        kiosk.go_on()
    reviewed = kiosk.page.locator("h2", has_text="谁是谁")
    assert reviewed.count() == 1
    kiosk.hand_in()

    asked = {str(field.key) for page in form.pages for field in page.fields}
    assert asked.isdisjoint(f"per.name@{role}" for role in said)
