"""What is asked although it could be known is found, with its place (law 5)."""

from pathlib import Path
from shutil import copytree

import pytest

from core.catalogue.packages import read_package
from core.services.queries.read_catalogue import check_package
from tests.conftest import SHIPPED

RULE = "could-be-known"


def found_in(directory):
    findings = check_package(read_package(directory)).findings
    return [finding for finding in findings if finding.rule == RULE]


@pytest.fixture
def directory(tmp_path):
    return Path(copytree(SHIPPED, tmp_path / "catalogue"))


def changed(directory, name, before, after):
    file = directory / name
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_in_the_shipped_catalogue_nothing_is_asked_that_could_be_known():
    assert not found_in(SHIPPED)


def test_a_register_that_says_nothing_of_a_building_is_found(directory):
    changed(directory, "licences.yaml", "  - prem.fire_accept\n", "")

    (found,) = found_in(directory)

    assert (found.at, found.severity) == ("XF-01.F23", "warning")
    assert found.line > 1


def test_a_record_that_does_not_say_what_it_is_the_authority_for_is_found(directory):
    changed(directory, "licences.yaml", "  - si.army_months\n", "  - per.name\n")

    (found,) = [finding for finding in found_in(directory) if not finding.at.startswith("XF")]

    assert (found.at, found.file) == ("RS-05.F10", "matters/RS-05.yaml")
    assert "退役军人库" in found.message("zh-CN")
    assert "退役军人库" in found.message("en")


def test_the_number_by_which_a_record_is_looked_up_is_never_on_it(directory):
    assert "RS-06.F02" not in {finding.at for finding in found_in(directory)}


def test_an_entry_that_a_question_answers_about_another_subject_is_found(directory):
    changed(directory, "questions.yaml", "  - field: prem.tenure@domicile\n", TENURE_OF_NOBODY)

    found = {finding.at: finding for finding in found_in(directory)}

    assert "prem.tenure@premises" in found["SCJG-02.F06"].message("en")


TENURE_OF_NOBODY = "  - field: prem.tenure@building\n"


def test_a_rule_in_words_that_nobody_can_compute_is_found_where_both_are_asked(directory):
    changed(directory, "elements.yaml", "全体股东认缴出资额各行合计", "全体股东认缴出资额加起来")

    found = {finding.at: finding for finding in found_in(directory)}

    assert found["org.reg_capital@subject"].file == "elements.yaml"
    assert "加起来" in found["org.reg_capital@subject"].message("zh-CN")
