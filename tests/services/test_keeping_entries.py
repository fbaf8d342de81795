"""What all matters share is changed entry by entry, with a reason, by policy staff."""

from functools import partial

import pytest

from core.catalogue.editing import EntryKind, entries_of, with_options, with_value
from core.catalogue.models import Document, Question
from core.errors import (
    ChangeWithoutReasonError,
    InvalidEntryError,
    NotPermittedError,
    StaleEntryError,
    UnknownChangeError,
    UnknownEntryError,
)
from tests.seating import HEALTH, POLICY, SECOND
from tests.services.conftest import staffed
from tests.services.racing import all_at_once

QUESTIONS, DOCUMENTS = EntryKind.QUESTIONS, EntryKind.DOCUMENTS
WHY = "换成群众的说法"


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


def entry(hall, code, kind=QUESTIONS):
    return entries_of(hall.policy.library.matters.catalogue(), kind)[code]


def keep(hall, before, after, *, person=POLICY, kind=QUESTIONS, reason=WHY):
    keeping = hall.as_(person).library.keeping
    keeping.keep_entry(kind, before=before, after=after, reason=reason)


def content(hall, kind):
    with hall.transaction() as stores:
        return stores.catalogue.file(kind.file).content.decode()


def test_only_the_lines_of_the_changed_entry_change(hall):
    before = entry(hall, "mat.lease", DOCUMENTS)
    was = content(hall, DOCUMENTS).splitlines()

    keep(hall, before, with_value(before, "name", "租赁凭证"), kind=DOCUMENTS)

    becomes = content(hall, DOCUMENTS).splitlines()
    assert [line for line in becomes if line not in was] == ["  name: 租赁凭证"]
    assert len(becomes) == len(was)


def test_the_history_of_an_entry_is_its_own_and_going_back_leaves_all_others(hall):
    licence, agent = entry(hall, "has_license"), entry(hall, "by_agent")
    keep(hall, licence, with_value(licence, "hint", "看墙上"))
    keep(hall, agent, with_value(agent, "hint", "本人来更快"))

    newest, came = hall.policy.library.keeping.entry_history(QUESTIONS, "has_license")
    assert [tuple(part) for part in newest.differences] == [("", "hint", None, "看墙上")]
    assert (newest.changed_by, newest.reason, came.may_go_back) == (POLICY.username, WHY, False)

    back = partial(hall.policy.library.keeping.restore_entry, QUESTIONS)
    back("has_license", number=newest.number, reason="还是原来的好")
    assert entry(hall, "has_license") == licence
    assert entry(hall, "by_agent").hint == "本人来更快"
    with pytest.raises(UnknownChangeError):
        back("has_license", number=1, reason=WHY)


def test_two_who_change_two_entries_at_once_both_keep_theirs(hall):
    changes = {
        code: with_value(entry(hall, code, DOCUMENTS), "name", f"新的{code}")
        for code in ("mat.ac_test", "mat.account_form")
    }
    whose = dict(zip(changes, (POLICY, SECOND), strict=True))

    def change(code):
        before = entry(hall, code, DOCUMENTS)
        keep(hall, before, changes[code], person=whose[code], kind=DOCUMENTS)

    all_at_once(*(partial(change, code) for code in changes))

    assert [entry(hall, code, DOCUMENTS).name for code in changes] == [
        "新的mat.ac_test",
        "新的mat.account_form",
    ]


def test_whoever_was_slower_changes_nothing(hall):
    seen = entry(hall, "area_biz")
    keep(hall, seen, with_value(seen, "hint", "一"))

    with pytest.raises(StaleEntryError):
        keep(hall, seen, with_value(seen, "hint", "二"), person=SECOND)
    with pytest.raises(StaleEntryError):
        keep(hall, None, seen)
    assert entry(hall, "area_biz").hint == "一"


def test_what_breaks_a_rule_or_says_no_reason_is_not_kept(hall):
    seen = entry(hall, "food_form")
    number = Question(id="seats_out", text="外摆几桌？", kind="number", options=("1", "2"))
    for wrong in (with_options(seen, ("餐饮",)), with_value(seen, "id", "other")):
        with pytest.raises(InvalidEntryError):
            keep(hall, seen, wrong)
    with pytest.raises(InvalidEntryError):
        keep(hall, None, number)
    stranger = Document(id="mat.new", name="新文件", signed_by="nobody")
    with pytest.raises(InvalidEntryError):
        keep(hall, None, stranger, kind=DOCUMENTS)
    with pytest.raises(ChangeWithoutReasonError):
        keep(hall, seen, with_value(seen, "hint", "x"), reason=" 改 ")
    with pytest.raises(UnknownEntryError):
        hall.policy.library.listing.entry(QUESTIONS, "nobody")


def test_a_new_entry_is_there_and_a_department_makes_none(hall):
    new = Question(id="outside_seats", text="要不要外摆？", kind="single", options=("是", "否"))
    with pytest.raises(NotPermittedError):
        keep(hall, None, new, person=HEALTH)

    keep(hall, None, new)

    assert entry(hall, "outside_seats") == new
    assert hall.as_(HEALTH).library.listing.entry(QUESTIONS, "outside_seats").uses == ()


def test_what_a_change_breaks_is_reported_for_themes_and_matters_that_use_it(hall):
    seen = entry(hall, "subject_type")
    broken = hall.policy.library.listing.breakages(
        QUESTIONS, with_options(seen, ("个体工商户", "企业"))
    )

    assert {"T01", "SCJG-02"} <= {breakage.code for breakage in broken}
    assert {breakage.finding.rule for breakage in broken} == {"unknown-option"}
    same = with_value(seen, "why", "决定走哪条路")
    assert hall.policy.library.listing.breakages(QUESTIONS, same) == ()
