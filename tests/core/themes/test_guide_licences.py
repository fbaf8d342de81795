"""Which licences are fetched in the place of a document."""

from types import SimpleNamespace

import pytest

from core.catalogue.models import Licence, MaterialRequirement
from core.forms.parties import NOBODY_JOINED
from core.materials.merging import DocumentKey, MaterialUse, merge_materials
from core.themes.guides import licences_of

PLAN = SimpleNamespace(
    catalogue=SimpleNamespace(licences={"卡": Licence(name="卡")}), parties=NOBODY_JOINED
)


def fetched_for(*documents, is_choice):
    """Return what is fetched for the documents of one requirement, by document."""
    requirement = MaterialRequirement.model_validate(
        {"id": "M1", "name": "M1", "exemption": {"by": "e_licence", "name": "卡"}}
    )
    use = MaterialUse(
        ref="A.M1",
        matter="A",
        position=1,
        requirement=requirement,
        documents=tuple(DocumentKey(name, "owner") for name in documents),
        alternatives=is_choice,
        producers=(),
        legal_basis=(),
    )
    materials = merge_materials([use], frozenset({"A"}))
    return {material.key.document: set(licences_of(PLAN, material)) for material in materials}


@pytest.mark.parametrize("is_choice", [True, False])
def test_a_single_document_is_fetched_also_where_a_choice_of_one_is_written(is_choice):
    assert fetched_for("card", is_choice=is_choice) == {"card": {"卡@owner"}}


def test_every_document_that_is_needed_is_fetched():
    assert fetched_for("card", "deed", is_choice=False) == {
        "card": {"卡@owner"},
        "deed": {"卡@owner"},
    }


def test_nothing_is_fetched_where_one_of_several_documents_is_enough():
    (fetched,) = fetched_for("card", "deed", is_choice=True).values()

    assert fetched == set()
