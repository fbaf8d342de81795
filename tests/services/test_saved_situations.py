"""Saved situations have to hold before a theme is published, and go where the theme goes."""

import pytest

from core.errors import SituationsDifferError
from core.services.designers.edit_theme import OpenTheme, change_theme, undo_step
from core.services.theme_documents import theme_of
from core.themes.editing.situations import accept_outcome, save_situation
from tests.services.conftest import staffed


@pytest.fixture(scope="module")
def office(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("situations")) as office:
        yield office


def with_situation(office, code):
    """Return a theme with one saved situation, as an opened draft."""
    opened = OpenTheme(office.policy.designer.drafting.open(code))
    typical = theme_of(opened.draft.document).typical_answers
    answers, outcome = office.policy.designer.checking.outcome(opened.draft, typical)
    return changed(office, opened, save_situation("一般的", answers, outcome))


def changed(office, opened, change):
    return change_theme(office.designer, office.policy.session, opened, change, kind="situation")


def with_taxes_always(office, opened):
    """Somebody has the taxes always registered: one matter more for most people."""

    def change(theme):
        matters = [
            included.model_copy(update={"when": None}) if included.matter == "SW-01" else included
            for included in theme.matters
        ]
        return theme.model_copy(update={"matters": tuple(matters)})

    return changed(office, opened, change)


def test_a_situation_that_differs_stops_publishing_until_it_is_accepted(office):
    wider = with_taxes_always(office, with_situation(office, "T02"))
    designer = office.policy.designer

    with pytest.raises(SituationsDifferError) as refused:
        designer.publishing.publish("T02", revision=wider.draft.revision)

    assert "“一般的”原来 2 件事，现在 3 件：多了 " in refused.value.params["names"]
    (check,) = designer.publishing.before_publishing(wider.draft).situations.differing
    accept = accept_outcome("一般的", check.outcome, check.situation.answers)
    accepted = changed(office, wider, accept)
    version = designer.publishing.publish("T02", revision=accepted.draft.revision)
    assert version.version == 2
    assert [situation.name for situation in version.theme.saved_situations] == ["一般的"]


def test_a_situation_is_a_step_goes_along_with_copies_and_asks_for_no_new_proof(office):
    designer = office.policy.designer
    kept = with_situation(office, "T07")
    copied = designer.drafting.copy("T07", name="迁户口")
    designer.proving.prove(kept.draft)

    undone = undo_step(office.designer, office.policy.session, kept)

    assert "saved_situations" not in undone.draft.document
    assert len(theme_of(copied.document).saved_situations) == 1
    assert designer.proving.known_proof(undone.draft) is not None
