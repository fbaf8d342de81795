"""What staff read of a finding names matters, entries and questions; no code needs looking up."""

import re
from dataclasses import replace

import pytest

from core.catalogue.findings import error, warning
from core.themes.verifying.spoken_findings import spoken_sentence

CODE = re.compile(r"[A-Z]{2,}-\d+|\b[a-z]+_[a-z]+\b|@")
FOUND = [
    warning("prerequisite-not-in-force", "T.X", matter="SCJG-04", requires=["SCJG-01", "SCJG-02"]),
    error("unknown-answer-needed", "x", place="SCJG-01.M04", questions=["premises_tenure"]),
    error("outside-applicability", "x", matter="SCJG-04「仅销售预包装食品备案」", condition="–"),
    error(
        "does-not-wait", "x", matter="CG-01", material="CG-01.M05「产权人同意」", earlier="SCJG-01"
    ),
    error("threshold-gap", "x", question="area_biz", number="3", below="CG-01", above="SCJG-01"),
    error("precedence-cycle", "T", matters=["CG-01", "SCJG-01"]),
    error("question-asked-too-late", "T", question="use_gas", later="area_biz"),
    replace(
        error(
            "conflicting-fields",
            "x",
            key="per.name@principal",
            first="CG-01.F01「姓名」",
            first_type="text",
            second_type="date",
            first_basis="–",
        ),
        variant="element",
    ),
]


@pytest.mark.parametrize("finding", FOUND, ids=lambda finding: finding.rule)
@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_a_finding_is_told_by_names(finding, locale, catalogue):
    sentence = spoken_sentence(finding, catalogue, locale)

    assert not CODE.search(sentence), sentence
    assert "““" not in sentence
    if locale == "zh-CN":
        assert not re.search(r"[a-z]", sentence)


def test_for_whom_a_matter_is_told_as_its_conditions_are_elsewhere(shipped):
    found = error("outside-applicability", "T02.SCJG-04", matter="SCJG-04", condition='x = "y"')

    sentence = spoken_sentence(found, shipped, "zh-CN")

    assert "只适用于：经营形式是＝仅销售预包装食品。" in sentence


def test_what_nobody_declared_keeps_its_code(catalogue):
    found = error("matter-never-applies", "T", matter="XX-99")

    assert "XX-99" in spoken_sentence(found, catalogue, "zh-CN")
