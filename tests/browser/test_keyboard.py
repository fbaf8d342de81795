"""The on-screen keyboard in Chromium, by touch: pinyin, names, digits, identity cards."""

from itertools import takewhile

import pytest
from playwright.sync_api import expect

from tests.browser.driving import LANDSCAPE, KioskDriver
from tests.browser.kept import go_on_with
from tests.browser.screen_keys import Keys

pytestmark = pytest.mark.browser

HAIR_SALON = "T02"
SMALLEST_KEY = 56
_SMALL_KEYS = """smallest => [...document.querySelectorAll('.keyboard button')]
  .map(key => [key.textContent, key.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < smallest || box.height < smallest))
  .map(([words, box]) => `${words}: ${box.width} x ${box.height}`)"""
_IS_COVERED = """() => {
  const box = document.activeElement.getBoundingClientRect();
  const on_top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return !document.activeElement.contains(on_top);
}"""


@pytest.fixture
def kiosk(kiosk_page, kiosk_url):
    return KioskDriver(kiosk_page, kiosk_url)


def test_a_name_a_number_and_words_are_typed_by_touch(kiosk, kiosk_folder, shipped):
    answers = shipped.themes[HAIR_SALON].typical_answers
    said = dict(takewhile(lambda answer: answer[0] != "area_biz", answers.items()))
    keys = Keys(kiosk.page)
    go_on_with(kiosk, kiosk_folder, HAIR_SALON, said, step="questions")
    while (question := kiosk.question()) != "area_biz":
        kiosk.answer(question, answers[question])
    area = kiosk.at("answer.area_biz").locator("input")
    area.tap()
    keys.tap("6", "0")
    keys.done()
    expect(area).to_have_value("60")
    kiosk.answer_all(answers)
    kiosk.go_on()
    name, card, mobile, home = (
        kiosk.at(f"field.{key}").locator("input, textarea")
        for key in (
            "per.name@principal",
            "per.id_no@principal",
            "per.mobile@principal",
            "per.hukou_addr@principal",
        )
    )

    name.tap()
    keys.tap(*"linqiuyue")
    for letter in "林秋月":
        keys.choose(letter)
    assert not kiosk.page.evaluate(_IS_COVERED)
    assert kiosk.page.evaluate(_SMALL_KEYS, SMALLEST_KEY) == []
    keys.done()

    kiosk.page.set_viewport_size(LANDSCAPE)
    kiosk.settle()
    card.tap()
    keys.tap(*"4412021990010112", "3", "{bksp}", "X")
    keys.done()
    mobile.tap()
    keys.tap(*"13800138000")
    assert not kiosk.page.evaluate(_IS_COVERED)
    assert kiosk.page.evaluate(_SMALL_KEYS, SMALLEST_KEY) == []
    home.tap()  # straight to another field: what was typed stays
    keys.tap(*"zhaoqing")
    keys.choose("肇庆")
    keys.tap(*"cany")
    keys.choose("餐饮")
    keys.done()

    kiosk.press("language_en")
    for field, value in (
        (name, "林秋月"),
        (card, "4412021990010112X"),
        (mobile, "13800138000"),
        (home, "肇庆餐饮"),
    ):
        expect(field).to_have_value(value)


def test_real_keys_still_work_and_nothing_typed_is_left_on_the_keyboard(kiosk):
    keys = Keys(kiosk.page)
    kiosk.page.set_viewport_size(LANDSCAPE)
    box = kiosk.at("find").locator("input")
    box.tap()
    keys.board.get_by_role("button", name="英文").tap()
    keys.tap("{shift}", "L", "{shift}", "f")
    kiosk.page.keyboard.type("d")
    expect(box).to_have_value("Lfd")
    keys.done()
    kiosk.settle()

    expect(kiosk.page.locator("[class*=st-key-theme-]")).to_have_count(1)
    assert kiosk.page.locator(".keyboard").is_hidden()

    kiosk.at("find").locator("input").tap()
    keys.board.get_by_role("button", name="拼音").tap()
    keys.tap(*"linqiuyue")
    keys.board.get_by_role("button", name="收起键盘").tap()
    expect(keys.board).to_be_hidden()

    kiosk.at("find").locator("input").tap()

    expect(keys.board.locator(".typed")).to_have_text("打拼音，在这里选字")
    expect(keys.board.locator(".offer")).to_have_count(0)
