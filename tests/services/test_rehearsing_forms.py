"""The form of a draft filled in on trial: what follows, what is wrong, what each office gets."""

import pytest

from core.services.designers.edit_theme import open_draft
from core.services.designers.rehearse_form import fewest_members, rehearse_form
from core.services.theme_documents import theme_of
from tests.seating import POLICY, let_in
from tests.staffing import open_office


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return open_office(tmp_path_factory.mktemp("office"))


def rehearsal_of(office, code, answers=None):
    session = let_in(office.transaction, POLICY)
    draft = open_draft(office.designer, session, code).draft
    typical = dict(theme_of(draft.document).typical_answers)
    return office.designer.previewing.rehearse(
        session, draft, typical if answers is None else answers
    )


def test_a_form_is_filled_in_only_after_the_last_question(office):
    assert rehearse_form(rehearsal_of(office, "T07", {}), {}) is None


def test_one_entry_reaches_every_department_that_asks_for_it_in_its_own_place(office):
    rehearsal = rehearsal_of(office, "T01")
    empty = rehearse_form(rehearsal, {})
    shared = max(
        (
            it
            for page in empty.form.pages
            for it in page.fields
            if str(it.key).startswith("per.name@")
        ),
        key=lambda it: len(it.matters),
    )

    filled = rehearse_form(rehearsal, {str(shared.key): "林秋月"})

    assert len(shared.matters) > 1
    for use in shared.uses:
        if use.matter in filled.offices:
            assert filled.offices[use.matter].values[use.field] == "林秋月"
            assert use.field not in empty.offices[use.matter].values


def test_what_is_wrong_is_told_and_what_is_missing_is_not(office):
    rehearsal = rehearsal_of(office, "T07")
    form = rehearse_form(rehearsal, {}).form
    place = next(str(it.key) for it in form.fields if it.type.value == "identity")

    assert rehearse_form(rehearsal, {}).problems == ()
    assert rehearse_form(rehearsal, {place: "44120219880316002"}).problems_at(place)


def test_the_pages_hold_every_entry_once_and_a_group_has_as_many_members_as_some_office_wants(
    office,
):
    filling = rehearse_form(rehearsal_of(office, "T01"), {})
    keys = [it.key for it in filling.form.fields]

    assert len(keys) == len(set(keys))
    assert {fewest_members(filling.form, key.subject) for key in keys} <= {0, 1}
