"""What a matter costs is told in words before anybody hands in, and what costs nothing too."""

from decimal import Decimal

import pytest

from core.cases.models import Application
from core.catalogue.packages import read_package
from core.services.case_charges import costs_of
from core.themes.guides import concluded_guide
from core.themes.plans import ThemePlan
from tests.conftest import SHIPPED


@pytest.fixture(scope="module")
def shipped():
    return read_package(SHIPPED).catalogue


def test_a_matter_that_is_free_costs_nothing_in_words(shipped):
    matters = shipped.matters

    assert matters["ZJ-02"].cost == matters["YB-01"].cost == ""
    assert matters["ZRZY-02"].cost == "住宅80元/件"
    assert all(matters[code].cost for code in matters if matters[code].charge)


@pytest.mark.parametrize(("use", "expected"), [("住宅", "80.00"), ("商业", "550.00")])
def test_a_receipt_says_what_is_certain_and_leaves_the_rest_to_the_office(shipped, use, expected):
    theme = shipped.themes["T05"]
    plan, answers = ThemePlan(theme, shipped), dict(theme.typical_answers)
    application = Application("k", "T05", 1, answers, {"re.use@house": use})

    costs = costs_of(plan, concluded_guide(plan, answers), application)

    assert costs == {"ZRZY-01": f"不动产登记费 {Decimal(expected)} 元"}
