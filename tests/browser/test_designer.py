"""The designer in Chromium: what only a browser can show."""

import re

import pytest
from playwright.sync_api import expect

from core.catalogue.models import comparisons_in
from core.services.designers.edit_theme import OpenTheme
from core.services.theme_documents import theme_of
from core.staff.models import OPERATOR
from tests.browser.designing import COOKIE, DESK, LOGIN, UPRIGHT, DesignerDriver
from tests.browser.looking import violations
from tests.waiting import wait_until

pytestmark = pytest.mark.browser

BIZ, FOOD, HEALTH, SEAL = "SCJG-01", "SCJG-03", "WJ-01", "GA-01"
PATHS = ["", "work", "board", "board?theme=T02", "account", "designer", "pages"]

_OVERFLOW = "() => document.documentElement.scrollWidth - window.innerWidth"
_SMALL_BUTTONS = """() => [...[...document.querySelectorAll('*')].filter(e => e.shadowRoot)
    .flatMap(e => [...e.shadowRoot.querySelectorAll('.toggle')])]
  .filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect())
  .filter(box => box.width < 44 || box.height < 44).length"""


@pytest.fixture
def context(chromium):
    context = chromium.new_context(viewport=DESK, has_touch=True, locale="zh-CN")
    yield context
    context.close()


@pytest.fixture
def driver(context, designer_url):
    yield from opened(context, designer_url)


def opened(context, url):
    """Open a page of its own, in which nothing may go wrong."""
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    yield DesignerDriver(page, url)
    assert page.faults == []
    page.close()


@pytest.fixture(scope="module")
def workplace(chromium, designer_url):
    """A browser in which somebody is logged in, who opens one page after another."""
    context = chromium.new_context(viewport=DESK, has_touch=True, locale="zh-CN")
    DesignerDriver(context.new_page(), designer_url).log_in()
    yield context
    context.close()


@pytest.fixture
def inside(workplace, designer_url):
    yield from opened(workplace, designer_url)


@pytest.fixture
def newcomer(driver):
    """Somebody who has just logged in, in a browser of their own."""
    driver.log_in()
    return driver


def saved(office, code):
    return list(OpenTheme(office.policy.designer.drafting.open(code)).matters)


def test_three_matters_are_dragged_counted_undone_and_published(inside, office):
    inside.start_theme("开一家小饭馆")
    code = inside.page.url.rpartition("=")[2]
    for matter in (BIZ, FOOD, HEALTH):
        inside.drag(matter)

    assert inside.order() == [BIZ, FOOD, HEALTH]
    assert [re.findall(r"\d+", text) for text in inside.counts()] == [
        ["109", "81"],
        ["18", "11"],
        ["5"],
        ["7", "5"],
    ]

    inside.press("撤销")
    assert inside.order() == [BIZ, FOOD] == saved(office, code)
    inside.press("重做")
    assert inside.order() == [BIZ, FOOD, HEALTH] == saved(office, code)

    inside.put_right(code)
    inside.press("发布新版本")
    inside.press("确认发布")
    [version] = office.policy.designer.listing.versions(code)
    assert (version.number, version.matters, version.published_by) == (1, 3, "policy")
    assert "第 1 版已经发布" in inside.page.locator(".note").inner_text()
    with office.transaction() as stores:
        assert stores.themes.latest(code).theme.name == "开一家小饭馆"


def test_keys_move_matters_keep_the_focus_and_are_reported(inside):
    inside.start_theme("用键盘办")

    for matter in (BIZ, FOOD):
        inside.key(matter, "Space")
    assert inside.order() == [BIZ, FOOD]
    assert inside.focused() == FOOD
    assert "在主题里第 2 项" in inside.heard()
    assert "填写项 74 合成 63" in inside.heard()

    inside.key(FOOD, "Alt+ArrowUp")
    assert inside.order() == [FOOD, BIZ]
    inside.page.keyboard.press("Alt+ArrowDown")
    inside.settle()
    assert inside.order() == [BIZ, FOOD]

    inside.page.keyboard.press("ArrowUp")
    assert inside.focused() == BIZ
    inside.page.keyboard.press("Space")
    inside.settle()
    assert inside.order() == [FOOD]
    assert "已移回目录" in inside.heard()


