"""What the site has otherwise is shown old and new, and decided on with a reason."""

import pytest
from streamlit.testing.v1 import AppTest

from core.services.acting import StaffContext
from core.services.library import library_use_cases
from tests.seating import HEALTH, POLICY, let_in
from tests.services.test_pulling import Site


def _script(library, session, person):
    from pages.designer import pulls, workspace  # noqa: PLC0415 -- AppTest ships source

    workspace.current_workspace().session = session
    workspace.current_workspace().person = person
    pulls.overview.page(library)


@pytest.fixture
def library(office):
    with office.transaction() as stores:
        matters = stores.catalogue.read().catalogue.matters
    site = Site([matters["WJ-01"], matters["SCJG-03"]])
    site.change("WJ-01", fee="<b>另一种</b>")
    site.change("SCJG-03", committed_days=4)
    return library_use_cases(StaffContext(office.transaction, office.clock), site)


def page_of(office, library, member=POLICY, **address):
    given = (library, let_in(office.transaction, member), member)
    app = AppTest.from_function(_script, args=given, default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def html(app):
    return "".join(element.proto.body for element in app.get("html"))


def test_policy_staff_pull_and_decide_one_by_one(office, library):
    app = page_of(office, library)
    assert "还没有取过" in html(app)

    app.button(key="pull_now").click().run()

    assert "有 2 个事项和目录不一样" in html(app)
    assert "&lt;b&gt;" in html(app)
    assert "T01" in html(app)
    app.text_input(key="pull_reason_SCJG-03_1_1").set_value("已经提速").run()
    app.button(key="pull_accept_SCJG-03").click().run()
    assert "SCJG-03 收下了" in html(app)
    assert [b.key for b in app.button if b.key.startswith("pull_accept")] == ["pull_accept_WJ-01"]
    app.button(key="pull_refuse_WJ-01").click().run()
    assert [b.key for b in app.button if b.key.startswith("pull_accept")] == ["pull_accept_WJ-01"]


def test_a_department_sees_its_own_and_cannot_pull(office, library):
    library.pulling.pull(let_in(office.transaction, POLICY))

    app = page_of(office, library, HEALTH, matter="WJ-01")

    keys = {button.key for button in app.button}
    assert keys == {"pull_accept_WJ-01", "pull_refuse_WJ-01"}
    assert app.query_params["matter"] == ["WJ-01"] or app.query_params["matter"] == "WJ-01"
