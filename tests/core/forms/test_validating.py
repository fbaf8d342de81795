"""What is wrong with values of a form."""

from dataclasses import replace

import pytest

from core.forms.merging import merge_fields
from core.forms.validating import validate_values
from tests.core.forms.test_merging import use


def repeated(*, required):
    (merged,) = merge_fields([use("A.F1", required=required)])
    return replace(merged, repeats=True)


@pytest.mark.parametrize("empty", ["", "  ", None, []])
def test_an_empty_entry_among_others_is_missing_where_it_is_required(empty):
    merged = repeated(required=True)

    problems = validate_values([merged], {merged.key: ["甲", empty, "乙"]})

    assert [(problem.rule, dict(problem.params)["member"]) for problem in problems] == [
        ("required", "2")
    ]


@pytest.mark.parametrize("empty", ["", "  ", None, []])
def test_an_empty_entry_among_others_is_no_problem_where_it_is_optional(empty):
    merged = repeated(required=False)

    assert validate_values([merged], {merged.key: ["甲", empty, "乙"]}) == ()
