"""The inner loop in Chromium (四免): a theme from nothing to the kiosk, with every department.

Policy staff make 开便利店 and have a proposal asked of the departments. One department refuses with
a reason, the theme is revised, everybody agrees, somebody else audits and sets a later day, it is
published for that day, brought forward and served, and what changed is ticked off.
"""

import re
from datetime import datetime, timedelta

import pytest

from core.staff.models import Role
from core.working_days import ZONE
from tests import staffing
from tests.browser.designing import DESK, DesignerDriver
from tests.browser.driving import PORTRAIT, KioskDriver
from tests.browser.looking import violations
from tests.browser.serving import served
from tests.services.test_library import spreadsheet
from tests.staffing import open_office

pytestmark = [pytest.mark.browser, pytest.mark.walk]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME, TOBACCO = "开便利店", "YC-01"
DRAGGED = ("SCJG-01", "SCJG-04", TOBACCO, "CG-01", "SW-01")
IMPORTED = {
    "便利店卫生告知": (
        [1, "单位信息", "统一社会信用代码", "文本"],
        [2, "单位信息", "货架备注", "文本"],
    ),
    "夜间经营告知": (
        [1, "单位信息", "统一社会信用代码", "文本"],
        [2, "其他", "收件人签收", "文本"],
    ),
}
"""What departments send: one field that is known, and one that only the office fills in."""
OFFICERS = {"market": "SCJG", "tobacco": "YC", "streets": "CG", "taxes": "SW"}
TODAY = datetime.now(ZONE).date()
LATER = TODAY + timedelta(days=20)
REASON = "替别人来办的，要先看委托书"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("shop")


@pytest.fixture(scope="module")
def office(folder):
    with pytest.MonkeyPatch.context() as patch:
        named = {name: (f"{name} 部门人员", Role.DEPARTMENT) for name in OFFICERS}
        patch.setattr(staffing, "ACCOUNTS", staffing.ACCOUNTS | named)
        patch.setattr(staffing, "DEPARTMENTS", staffing.DEPARTMENTS | OFFICERS)
        yield open_office(folder)


@pytest.fixture(scope="module")
def url(office, folder):
    more = {"DONE_ONCE_ROUNDS": "required"}
    with served("designer_app.py", folder, letters=15, more=more) as address:
        yield address


@pytest.fixture
def enter(chromium, url):
    """Let somebody in, in a browser of their own."""
    contexts = []

    def let_in(username):
        contexts.append(chromium.new_context(viewport=DESK, locale="zh-CN"))
        contexts[-1].set_default_timeout(20_000)
        driver = DesignerDriver(contexts[-1].new_page(), url)
        driver.log_in(username)
        return driver

    yield let_in
    for context in contexts:
        context.close()


def test_a_shop_is_designed_confirmed_audited_published_served_and_ticked_off(
    enter, office, folder, chromium
):
    policy = enter("policy")
    imported = [bring_in(policy, name, rows) for name, rows in IMPORTED.items()]
    policy.open("")
    policy.start_theme(NAME)
    code = policy.page.url.rpartition("=")[2]
    for matter in (*DRAGGED, *imported):
        put_in(policy, matter)
    assert set(policy.order()) == {*DRAGGED, *imported}
    expect_accessible(policy)
    prove(policy, code)
    preview(policy, code)
    improve(policy)
    expect_refused_without_round(policy, code)

    policy.open(f"rounds?theme={code}")
    policy.press_key("start_go")
    tobacco = enter("tobacco")
    refuse(tobacco, code)
    for name in (*OFFICERS, "health"):
        agree(tobacco if name == "tobacco" else enter(name), code)
    policy.open(f"rounds?theme={code}")
    assert REASON in policy.text()
    expect_accessible(policy)

    revise(policy, code)
    prove(policy, code)
    send_again(policy, code)
    agree(tobacco, code)
    second = enter("second")
    second.open(f"rounds?theme={code}")
    choose_day(second, "audit_day_0", LATER)
    second.press_key("audit_pass")
    assert "审核通过" in second.text()

    publish(policy, code)
    bring_forward(policy, code)
    [version] = office.policy.designer.listing.versions(code)
    assert version.number == 1
    expect_served(chromium, folder, code)
    tick_off(tobacco, code)


def bring_in(policy, name, rows):
    """Read a spreadsheet, confirm what is sure, leave the rest to the office; return its code."""
    policy.open("import")
    policy.at("import_department").locator("input").click()
    policy.page.keyboard.type("卫生")
    policy.page.get_by_role("option").first.wait_for()
    policy.page.keyboard.press("Enter")
    policy.settle()
    file = {"name": f"{name}.xlsx", "mimeType": XLSX, "buffer": spreadsheet(*rows)}
    policy.page.locator("input[type=file]").set_input_files(file)
    policy.at("import_save").wait_for()
    policy.settle()
    if policy.at("import_confirm_sure").count():
        policy.press_key("import_confirm_sure")
    row = policy.page.get_by_role("row", name=rows[-1][2])
    row.get_by_role("gridcell").first.click()
    policy.page.keyboard.press("0")
    policy.settle()
    policy.press_key("import_save")
    assert name in policy.page.locator(".saved").inner_text()
    return f"WJ-{name}"


