"""Matters are changed with a reason, by whom they belong to, and every change is kept."""

from functools import partial

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.catalogue.editing import with_attribute
from core.errors import (
    ChangeWithoutReasonError,
    ForeignMatterError,
    InvalidMatterError,
    StaleMatterError,
    UnknownChangeError,
    UnknownMatterError,
)
from tests.seating import HEALTH, POLICY, SECOND, TAX
from tests.services.conftest import staffed
from tests.services.racing import all_at_once

WHY = "承诺再快一天"


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


def matter(hall, code="WJ-01"):
    return hall.policy.library.matters.catalogue().matters[code]


def revise(hall, person=POLICY, code="WJ-01", reason=WHY, **changes):
    before = after = matter(hall, code)
    for name, value in changes.items():
        after = with_attribute(after, name, value)
    hall.as_(person).library.revising.revise(before, after, reason)
    return before


def test_a_change_is_kept_with_who_when_why_and_what(hall):
    before = revise(hall, HEALTH, fee="不收费了")

    assert matter(hall).fee == "不收费了"
    newest, came = hall.policy.library.revising.history("WJ-01")
    assert (newest.changed_by, newest.reason) == (HEALTH.username, WHY)
    assert (newest.changed_at, newest.shown_by) == (hall.clock(), HEALTH.display_name)
    assert [tuple(d) for d in newest.differences] == [("", "fee", before.fee or None, "不收费了")]
    assert not came.may_go_back
    assert came.changed_by == "catalogue"


def test_going_back_is_a_new_change_and_the_file_is_as_it_was(hall):
    with hall.transaction() as stores:
        first = stores.catalogue.file("matters/WJ-02.yaml").content
    revise(hall, code="WJ-02", fee="一")
    revise(hall, code="WJ-02", fee="二")

    hall.policy.library.revising.go_back("WJ-02", 2, "还是原来的好")

    with hall.transaction() as stores:
        assert stores.catalogue.file("matters/WJ-02.yaml").content == first
    reasons = [change.reason for change in hall.policy.library.revising.history("WJ-02")]
    assert reasons == ["还是原来的好", WHY, WHY, ""]
    for number in (1, 0, 99):
        with pytest.raises(UnknownChangeError):
            hall.policy.library.revising.go_back("WJ-02", number, WHY)


def test_only_its_own_department_and_policy_staff_change_a_matter(hall):
    with pytest.raises(ForeignMatterError):
        revise(hall, TAX, code="WJ-03", fee="x")
    before = matter(hall, "WJ-03")
    for update in ({"department": "SW"}, {"code": "WJ-99"}):
        with pytest.raises(ForeignMatterError):
            hall.policy.library.revising.revise(before, before.model_copy(update=update), WHY)
    revise(hall, code="WJ-03", fee="y")
    with pytest.raises(ForeignMatterError):
        hall.as_(TAX).library.revising.go_back("WJ-03", 2, WHY)

    assert len(hall.as_(TAX).library.revising.history("WJ-03")) == 2


@pytest.mark.parametrize("reason", ["", "  ", "改", "字" * 501])
def test_nothing_is_changed_without_a_reason(hall, reason):
    with pytest.raises(ChangeWithoutReasonError):
        revise(hall, code="WJ-04", reason=reason, fee="x")
    assert len(hall.policy.library.revising.history("WJ-04")) == 1


def test_what_breaks_a_rule_is_refused(hall):
    with pytest.raises(InvalidMatterError):
        revise(hall, code="WJ-04", statutory_days=3, committed_days=4)
    with pytest.raises(UnknownMatterError):
        hall.policy.library.revising.history("XX-99")


def test_a_change_over_somebody_elses_is_refused(hall):
    before = revise(hall, HEALTH, code="WJ-05", fee="x")

    with pytest.raises(StaleMatterError) as refused:
        hall.policy.library.revising.revise(before, with_attribute(before, "fee", "y"), WHY)
    assert refused.value.params["changed_by"] == HEALTH.username


def test_of_many_at_once_one_is_first_and_the_others_see_it(hall):
    before = matter(hall, "WJ-06")
    seats = [hall.as_(person) for person in (POLICY, SECOND, HEALTH)] * 2
    work = [
        partial(seat.library.revising.revise, before, with_attribute(before, "fee", f"{n}元"), WHY)
        for n, seat in enumerate(seats)
    ]

    outcomes = all_at_once(*work)

    refused = [outcome for outcome in outcomes if isinstance(outcome, StaleMatterError)]
    assert len(refused) == len(work) - 1
    assert len(hall.policy.library.revising.history("WJ-06")) == 2


def test_a_newer_catalogue_leaves_its_traces_too(hall):
    with hall.transaction() as stores:
        files = {name: file.content for name, file in stores.catalogue.files().items()}
        gone = files.pop("matters/YH-01.yaml")
        stores.catalogue.replace(files, at=hall.clock(), by="catalogue", reason="新一版")
        changes = stores.catalogue.changes("matters/YH-01.yaml")

    assert [change.content for change in changes] == [gone, None]
    assert changes[1].reason == "新一版"


def test_the_database_refuses_to_change_the_history(kind, hall):
    revise(hall, code="WJ-04", fee="x")
    words = ["UPDATE library_change SET reason = 'y'", "DELETE FROM library_change"]
    again = "INSERT OR REPLACE INTO library_change SELECT * FROM library_change"
    words += [again] if kind == "sqlite" else ["TRUNCATE library_change"]
    with hall.transaction() as stores:
        session = stores.catalogue._session
        for sql in words:
            with pytest.raises(DBAPIError), session.begin_nested():
                session.execute(text(sql))
