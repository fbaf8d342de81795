"""Take the pictures of the designer anew: ``python -m docs.take_designer_screenshots``.

A real designer runs on a new database, and a theme is put together in Chromium, from the
login to the published version. Whoever is seen in the pictures does not exist.
"""

from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook
from playwright.sync_api import Browser, Page, sync_playwright

from adapters.system import now
from core.review.deciding import GrantedResult, Granting
from core.review.statements import Appointing, Pausing
from core.staff.models import OPERATOR, Role, StaffMember
from core.training.scenarios import read_scenario
from tests.browser.designing import DESK, UPRIGHT, DesignerDriver
from tests.browser.driving import ARGUMENTS, CHROMIUM
from tests.browser.serving import ROOT, served
from tests.keys import GIVEN
from tests.services.applications import application_of
from tests.staffing import PASSWORD, Office, open_office

PICTURES = ROOT / "screenshots"
SCREENS: Mapping[str, Mapping[str, int]] = {"designer": DESK, "designer_upright": UPRIGHT}
LAST_THEME = "打开 T12"
MATTERS = ("SCJG-01", "SCJG-03", "WJ-01")
MARKET = {"roles": [Role.DEPARTMENT], "password": PASSWORD, "department": "SCJG"}
REGISTRAR = StaffMember("registrar", "市场监管人员乙", (Role.DEPARTMENT,), "SCJG")
GRANTED = Granting((GrantedResult("营业执照", "92441202MA0000001X"),))
ROWS = (
    ("小餐饮登记实施清单",),
    ("事项类型", "其他行政权力", "承诺办结时限", "３个工作日"),
    (),
    ("序号", "栏目", "字段名称", "数据类型", "是否必填"),
    (1, "单位信息", "统一社会信用代码", "文本", "是"),
    (2, None, "＊２．单位名称：", "字符型", "是"),
    (3, "负责人信息", "负责人姓名", "文本", "是"),
    (4, None, "身份证号码", "证件号码", "是"),
    (5, "经营信息", "经营面积(㎡)", "数值", "胡乱"),
    ("注：用黑色墨水填写",),
)


