"""The page of late matters: the list, one matter, and what may be done about it."""

from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from core.training.scenarios import read_scenario
from tests.pages.handed import handed_over
from tests.seating import REGISTRY, SUPERVISOR, let_in
from tests.services.applications import application_of
from tests.services.conftest import ASSETS

LATE = datetime(2026, 12, 2, 2, tzinfo=UTC)


def script(supervising, session, exporting, person):
    from pages.designer.supervision import overview  # noqa: PLC0415 -- AppTest ships source
    from pages.designer.workspace import current_workspace  # noqa: PLC0415

    workspace = current_workspace()
    workspace.session, workspace.person = session, person
    overview.page(supervising, exporting)


@pytest.fixture
def number(office):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    case = office.kiosk.handing_in.submit(application_of(person, office.kiosk, "a visit"))
    office.clock.now = LATE
    return case.number


def app(office, member):
    session = let_in(office.transaction, member)
    given = (office.watching.supervising, session, office.handouts, member)
    return AppTest.from_function(script, args=given, default_timeout=60)


def html(page):
    return "".join(element.proto.body for element in page.get("html"))


def test_a_supervisor_asks_for_a_report_and_the_office_gives_it(office, number):
    watch = app(office, SUPERVISOR).run()
    assert "超期 1 个工作日" in html(watch)
    watch.button(key=f"late_open_{number}_SCJG-01").click().run()
    watch.text_area(key="late_question_0").set_value("为什么超期")
    watch.button(key="late_ask_go").click().run()
    assert "已要求书面说明" in html(watch)

    mine = app(office, REGISTRY)
    mine.query_params.update({"case": number, "matter": "SCJG-01"})
    mine.run()
    mine.button(key="late_report_go").click().run()
    assert "没有交" in html(mine)
    mine.text_area(key="late_report_words_0").set_value("系统故障，明天办完")
    mine.button(key="late_report_go").click().run()

    assert not mine.exception
    assert "系统故障，明天办完" in html(mine)
    assert "部门已说明" in html(mine)


def test_the_address_chooses_and_the_list_is_a_file(office, number):
    watch = app(office, SUPERVISOR)
    watch.query_params.update({"light": "soon", "urged": "nonsense", "case": "no such case"})

    watch.run()

    assert not watch.exception
    assert "没有事项" in html(watch)
    watch.selectbox(key="late_light_soon").set_value("").run()
    assert "light" not in watch.query_params
    watch.button(key="handout_xlsx").click().run()
    assert handed_over(watch)[0]["name"].endswith(".xlsx")