def put_in(policy, matter):
    """Drag a matter into the theme, and take over what it brings of its own."""
    while matter not in policy.order():
        policy.drag(matter)
    if policy.at("take_over").count():
        policy.press_key("take_over")


def prove(policy, code):
    policy.open(f"verify?theme={code}")
    policy.press("证明每一种情形")
    if policy.at("mend_all").count():
        policy.press_key("mend_all")
    assert "没有错误" in policy.text()


def preview(policy, code):
    """See the draft as the kiosk will ask."""
    policy.open(f"preview?theme={code}")
    assert "第 1 问" in policy.text()
    expect_accessible(policy)


def improve(policy):
    """Have the departments asked about what would save most (自动生成优化方案)."""
    policy.page.goto(f"{policy.url}/proposals")
    policy.at("adopt").wait_for(timeout=240_000)  # found and proved for the first time
    policy.settle()
    assert "没有主题变差" in policy.text()
    expect_accessible(policy)
    policy.press_key("adopt")
    assert "没有答复不算同意" in policy.text()


def choose_day(driver, key, day):
    """Type a day into its three places: year, month, day."""
    driver.at(key).locator("[role=spinbutton]").first.click()
    driver.page.keyboard.type(f"{day:%Y%m%d}")
    driver.page.keyboard.press("Escape")
    driver.page.locator("h1").first.click()  # it is taken when the field is left
    driver.settle()


def expect_refused_without_round(policy, code):
    policy.open(f"board?theme={code}")
    confirm_publishing(policy)
    assert policy.page.locator("[role=dialog] [role=alert]").count()
    policy.page.keyboard.press("Escape")


def confirm_publishing(policy):
    policy.press("发布新版本")
    policy.at("publish_confirm").locator("button").click()
    policy.settle()


def refuse(officer, code):
    officer.open(f"confirm?theme={code}")
    assert "什么时候要办" in officer.text()
    officer.page.locator("[role=radiogroup] label").filter(has_text="不同意").first.click()
    officer.settle()
    officer.page.get_by_label("为什么不同意（必填）").fill(REASON)
    officer.page.keyboard.press("Tab")
    officer.settle()
    officer.press_key("confirm_go")
    assert re.search(r"不同意\s*1", officer.text())


def agree(officer, code):
    """Agree to all that has no answer yet."""
    officer.open(f"confirm?theme={code}")
    if officer.at("confirm_rest").count():
        officer.press_key("confirm_rest")
        return
    officer.page.locator("[role=radiogroup] label").filter(has_text="同意").first.click()
    officer.settle()
    officer.press_key("confirm_go")


def revise(policy, code):
    """Say that the matter is only for whoever comes in person."""
    policy.open(f"board?theme={code}&matter={TOBACCO}")
    policy.at("when_0_more").locator("input").click()
    policy.page.keyboard.type("由谁办理")
    policy.page.get_by_role("option").first.wait_for()
    policy.page.keyboard.press("Enter")
    policy.settle()
    assert "本人办理" in policy.text()


def send_again(policy, code):
    policy.open(f"rounds?theme={code}")
    policy.page.get_by_text("发出新的一轮").click()
    policy.settle()
    policy.press_key("start_go")
    assert "第 2 轮" in policy.text()


def publish(policy, code):
    policy.open(f"board?theme={code}")
    policy.press("发布新版本")
    assert f"审核时定的是 {LATER} 起用" in policy.page.locator("[role=dialog]").inner_text()
    policy.at("publish_confirm").locator("button").click()
    policy.settle()
    assert "第 1 版已经发布" in policy.page.locator(".note").inner_text()


def bring_forward(policy, code):
    """Have the version take effect today instead of on the day that the audit set."""
    policy.open(f"sheet?theme={code}")
    assert f"{LATER} 起用" in policy.text()
    choose_day(policy, "start_of_1", TODAY)
    assert f"{TODAY} 起用" in policy.text()


def expect_served(chromium, folder, code):
    with served("kiosk_app.py", folder) as address:
        context = chromium.new_context(viewport=PORTRAIT, has_touch=True, locale="zh-CN")
        context.set_default_timeout(20_000)
        kiosk = KioskDriver(context.new_page(), address)
        kiosk.choose_theme(code)
        assert kiosk.question()
        context.close()


def tick_off(officer, code):
    officer.open("updates")
    choose = officer.page.get_by_role("combobox").first
    while officer.at(f"tick_go_{code}").count():
        choose.click()
        officer.page.get_by_role("option").first.click()
        officer.page.keyboard.press("Escape")
        officer.press_key(f"tick_go_{code}")
    assert "都改好了" in officer.text()


def expect_accessible(driver):
    driver.settle()
    assert violations(driver.page) == []
