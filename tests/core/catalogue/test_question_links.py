"""What is found about questions and fields that ask the same."""

import shutil

import pytest

from core.catalogue.checking import check_package
from core.catalogue.packages import read_package
from tests.conftest import SHIPPED


@pytest.fixture(scope="module")
def found(delivered_directory):
    findings = check_package(read_package(delivered_directory)).findings
    return [
        dict(finding.params) | {"id": finding.at}
        for finding in findings
        if finding.rule == "asked-twice"
    ]


def test_questions_that_a_form_asks_again_are_listed(found):
    listed = {(field["id"], field["element"]) for field in found}

    assert {
        ("online_sale", "food.online"),
        ("biz_composition", "org.composition"),
        ("capacity", "prem.capacity"),
        ("hk_kind", "hk.move_kind"),
        ("retire_kind", "per.retire_age_type"),
        ("rent_mode", "hpf.rent_mode"),
    } <= listed


def test_a_list_is_worth_reading(found):
    """Of what is listed for the delivered catalogue one is not the same thing."""
    linked = {
        (question.id, link.field)
        for question in read_package(SHIPPED).catalogue.questions.values()
        for link in question.links
    }

    strange = [
        (question["id"], f"{question['element']}@{question['subject']}")
        for question in found
        if (question["id"], f"{question['element']}@{question['subject']}") not in linked
    ]

    assert len(found) >= 25
    assert strange == [("home_relief", "tax.only_home@seller")]


def test_the_shipped_catalogue_has_nothing_asked_twice():
    rules = [finding.rule for finding in check_package(read_package(SHIPPED)).findings]

    assert "asked-twice" not in rules
    assert "link-unknown-option" not in rules


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("      个体工商户: 个体工商户\n", "      个体户: 个体工商户\n", "unknown-option"),
        ("      公司: 企业法人\n", "      公司: 企业法人甲\n", "link-unknown-option"),
        ("field: org.unit_class@subject", "field: org.no_such@subject", "unknown-reference"),
        ("field: org.unit_class@subject", "field: org.unit_class@nobody", "unknown-reference"),
        ("licence: 结婚证", "licence: 结婚证书", "unknown-reference"),
        ("element: org.composition\n", "element: org.no_such\n", "unknown-reference"),
        ("element: org.composition\n", "element: per.ethnic\n", "unknown-reference"),
        ("holder: per.id_no@retiree", "holder: per.id_no@nobody", "unknown-reference"),
        ("离婚: 否", "离婚: 离了", "unknown-option"),
    ],
)
def test_a_link_to_what_does_not_exist_is_reported_at_its_line(tmp_path, old, new, rule):
    directory = shutil.copytree(SHIPPED, tmp_path / "catalogue")
    file = directory / "questions.yaml"
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")

    (finding,) = [
        candidate
        for candidate in check_package(read_package(directory)).findings
        if candidate.rule == rule
    ]

    assert (finding.file, finding.line > 0) == ("questions.yaml", True)
