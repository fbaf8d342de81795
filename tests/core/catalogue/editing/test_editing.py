"""A change of a matter touches what it changes, in the matter and in its file."""

import pytest
from pydantic import ValidationError

from core.catalogue.editing import (
    PartDifference,
    differences_between,
    problems_of,
    revised_file,
    with_attribute,
    with_field,
    with_material,
)
from core.catalogue.packages import files_of, read_files
from tests.databases import CATALOGUE

FOOD = "matters/SCJG-03.yaml"


@pytest.fixture(scope="module")
def files():
    return {n: raw for n, raw in files_of(CATALOGUE).items() if n.startswith("matters/")}


@pytest.fixture(scope="module")
def food(files):
    return matter_in(files[FOOD])


def matter_in(raw):
    (matter,) = read_files({FOOD: raw}).catalogue.matters.values()
    return matter


def test_a_file_that_says_the_same_stays_as_it_stands(files):
    for raw in files.values():
        assert revised_file(raw, matter_in(raw)) == raw


def test_one_changed_day_is_one_changed_line_in_every_file(files):
    for raw in files.values():
        matter = matter_in(raw)
        revised = revised_file(raw, with_attribute(matter, "committed_days", 7_777))

        lines = zip(raw.splitlines(), revised.splitlines(), strict=True)
        assert [new for old, new in lines if old != new] == [b"committed_days: 7777"]


def test_comments_and_line_ends_outside_of_the_change_are_kept(files, food):
    commented = files[FOOD].replace(b"fields:\n", b"# the form\nfields:\n# first\n")
    commented = commented.replace(b"- id: F03\n", b"- id: F03  # whose name\n")

    for raw in (commented, commented.replace(b"\n", b"\r\n"), commented.rstrip(b"\n")):
        changed = with_field(with_attribute(food, "fee", "按规定"), "F01", "label", "名称")
        revised = revised_file(raw, changed)

        assert matter_in(revised) == changed
        for comment in (b"# the form", b"# first", b"# whose name"):
            assert comment in revised


@pytest.mark.parametrize(
    "raw",
    [
        b"{format: 1, code: SCJG-03, name: x, department: SCJG, committed_days: 5}",
        b"format: 1\ncode: SCJG-03\nname: >-\n  x\ndepartment: &d SCJG\nlevel: *d\n"
        b"committed_days: 5\nfields: [{id: A, label: a, type: text}]\n",
        b"---\nformat: 1\ncode: SCJG-03\nname: x\ndepartment: SCJG\ncommitted_days: 5\n...\n",
    ],
)
def test_a_file_written_in_any_way_reads_back_as_the_changed_matter(raw):
    changed = with_attribute(matter_in(raw), "results", "一证\n\n 二证 ")

    assert changed.results == ("一证", "二证")
    assert matter_in(revised_file(raw, changed)) == changed


def test_parts_come_and_go(files, food):
    fewer = food.model_copy(update={"fields": food.fields[1:], "materials": ()})

    assert matter_in(revised_file(files[FOOD], fewer)) == fewer
    gone = {difference.place for difference in differences_between(food, fewer)}
    assert gone == {"F01", *(material.id for material in food.materials)}


def test_what_is_said_differently_is_reported_by_part(food):
    changed = with_material(with_attribute(food, "committed_days", 4), "M01", "basis", "第一条")

    assert differences_between(food, changed)[0] == PartDifference("", "committed_days", 5, 4)
    assert differences_between(food, changed)[1].place == "M01"
    assert not differences_between(food, food)


def test_a_promise_beyond_the_statutory_limit_may_not_be_kept(food):
    (problem,) = problems_of(with_attribute(food, "committed_days", 11))

    assert problem.attribute == "committed_days"
    assert not problems_of(with_attribute(food, "committed_days", 10))
    assert not problems_of(with_attribute(food, "statutory_days", None))


def test_no_attribute_takes_what_it_cannot_hold(food):
    for name, value in (("committed_days", -1), ("committed_days", "5"), ("name", "")):
        with pytest.raises(ValidationError):
            with_attribute(food, name, value)
