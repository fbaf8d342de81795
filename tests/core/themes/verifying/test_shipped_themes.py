"""What verifying says of the catalogue: as delivered, and as shipped."""

import pytest

from core.catalogue.packages import read_package
from core.themes.plans import ThemePlan
from core.themes.verifying.verification import verify_theme
from tests.conftest import SHIPPED


def verified(directory):
    catalogue = read_package(directory).catalogue
    return {
        code: verify_theme(ThemePlan(theme, catalogue)) for code, theme in catalogue.themes.items()
    }


@pytest.fixture(scope="module")
def shipped():
    return verified(SHIPPED)


@pytest.fixture(scope="module")
def delivered(delivered_directory):
    return verified(delivered_directory)


def places(verification, rule):
    return {one.finding.at for one in verification.findings if one.finding.rule == rule}


def test_every_shipped_theme_is_proved_without_an_error(shipped):
    assert len(shipped) >= 12
    for verification in shipped.values():
        assert verification.proved
        assert verification.errors == ()


def test_the_faults_of_the_delivered_themes_are_found(delivered):
    """The design says there are some; ``docs/decisions`` says what was done about them."""
    one_against_many = {
        code
        for code, one in delivered.items()
        if "per.name@employee" in places(one, "conflicting-fields")
    }
    assert one_against_many == {"T01", "T02", "T09", "T10"}
    not_asked = {"SCJG-03.F23", "SCJG-03.F24", "SCJG-03.M09"}
    for code in ("T01", "T09"):
        assert places(delivered[code], "unknown-answer-needed") == not_asked
    assert places(delivered["T01"], "question-without-effect") == {"T01.use_gas", "T01.sell_liquor"}
    assert places(delivered["T10"], "nobody-produces-material") == {"WL-01.M07"}
    assert places(delivered["T10"], "missing-prerequisite") == {"T10.SCJG-02"}


def test_situations_are_counted_exactly(delivered):
    assert delivered["T06"].situations == 84
    assert delivered["T10"].situations == 3_081_535_488
