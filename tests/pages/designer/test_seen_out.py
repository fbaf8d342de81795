"""Whoever may not be here any more does nothing more, by whatever of an old page is pressed."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from core.ports import DraftStep
from core.services.designers.edit_theme import OpenTheme
from core.staff.models import OPERATOR, Role
from core.staff.use_cases import UseCase
from pages.designer import directory
from tests.fakes import NOW
from tests.pages.designer.screens import Screen
from tests.seating import POLICY
from tests.services.test_permissions import set_roles

LOGIN, NOTHING_YET = "工作人员登录", "这里还没有您的页面"


def out(office, username):
    office.staff.accounts.switch_off(OPERATOR, username)


def demote(office, username):
    set_roles(office, username, [])


def saved(office, code):
    return office.second.designer.drafting.open(code)


@pytest.mark.parametrize("remove", [out, demote])
def test_a_callback_of_an_old_page_saves_nothing(office, inside, remove):
    inside.press("open_T02")
    opened = inside.workspace
    steps = [DraftStep(n, "change", (), NOW, "policy") for n in range(2)]
    opened.lay_out(OpenTheme(opened.theme.draft, tuple(steps)))
    inside.look_again()
    remove(office, "policy")

    inside.press("undo")

    assert saved(office, "T02").revision == 0
    assert inside.title in (LOGIN, NOTHING_YET)


def test_a_call_for_help_is_not_answered_by_whoever_is_out(office, screen):
    call = office.help.call(kiosk="3", step="form")
    screen.log_in("window")
    out(office, "window")

    screen.press(f"go_{call.number}")

    assert office.help.is_waiting(call.number)
    assert screen.title == LOGIN


def _fragment(name, services, session, opened):
    """A part of a page that is drawn alone, without the door, and what it is led to then."""
    import streamlit as st  # noqa: PLC0415 -- AppTest ships source

    from pages.designer import calls, publishing, workspace  # noqa: PLC0415

    at_work = workspace.current_workspace()
    at_work.session = session
    st.session_state["drawn"] = st.session_state.get("drawn", 0) + 1
    if st.session_state.get("pressed") and st.session_state["drawn"] > 2:
        st.write("the door")
    elif name == "publishing":
        at_work.theme = opened
        publishing.ask_to_publish(services[0], at_work, {})
    else:
        calls._draw(services[1], at_work)


def alone(office, name, session):
    opened = OpenTheme(office.policy.designer.drafting.open("T02"))
    args = (name, (office.designer, office.calls), session, opened)
    return AppTest.from_function(_fragment, args=args, default_timeout=60).run()


@pytest.mark.parametrize(
    ("name", "who"), [("publishing", POLICY), ("calls", replace(POLICY, roles=(Role.WINDOW,)))]
)
def test_a_fragment_draws_nothing_and_leads_to_the_door(office, name, who):
    session = office.as_(replace(who, username="gone")).session
    page = alone(office, name, session)
    out(office, "gone")

    page.session_state["pressed"] = True
    page.run()

    assert not page.exception
    assert [markdown.value for markdown in page.markdown] == ["the door"]
    assert not page.button


def test_a_file_is_not_made_for_whoever_is_out(office, screen, monkeypatch):
    from core.training.scenarios import read_scenario  # noqa: PLC0415
    from tests.services.applications import application_of  # noqa: PLC0415
    from tests.services.conftest import ASSETS  # noqa: PLC0415

    made = []
    monkeypatch.setattr("core.services.officers.open_case.json_of", made.append)
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    case = office.kiosk.handing_in.submit(application_of(person, office.kiosk, "a visit"))
    screen.log_in("health")
    screen.visit("cases")
    screen.press(f"open_{case.number}")

    out(office, "health")
    screen.press("json_WJ-01")
    screen.app.run()

    assert screen.title == LOGIN
    assert made == []


POLICY_PAGES = {
    "work",
    "board",
    "sheet",
    "order",
    "preview",
    "verify",
    "simulate",
    "import",
    "workshop",
} | {
    "decisions",
    "proposals",
    "savings",
    "rounds",
    "updates",
    "ledger",
    "pulls",
    "bank",
    "monitoring",
    "emergency",
}
LIBRARY_PAGES = {"import", "workshop", "bank", "pulls", "ledger"}
DEPARTMENT_PAGES = LIBRARY_PAGES | {"tasks", "cases", "asked", "updates", "confirm", "supervision"}
DEPARTMENT_PAGES |= {"inspections"}
SUPERVISOR_PAGES = {"looks", "holds", "savings", "rounds", "monitoring", "supervision", "exchange"}
SUPERVISOR_PAGES |= {"drafts"}
WINDOW_PAGES = {"cases", "rights", "window", "fees", "reception", "emergency"}
SCREEN_PAGES = {"hall"}
ADMINISTRATOR_PAGES = {"accounts"}
TRAINER_PAGES = {"training", "rooms", "classes", "writing"}
EVERYBODYS = {"account"}


def test_every_page_is_shown_by_the_table_alone(office):
    """Who sees a page may do everything on it; a page that nobody wrote down leads nowhere."""
    pages = POLICY_PAGES | DEPARTMENT_PAGES | SUPERVISOR_PAGES | WINDOW_PAGES
    pages |= SCREEN_PAGES | ADMINISTRATOR_PAGES | EVERYBODYS | TRAINER_PAGES
    assert set(directory.DONE_ON) == pages - {"work"} | {""}
    assert all(
        isinstance(use_case, UseCase) for done in directory.DONE_ON.values() for use_case in done
    )


@pytest.mark.parametrize(
    ("roles", "pages"),
    [
        ([Role.POLICY], POLICY_PAGES),
        ([Role.TRAINER], TRAINER_PAGES),
        ([Role.SUPERVISOR], SUPERVISOR_PAGES),
        ([Role.WINDOW], WINDOW_PAGES),
        ([Role.ADMINISTRATOR], ADMINISTRATOR_PAGES),
        ([Role.SCREEN], SCREEN_PAGES),
        ([Role.DEPARTMENT], DEPARTMENT_PAGES),
        (
            [Role.DEPARTMENT, Role.TRAINER, Role.POLICY],
            POLICY_PAGES | DEPARTMENT_PAGES | TRAINER_PAGES,
        ),
        ([], set()),
    ],
)
def test_the_ways_that_are_shown_are_those_that_may_be_gone(office, roles, pages):
    set_roles(office, "policy", roles)
    screen = Screen(office)

    screen.log_in("policy")

    assert {link.proto.page or "work" for link in screen.app.get("page_link")} == pages | EVERYBODYS
