"""What a finding says how to put right is put right, and nothing else."""

import pytest

from core.catalogue.packages import read_package
from core.themes.composing import arrange_matters, new_theme
from core.themes.mending import MENDABLE, mend_theme
from core.themes.plans import ThemePlan
from core.themes.verifying.verification import verify_theme
from tests.conftest import SHIPPED

TOGETHER = (
    ("SCJG-01", "SCJG-04", "YC-01", "CG-01", "SW-01"),
    ("SCJG-01", "SCJG-03", "WJ-01", "GA-01"),
    ("SCJG-02", "SCJG-08", "RS-01", "RS-02", "SW-01", "SW-02"),
    ("GA-03", "RS-03", "YB-01", "YB-02", "WJ-02"),
)


@pytest.fixture(scope="module")
def shipped():
    return read_package(SHIPPED).catalogue


def mendable(theme, catalogue):
    errors = verify_theme(ThemePlan(theme, catalogue)).errors
    return [error.finding for error in errors if error.finding.rule in MENDABLE]


@pytest.mark.parametrize("matters", TOGETHER, ids="+".join)
def test_matters_dragged_together_are_put_right_as_told(shipped, matters):
    theme = arrange_matters(new_theme("T99", "主题", "SCJG", "企业"), matters, shipped)
    found = mendable(theme, shipped)

    mended = mend_theme(theme, found, shipped)

    assert found
    assert mendable(mended, shipped) == []


def test_a_condition_that_a_theme_has_stays_and_is_narrowed(shipped):
    """A tobacco licence for large shops only: nobody's limit is lost."""
    theme = shipped.themes["T01"]
    included = next(matter for matter in theme.matters if matter.matter == "XF-01")
    loose = theme.model_copy(
        update={
            "matters": tuple(
                matter.model_copy(update={"when": included.when})
                if matter.matter == "YC-01"
                else matter
                for matter in theme.matters
            )
        }
    )

    mended = mend_theme(loose, mendable(loose, shipped), shipped)

    [tobacco] = [matter for matter in mended.matters if matter.matter == "YC-01"]
    assert tobacco.when.all == (included.when, shipped.matters["YC-01"].applies_when)
    assert mended.questions == theme.questions


def test_what_is_right_is_left_as_it_is(shipped):
    for theme in shipped.themes.values():
        findings = [error.finding for error in verify_theme(ThemePlan(theme, shipped)).errors]

        assert mend_theme(theme, findings, shipped) == theme
