"""WCAG 2.2 A and AA by axe-core on the rooms of policy staff; one browser, one account."""

import json
from urllib.parse import quote

import pytest

from core.catalogue.packages import read_package
from tests.browser.designing import DESK, DesignerDriver
from tests.browser.looking import violations
from tests.conftest import SHIPPED

pytestmark = pytest.mark.browser

THEME = "T07"
ROOMS = (
    "bank?list=laws",
    "bank?list=questions&entry=food_form",
    "workshop?matter=SCJG-01",
    "rounds",
    "import",
    f"decisions?theme={THEME}",
    f"preview?theme={THEME}&page=1&answers=",
)


@pytest.fixture
def inside(chromium, designer_url):
    context = chromium.new_context(viewport=DESK, locale="zh-CN")
    context.set_default_timeout(60_000)
    driver = DesignerDriver(context.new_page(), designer_url)
    driver.log_in()
    yield driver
    context.close()


def test_every_room_of_policy_staff_can_be_used_by_everybody(inside):
    typical = read_package(SHIPPED).catalogue.themes[THEME].typical_answers
    wrong = {}

    for room in ROOMS:
        ending = quote(json.dumps(dict(typical))) if room.endswith("=") else ""
        inside.open(room + ending)
        inside.page.get_by_test_id("stPageLink").last.wait_for()  # comes after the page
        inside.settle()
        if found := violations(inside.page):
            wrong[room] = found

    assert wrong == {}
