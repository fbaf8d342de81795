"""Matters of an import get other codes, wherever one of them names another."""

import pytest

from core.catalogue.models import Matter
from core.errors import CodeTakenError, InvalidCodeError
from core.services.library import expect_free_codes, with_codes


def matter(code, **said):
    known = {"format": 1, "name": code, "department": "WJ", "committed_days": 1}
    return Matter.model_validate({**known, "code": code, **said})


def test_other_matters_of_the_import_name_the_new_code():
    material = {"id": "M01", "name": "批文", "produced_by": ["A", "X"]}
    matters = [
        matter("A"),
        matter("B", requires=["A", "C"], replaced_by=["A"], materials=[material]),
    ]

    first, second = with_codes(matters, {"A": "WJ-09"})

    assert first.code == "WJ-09"
    assert (second.code, second.requires, second.replaced_by) == ("B", ("WJ-09", "C"), ("WJ-09",))
    assert second.materials[0].produced_by == ("WJ-09", "X")
    assert with_codes(matters, {}) == tuple(matters)


@pytest.mark.parametrize("code", ["", " ", "a b", "../x", "-x", "x" * 81, "A/B"])
def test_what_can_be_no_code_is_refused(code):
    with pytest.raises(InvalidCodeError):
        expect_free_codes({"A": code}, [matter("A")], {})


@pytest.mark.parametrize("codes", [{"A": "B"}, {"A": "b"}, {"A": "Z"}, {"A": "N", "B": "n"}])
def test_a_code_of_the_library_or_of_the_import_is_taken(codes):
    with pytest.raises(CodeTakenError):
        expect_free_codes(codes, [matter("A"), matter("B")], {"Z": matter("Z")})


@pytest.mark.parametrize("codes", [{}, {"A": "N"}, {"A": "B", "B": "A"}, {"A": "a"}])
def test_a_code_that_nobody_has_is_free(codes):
    expect_free_codes(codes, [matter("A"), matter("B")], {"Z": matter("Z")})
