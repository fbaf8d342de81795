"""Derivations that name what does not exist, or go round in a circle."""

from core.catalogue.catalogue import Catalogue
from core.catalogue.derivation_checks import check_derivations
from core.catalogue.models import DataElement, DerivationRule, FieldType


def findings_of(*pairs, elements="abc"):
    catalogue = Catalogue(
        derivations=[
            DerivationRule.model_validate({"target": target, "from": source})
            for target, source in pairs
        ],
        elements={e: DataElement(id=e, name=e, type=FieldType.TEXT) for e in elements},
    )
    return [(path[1], finding.rule) for path, finding in check_derivations(catalogue)]


def test_the_delivered_derivations_are_sound(catalogue):
    assert list(check_derivations(catalogue)) == []


def test_an_element_that_does_not_exist_is_found_on_both_sides():
    assert findings_of(("a@x", "d@x"), ("e@x", "同主体姓名或名称")) == [
        (0, "unknown-reference"),
        (1, "unknown-reference"),
    ]


def test_a_circle_is_found_at_each_of_its_rules():
    circle = [("a@x", "b@x"), ("b@x", "c@x"), ("c@x", "a@x")]

    assert findings_of(*circle) == [(n, "derivation-cycle") for n in range(3)]
    assert findings_of(*circle[:2]) == []


def test_a_circle_through_any_subject_is_found():
    assert findings_of(("a@*", "b@同一主体"), ("b@x", "a@x")) == [
        (0, "derivation-cycle"),
        (1, "derivation-cycle"),
    ]


def test_one_person_after_another_is_no_circle():
    assert findings_of(("a@x", "a@y 或 a@z"), ("a@y", "a@z")) == []


def test_no_circle_goes_through_what_is_only_proposed():
    certain = DerivationRule.model_validate({"target": "a@x", "from": "b@x"})
    proposed = DerivationRule.model_validate({"target": "b@x", "from": "a@x", "when": "默认"})
    elements = {e: DataElement(id=e, name=e, type=FieldType.TEXT) for e in "ab"}

    catalogue = Catalogue(derivations=(certain, proposed), elements=elements)

    assert list(check_derivations(catalogue)) == []


def test_what_is_needed_as_well_has_to_exist():
    assert findings_of(("a@x", "b@x 与 d@x")) == [(0, "unknown-reference")]
