"""WCAG 2.2 A and AA by axe-core on every page and state of the kiosk, and nothing in English."""

from pathlib import Path

import pytest

from core.catalogue.packages import read_package
from tests.browser.driving import PAPER, PORTRAIT, KioskDriver
from tests.browser.serving import served
from tests.conftest import SHIPPED
from tests.fakes import FakeKiosk
from tests.filling import IDENTITY_NUMBER, values_for

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("visits")]

HAIR_SALON = "T02"
AXE = (Path(__file__).parent / "axe.min.js").read_text("utf-8")
_VIOLATIONS = """async () => {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const found = await axe.run(document, { runOnly: tags });
  return found.violations.map(one => [one.id, ...one.nodes.map(node => node.html.slice(0, 160))]);
}"""
# Words that are Latin in Chinese as well: examples of numbers, file types, the other language.
_ENGLISH = r"""() => {
  const number = '[A-Z0-9]{4,6}(-[A-Z0-9]{4}){2}';
  const mine = new RegExp(`^(English|.*[\u4e00-\u9fff].*|${number}|PDF、JPG、PNG|.*\\.pdf)$`, 's');
  const found = [];
  const look = said => { if (/[A-Za-z]{3,}/.test(said) && !mine.test(said)) found.push(said); };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, nodeValue } = walker.currentNode;
    const isHidden = parentElement.closest(
      'script, style, noscript, .ic, [data-testid=stIconMaterial], .keyboard .keys');
    if (!isHidden) look(nodeValue.trim());
  }
  for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
    for (const one of document.querySelectorAll(`[${name}]`)) look(one.getAttribute(name));
  }
  return [...new Set(found)];
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with served("kiosk_app.py", tmp_path_factory.mktemp("accessible")) as address:
        yield address


@pytest.fixture
def kiosk(chromium, address):
    context = chromium.new_context(viewport=PORTRAIT, has_touch=True, locale="zh-CN")
    context.set_default_timeout(20_000)
    yield KioskDriver(context.new_page(), address)
    context.close()


@pytest.fixture
def look(kiosk):
    """Look at the page as it stands; what is wrong with any state is told at the end."""
    wrong = {}

    def look(state):
        kiosk.settle()
        kiosk.page.evaluate(AXE)
        found = kiosk.page.evaluate(_VIOLATIONS) + kiosk.page.evaluate(_ENGLISH)
        if found:
            wrong[state] = found

    yield look
    assert wrong == {}


def test_every_page_and_state_can_be_used_by_everybody(kiosk, look):
    shipped = read_package(SHIPPED).catalogue
    answers = shipped.themes[HAIR_SALON].typical_answers
    form = FakeKiosk(shipped).service.form(HAIR_SALON, 1, answers)

    see_the_first_page(kiosk, look)
    kiosk.choose_theme(HAIR_SALON)
    look("question")
    while (question := kiosk.question()) != "area_biz":
        kiosk.answer(question, answers[question])
    look("question, a number")
    kiosk.go_on()
    look("question, refused")
    kiosk.go_back()
    look("question, answered before")
    kiosk.go_on()
    kiosk.answer_all(answers)
    look("guide")
    kiosk.go_on()
    see_the_form(kiosk, look, form, values_for(form, shipped))
    see_the_papers(kiosk, look, form)
    number = see_the_signing(kiosk, look)
    see_the_progress(kiosk, look, number)
    see_care_and_leaving(kiosk, look)


def see_the_first_page(kiosk, look):
    look("welcome")
    kiosk.at("find").locator("input").tap()
    look("keyboard")
    kiosk.page.locator(".keyboard .hide").tap()
    look("keyboard, hidden")
    for errand in ("track", "resume"):
        kiosk.press(errand)
        look(errand)
        kiosk.go_on()
        look(f"{errand}, refused")
        kiosk.go_back()
    kiosk.press("help")
    look("help")
    kiosk.press("go_on")


def see_the_form(kiosk, look, form, values):
    kiosk.go_on()
    look("form, refused")
    for number in range(len(form.pages)):
        kiosk.fill_page(form, number, values)
        look(f"form {number}")
        kiosk.go_on()


def see_the_papers(kiosk, look, form):
    look("paper")
    kiosk.press("phone")
    look("paper from a phone")
    kiosk.go_on()
    look("paper, refused")
    for _ in form.papers:
        kiosk.give_file(PAPER)
        look("paper, given")
        kiosk.go_on()
    look("review")


def see_the_signing(kiosk, look):
    kiosk.go_on()
    look("signing")
    kiosk.go_on()
    look("signing, refused")
    kiosk.press("sign_way")
    look("signing by name")
    kiosk.press("sign_way")
    kiosk.sign_all()
    look("receipt")
    number = kiosk.page.locator(".caseno").inner_text()
    kiosk.go_on()
    return number


def see_the_progress(kiosk, look, number):
    kiosk.press("track")
    kiosk.at("case_number").locator("input").fill(number)
    kiosk.at("last_four").locator("input").fill(IDENTITY_NUMBER[-4:])
    kiosk.go_on()
    kiosk.press("level.2")
    kiosk.press("withdraw")
    look("progress")
    kiosk.go_on()


def see_care_and_leaving(kiosk, look):
    kiosk.press("care")
    kiosk.press("reach")
    look("care and reach")
    kiosk.choose_theme(HAIR_SALON)
    kiosk.press("exit")
    look("leaving")
    kiosk.press("later")
    look("slip")
