"""A supervisor makes a draft of a case that has ended; another looks at it and approves it."""

import pytest

from core.services.citizens import Credentials
from core.staff.models import Role
from core.training.scenarios import read_scenario
from tests.pages.designer.screens import Screen
from tests.services.applications import CODE, application_of
from tests.services.conftest import ASSETS
from tests.services.test_permissions import set_roles


@pytest.fixture
def ended(office):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    application = application_of(person, office.kiosk, "a visit")
    case = office.kiosk.handing_in.submit(application, code=CODE)
    digits = case.application.values["per.id_no@principal"][-4:]
    office.kiosk.tracking.withdraw(Credentials(case.number, digits), CODE)
    return case


def seated(office, username):
    set_roles(office, username, [Role.SUPERVISOR])
    screen = Screen(office)
    screen.log_in(username)
    screen.visit("drafts")
    return screen


def chosen(screen, case):
    find(screen.app.selectbox, "draft_which_").set_value(case.number).run()
    assert not screen.app.exception


def find(kind, key):
    return next(it for it in kind if it.key.startswith(key))


def test_whoever_made_it_cannot_approve_and_another_can_after_looking(office, ended):
    maker = seated(office, "watch")
    assert "现在没有等着批准的草稿" in maker.html
    find(maker.app.text_input, "draft_number_").input(ended.number.lower())
    maker.press("draft_make")
    chosen(maker, ended)
    assert "请另一位督查人员来批准" in maker.html
    assert not maker.has("draft_approve")

    other = seated(office, "policy")
    chosen(other, ended)
    assert "督查人员甲改编" in other.html
    assert "身份证" in other.html
    assert ended.applicant_name not in other.html + other.app.code[0].value
    assert other.app.button(key="draft_approve").disabled
    find(other.app.checkbox, "draft_looked_").check().run()
    other.press("draft_approve")

    assert "培训人员可以用了" in other.html
    with office.transaction() as stores:
        assert [kept.author for kept in stores.scenarios.all()] == ["policy"]
        assert stores.scenario_drafts.all() == ()


def test_what_cannot_become_a_draft_is_told_and_another_try_stands_open(office):
    screen = seated(office, "watch")

    find(screen.app.text_input, "draft_number_").input("T61124-ACDE-FGHP")
    screen.press("draft_make")

    assert len(screen.alerts) == 1
    assert screen.has("draft_make")
