from dataclasses import replace
from datetime import UTC, timedelta, timezone

import pytest

from core.errors import AlteredRecordError, StorageError, UnknownThemeError
from core.ports import Draft
from core.themes.publishing import snapshot_of
from db.transactions import stores_in
from tests.db.content import NOW, THEME, a_version

DRAFT = Draft("T90", {"code": "T90", "name": "新主题", "matters": []}, 3, NOW, "policy")


def test_a_published_version_comes_back_with_what_it_uses(engine, catalogue):
    version = a_version(catalogue)

    with stores_in(engine, hall="demo") as stores:
        stores.themes.publish(version)
    with stores_in(engine, hall="another") as stores:
        found = stores.themes.latest(THEME)

    assert found.theme == version.theme
    assert snapshot_of(found.theme, found.catalogue) == snapshot_of(version.theme, catalogue)
    assert (found.checksum, found.published_by) == (version.checksum, "tests")
    assert found.published_at == NOW
    assert found.published_at.tzinfo is UTC


def test_latest_is_the_newest_and_older_versions_stay(engine, catalogue):
    with stores_in(engine, hall="demo") as stores:
        for number in (1, 2, 10):
            stores.themes.publish(a_version(catalogue, number))

        assert stores.themes.latest(THEME).version == 10
        assert stores.themes.version(THEME, 2).version == 2
        assert stores.themes.published_codes() == (THEME,)


def test_a_version_is_published_once(engine, catalogue):
    with stores_in(engine, hall="demo") as stores:
        stores.themes.publish(a_version(catalogue))

    with pytest.raises(StorageError), stores_in(engine, hall="demo") as stores:
        stores.themes.publish(a_version(catalogue))


def test_a_version_whose_checksum_is_wrong_is_not_published(engine, catalogue):
    with stores_in(engine, hall="demo") as stores, pytest.raises(AlteredRecordError):
        stores.themes.publish(replace(a_version(catalogue), checksum="0" * 64))


def test_what_was_never_published_is_an_error_not_none(engine):
    with stores_in(engine, hall="demo") as stores:
        with pytest.raises(UnknownThemeError):
            stores.themes.latest("T404")
        with pytest.raises(UnknownThemeError):
            stores.themes.version("T404", 1)


def test_saved_draft_comes_back_equal_and_saving_again_replaces_it(engine):
    in_shanghai = NOW.astimezone(timezone(timedelta(hours=8)))
    newer = replace(DRAFT, revision=4, saved_at=in_shanghai)

    with stores_in(engine, hall="demo") as stores:
        stores.themes.save_draft(DRAFT)
    with stores_in(engine, hall="demo") as stores:
        assert stores.themes.draft("T90") == DRAFT
        stores.themes.save_draft(newer)
    with stores_in(engine, hall="demo") as stores:
        assert stores.themes.drafts() == (newer,)
        assert stores.themes.draft("T91") is None
