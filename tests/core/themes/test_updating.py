from dataclasses import replace

import pytest

from core.catalogue.models import Exemption, ExemptionWay
from core.themes.plans import ThemePlan
from core.themes.updating import UpdateKind, is_carried_out, matter_updates

THEME, CODE = "T01", "XF-01"


@pytest.fixture
def matter(catalogue):
    return catalogue.matters[CODE]


def updates_of(catalogue, changed):
    after = replace(catalogue, matters={**catalogue.matters, CODE: changed})
    return matter_updates(ThemePlan(catalogue.themes[THEME], after), catalogue)


def test_between_equal_versions_there_is_nothing_to_change(catalogue, matter):
    assert updates_of(catalogue, matter) == ()


def test_days_visits_channels_and_fields_are_reported_with_both_sides(catalogue, matter):
    changed = matter.model_copy(
        update={
            "committed_days": matter.committed_days + 2,
            "onsite_visits": matter.onsite_visits + 1,
            "channels": ("only here",),
            "fields": matter.fields[1:],
        }
    )

    found = {update.kind: update for update in updates_of(catalogue, changed)}

    assert found.keys() == set(UpdateKind) - {UpdateKind.MATERIAL}
    days = found[UpdateKind.TIME_LIMIT]
    assert (days.before, days.after) == (
        str(matter.committed_days),
        str(matter.committed_days + 2),
    )
    assert found[UpdateKind.FIELD].place == matter.fields[0].id
    assert all(value.department == matter.department for value in found.values())
    for update in found.values():
        assert is_carried_out(update, changed)
        assert not is_carried_out(update, matter)
        assert not is_carried_out(update, None)


def test_a_material_that_is_exempted_now_is_reported_and_checked_by_its_way(catalogue, matter):
    first = next(material for material in matter.materials if material.exemption is None)
    exempted = first.model_copy(update={"exemption": Exemption(by=ExemptionWay.DATA_SHARING)})
    others = tuple(
        material if material.id != first.id else exempted for material in matter.materials
    )
    changed = matter.model_copy(update={"materials": others})

    (found,) = updates_of(catalogue, changed)

    assert (found.kind, found.place, found.before) == (UpdateKind.MATERIAL, first.id, "")
    assert found.after == "data_sharing"
    assert is_carried_out(found, changed)
    assert not is_carried_out(found, matter)


def test_of_a_first_version_only_what_the_theme_exempts_is_reported(catalogue):
    found = matter_updates(ThemePlan(catalogue.themes[THEME], catalogue), None)

    assert {update.kind for update in found} == {UpdateKind.MATERIAL}
    assert len({update.key for update in found}) == len(found)
