"""Every page and state of the kiosk: WCAG 2.2 A and AA by axe-core, nothing English, fitting.

One visit from welcome to receipt, on a screen that stands upright and on one that lies.
"""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from core.catalogue.packages import read_package
from tests.browser.driving import LANDSCAPE, PAPER, PORTRAIT, KioskDriver
from tests.browser.looking import english, misfits, violations
from tests.conftest import SHIPPED
from tests.fakes import FakeKiosk
from tests.filling import IDENTITY_NUMBER, values_for

pytestmark = pytest.mark.browser

HAIR_SALON = "T02"


_AT_TOP = "() => document.querySelector('[data-testid=stMain]').scrollTop === 0"
_BARS_IN_PLACE = """() => {
  const [top, bottom] = ['topbar', 'actionbar'].map(
    name => document.querySelector('.st-key-' + name)?.getBoundingClientRect());
  return top?.top === 0 && Math.abs(bottom?.bottom - window.innerHeight) <= 1;
}"""


@pytest.fixture
def hosts():
    """Who is asked for anything."""
    return set()


@pytest.fixture
def kiosk(kiosk_page, kiosk_url, hosts):
    kiosk_page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    return KioskDriver(kiosk_page, kiosk_url)


@pytest.fixture
def look(kiosk):
    """Look at the page as it stands; what is wrong with any state is told at the end."""
    wrong = {}

    def look(state):
        kiosk.settle()
        found = violations(kiosk.page) + english(kiosk.page)
        for size in (LANDSCAPE, PORTRAIT):
            found += misfits(kiosk.page, size)
        if found:
            wrong[state] = found

    yield look
    assert wrong == {}


def test_every_page_and_state_can_be_used_by_everybody(kiosk, look, hosts, tmp_path):
    shipped = read_package(SHIPPED).catalogue
    answers = shipped.themes[HAIR_SALON].typical_answers
    form = FakeKiosk(shipped).service.filling.form(HAIR_SALON, 1, answers)

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
    see_the_bars(kiosk)
    see_the_notice(kiosk, look)
    see_who_is_who(kiosk, look)
    see_the_form(kiosk, look, form, values_for(form, shipped))
    see_what_is_too_large(kiosk, look, tmp_path)
    see_the_papers(kiosk, look, form)
    number, code = see_the_signing(kiosk, look)
    see_own_data(kiosk, look, number, code)
    see_the_progress(kiosk, look, number)
    see_care_and_leaving(kiosk, look)
    assert hosts <= {"127.0.0.1", None}, "something is asked from outside the house"


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


def see_the_bars(kiosk):
    """Both bars stay when a page is moved, and the next one begins at its top."""
    kiosk.page.mouse.move(500, 500)
    kiosk.page.mouse.wheel(0, 9999)  # as a person: a page still coming may be moved to its top
    kiosk.page.wait_for_function(_BARS_IN_PLACE)


def see_the_notice(kiosk, look):
    kiosk.press("main")
    kiosk.page.wait_for_function(_AT_TOP)
    kiosk.page.wait_for_function(_BARS_IN_PLACE)
    look("notice")
    kiosk.press("main")
    look("notice, refused")
    kiosk.press("other")
    look("notice, declined")
    kiosk.go_back()
    kiosk.agree()


def see_who_is_who(kiosk, look):
    look("who acts")
    kiosk.press("main")
    look("who is who")
    kiosk.press("main")
    look("who is who, refused")
    kiosk.press("who.all")
    look("who is who, all me")
    kiosk.press("who.all")
    kiosk.go_on()


def see_the_form(kiosk, look, form, values):
    kiosk.go_on()
    look("form, refused")
    kiosk.fill_form(form, values, look=lambda: look("form"))


def see_what_is_too_large(kiosk, look, folder):
    """What is too large to be sent at all is told, alone and beside a file that is taken."""
    film, paper = folder / "film.mp4", folder / PAPER["name"]
    with film.open("wb") as file:
        file.truncate(21_000_000)
    paper.write_bytes(PAPER["buffer"])
    kiosk.page.locator("input[type=file]").set_input_files(film)
    expect(kiosk.page.locator(".err")).to_contain_text("film.mp4")
    kiosk.settle()
    kiosk.page.locator("input[type=file]").set_input_files([film, paper])
    kiosk.at("got_0").wait_for()
    expect(kiosk.page.locator(".err")).to_contain_text("film.mp4")
    look("paper, too large")
    kiosk.press("drop.0")


def see_the_papers(kiosk, look, form):
    look("paper")
    kiosk.press("phone")
    look("paper from a phone")
    kiosk.go_on()
    look("paper, refused")
    for _ in form.materials:
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
    code = kiosk.page.locator(".codeno").inner_text()
    assert kiosk.at("download").count() == 0, "the machine is shared"
    assert number in kiosk.print_paper()
    kiosk.go_on()
    assert kiosk.page.locator("iframe.paper_to_print").count() == 0
    assert kiosk.page.locator(".hero").count() == 1
    assert number not in kiosk.page.content()
    return number, code


def track(kiosk, number):
    kiosk.press("track")
    kiosk.at("case_number").locator("input").fill(number)
    kiosk.at("last_four").locator("input").fill(IDENTITY_NUMBER[-4:])
    kiosk.go_on()


def see_own_data(kiosk, look, number, code):
    track(kiosk, number)
    kiosk.press("own")
    look("own data, asked for the code")
    kiosk.at("own_code").locator("input").fill(code)
    kiosk.go_on()
    look("own data")
    kiosk.press("own_erase")
    look("own data, asked to erase")
    kiosk.go_on()


def see_the_progress(kiosk, look, number):
    track(kiosk, number)
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
