"""A trainer presents the hairdresser: kiosk and designer side by side, by *next* alone.

What the stops lead to is checked without screens in ``tests/services/test_presenting.py``.
"""

import re

import pytest
from playwright.sync_api import expect

from core.i18n import DEFAULT_LOCALE, translate
from core.staff.models import OPERATOR, Role
from tests.browser.designing import DESK, DesignerDriver
from tests.browser.driving import PORTRAIT, stopped_on
from tests.browser.looking import violations
from tests.browser.serving import served
from tests.staffing import PASSWORD, open_office

pytestmark = pytest.mark.browser

PATIENCE = 60_000
PHONE = {"width": 390, "height": 844}
NUMBER = re.compile(r"T\d{5}-[A-Z0-9]{4}-[A-Z0-9]{4}")
MOBILE = "13800002001"
FILLED, HANDED_IN, AT_DESKS, END = 23, 38, (39, 41, 42, 43, 44), 45
KIOSK_SAYS = {
    1: "您今天想办成什么事？",
    15: "您要办 2 件事，一次就能办完",
    16: "我同意为办这件事使用下面这些敏感个人信息",
    17: "请问，您怎么称呼？",
    19: "这几件事，都由谁来管？",
    21: "居民身份证",
    22: "第 1 页，共 4 页",
    28: "第 4 页，共 4 页",
    30: "第 1 样，共 3 样",
    35: "单位：端州区秋月理发店（演示）",
    36: "441202198803160028",
    37: "个体工商户登记(备案)申请书",
    HANDED_IN: "还欠这一样",
    40: "部门正在审批",
    END: "都办完了。",
}
"""What the kiosk says at the stops that matter."""
DESK_SAYS = {
    39: "待受理",
    41: "已受理，等决定",
    42: "公共场所卫生许可",
    44: "演示-WJ-01-1",
    END: "收齐了",
}
"""What the desk says at the stops that matter."""
HANDED_OVER = "已经办好，证件已交给您"
OUTLINED = """() => [...document.querySelectorAll('.stApp *')].some(it =>
  getComputedStyle(it).outlineWidth === '4px' && it.getClientRects().length)"""


class PresentedPage:
    """A screen of the presenter's: the bar, and what is under it."""

    def __init__(self, page, address):
        self.page = page
        self.stopped = stopped_on(page)
        page.goto(address)

    def go_on(self):
        self.page.locator(".st-key-present_next button").click()

    def await_stop(self, number, says):
        """Wait until a stop is shown: the bar says it, and the page what it says there."""
        words = say("step", title="", n=number, of=END, stage="").strip(" ·")
        expect(self.page.locator(".presenter_line")).to_contain_text(words)
        expect(self.page.locator(".stApp")).to_contain_text(says)
        expect(self.page.get_by_test_id("stException")).to_have_count(0)

    def await_outline(self):
        """Wait until what is about to be touched is outlined."""
        self.page.wait_for_function(OUTLINED, polling=100)

    def number(self):
        """Return the number of the case that is shown."""
        return NUMBER.search(self.page.locator(".stApp").inner_text())[0]


def say(key, **params):
    return translate(f"presenting.{key}", DEFAULT_LOCALE, **params)


@pytest.fixture
def ways(chromium, tmp_path):
    """Begin the presentation in a new room as a trainer does, and return the ways to it."""
    expect.set_options(timeout=PATIENCE)
    office = open_office(tmp_path)
    roles = [Role.TRAINER]
    office.staff.accounts.add(OPERATOR, "trainer", "培训师（演示）", roles=roles, password=PASSWORD)
    with (
        served("kiosk_app.py", tmp_path) as kiosk,
        served(
            "designer_app.py", tmp_path, letters=15, more={"DONE_ONCE_PUBLIC_URL": kiosk}
        ) as designer,
    ):
        context = chromium.new_context(viewport=DESK, locale="zh-CN")
        context.set_default_timeout(PATIENCE)
        trainer = DesignerDriver(context.new_page(), designer)
        trainer.log_in("trainer")
        trainer.open("training?scenario=T02-1")
        trainer.press_key("present")
        links = trainer.page.locator(".presentways a")
        expect(links).to_have_count(3)
        yield [link.get_attribute("href") for link in links.all()]
        context.close()
    expect.set_options(timeout=5_000)


@pytest.fixture
def kiosk(chromium, ways):
    yield from opened(chromium, ways[0], PORTRAIT)


@pytest.fixture
def desk(chromium, ways):
    yield from opened(chromium, ways[1], DESK)


def opened(chromium, address, size):
    context = chromium.new_context(viewport=size, locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    yield PresentedPage(context.new_page(), address)
    context.close()


@pytest.fixture
def notes(chromium, ways):
    yield from opened(chromium, ways[2], PHONE)


@pytest.mark.walk
def test_the_hairdresser_is_presented_from_the_first_page_to_both_licences(kiosk, desk, notes):
    for number in range(1, END + 1):
        for screen, says in ((kiosk, KIOSK_SAYS), (desk, DESK_SAYS)):
            screen.await_stop(number, says.get(number, ""))
        touched = desk if number in AT_DESKS else kiosk
        if number < HANDED_IN or number in AT_DESKS:
            touched.await_outline()
        if number == FILLED:
            expect(kiosk.page.get_by_label("法定代表人(或负责人)手机").first).to_have_value(MOBILE)
        if number < END:
            touched.go_on()

    screens = (kiosk, desk, notes)
    notes.await_stop(END, "讲完了")
    turn_by_key(screens, "ArrowLeft", END - 1)
    turn_by_key(screens, "ArrowRight", END)
    assert [violations(screen.page) for screen in screens] == [[], [], []]
    expect(kiosk.page.get_by_text(HANDED_OVER)).to_have_count(2)
    expect(desk.page.get_by_text("已交", exact=True)).to_have_count(2)
    assert kiosk.number() == desk.number()
    assert kiosk.stopped == desk.stopped == []


def turn_by_key(screens, key, number):
    """Press a key at the notes: every screen follows, and none loses the bar."""
    screens[-1].page.keyboard.press(key)
    for screen in screens:
        screen.await_stop(number, "")
        expect(screen.page.locator(".presenter_line")).to_be_in_viewport()