class Tour:
    """One way through the designer, with a picture of every page and state."""

    def __init__(self, browser: Browser, url: str, prefix: str, office: Office) -> None:
        self._context = browser.new_context(viewport=dict(SCREENS[prefix]), locale="zh-CN")
        self._prefix, self._office = prefix, office
        self.designer = DesignerDriver(self._page(), url)

    def _page(self) -> Page:
        return self._context.new_page()

    def picture(self, name: str) -> None:
        """Take a picture of what is on the screen."""
        self.designer.page.screenshot(path=PICTURES / f"{self._prefix}_{name}.png")

    def come_in(self) -> None:
        """Fail once, then log in."""
        self.picture("login")
        self.designer.log_in("policy", "not the password")
        self.picture("login_error")
        self.designer.log_in()
        self.designer.page.get_by_role("button", name=LAST_THEME).wait_for()
        self.designer.settle()
        self.picture("work")

    def put_together(self) -> str:
        """Start a theme, drag matters into it, and look at what comes out."""
        at = self.designer
        at.press("新建主题")
        self.picture("new")
        at.page.keyboard.press("Escape")
        at.settle()
        at.start_theme("开一家小饭馆")
        self.picture("board_empty")
        at.drag(MATTERS[0])
        at.drag(MATTERS[1], before_dropping=lambda: self.picture("board_dragging"))
        at.drag(MATTERS[2])
        self.picture("board_full")
        at.page.locator(".rows summary").first.click()
        self.picture("board_basis")
        at.page.get_by_role("tab", name="材料").click()
        at.settle()
        self.picture("board_materials")
        return at.page.url.rpartition("=")[2]

    def design(self) -> None:
        """See conditions beside their card and in the table, a preview, and a question."""
        at = self.designer
        at.open("board?theme=T01&matter=XF-01")
        at.page.get_by_text("的情形要办").wait_for()
        at.settle()
        self.picture("board")
        at.open("decisions?theme=T01")
        at.page.locator("tr", has_text="XF-01").locator("td").nth(6).click()
        at.page.get_by_text("这一格只留下").wait_for()
        at.settle()
        self.picture("decisions")
        at.open("preview?theme=T01")
        at.press("换个情形")
        at.press("典型的情形")
        at.page.get_by_text("最后是这样").wait_for()
        at.page.keyboard.press("Escape")
        at.settle()
        self.picture("preview")
        at.open("bank?entry=by_agent")
        at.page.get_by_text("谁在用").first.wait_for()
        at.settle()
        self.picture("bank")

    def ask_departments(self) -> None:
        """Start another theme; let one department agree to it and the other one refuse."""
        at = self.designer
        at.open("")
        at.start_theme("开一家小吃店")
        for matter in MATTERS:
            at.drag(matter)
        code = at.page.url.rpartition("=")[2]
        at.put_right(code)
        at.open(f"rounds?theme={code}")
        at.press_key("start_go")
        self._answer("market", code)
        self._answer("health", code, refusing="替别人来办的，要先看委托书")
        at.open(f"rounds?theme={code}")
        self.picture("rounds")

    def _answer(self, username: str, code: str, refusing: str = "") -> None:
        """Agree to everything, or refuse the first element for a reason."""
        context = self._context.browser.new_context(viewport=DESK, locale="zh-CN")
        officer = DesignerDriver(context.new_page(), self.designer.url)
        officer.log_in(username)
        officer.open(f"confirm?theme={code}")
        if refusing:
            officer.page.locator("[role=radiogroup] label", has_text="不同意").first.click()
            officer.settle()
            officer.page.get_by_label("为什么不同意（必填）").fill(refusing)
            officer.page.keyboard.press("Tab")
            officer.settle()
        officer.press_key("confirm_go" if refusing else "confirm_rest")
        context.close()

    def publish(self, code: str) -> None:
        """Put right what the proof finds, publish the theme and look at its versions."""
        self.designer.put_right(code)
        self.designer.press("发布新版本")
        self.picture("publish")
        self.designer.press("确认发布")
        self.picture("published")
        self.designer.page.get_by_test_id("stPopover").locator("button").first.click()
        self.designer.settle()
        self.picture("versions")
        self.designer.page.keyboard.press("Escape")
        self.designer.settle()

    def prove(self) -> None:
        """Prove a theme, accept a warning, replay a finding; try orders and changes."""
        at = self.designer
        at.open("verify?theme=T02")
        self.picture("verify_before")
        at.press("证明每一种情形")
        at.page.get_by_text("165,888").wait_for()
        at.settle()
        self.picture("verify")
        at.page.get_by_role("button", name="说明理由后接受").last.click()
        at.settle()
        at.page.get_by_label("为什么可以保留", exact=False).fill("目标只算开业登记那一段")
        self.picture("verify_accept")
        at.press("接受，并署上我的名字")
        self.picture("verify_accepted")
        at.page.get_by_role("button", name="在预览里重演").last.click()
        at.page.locator(".card").first.wait_for()
        at.settle()
        self.picture("board_replay")
        at.page.get_by_role("tab", name="时间").click()
        at.settle()
        self.picture("board_time")
        at.page.get_by_role("tab", name="为什么").click()
        at.settle()
        self.picture("board_why")
        at.open("order?theme=T10")
        self.picture("order")
        at.open("simulate?theme=T01")
        at.page.get_by_label("去掉事项").click()
        at.page.get_by_role("option").nth(3).click()
        at.page.keyboard.press("Tab")  # the field shrinks when left, and the button moves up
        at.settle()
        at.page.locator(".st-key-play button").click()
        at.page.get_by_text("走了", exact=False).wait_for()
        at.settle()
        self.picture("simulate")

    def meet_trouble(self, code: str) -> None:
        """Let somebody else save first, and let a matter be missing from the library."""
        drafting = self._office.second.designer.drafting
        theirs = drafting.open(code)
        missing = [*theirs.document["matters"], {"matter": "XX-99"}]
        drafting.save(theirs, {**theirs.document, "matters": missing})
        self.designer.key("GA-01", "Space")
        self.designer.page.get_by_text("合在一起了").wait_for()
        self.picture("board_errors")
        self.designer.press("发布新版本")
        self.designer.press("确认发布")
        self.picture("publish_refused")
        self.designer.press("先不发布")

    def bring_in(self) -> None:
        """Read a spreadsheet and look at its rows."""
        at = self.designer
        at.open("import")
        self.picture("import_empty")
        at.page.locator("input[type=file]").set_input_files(
            {"name": "小餐饮.xlsx", "mimeType": "application/octet-stream", "buffer": spreadsheet()}
        )
        at.page.get_by_role("grid").wait_for()
        at.settle()
        self.picture("import")

    def read_cases(self) -> None:
        """See as a window officer what an applicant handed in, form by form."""
        at, office = self.designer, self._office
        office.clock.now = now()
        person = read_scenario(ROOT / "assets" / "scenarios" / "S02.yaml")
        case = office.kiosk.handing_in.submit(application_of(person, office.kiosk, "a visit"))
        at.open("account")
        at.press("退出登录")
        office.help.call(kiosk="3", step="form")
        at.log_in("window")
        at.open("cases")
        at.page.get_by_text(case.number).first.wait_for()
        at.settle()
        self.picture("cases")  # with a call for help above
        at.press("我去")
        at.press(f"打开 {case.number[-4:]}")
        self.picture("case_forms")
        at.press("一次告知补正")
        at.page.locator(".st-key-notice").evaluate("notice => notice.scrollIntoView()")
        at.settle()
        self.picture("case_notice")
        at.open("account")
        at.press("退出登录")
        at.log_in()

    def decide(self) -> None:
        """See the work list of a department, and one matter that is under review."""
        at, number = self.designer, begin_reviews(self._office)
        at.open("account")
        at.press("退出登录")
        at.log_in("market")
        at.open("tasks")
        self.picture("tasks")
        at.open(f"tasks?case={number}&matter=SCJG-03")
        self.picture("task")
        at.open("account")
        at.press("退出登录")
        at.log_in()

    def train(self) -> None:
        """As a trainer, show before and after, write a scenario, and hold a quiz."""
        staff, at = self._office.staff.accounts, self.designer
        teacher = {"roles": [Role.TRAINER], "password": PASSWORD}
        staff.add(OPERATOR, f"trainer-{self._prefix}".replace("_", "-"), "讲师甲", **teacher)
        at.page.context.clear_cookies()
        at.open("")
        at.log_in(f"trainer-{self._prefix}".replace("_", "-"))
        at.open("training?scenario=T02-1")
        self.picture("training")
        at.open("writing")
        self.picture("writing")
        at.open("classes")
        at.press("开班")
        self.picture("classes")

    def look_around(self) -> None:
        """See the other pages, the other language, and the way out."""
        self.designer.open("board?theme=T01")
        self.picture("board_large")
        self.designer.open("account")
        self.picture("account")
        self.designer.press("English")
        self.designer.open("board?theme=T01")
        if not self.designer.page.get_by_text("Log out").count():
            self.designer.press("English")
        self.picture("en_board")
        self.designer.press("Log out")
        self.picture("en_login")


