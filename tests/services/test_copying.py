"""A theme is copied under a code of its own; a published version becomes a step of the draft."""

from functools import partial

import pytest

from core.errors import InvalidThemeError, StaleDraftError, UnknownThemeError
from core.ports import Draft
from core.services.designers.edit_theme import (
    change_theme,
    open_draft,
    restore_version,
    undo_step,
)
from core.services.theme_documents import document_of
from core.themes.editing.sheet import rename
from tests.services.conftest import staffed
from tests.services.racing import all_at_once, kinds_of


@pytest.fixture
def own_hall(kind, tmp_path):
    with staffed(kind, tmp_path / "hall") as office:
        yield office


@pytest.fixture
def renamed(own_hall):
    designing, session = own_hall.designer, own_hall.policy.session
    opened = open_draft(designing, session, "T02")
    return change_theme(designing, session, opened, rename("开美发店"), kind="rename")


def test_a_copy_begins_as_the_draft_stands_and_both_go_their_own_way(own_hall, renamed):
    designing, session = own_hall.designer, own_hall.second.session

    copied = designing.drafting.copy(session, "T02", name="开 美甲店 ")

    own = {"code": "T13", "name": "开 美甲店"}
    left = ("baseline", "peer_reference", "source")
    before = {part: v for part, v in renamed.draft.document.items() if part not in left}
    assert copied.document == {**before, **own}
    change_theme(
        designing, session, open_draft(designing, session, "T13"), rename("另一个"), kind="rename"
    )
    assert open_draft(designing, session, "T02").draft == renamed.draft


def test_what_is_only_published_is_copied_as_well(own_hall):
    copied = own_hall.designer.drafting.copy(own_hall.policy.session, "T05", name="买房")

    published = own_hall.designer.listing.versions(own_hall.policy.session, "T05")[0].theme
    assert copied.document["matters"] == document_of(published)["matters"]
    assert copied.document["subject_bindings"] == document_of(published)["subject_bindings"]


@pytest.mark.parametrize(
    ("code", "name", "error"), [("T02", " ", InvalidThemeError), ("T99", "甲", UnknownThemeError)]
)
def test_what_cannot_be_copied_leaves_nothing_behind(own_hall, code, name, error):
    before = own_hall.designer.listing.themes(own_hall.policy.session)

    with pytest.raises(error):
        own_hall.designer.drafting.copy(own_hall.policy.session, code, name=name)

    assert own_hall.designer.listing.themes(own_hall.policy.session) == before


def test_of_several_who_copy_at_once_each_has_a_code_of_its_own(own_hall):
    people = [own_hall.policy.session, own_hall.second.session] * 2
    copy = own_hall.designer.drafting.copy

    results = all_at_once(*(partial(copy, person, "T02", name="副本") for person in people))

    assert kinds_of(results) == {"Draft": 4}
    assert {result.code for result in results if isinstance(result, Draft)} == {
        "T13",
        "T14",
        "T15",
        "T16",
    }


def test_any_version_comes_back_as_a_step_that_can_be_taken_back(own_hall, renamed):
    designing, session = own_hall.designer, own_hall.policy.session
    designing.publishing.publish(session, "T02")
    opened = open_draft(designing, session, "T02")

    opened = restore_version(designing, session, opened, number=1)

    assert opened.name == "开办理发店"
    assert opened.steps[-1].kind == "restore"
    assert [version.number for version in designing.listing.versions(session, "T02")] == [2, 1]
    assert restore_version(designing, session, opened, number=1) == opened
    assert undo_step(designing, session, opened).name == "开美发店"
    with pytest.raises(UnknownThemeError):
        restore_version(designing, session, opened, number=3)


def test_who_restores_over_a_newer_draft_is_told(own_hall, renamed):
    designing = own_hall.designer
    change_theme(designing, own_hall.second.session, renamed, rename("新的"), kind="rename")

    with pytest.raises(StaleDraftError):
        restore_version(designing, own_hall.policy.session, renamed, number=1)
