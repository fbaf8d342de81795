"""An agent at the screens: hands in for somebody, who takes it back; then nothing goes on."""

import pytest
from playwright.sync_api import expect

from adapters.system import now
from core.agents.models import CaseAct
from core.training.scenarios import read_scenario
from tests.browser.driving import PORTRAIT, KioskDriver, plain
from tests.browser.officer_screen import seated
from tests.browser.serving import ROOT, served
from tests.fakes import FakeKiosk
from tests.services.agents import AGENT_NAME, AGENT_NUMBER, agents_part
from tests.staffing import open_office

pytestmark = [pytest.mark.browser, pytest.mark.walk]


@pytest.fixture
def hall(tmp_path):
    opened = open_office(tmp_path)
    opened.clock.now = now()
    return opened


def test_what_a_principal_takes_back_an_agent_does_no_longer(hall, chromium, shipped, tmp_path):
    person = agents_part(read_scenario(ROOT / "assets" / "scenarios" / "S02.yaml"))
    own_end = person.values["per.id_no@principal"][-4:]
    with served("kiosk_app.py", tmp_path) as address:
        context = chromium.new_context(viewport=PORTRAIT, has_touch=True, locale="zh-CN")
        context.set_default_timeout(60_000)
        kiosk = KioskDriver(context.new_page(), address)
        number, code = hand_in(kiosk, person, shipped)
        with hall.transaction() as stores:
            said = stores.cases.get(number).application.authorisation
        assert (said.agent.name, said.principal.name) == (AGENT_NAME, "林秋月")
        assert CaseAct.SUPPLY in said.acts

        look(kiosk, number, AGENT_NUMBER[-4:])
        assert "有效" in kiosk.page.locator(".sec", has_text=AGENT_NAME).inner_text()
        leave(kiosk)
        take_back(kiosk, number, own_end, code)
        leave(kiosk)
        look(kiosk, number, AGENT_NUMBER[-4:])
        refused = kiosk.page.locator("[role=alert]")
        expect(refused).to_contain_text("这份委托在")
        expect(refused).to_contain_text("从那时起不能再代办")
        context.close()

    with (
        served("designer_app.py", tmp_path, letters=15) as designer,
        seated(chromium, designer, "window") as window,
    ):
        window.open(f"reception?case={number}")
        standing = window.page.locator(".note", has_text=AGENT_NAME)
        expect(standing).to_contain_text("本人取消")


def hand_in(kiosk, person, shipped):
    """Apply as the agent, agree to what is usual, and return number and code of the receipt."""
    answers = plain(person.answers)
    form = FakeKiosk(shipped).service.filling.form(person.theme, 1, answers)
    kiosk.choose_theme(person.theme)
    kiosk.answer_all(answers)
    kiosk.go_on()
    agree(kiosk)
    kiosk.fill_form(form, plain(person.values))
    agree(kiosk)
    kiosk.give_papers(form, person.papers)
    kiosk.hand_in()
    number = kiosk.page.locator("dd.caseno").first.inner_text()
    code = kiosk.page.locator("dd.codeno").inner_text()
    kiosk.go_on()
    expect(kiosk.page.locator(".hero")).to_be_visible()
    return number, code


def agree(kiosk):
    """Agree to what an agent usually may, where that is asked."""
    if kiosk.at("agent_acts").count():
        kiosk.press("main")


def look(kiosk, number, end):
    """Look after a case, with the end of an identity number."""
    kiosk.press("track")
    kiosk.page.get_by_label("编号", exact=False).fill(number)
    kiosk.page.get_by_label("后四位", exact=False).fill(end)
    kiosk.go_on()


def take_back(kiosk, number, end, code):
    look(kiosk, number, end)
    kiosk.press("agent_ending")
    kiosk.at("agent_code").locator("input").fill(code)
    kiosk.press("agent_yes")
    expect(kiosk.page.locator(".sec", has_text=AGENT_NAME)).to_contain_text("本人取消")


def leave(kiosk):
    kiosk.go_on()
    expect(kiosk.page.locator(".hero")).to_be_visible()
