"""A catalogue tells what things are called; what nobody declared is called by its code."""

import pytest

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import DataElement, Department, Document, Matter, Subject

CATALOGUE = Catalogue(
    departments={"GA": Department(code="GA", name="公安局(户政)")},
    documents={"mat.lease": Document(id="mat.lease", name="租赁合同(复印件)")},
    elements={"per.name": DataElement(id="per.name", name="姓名", type="text")},
    subjects={"head": Subject(id="head", name="户主(拟迁入的一户)")},
    matters={
        code: Matter(format=1, code=code, name=f"事项{code}", department=office, committed_days=1)
        for code, office in (("GA-04", "GA"), ("XX-01", "XX"))
    },
)


@pytest.mark.parametrize(
    ("look_up", "code", "name"),
    [
        ("subject_name", "head", "户主(拟迁入的一户)"),
        ("short_subject_name", "head", "户主"),
        ("element_name", "per.name", "姓名"),
        ("document_name", "mat.lease", "租赁合同(复印件)"),
        ("matter_name", "GA-04", "事项GA-04"),
        ("department_name", "GA", "公安局(户政)"),
        ("office_name", "GA-04", "公安局(户政)"),
        ("office_name", "XX-01", "XX"),
    ],
)
def test_what_is_declared_is_called_by_its_name(look_up, code, name):
    assert getattr(CATALOGUE, look_up)(code) == name


@pytest.mark.parametrize(
    "look_up",
    [
        "subject_name",
        "short_subject_name",
        "element_name",
        "document_name",
        "matter_name",
        "department_name",
    ],
)
@pytest.mark.parametrize("code", ["unheard.of", "commit:CG-01"])
def test_what_nobody_declared_is_called_by_its_code(look_up, code):
    assert getattr(CATALOGUE, look_up)(code) == code


def test_nobody_decides_a_matter_that_nobody_declared():
    assert CATALOGUE.office_name("unheard.of") == ""
