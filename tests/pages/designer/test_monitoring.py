"""Supervisors see what happened beside what is declared, here or in a file from elsewhere."""

import pytest
from streamlit.testing.v1 import AppTest

from core.training.scenarios import read_scenario
from tests.pages.designer.screens import Screen
from tests.pages.handed import handed_over
from tests.seating import SUPERVISOR, let_in
from tests.services.applications import application_of
from tests.services.conftest import ASSETS

LOG = """case:concept:name,concept:name,time:timestamp,case:theme,case:matter,case:deadline
A,accepted,2026-12-01 09:00,T02,SCJG-01,2026-12-02
A,granted,2026-12-04 09:00,T02,SCJG-01,2026-12-02
B,accepted,soon,T02,SCJG-01,
"""


def script(monitoring, session, exporting):
    from pages.designer.monitoring import overview  # noqa: PLC0415 -- AppTest ships source
    from pages.designer.workspace import current_workspace  # noqa: PLC0415

    current_workspace().session = session
    overview.page(monitoring, exporting)


@pytest.fixture
def app(office):
    given = (office.monitoring, let_in(office.transaction, SUPERVISOR), office.handouts)
    return AppTest.from_function(script, args=given, default_timeout=60)


def html(app):
    return "".join(element.proto.body for element in app.get("html"))


def test_a_file_from_elsewhere_is_compared_and_its_rows_are_accounted_for(app):
    app.run()
    app.get("file_uploader")[0].upload("log.csv", LOG.encode(), "text/csv").run()

    assert not app.exception
    words = html(app)
    assert "以下是 log.csv 的数据：1 件，2 条记录，超期 1 件" in words
    assert "第 4 行" in words
    assert "受理" in words
    app.button(key="handout_xlsx").click().run()
    assert handed_over(app)[0]["name"].endswith(".xlsx")


def test_what_is_chosen_stands_in_the_address(app):
    app.query_params["channel"] = "nowhere"

    app.run()

    assert app.selectbox(key="monitoring_channel").value == "nowhere"
    assert "还没有办件" in html(app)
    app.selectbox(key="monitoring_channel").set_value("").run()
    assert "channel" not in app.query_params


def test_our_own_cases_lead_on_to_the_rounds_and_a_file_from_elsewhere_does_not(office):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    office.kiosk.handing_in.submit(application_of(person, office.kiosk, "a visit"))
    screen = Screen(office)
    screen.log_in("watch")
    to_rounds = "到“征求确认”看各轮"

    screen.visit("monitoring")
    assert "自助机" in html(screen.app)
    assert "<td>kiosk</td>" not in html(screen.app)
    of_ours = {link.proto.label: link.proto.page for link in screen.app.get("page_link")}
    screen.app.get("file_uploader")[0].upload("log.csv", LOG.encode(), "text/csv").run()
    of_a_file = [link.proto.label for link in screen.app.get("page_link")]

    assert of_ours[to_rounds] == "rounds"
    assert to_rounds not in of_a_file
