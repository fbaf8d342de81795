"""What a theme settles is changed by what its fields offer, and what else is told stays."""

import pytest

from core.catalogue.models import DecidedValue
from core.catalogue.packages import read_package
from core.errors import InvalidThemeError
from core.themes.editing.figures import set_baseline, set_peer, set_words
from core.themes.editing.settled import (
    bind_subject,
    fix_value,
    fixed_in_full,
    free_fields,
    is_offered,
    read_words,
    release_value,
    subjects_of,
    takes_several,
    unbind_subject,
    value_choices,
)
from tests.conftest import SHIPPED

CATALOGUE = read_package(SHIPPED).catalogue
HOUSE, FOOD = CATALOGUE.themes["T05"], CATALOGUE.themes["T01"]


def test_a_value_is_changed_within_what_its_field_offers_and_keeps_its_basis():
    field = next(key for key in HOUSE.fixed_values if value_choices(HOUSE, CATALOGUE, key))
    choices = value_choices(HOUSE, CATALOGUE, field)
    before = fixed_in_full(HOUSE)[field][0]

    changed = fix_value(field, choices[-1], choices)(HOUSE)

    after = fixed_in_full(changed)[field][0]
    assert after.value == choices[-1]
    assert (after.basis, after.when, after.proposed) == (
        before.basis,
        before.when,
        before.proposed,
    )
    assert fix_value(field, before.value, choices)(changed) == HOUSE
    for wrong in ("没有这样的", "", ()):
        with pytest.raises(InvalidThemeError):
            fix_value(field, wrong, choices)


def test_a_new_value_is_settled_and_let_go():
    field = free_fields(FOOD, CATALOGUE)[0]

    fixed = fix_value(field, "x")(FOOD)

    assert field not in free_fields(fixed, CATALOGUE)
    assert release_value(field)(fixed).fixed_values == FOOD.fixed_values


def test_a_number_is_read_where_a_number_is_asked_for():
    born = CATALOGUE.themes["T04"]
    assert read_words(born, CATALOGUE, "birth.leave_days@mother", "158") == 158
    assert read_words(FOOD, CATALOGUE, "org.name@subject", " 158 ") == "158"
    with pytest.raises(InvalidThemeError):
        read_words(born, CATALOGUE, "birth.leave_days@mother", "很多天")


def test_what_is_offered_is_distinguished_by_type():
    assert not is_offered(1, (True, False))
    assert is_offered(("a", "b"), ("a", "b", "c"))
    assert not is_offered(("a", "x"), ("a", "b"))
    assert not takes_several(FOOD, CATALOGUE, "nothing")


def test_a_subject_of_one_matter_is_bound_once_and_let_go():
    matter = FOOD.matters[0].matter
    subject, other = subjects_of(matter, CATALOGUE)[:2]

    bound = bind_subject(matter, subject, "agent")(bind_subject(matter, subject, other)(FOOD))

    own = [b for b in bound.subject_bindings if (b.matter, b.subject) == (matter, subject)]
    assert [binding.bound_as for binding in own] == ["agent"]
    assert not any(
        (b.matter, b.subject) == (matter, subject)
        for b in unbind_subject(matter, subject)(bound).subject_bindings
    )
    with pytest.raises(InvalidThemeError):
        bind_subject(matter, subject, subject)


def test_words_and_earlier_figures_are_said_or_not():
    assert set_words("audience_kind", " 个人 ")(FOOD).audience_kind == "个人"
    assert set_peer("8 份", "肇庆")(FOOD).peer_reference.source == "肇庆"
    assert set_peer(" ", "肇庆")(FOOD).peer_reference is None
    assert set_baseline("trips", 9)(FOOD).baseline.trips == 9
    with pytest.raises(InvalidThemeError):
        set_words("format", "2")
    clock = DecidedValue(clock="today", proposed=True)
    with_clock = FOOD.model_copy(update={"fixed_values": {"a.b@c": clock}})
    assert fixed_in_full(with_clock)["a.b@c"] == (clock,)