def test_a_condition_is_written_with_keys_alone(inside):
    inside.start_theme("用键盘写条件")
    keyboard, panel = inside.page.keyboard, inside.page.locator(".st-key-conditions")
    inside.key(SEAL, "Space")
    inside.key(SEAL, "Enter")
    assert "100 % 的情形要办" in panel.inner_text()
    assert inside.page.evaluate("document.activeElement.tagName") == "H2"

    keyboard.press("Tab")  # close
    keyboard.press("Tab")  # the first sentence
    keyboard.type("建筑面积")
    inside.page.get_by_role("option").first.wait_for()
    keyboard.press("Enter")
    inside.settle()
    value = panel.get_by_role("spinbutton")
    value.focus()
    keyboard.press("Control+a")
    keyboard.type("300")
    keyboard.press("Enter")
    inside.settle()
    assert "大于" in panel.inner_text() or "＞300" in panel.inner_text()
    assert "50 % 的情形要办" in panel.inner_text()
    assert violations(inside.page) == []

    value.focus()
    keyboard.press("Escape")
    inside.settle()
    panel.wait_for(state="hidden")
    assert inside.focused() == SEAL
    assert "50 %" in inside.card(SEAL).inner_text()

    inside.press("撤销")
    inside.press("撤销")
    assert "100 %" in inside.card(SEAL).inner_text()


def test_buttons_do_all_that_dragging_does(inside):
    inside.start_theme("用按钮办")

    for matter in (BIZ, SEAL):
        inside.card(matter).get_by_role("button", name="加入").click()
        inside.settle()
    inside.card(SEAL).get_by_role("button", name="上移").click()
    inside.settle()
    assert inside.order() == [SEAL, BIZ]
    inside.card(SEAL).get_by_role("button", name="移出").click()
    inside.settle()

    assert inside.order() == [BIZ]
    assert inside.page.evaluate(_SMALL_BUTTONS) == 0


def test_a_finger_drags_as_well(inside):
    inside.start_theme("用手指办")

    inside.drag_by_finger(HEALTH)

    assert inside.order() == [HEALTH]


def test_quick_moves_all_arrive(inside, office):
    inside.start_theme("手快")
    code = inside.page.url.rpartition("=")[2]

    for matter in (BIZ, FOOD, HEALTH, SEAL):
        inside.card(matter).get_by_role("button", name="加入").click()
    # Each move waits for the one before: a busy machine is quiet for a while in between.
    expect(inside.page.locator("ul.theme .card")).to_have_count(4, timeout=20_000)
    inside.settle()

    assert inside.order() == [BIZ, FOOD, HEALTH, SEAL] == saved(office, code)


def test_the_library_is_searched_by_name_department_and_code(inside):
    inside.open("board?theme=T02")
    visible = inside.page.locator("ul.catalogue .card:visible")

    for words, code in (
        ("公章", SEAL),
        ("食品经营许可 新办", FOOD),
        ("ga-01", SEAL),
        ("公安局 刻制", SEAL),
    ):
        inside.find(words)
        assert visible.first.get_attribute("data-id") == code
    inside.find("没有这样的事项")
    assert visible.count() == 0
    assert inside.page.locator(".nothing").is_visible()


def test_what_somebody_else_saved_is_reported_and_stays_beside_mine(inside, office):
    inside.start_theme("两个人改")
    code = inside.page.url.rpartition("=")[2]
    theirs = office.policy.designer.drafting.open(code)
    office.second.designer.drafting.save(
        theirs, office.policy.designer.drafting.arrange(theirs.document, [HEALTH])
    )

    inside.key(BIZ, "Space")

    note = inside.page.locator(".note").filter(has_text="合在一起了")
    note.wait_for()
    assert "政策人员乙" in note.inner_text()
    assert set(saved(office, code)) == {BIZ, HEALTH}
    assert inside.order() == saved(office, code)


