"""Who stands at the kiosk, and which roles they may hold, over every theme that is shipped."""

import pytest

from core.catalogue.packages import read_package
from core.themes.guides import concluded_guide
from core.themes.plans import ThemePlan
from core.themes.who_acts import roles_of_acting, roles_that_act, roles_to_tell, why_apart
from core.themes.who_is_who import WhoIsWho
from tests.conftest import SHIPPED


@pytest.fixture(scope="module")
def shipped():
    return read_package(SHIPPED).catalogue


def who_in(shipped, code, **answers):
    plan = ThemePlan(shipped.themes[code], shipped)
    return WhoIsWho(plan, concluded_guide(plan, plan.theme.typical_answers | answers))


@pytest.mark.parametrize(
    ("code", "acting"),
    [
        ("T02", ("principal",)),
        ("T04", ("mother", "father")),
        ("T07", ("applicant",)),
        ("T08", ("applicant",)),
        ("T11", ()),
    ],
)
def test_who_stands_here_is_the_applicant_the_owner_or_one_of_the_parents(shipped, code, acting):
    assert roles_that_act(who_in(shipped, code)) == acting


def test_an_agent_stands_here_where_somebody_is_represented(shipped):
    who = who_in(shipped, "T03", by_agent="委托代理")

    assert roles_that_act(who) == ("agent",)
    assert why_apart(who, "principal", ["agent"]).basis
    assert "principal" not in roles_of_acting(who, "agent")


def test_a_role_that_nobody_else_may_hold_is_not_told(shipped):
    who = who_in(shipped, "T04")

    assert "newborn" in who.order
    assert "newborn" not in roles_to_tell(who)


@pytest.mark.parametrize("code", [f"T{number:02}" for number in range(1, 13)])
def test_all_that_one_touch_takes_can_be_said_together(shipped, code):
    who = who_in(shipped, code)

    for acting in roles_that_act(who):
        said = dict.fromkeys(roles_of_acting(who, acting), acting)
        assert who.allowed(said) == said
