"""By touch from welcome to receipt in every theme: `make walk`; it takes a while."""

import pytest
from playwright.sync_api import expect

from core.catalogue.packages import read_package
from core.themes.guides import guide_theme
from core.themes.plans import ThemePlan
from core.themes.who_acts import roles_of_acting, roles_that_act
from core.themes.who_is_who import WhoIsWho
from tests.browser.driving import PAPER, KioskDriver
from tests.conftest import SHIPPED
from tests.fakes import FakeKiosk
from tests.filling import values_for

pytestmark = [pytest.mark.browser, pytest.mark.walk]

CATALOGUE = read_package(SHIPPED).catalogue


def held_by_who_acts(code):
    """Return what one touch says: every role that who acts may hold is theirs."""
    plan = ThemePlan(CATALOGUE.themes[code], CATALOGUE)
    who = WhoIsWho(plan, guide_theme(plan, plan.theme.typical_answers))
    return {
        role: acting for acting in roles_that_act(who)[:1] for role in roles_of_acting(who, acting)
    }


WALKS = [
    (code, persons)
    for code in sorted(CATALOGUE.themes)
    for persons in ("apart", "joined")
    if persons == "apart" or held_by_who_acts(code)
]


@pytest.fixture
def kiosk(kiosk_page, kiosk_url):
    return KioskDriver(kiosk_page, kiosk_url)


@pytest.mark.parametrize(("code", "persons"), WALKS)
def test_every_theme_is_walked_from_welcome_to_receipt(kiosk, code, persons):
    answers = CATALOGUE.themes[code].typical_answers
    said = held_by_who_acts(code) if persons == "joined" else {}
    form = FakeKiosk(CATALOGUE).service.filling.form(code, 1, answers, parties=said)
    values = values_for(form, CATALOGUE)

    kiosk.choose_theme(code)
    kiosk.answer_all(answers)
    kiosk.leave_guide()
    if said:
        kiosk.press("who.all")
    kiosk.leave_persons()
    kiosk.fill_form(form, values)
    for paper in form.materials:
        expect(kiosk.page.locator("h1").last).to_have_text(paper.name)
        kiosk.give_file(PAPER)
        kiosk.go_on()
    number = kiosk.hand_in()

    kiosk.go_on()
    expect(kiosk.page.locator(".hero")).to_be_visible()
    assert number not in kiosk.page.content()