def test_a_long_name_leaves_every_button_on_the_screen(inside):
    inside.start_theme("在本市范围内开办一家兼营美容美发养生保健用品零售的小店铺")

    button = inside.page.get_by_role("button", name="发布新版本").bounding_box()

    assert button["x"] + button["width"] <= DESK["width"]
    assert inside.page.evaluate(_OVERFLOW) <= 0


def test_no_address_leads_past_the_door(driver):
    for path in PATHS:
        driver.open(path)

        assert driver.title() == LOGIN, path
        assert driver.page.locator("[data-testid=stSidebar]").count() == 0
        assert driver.page.locator(".board, .row").count() == 0


def test_reloading_keeps_the_login_and_the_open_theme(inside):
    inside.open("board?theme=T02")
    inside.page.reload()
    inside.page.locator(".card").first.wait_for()

    assert inside.title() == "开办理发店"


def test_a_copy_of_the_cookie_opens_nothing_after_logging_out(
    newcomer, context, chromium, designer_url
):
    [cookie] = [entry for entry in context.cookies() if entry["name"] == COOKIE]
    assert cookie["httpOnly"]
    assert cookie["secure"]
    assert cookie["sameSite"] == "Strict"
    assert COOKIE not in newcomer.page.evaluate("document.cookie")
    newcomer.press("退出登录")
    assert newcomer.title() == LOGIN
    wait_until(lambda: COOKIE not in {entry["name"] for entry in context.cookies()})

    for place in (context, chromium.new_context(viewport=DESK)):
        place.add_cookies([cookie])
        again = DesignerDriver(place.new_page(), designer_url)
        assert again.title() == LOGIN
    place.close()


def test_a_changed_password_closes_every_other_browser_and_no_login_of_others(
    newcomer, context, chromium, designer_url, office
):
    elsewhere = chromium.new_context(viewport=DESK)
    other = DesignerDriver(elsewhere.new_page(), designer_url)
    other.log_in("second")
    office.staff.accounts.set_password(OPERATOR, "second", "rbjs-27mt-px4k")

    other.press("打开 T02")

    assert other.title() == LOGIN
    elsewhere.close()
    assert DesignerDriver(context.new_page(), designer_url).title() == "我的工作"


def test_nothing_sticks_out_sideways(inside):
    for path in ("", "board?theme=T01", "account"):
        inside.open(path)
        for size in (DESK, UPRIGHT):
            inside.page.set_viewport_size(size)
            inside.settle()

            assert inside.page.evaluate(_OVERFLOW) <= 0, (path, size)


_PASTE = """text => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }));
}"""


def test_the_decision_table_is_walked_typed_in_and_pasted_into_by_keys(inside, office):
    def saves(matter, *comparisons):
        """Wait until that is saved and drawn: the browser is ahead of the server."""
        for _ in range(50):
            theme = theme_of(office.policy.designer.drafting.open("T05").document)
            when = next(included.when for included in theme.matters if included.matter == matter)
            if [(part.question, part.value) for part in comparisons_in(when)] == [*comparisons]:
                inside.settle()
                return True
            inside.page.wait_for_timeout(100)
        return False

    keyboard = inside.page.keyboard
    inside.open("decisions?theme=T05&rows=matters")
    inside.page.locator("tr", has_text="GY-01").locator("td", has_text="是").click()
    keyboard.press("Enter")
    keyboard.press("Control+a")
    keyboard.insert_text("否")
    keyboard.press("Enter")
    keyboard.press("Shift+ArrowRight")  # the focus went down one row; marked before it is drawn
    assert saves("GY-01", ("util_water", "否"))

    inside.page.evaluate(_PASTE, "是\t是\r\n")
    assert saves("GY-02", ("util_power", "是"), ("util_water", "是"))

    keyboard.press("Control+z")
    assert saves("GY-02", ("util_power", "是"))
    inside.settle()
    assert violations(inside.page) == []
