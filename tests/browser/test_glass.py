"""What the browser does by itself: presses count once, are answered at once, cuts are covered."""

import pytest

from tests.browser.driving import PORTRAIT, KioskDriver, key_class
from tests.browser.kept import go_on_with
from tests.browser.lines import Line
from tests.browser.looking import violations

pytestmark = pytest.mark.browser

THEME, HAIR_SALON = "T03", "T02"
_PRESSED = "() => document.querySelector('[aria-busy=true]')?.dataset.pressed"


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport=PORTRAIT, has_touch=True, locale="zh-CN")
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.clock.install()
    yield page
    context.close()


@pytest.fixture
def line(page):
    return Line(page)


@pytest.fixture
def kiosk(page, line, kiosk_url):
    kiosk = KioskDriver(page, kiosk_url)
    kiosk.choose_theme(THEME)
    return kiosk


def option(kiosk, question, place=0):
    box = kiosk.at(f"option.{question}.{place}").locator("button").first.bounding_box()
    return box["x"] + 40, box["y"] + box["height"] / 2


def glass(kiosk, name):
    return kiosk.page.locator(f"[data-glass={name}]")


def test_a_press_is_answered_without_the_server_and_counts_once(kiosk, line):
    first = kiosk.question()
    at = option(kiosk, first)
    line.hold()

    kiosk.page.touchscreen.tap(*at)

    assert kiosk.page.evaluate(_PRESSED) == "收到，正在存……"
    kiosk.page.touchscreen.tap(*at)
    kiosk.page.clock.fast_forward(3_000)
    glass(kiosk, "busyband").get_by_text("还在存").wait_for()
    kiosk.page.clock.fast_forward(8_000)
    glass(kiosk, "busyband").get_by_text("不是您按错了").wait_for()
    assert violations(kiosk.page) == []
    glass(kiosk, "busyband").get_by_role("button", name="再试一次").tap()
    line.let_go()
    kiosk.page.wait_for_function(
        "question => !document.querySelector(question)", arg=key_class(f"answer.{first}")
    )
    kiosk.settle()
    second = kiosk.question()

    assert kiosk.page.locator("[class*=st-key-change-]").count() == 1
    assert glass(kiosk, "busyband").is_hidden()
    kiosk.page.keyboard.press("Tab")
    kiosk.at(f"option.{second}.0").locator("button").focus()
    kiosk.page.keyboard.press("Enter")
    kiosk.page.wait_for_function(
        "question => !document.querySelector(question)", arg=key_class(f"answer.{second}")
    )


def test_a_button_that_every_page_has_is_not_pressed_on_a_page_that_nobody_saw(kiosk, line):
    first = kiosk.question()
    kiosk.page.touchscreen.tap(*option(kiosk, first))
    kiosk.page.locator("[class*=st-key-change-]").wait_for()
    kiosk.settle()
    box = kiosk.at("back").locator("button").bounding_box()
    at = box["x"] + 40, box["y"] + 40
    line.hold()

    kiosk.page.touchscreen.tap(*at)
    kiosk.page.wait_for_timeout(1_500)  # the server has drawn the page before, unseen
    kiosk.page.touchscreen.tap(*at)
    kiosk.page.mouse.move(*at)
    kiosk.page.mouse.down()
    line.let_go()
    kiosk.at(f"answer.{first}").wait_for()
    kiosk.settle()
    kiosk.page.mouse.up()  # on the page before, pressed down on the one after it
    kiosk.settle()

    assert kiosk.question() == first


def test_whoever_waits_too_long_calls_somebody_with_a_press_that_still_counts(kiosk, line):
    line.hold()
    kiosk.page.touchscreen.tap(*option(kiosk, kiosk.question()))
    kiosk.page.clock.fast_forward(11_000)

    glass(kiosk, "busyband").get_by_role("button", name="叫人来看").tap()
    line.let_go()

    kiosk.page.get_by_role("dialog").get_by_text("已经通知").wait_for()
    assert glass(kiosk, "busyband").is_hidden()
    kiosk.press("go_on")
    assert kiosk.page.locator("[class*=st-key-change-]").count() == 1


def test_what_is_typed_and_not_sent_stays_with_whoever_asks_or_leaves(
    page, kiosk_url, kiosk_folder, shipped
):
    kiosk = KioskDriver(page, kiosk_url)
    go_on_with(kiosk, kiosk_folder, HAIR_SALON, shipped.themes[HAIR_SALON].typical_answers)
    box = page.locator("[class*=st-key-ok_field] input[type=text]").first
    box.fill("秋月")

    kiosk.press("help")
    kiosk.press("go_on")
    assert box.input_value() == "秋月"
    box.fill("秋月明")
    kiosk.press("exit")
    kiosk.press("later")
    number, code = page.locator("dd.caseno").all_inner_texts()
    kiosk.go_on()
    kiosk.press("resume")
    kiosk.at("slip_number").locator("input").fill(number)
    kiosk.at("slip_code").locator("input").fill(code)
    kiosk.go_on()

    assert box.input_value() == "秋月明"


def test_a_cut_line_covers_the_screen_and_leads_back_to_the_page(kiosk, line):
    question = kiosk.question()
    line.cut(for_good=True)

    glass(kiosk, "cutoff").get_by_role("heading", name="机器断了一下").wait_for()
    kiosk.page.clock.fast_forward(8_000)
    assert violations(kiosk.page) == []
    kiosk.page.clock.fast_forward(60_000)
    glass(kiosk, "cutoff").get_by_text("请叫旁边的工作人员").wait_for()
    line.mend()
    kiosk.page.clock.fast_forward(30_000)
    glass(kiosk, "cutoff").wait_for(state="hidden")

    assert kiosk.question() == question
    line.cut(for_good=True)
    glass(kiosk, "cutoff").get_by_role("button", name="清掉我的信息").tap()
    line.mend()
    kiosk.page.locator(".hero").wait_for()
