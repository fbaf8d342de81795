"""Officers keep filters of the work list under a name, each their own, and share them to read."""

from functools import partial

import pytest

from core.errors import (
    TooManyViewsError,
    ViewGoneError,
    ViewNameMissingError,
    ViewNameTakenError,
)
from core.review.task_views import MOST_VIEWS
from tests.seating import HEALTH, REGISTRY
from tests.services.conftest import staffed
from tests.services.racing import all_at_once, kinds_of

TODAY = {"light": "today", "matter": "WJ-01", "state": ""}


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


def views(hall, member=HEALTH):
    seat = hall.as_(member).office.listing.views
    for each in seat.all():
        if each.is_own:
            seat.remove(each.view.name)
    return seat


def names(seat):
    return [(it.view.name, it.is_own) for it in seat.all()]


def test_what_is_kept_is_there_again_renamed_and_gone(hall):
    seat = views(hall)
    seat.keep(" 今天到期的食品许可 ", TODAY)

    (kept,) = hall.as_(HEALTH).office.listing.views.all()
    assert (kept.view.name, kept.view.is_shared) == ("今天到期的食品许可", False)
    assert kept.view.filters == {"light": "today", "matter": "WJ-01"}
    seat.change("今天到期的食品许可", to_name="今天")
    assert names(seat) == [("今天", True)]
    seat.remove("今天")
    assert names(seat) == []
    with pytest.raises(ViewGoneError):
        seat.remove("今天")
    with pytest.raises(ViewGoneError):
        seat.change("今天", to_name="明天")


def test_a_name_is_there_and_is_one_officers_own_once(hall):
    seat = views(hall)
    other = views(hall, REGISTRY)
    seat.keep("今天", TODAY)
    seat.keep("本周", {"light": "amber"})
    other.keep("今天", TODAY)

    with pytest.raises(ViewNameTakenError):
        seat.keep("今天", {})
    with pytest.raises(ViewNameTakenError):
        seat.change("本周", to_name="今天")
    with pytest.raises(ViewNameMissingError):
        seat.keep(" \u200b ", TODAY)
    assert names(seat) == [("今天", True), ("本周", True)]


def test_a_shared_one_is_read_by_the_own_department_and_by_no_other(hall):
    seat = views(hall)
    seat.keep("共享", TODAY, is_shared=True)
    seat.keep("自己", TODAY)
    colleague = hall.as_(HEALTH).office.listing.views
    with hall.transaction() as stores:
        seen = stores.views.seen_by("somebody else", "WJ")
        strangers = stores.views.seen_by("somebody else", "SCJG")
        nowhere = stores.views.seen_by("somebody else", "")

    assert [it.name for it in seen if it.owner != "somebody else"] == ["共享"]
    assert [it.name for it in strangers if it.department == "WJ"] == []
    assert nowhere == ()
    colleague.change("共享", is_shared=False)
    with hall.transaction() as stores:
        assert stores.views.seen_by("somebody else", "WJ") == ()


def test_nobody_keeps_more_than_can_be_looked_through(hall):
    seat = views(hall)
    for number in range(MOST_VIEWS):
        seat.keep(f"第 {number}", TODAY)

    with pytest.raises(TooManyViewsError):
        seat.keep("还有", TODAY)
    assert len(names(seat)) == MOST_VIEWS


def test_of_four_that_keep_one_name_at_once_one_does(hall):
    seat = views(hall)

    outcomes = all_at_once(*[partial(seat.keep, "同名", TODAY)] * 4)

    assert kinds_of(outcomes) == {"NoneType": 1, "ViewNameTakenError": 3}