def begin_reviews(office: Office) -> str:
    """Let people hand in over two weeks and offices begin; return a case under review."""
    person = read_scenario(ROOT / "assets" / "scenarios" / "S01.yaml")
    numbers = []
    for days in (9, 6, 5, 4, 1, 0):
        office.clock.now = now() - timedelta(days=days, minutes=5)
        application = application_of(person, office.kiosk, f"visit {days}")
        numbers.append(office.kiosk.handing_in.submit(application).number)
    for number in numbers[1:4]:
        registry = office.as_(REGISTRAR).office
        registry.accepting.accept_matter(number, "SCJG-01")
        registry.deciding.grant_matter(number, "SCJG-01", GRANTED)
        registry.accepting.accept_matter(number, "SCJG-03")
    registry = office.as_(REGISTRAR).office
    together = registry.reviewing.task(numbers[2], "SCJG-03").together
    visit = Appointing("", office.clock.now.date(), "09:30", "演示路 1 号", together)
    registry.inspecting.set_inspection(numbers[2], "SCJG-03", visit)
    paused = Pausing("hearing", office.clock.now.date() + timedelta(days=4), "听证")
    registry.pausing.pause_matter(numbers[3], "SCJG-03", paused)
    return numbers[2]


def spreadsheet() -> bytes:
    """Return a list of fields as a department might send it."""
    workbook, stream = Workbook(), BytesIO()
    for row in ROWS:
        workbook.worksheets[0].append(row)
    workbook.save(stream)
    return stream.getvalue()


def main() -> None:
    """Take every picture."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for prefix in SCREENS:
            with TemporaryDirectory() as folder:
                office = open_office(Path(folder))
                office.staff.accounts.add(OPERATOR, "market", "市场监管人员甲", **MARKET)
                keys = {"DONE_ONCE_DATA_KEYS": GIVEN}  # those that the office wrote under
                with served("designer_app.py", Path(folder), letters=15, more=keys) as url:
                    tour = Tour(browser, url, prefix, office)
                    tour.come_in()
                    code = tour.put_together()
                    tour.publish(code)
                    tour.meet_trouble(code)
                    tour.design()
                    tour.ask_departments()
                    tour.prove()
                    tour.bring_in()
                    tour.read_cases()
                    tour.decide()
                    tour.look_around()
                    tour.train()
        browser.close()


if __name__ == "__main__":
    main()
