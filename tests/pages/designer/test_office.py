"""The work list of an office and one matter of a case, as an officer sees and presses."""

from base64 import b64decode
from datetime import UTC, date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from core.review.deciding import GrantedResult, Granting
from core.staff.access import LookSearch
from core.training.scenarios import read_scenario
from tests.pages.handed import handed_over
from tests.papers import text_of
from tests.seating import HEALTH, REGISTRY, SUPERVISOR, let_in
from tests.services.applications import application_of
from tests.services.conftest import ASSETS

LATE = datetime(2026, 12, 2, 2, tzinfo=UTC)
LICENCE = Granting((GrantedResult("营业执照", "92441202MA0000001X"),))


def _script(office, fees, session, person):
    from pages.designer import office as room  # noqa: PLC0415 -- AppTest ships source
    from pages.designer import workspace  # noqa: PLC0415

    workspace.current_workspace().session = session
    workspace.current_workspace().person = person
    room.overview.page(office, fees)


class Desk:
    """The page of one officer."""

    def __init__(self, office, member, **address):
        given = (office.office, office.fees, let_in(office.transaction, member), member)
        self.app = AppTest.from_function(_script, args=given, default_timeout=60)
        for name, value in address.items():
            self.app.query_params[name] = value
        self.run()

    def run(self):
        self.app.run()
        assert not self.app.exception
        return self

    def press(self, key):
        self.app.button(key=key).click()
        return self.run()

    @property
    def html(self):
        return "".join(element.proto.body for element in self.app.get("html"))

    def says(self, name):
        value = self.app.query_params.get(name, "")
        return value[0] if isinstance(value, list) else value

    def is_off(self, key):
        return self.app.button(key=key).disabled


@pytest.fixture
def case(office):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    return office.kiosk.handing_in.submit(application_of(person, office.kiosk, "a visit"))


def opened(office, member, case, matter):
    return Desk(office, member, case=case.number, matter=matter)


def test_the_list_leads_to_a_case_whose_address_survives_a_reload(office, case):
    desk = Desk(office, REGISTRY)
    assert case.number in desk.html
    assert "受理，或一次告知补正" in desk.html
    assert "WJ-01" not in desk.html

    desk.press(f"task_{case.number}_SCJG-01")

    assert (desk.says("case"), desk.says("matter")) == (case.number, "SCJG-01")
    assert case.applicant_name in desk.html
    again = opened(office, REGISTRY, case, "SCJG-01")
    assert "已记入日志" in again.html
    assert "个体工商户设立登记" in Desk(office, REGISTRY, case=case.number).html
    again.press("desk_to_list")
    assert again.says("case") == ""


def test_a_light_and_a_word_are_kept_in_the_address_and_can_be_cleared(office, case):
    desk = Desk(office, REGISTRY, light="overdue", q="nobody")
    assert "这样的没有" in desk.html

    desk.press("tasks_clear")

    assert (desk.says("light"), desk.says("q")) == ("", "")
    assert case.number in desk.html
    assert Desk(office, REGISTRY, light="nonsense", after="x~y", page="-1").html.count(case.number)


def test_an_officer_accepts_and_grants_and_the_next_matter_flows(office, case):
    desk = opened(office, REGISTRY, case, "SCJG-01")
    assert desk.is_off("act_granted")
    assert "要先受理" in desk.html

    desk.press("act_accepted").press("act_go")
    assert "已受理，开始计时" in desk.html
    assert desk.is_off("act_accepted")
    desk.press("act_granted").press("act_go")
    assert "请写明：结果的编号" in desk.html
    desk.app.text_input(key="say_number_0").input("92441202MA0000001X")
    desk.press("act_go")

    assert "已准予" in desk.html
    health = opened(office, HEALTH, case, "WJ-01")
    assert "前面办好，自动转来" in health.html
    assert not health.is_off("act_accepted")


def test_a_pause_names_all_that_is_missing_and_is_hatched_in_the_line(office, case):
    office.as_(REGISTRY).office.accepting.accept_matter(case.number, "SCJG-01")
    desk = opened(office, REGISTRY, case, "SCJG-01").press("act_paused").press("act_go")
    assert [words in desk.html for words in ("请写明：理由", "请写明：告知申请人的话")] == [
        True,
        True,
    ]

    desk.app.selectbox(key="say_reason").select("testing")
    desk.app.date_input(key="say_until").set_value(date(2026, 11, 27))
    desk.app.text_area(key="say_notice_text").input("检测要三天")
    desk.press("act_go")

    assert "已暂停计时" in desk.html
    assert 'class="sp paused"' in desk.html
    assert "停到 11 月 27 日" in desk.html
    desk.press("act_resumed")
    assert "已恢复计时" in desk.html


def test_what_waits_says_for_what_and_another_offices_case_is_refused(office, case):
    waiting = opened(office, HEALTH, case, "WJ-01")
    assert "还没轮到：等个体工商户设立登记" in waiting.html

    refused = opened(office, HEALTH, case, "SCJG-01")

    assert 'role="alert"' in refused.html
    assert case.applicant_name not in refused.html
    log = office.as_(SUPERVISOR).access.looks(LookSearch(case_number=case.number)).looks
    assert ("office.task", "refused") in [(look.use_case, look.part) for look in log]


