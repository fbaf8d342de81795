"""Who saves second keeps what the first saved, or chooses where both changed the same."""

from functools import partial

import pytest

from core.errors import ConflictingChangesError
from core.services.designers.edit_theme import (
    OpenTheme,
    change_theme,
    open_draft,
    settle_conflicts,
    undo_step,
)
from core.themes.editing.merging import Choice, Side
from core.themes.editing.named_parts import ThemePlace
from core.themes.editing.sheet import rename, set_audience
from tests.services.conftest import staffed
from tests.services.racing import all_at_once, kinds_of

CODE = "T02"


@pytest.fixture
def own_hall(kind, tmp_path):
    with staffed(kind, tmp_path / "hall") as office:
        yield office


@pytest.fixture
def both(own_hall):
    """Two people who opened the same draft, each with what changes a theme in their name."""
    designing = own_hall.designer

    def person(member):
        opened = open_draft(designing, member.session, CODE)
        return lambda change: change_theme(designing, member.session, opened, change)

    return person(own_hall.policy), person(own_hall.second)


def saved(own_hall):
    return open_draft(own_hall.designer, own_hall.policy.session, CODE)


def test_the_second_who_saves_keeps_what_the_first_saved_and_is_told(own_hall, both):
    first, second = both
    first(rename("开面馆"))

    merged = second(set_audience("个体户"))

    assert merged == saved(own_hall)
    assert (merged.name, merged.draft.document["audience"]) == ("开面馆", "个体户")
    assert merged.news.people == ("policy",)
    assert [change.place for change in merged.news.changes] == [ThemePlace("name")]
    assert [change.place for change in merged.news.own] == [ThemePlace("audience")]
    designing, session = own_hall.designer, own_hall.policy.session
    undone = undo_step(designing, session, merged)
    assert undone.name == "开面馆"
    assert undone.draft.document.get("audience") != "个体户"


def test_where_both_changed_the_same_nothing_is_saved_before_one_is_chosen(own_hall, both):
    first, second = both
    first(rename("开面馆"))

    with pytest.raises(ConflictingChangesError) as refused:
        second(rename("开饭馆"))

    assert saved(own_hall).name == "开面馆"
    attempt = refused.value.attempt
    (conflict,) = attempt.conflicts
    assert (conflict.mine, conflict.theirs) == ("开饭馆", "开面馆")
    settle = partial(settle_conflicts, own_hall.designer, own_hall.second.session, attempt)
    first_again = open_draft(own_hall.designer, own_hall.policy.session, CODE)
    change_theme(own_hall.designer, own_hall.policy.session, first_again, rename("开粉馆"))
    with pytest.raises(ConflictingChangesError) as refused:
        settle([Choice(conflict, Side.MINE)])
    (newer,) = refused.value.attempt.conflicts
    assert newer.theirs == "开粉馆"
    assert settle([Choice(newer, Side.MINE)]).name == saved(own_hall).name == "开饭馆"


def test_news_of_a_draft_is_reported_to_whoever_has_it_open(own_hall, both):
    opened = open_draft(own_hall.designer, own_hall.second.session, CODE)
    tell = partial(own_hall.designer.merging.news, own_hall.second.session, opened.draft)
    assert tell() is None

    both[0](rename("开面馆"))

    assert tell().people == ("policy",)
    assert [change.after for change in tell().changes] == ["开面馆"]


@pytest.mark.parametrize("begun", [False, True])
def test_of_two_who_save_at_once_both_changes_stay(own_hall, both, begun):
    """The first draft of a published theme is made by both at once, later ones are saved over."""
    if begun:
        both[0](lambda theme: theme.model_copy(update={"note": "试点"}))
    designing, people = own_hall.designer, (own_hall.policy, own_hall.second)
    opened = [open_draft(designing, person.session, CODE) for person in people]
    works = [
        partial(change_theme, designing, person.session, theme, change)
        for person, theme, change in zip(
            people, opened, (rename("开面馆"), set_audience("个体户")), strict=True
        )
    ]

    results = all_at_once(*works)

    assert kinds_of(results) == {"OpenTheme": 2}
    document = saved(own_hall).draft.document
    assert (document["name"], document["audience"]) == ("开面馆", "个体户")
    assert saved(own_hall).draft.revision == opened[0].draft.revision + 2
    assert [step.number for step in saved(own_hall).steps] == list(range(begun + 3))


def test_of_two_who_rename_at_once_one_chooses(own_hall, both):
    first, second = both

    results = all_at_once(partial(first, rename("开面馆")), partial(second, rename("开饭馆")))

    assert kinds_of(results) == {"OpenTheme": 1, "ConflictingChangesError": 1}
    (won,) = [result for result in results if isinstance(result, OpenTheme)]
    assert saved(own_hall).name == won.name
