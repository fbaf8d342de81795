"""Why a matter cannot be applied for on a day: its own days, or no law of it is in force."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.models import Law
from core.catalogue.stops import DatedLibrary, DatedMatter, StopReason
from core.catalogue.validity import LawIndex, is_valid

LAST, NEXT = date(2026, 11, 30), date(2026, 12, 1)
OLD = Law(name="《甲条例》", valid_to="2026-11-30")
OLDER = Law(name="《乙条例》", valid_to="2020-01-01")
REPLACED = Law(name="《丙条例》", valid_to="2026-11-30", replaced_by="新丙条例")
COMING = Law(name="《丁条例》", valid_from="2027-01-01")
IN_FORCE = Law(name="《戊条例》", valid_from="2000-01-01")


def stop(matter, *laws, on=NEXT, others=()):
    matters = {known.code: known for known in (matter, *others)}
    found = DatedLibrary(matters, LawIndex(laws)).stops([matter.code, "UNKNOWN"], on)
    return found[0] if found else None


def test_a_matter_is_applied_for_on_its_last_day_and_not_on_the_next():
    ended = DatedMatter("A", "甲", valid_to="2026-11-30", replaced_by=("B", "GONE"))

    assert stop(ended, on=LAST) is None
    found = stop(ended, others=[DatedMatter("B", "乙")])
    assert (found.reason, found.day, found.replaced_by) == (StopReason.OVER, NEXT, ("乙",))


def test_a_matter_to_come_says_from_when_on():
    later = DatedMatter("A", "甲", valid_from="2026-12-02")

    assert (stop(later).reason, stop(later).day) == (StopReason.TO_COME, date(2026, 12, 2))
    assert stop(later, on=date(2026, 12, 2)) is None


@pytest.mark.parametrize(
    ("bases", "reason", "day"),
    [
        (["《甲条例》第三条"], StopReason.BASIS_GONE, NEXT),
        (["《甲条例》第三条；《中华人民共和国乙条例》"], StopReason.BASIS_GONE, NEXT),
        (["《甲条例》", "乙条例第二条"], StopReason.BASIS_GONE, NEXT),
        (["《乙条例》"], StopReason.BASIS_GONE, date(2020, 1, 2)),
        (["《丁条例》"], StopReason.BASIS_TO_COME, date(2027, 1, 1)),
        (["《甲条例》", "《丁条例》"], StopReason.BASIS_TO_COME, date(2027, 1, 1)),
    ],
)
def test_a_matter_of_which_no_law_is_in_force_is_stopped(bases, reason, day):
    found = stop(DatedMatter("A", "甲", legal_basis=tuple(bases)), OLD, OLDER, COMING, IN_FORCE)

    assert (found.reason, found.day) == (reason, day)
    assert found.laws


@pytest.mark.parametrize(
    "bases",
    [
        [],
        [""],
        ["《丙条例》"],
        ["《甲条例》", "《丙条例》"],
        ["《甲条例》；《戊条例》"],
        ["《甲条例》", "《没有写期限的办法》"],
        ["《甲条例实施细则》"],
    ],
)
def test_a_matter_goes_on_under_any_law_that_may_be_in_force(bases):
    matter = DatedMatter("A", "甲", legal_basis=tuple(bases))

    assert stop(matter, OLD, REPLACED, IN_FORCE) is None


@given(*[st.none() | st.dates()] * 2, st.dates(max_value=date(9998, 1, 1)))
def test_a_matter_is_stopped_exactly_on_the_days_on_which_it_is_not_valid(begin, end, on):
    days = (day and day.isoformat() for day in (begin, end))
    matter = DatedMatter("A", "甲", *days)
    if end == date.max:
        return

    assert (stop(matter, on=on) is None) is is_valid(matter, on)