def test_the_list_stays_as_it_was_when_it_cannot_be_read(office, case, monkeypatch):
    from core.errors import StorageError  # noqa: PLC0415
    from core.services.officers.list_tasks import ListTasks  # noqa: PLC0415

    desk = Desk(office, REGISTRY)

    def broken(*_):
        raise StorageError(operation="read")

    monkeypatch.setattr(ListTasks, "tasks", broken)
    desk.run()

    assert "没有刷新成" in desk.html
    assert case.number in desk.html


def test_a_promise_is_checked_from_the_list_and_what_is_not_so_is_ordered_right(office, case):
    for member, matter in ((REGISTRY, "SCJG-01"), (HEALTH, "WJ-01")):
        office.as_(member).office.accepting.accept_matter(case.number, matter)
        if member is REGISTRY:
            office.as_(member).office.deciding.grant_matter(case.number, matter, LICENCE)
    desk = opened(office, HEALTH, case, "WJ-01").press("act_granted")
    assert "凭 2 份承诺准予，事后逐份核查" in desk.html
    desk.app.text_input(key="say_number_0").input("WJ-0001")
    desk.app.date_input(key="say_check_0").set_value(date(2026, 12, 1))
    desk.press("act_go")
    assert "12 月 1 日 前核查" in desk.html

    desk.press("act_commitment_checked")
    desk.app.radio(key="say_kept").set_value(False)
    desk.run().press("act_go")
    assert "请写明：要怎样整改" in desk.html
    desk.app.text_area(key="say_found").input("没有公示")
    desk.app.text_area(key="say_order").input("五日内公示")
    desk.app.date_input(key="say_mend_by").set_value(date(2026, 12, 3))
    desk.press("act_go")

    assert "已责令整改，申请人会看到" in desk.html
    assert "与承诺不符，12 月 3 日 前整改" in desk.html
    assert desk.is_off("act_revoked")


def test_an_error_is_put_right_at_the_counter_and_the_other_office_is_named(office, case):
    desk = opened(office, REGISTRY, case, "SCJG-01").press("act_corrected_on_spot").press("act_go")
    assert "请写明：哪一项" in desk.html

    desk.app.selectbox(key="say_entry").select("org.name@subject")
    desk.run()
    assert "会一起改：公共场所卫生许可" in desk.html
    desk.app.text_input(key="say_org.name@subject").input("端州区满月理发店")
    desk.app.text_input(key="say_spot_reason").input("打错一个字")
    desk.app.text_input(key="say_agreed_by").input("林秋月")
    desk.app.text_input(key="say_number_end").input("0028")
    desk.press("act_go")

    assert "要这一项的各局都改好并已告知" in desk.html
    assert "端州区满月理发店" in opened(office, HEALTH, case, "WJ-01").html


def test_what_a_supervisor_said_stands_in_the_list_and_on_the_page_until_it_is_answered(
    office, case
):
    office.clock.now = LATE
    watch = office.as_(SUPERVISOR).watching.supervising
    assert "已催办" not in Desk(office, REGISTRY).html

    watch.remind_office(case.number, "SCJG-01", "企业在等执照 <b>")
    assert "已催办" in Desk(office, REGISTRY).html
    page = opened(office, REGISTRY, case, "SCJG-01").html
    assert "已催办 · 督查人员甲" in page
    assert "企业在等执照 &lt;b&gt;" in page
    assert "企业在等执照" not in opened(office, HEALTH, case, "WJ-01").html

    watch.ask_for_report(case.number, "SCJG-01", words="为什么超期")
    for shown in (Desk(office, REGISTRY), opened(office, REGISTRY, case, "SCJG-01")):
        assert "要在 2026-12-07 前交书面说明" in shown.html
    office.as_(REGISTRY).watching.supervising.report_matter(case.number, "SCJG-01", "明天办完")
    assert "前交书面说明" not in Desk(office, REGISTRY).html


def test_the_list_is_printed_as_it_is_filtered(office, case):
    desk = Desk(office, REGISTRY, light="overdue").press("tasks_pdf")
    assert "筛选:超期。共0件。" in _pdf(desk)
    assert case.number not in _pdf(desk)
    office.clock.now = LATE
    office.as_(SUPERVISOR).watching.supervising.remind_office(case.number, "SCJG-01")

    printed = _pdf(Desk(office, REGISTRY, light="overdue", q=case.number).press("tasks_pdf"))

    assert f"筛选:超期,{case.number}。共1件。" in printed
    assert "已催办" in printed


def _pdf(desk):
    (handed,) = handed_over(desk.app)
    assert handed["name"] == "tasks.pdf"
    return text_of(b64decode(handed["content"]))


def test_filters_are_kept_under_a_name_picked_by_one_touch_and_say_what_is_gone(office, case):
    desk = Desk(office, REGISTRY, state="received")
    desk.app.text_input(key="view_name_0").set_value("新收到的")
    desk.press("view_keep")
    office.office.listing.views.keep(
        let_in(office.transaction, REGISTRY), "老事项", {"matter": "GONE", "light": "today"}
    )

    again = Desk(office, REGISTRY)
    assert [again.app.button(key=f"view_{n}").label for n in (0, 1)] == ["新收到的", "老事项"]
    again.press("view_0")
    assert again.says("state") == "received"
    again.press("view_1")
    assert (again.says("state"), again.says("only")) == ("", "")
    assert "“老事项”里的这些筛选已经不存在，没有用上：事项" in again.html
    assert "已经不存在" not in again.run().html
