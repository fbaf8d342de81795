"""What verifying says of the catalogue: as delivered, and as shipped."""

from dataclasses import replace

import pytest

from core.catalogue.packages import read_package
from core.themes.composing import arrange_matters, new_theme
from core.themes.guides import guide_theme
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
    return {finding.finding.at for finding in verification.findings if finding.finding.rule == rule}


def test_every_shipped_theme_is_proved_without_an_error(shipped):
    assert len(shipped) >= 12
    for verification in shipped.values():
        assert verification.proved
        assert verification.errors == ()


def test_the_faults_of_the_delivered_themes_are_found(delivered):
    """The design says there are some; ``docs/decisions`` says what was done about them."""
    one_against_many = {
        code
        for code, theme in delivered.items()
        if "per.name@employee" in places(theme, "conflicting-fields")
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


FIVE = ("SCJG-01", "SCJG-04", "YC-01", "CG-01", "SW-01")


def test_five_matters_dragged_together_are_refused_by_answers_that_replay():
    """Publishing them registered a sole trader for a company, and let tobacco begin on day 1."""
    catalogue = read_package(SHIPPED).catalogue
    plan = ThemePlan(
        arrange_matters(new_theme("T99", "五件事", "SCJG", "企业"), FIVE, catalogue), catalogue
    )

    refused = verify_theme(plan)

    assert refused.proved
    outside = {error.finding.at: error for error in refused.errors}["T99.SCJG-01"]
    assert outside.finding.rule == "outside-applicability"
    [early] = [
        error
        for error in refused.errors
        if error.finding.at == "T99.YC-01" and error.finding.rule == "does-not-wait"
    ]
    in_force = {
        review.matter: review for review in guide_theme(plan, early.witness).schedule.reviews
    }
    assert in_force["YC-01"].start_day < in_force["SCJG-01"].due_day
    for found_error in refused.errors:
        assert found_error.witness is None or plan.situate(found_error.witness).complete


def test_what_a_matter_says_of_itself_changes_no_count():
    catalogue = read_package(SHIPPED).catalogue
    silent = replace(
        catalogue,
        matters={
            code: matter.model_copy(update={"applies_when": None, "already_when": None})
            for code, matter in catalogue.matters.items()
        },
    )
    for theme in catalogue.themes.values():
        asked, untold = ThemePlan(theme, catalogue), ThemePlan(theme, silent)
        assert verify_theme(asked).situations == verify_theme(untold).situations
        answers = theme.typical_answers
        assert guide_theme(asked, answers) == guide_theme(untold, answers)
