"""Law 9: published versions never change, and a case keeps the one it started with."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.system import now
from core.catalogue.packages import files_of
from core.errors import (
    EmptyThemeError,
    NothingToPublishError,
    StaleDraftError,
    ThemeHasErrorsError,
)
from core.themes.publishing import checksum_of, restore, snapshot_of
from tests.services.applications import application_of
from tests.services.conftest import ASSETS, installed

FOR_EVERYBODY = frozenset({"GA-03", "GA-07", "RS-04", "WJ-03", "ZJ-02", "ZRZY-04"})
"""Matters for whoever comes, which wait for nobody: any of them can stand together."""


@pytest.fixture
def own_hall(kind, tmp_path):
    with installed(kind, tmp_path) as installation:
        yield installation


def publish(hall, code, matters):
    draft = hall.policy.designer.drafting.open(code)
    document = hall.policy.designer.drafting.arrange(draft.document, matters)
    hall.policy.designer.drafting.save(draft, document)
    return hall.policy.designer.publishing.publish(code)


def test_every_theme_is_restored_from_its_snapshot_as_it_was(catalogue):
    for theme in catalogue.themes.values():
        snapshot = snapshot_of(theme, catalogue)
        again, own = restore(snapshot)

        assert again == theme
        assert snapshot_of(again, own) == snapshot
        assert checksum_of(snapshot_of(again, own)) == checksum_of(snapshot)


@given(data=st.data())
@settings(max_examples=max(5, settings.default.max_examples // 12))
def test_whatever_is_published_later_earlier_versions_stay(hall, data):
    library = [
        theme.code
        for theme in hall.policy.designer.reading.library()
        if theme.code in FOR_EVERYBODY
    ]
    created = hall.policy.designer.drafting.create(
        name="测试主题", lead_department="SCJG", audience_kind="企业"
    )
    checksums = {}
    for _ in range(3):
        codes = data.draw(st.lists(st.sampled_from(library), min_size=1, max_size=4, unique=True))
        try:
            version = publish(hall, created.code, codes)
        except (NothingToPublishError, ThemeHasErrorsError):
            continue
        checksums[version.version] = (version.checksum, list(version.theme.matters))
    for number, (checksum, matters) in checksums.items():
        with hall.transaction() as stores:
            stored = stores.themes.version(created.code, number)
        assert stored.checksum == checksum
        assert list(stored.theme.matters) == matters
        assert checksum_of(snapshot_of(stored.theme, stored.catalogue)) == checksum


def test_a_running_case_keeps_its_version_when_a_new_one_and_a_new_library_come(
    own_hall, hairdresser
):
    case = own_hall.kiosk.handing_in.submit(application_of(hairdresser, own_hall.kiosk, "early"))
    before = own_hall.kiosk.handing_in.receipt(case.number)

    version = publish(own_hall, "T02", ["WJ-01", "CG-01"])
    files = dict(files_of(ASSETS / "catalogue"))
    name = "matters/WJ-01.yaml"
    files[name] = files[name].replace("公共场所卫生许可".encode(), "别的名称".encode())
    with own_hall.transaction() as stores:
        stores.catalogue.replace(files, at=now(), by="test")

    assert version.version == 2
    assert own_hall.kiosk.handing_in.receipt(case.number) == before
    assert {t.code: t.version for t in own_hall.kiosk.consulting.themes()}["T02"] == 2


def test_a_new_theme_is_offered_at_once(own_hall):
    created = own_hall.policy.designer.drafting.create(
        name="开花店", lead_department="SCJG", audience_kind="企业"
    )
    publish(own_hall, created.code, ["GA-03", "ZRZY-04"])

    tile = next(tile for tile in own_hall.kiosk.consulting.themes() if tile.code == created.code)
    assert (tile.name, tile.version, tile.matters) == ("开花店", 1, 2)


def test_an_empty_theme_is_not_published(own_hall):
    created = own_hall.policy.designer.drafting.create(
        name="空主题", lead_department=None, audience_kind=""
    )

    with pytest.raises(EmptyThemeError):
        own_hall.policy.designer.publishing.publish(created.code)


def test_publishing_the_same_again_is_refused(own_hall):
    publish(own_hall, "T02", ["SCJG-01", "WJ-01"])

    with pytest.raises(NothingToPublishError):
        own_hall.policy.designer.publishing.publish("T02")


def test_saving_over_somebody_elses_work_is_reported(own_hall):
    mine, theirs = (
        own_hall.policy.designer.drafting.open("T02"),
        own_hall.policy.designer.drafting.open("T02"),
    )
    own_hall.second.designer.drafting.save(theirs, theirs.document)

    with pytest.raises(StaleDraftError) as stale:
        own_hall.policy.designer.drafting.save(mine, mine.document)

    assert stale.value.params["saved_by"] == "second"
