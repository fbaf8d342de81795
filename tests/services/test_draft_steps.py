"""The steps of a draft are stored: undoing survives a reload, and the next person has them too."""

from functools import partial

import pytest

from core.errors import ConflictingChangesError, StaleDraftError
from core.services.designers import record_steps
from core.services.designers.edit_theme import (
    OpenTheme,
    arrange_theme,
    change_theme,
    go_to_step,
    open_draft,
    redo_step,
    settle_conflicts,
    undo_step,
)
from core.services.designers.list_themes import has_changes
from core.themes.editing.merging import Choice, Side
from tests.services.conftest import staffed
from tests.services.racing import all_at_once, kinds_of

CODE = "T02"


@pytest.fixture
def own_hall(kind, tmp_path):
    with staffed(kind, tmp_path / "hall") as office:
        yield office


def named(name):
    return lambda theme: theme.model_copy(update={"name": name})


@pytest.fixture
def renamed(own_hall):
    """A theme that was renamed three times."""
    designing, session = own_hall.designer, own_hall.policy.session
    opened = open_draft(designing, session, CODE)
    for name in ("一", "二", "三"):
        opened = change_theme(designing, session, opened, named(name), kind="rename")
    return opened


def opened_by(own_hall, person):
    return own_hall.designer, person.session, open_draft(own_hall.designer, person.session, CODE)


def test_the_second_person_takes_back_what_the_first_did_and_does_it_again(own_hall, renamed):
    first = open_draft(own_hall.designer, own_hall.policy.session, CODE)
    assert first == renamed

    for name in ("二", "一", "开办理发店"):
        opened = undo_step(*opened_by(own_hall, own_hall.second))
        assert opened.name == name
    assert undo_step(*opened_by(own_hall, own_hall.second)).past == ()
    for name in ("一", "二", "三", "三"):
        assert redo_step(*opened_by(own_hall, own_hall.policy)).name == name


def test_each_step_says_who_did_what_and_leads_back(own_hall, renamed):
    steps = renamed.steps

    opened = go_to_step(*opened_by(own_hall, own_hall.second), number=steps[1].number)

    assert [step.kind for step in steps] == ["begin", "rename", "rename", "rename"]
    assert steps[-1].saved_by == "policy"
    assert steps[-1].changes[0].part == "name"
    assert opened.name == "一"
    assert [len(opened.past), len(opened.future)] == [1, 2]


def test_a_new_step_forgets_what_was_taken_back(own_hall, renamed):
    designing, session = own_hall.designer, own_hall.policy.session
    opened = undo_step(designing, session, renamed)

    opened = change_theme(designing, session, opened, named("四"))

    assert opened.future == ()
    assert undo_step(designing, session, opened).name == "二"


def test_old_steps_are_forgotten_and_the_rest_go_on(own_hall, renamed, monkeypatch):
    monkeypatch.setattr(record_steps, "MOST_STEPS", 2)
    designing, session = own_hall.designer, own_hall.policy.session

    opened = change_theme(designing, session, renamed, named("四"))

    assert len(opened.past) == 2
    assert undo_step(designing, session, undo_step(designing, session, opened)).name == "二"


def test_a_draft_of_yesterday_without_steps_begins_where_it_stands(own_hall, renamed):
    with own_hall.transaction() as stores:
        stores.steps.forget(CODE, [step.number for step in renamed.steps])
    designing, session, opened = opened_by(own_hall, own_hall.policy)
    assert opened.past == opened.future == ()

    opened = change_theme(designing, session, opened, named("四"))

    assert undo_step(designing, session, opened).name == "三"


def audience(words):
    return lambda theme: theme.model_copy(update={"audience": words})


def test_who_takes_back_from_an_older_draft_keeps_what_others_saved_meanwhile(own_hall, renamed):
    designing, session = own_hall.designer, own_hall.policy.session
    change_theme(designing, own_hall.second.session, renamed, audience("个体户"))

    undone = undo_step(designing, session, renamed)

    assert (undone.name, undone.draft.document["audience"]) == ("二", "个体户")
    assert undone.news.people == ("second",)
    assert undone.past[-1].kind == "back"
    assert undo_step(designing, session, undone).name == "三"


def test_who_takes_back_what_others_changed_meanwhile_chooses(own_hall, renamed):
    designing, session = own_hall.designer, own_hall.policy.session
    change_theme(designing, own_hall.second.session, renamed, named("四"))

    with pytest.raises(ConflictingChangesError) as refused:
        undo_step(designing, session, renamed)

    assert open_draft(designing, session, CODE).name == "四"
    attempt = refused.value.attempt
    (conflict,) = attempt.conflicts
    settled = settle_conflicts(designing, session, attempt, [Choice(conflict, Side.MINE)])
    assert settled.name == "二"


def test_a_step_that_others_put_another_in_the_place_of_is_no_way_back(own_hall, renamed):
    designing, session = own_hall.designer, own_hall.policy.session
    undone = undo_step(designing, session, renamed)
    change_theme(designing, own_hall.second.session, undone, audience("个体户"))

    with pytest.raises(StaleDraftError):
        redo_step(designing, session, undone)

    assert open_draft(designing, session, CODE).name == "二"


def test_of_several_who_change_and_take_back_at_once_each_change_stays_or_is_chosen_about(
    own_hall, renamed
):
    designing, sessions = own_hall.designer, [own_hall.policy.session, own_hall.second.session]
    works = [partial(undo_step, designing, session, renamed) for session in sessions]
    works.append(partial(change_theme, designing, sessions[0], renamed, audience("个体户")))
    works.append(partial(change_theme, designing, sessions[1], renamed, named("四")))

    results = all_at_once(*works)

    names = {opened.name for opened in results if isinstance(opened, OpenTheme)} - {"三"}
    left = open_draft(designing, sessions[0], CODE)
    assert kinds_of(results).keys() <= {"OpenTheme", "ConflictingChangesError"}
    assert left.draft.document["audience"] == "个体户"
    assert names == {left.name}
    refused = 1 if left.name == "二" else 2  # the other name, or both who take back
    assert kinds_of(results)["ConflictingChangesError"] == refused
    assert [step.number for step in left.steps] == list(range(len(left.steps)))


def test_a_matter_that_comes_back_brings_what_it_had_before_the_reload(own_hall):
    designing, session, opened = opened_by(own_hall, own_hall.policy)
    matters, before = opened.matters, opened.draft.document
    arrange_theme(designing, session, opened, matters[:-1])

    designing, session, opened = opened_by(own_hall, own_hall.second)
    opened = arrange_theme(designing, session, opened, matters)

    assert opened.draft.document["matters"] == before["matters"]
    assert next(part.part for part in opened.steps[-1].changes if part.added) == "matters"


def test_a_draft_that_is_published_is_no_draft_any_more(own_hall, renamed):
    designing, session = own_hall.designer, own_hall.policy.session
    designing.publishing.publish(session, CODE)

    newest = designing.listing.versions(session, CODE)[0]
    listed = {theme.code: theme for theme in designing.listing.themes(session)}

    assert not has_changes(renamed.draft, newest.theme)
    assert listed[CODE].revision is None
    assert undo_step(designing, session, renamed).name == "二"
