"""Every kind of field is one record, found by its file, and says all that others ask of it."""

from collections import Counter
from itertools import permutations

import pytest

from core.catalogue.models import FieldType
from core.discovering import entries_in
from core.i18n import LOCALES, messages_of
from core.kinds.fields import FIELD_KINDS
from core.kinds.records import FieldKind

ALIKE = (
    {"date", "datetime", "month"},
    {"integer", "money", "number"},
    {"choice", "choices"},
    {"address", "paragraph", "text"},
)
ACTS = {"declaration", "signature", "table"}
TYPED = {"text", "paragraph", "number", "integer", "money", "phone", "identity", "address"}


def fits(first, second):
    """Say by law 4, kind by kind, whether one value can serve both."""
    both = {first, second}
    if both & ACTS:
        return False
    return any(both <= alike for alike in ALIKE) or bool(both & {"text", "paragraph"})


def test_the_closed_set_of_the_catalogue_is_what_files_there_are():
    assert [field_type.value for field_type in FieldType] == list(FIELD_KINDS)
    assert all(field_type.kind is FIELD_KINDS[field_type.value] for field_type in FieldType)


@pytest.mark.parametrize("first", FIELD_KINDS)
def test_kinds_fit_each_other_as_the_law_says(first):
    fitting = {other for other in FIELD_KINDS if FIELD_KINDS[first].fits(FIELD_KINDS[other])}

    assert fitting == {other for other in FIELD_KINDS if other == first or fits(first, other)}


def test_of_two_kinds_one_is_finer():
    ranks = Counter(kind.fineness for kind in FIELD_KINDS.values())

    assert set(ranks.values()) == {1}


def test_what_is_coarsened_is_right_where_less_is_asked():
    values = {"datetime": "2026-11-29T10:30", "date": "2026-11-29", "month": "2026-11"}
    finer = [
        (kind, other)
        for kind, other in permutations(values, 2)
        if FIELD_KINDS[kind].fineness > FIELD_KINDS[other].fineness
    ]

    assert len(finer) == 3
    assert all(FIELD_KINDS[to].coarsen(values[kind]) == values[to] for kind, to in finer)


def test_what_is_typed_is_what_the_design_counts_as_typed():
    assert {name for name, kind in FIELD_KINDS.items() if kind.is_typed} == TYPED


def test_a_word_of_a_spreadsheet_means_one_kind():
    words = [word for kind in FIELD_KINDS.values() for word in kind.words.chinese]
    types = [
        word
        for kind in FIELD_KINDS.values()
        for word in (*kind.words.xlsform, *kind.words.xlsform_near)
    ]

    assert max(Counter(words).values()) == max(Counter(types).values()) == 1
    assert all(kind.words.chinese for kind in FIELD_KINDS.values())


@pytest.mark.parametrize("locale", LOCALES)
def test_every_kind_has_a_name_in_every_language(locale):
    named = {key for key in messages_of(locale) if key.startswith("finding.type.")}

    assert named == {f"finding.type.{name}" for name in FIELD_KINDS}


def test_a_file_without_a_record_is_named():
    with pytest.raises(TypeError, match=r"core\.kinds\.values\.choice has no KIND"):
        entries_in("core.kinds.values", "KIND", FieldKind)
