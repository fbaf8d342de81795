import re
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from core.catalogue.packages import files_of
from core.themes.plans import ThemePlan
from core.themes.verifying.verification import verify_theme
from db.filling import fill_database
from db.transactions import stores_in
from tests.databases import migrated_database, opened
from tests.db.content import NOW


@pytest.fixture
def files(catalogue_directory):
    return files_of(catalogue_directory)


def _without_an_element(matter):
    return re.sub(rb"\n *element: [^\n]+", b"", matter, count=1)


def _without_sense(matter):
    return matter + b"]"


@pytest.fixture(scope="module")
def proved(catalogue):
    """The codes of the themes that are proved over all their situations."""
    proofs = {c: verify_theme(ThemePlan(t, catalogue)) for c, t in catalogue.themes.items()}
    return {code for code, proof in proofs.items() if proof.proved and not proof.errors}


@pytest.fixture(scope="module")
def filled(kind, tmp_path_factory, catalogue_directory):
    """A database that was filled once, what was published, and what was reported meanwhile."""
    files, received = files_of(catalogue_directory), []
    with opened(migrated_database(kind, tmp_path_factory.mktemp("filled"))) as engine:
        published = fill_database(engine, lambda: files, at=NOW, tell=received.append)
        yield SimpleNamespace(engine=engine, published=published, received=tuple(received))


@pytest.fixture
def in_file(tmp_path):
    """One database is enough where what is published depends on the files alone."""
    with opened(migrated_database("sqlite", tmp_path / "migrated")) as engine:
        yield engine


def _state(engine):
    with stores_in(engine, hall="demo") as stores:
        drafts = {draft.code for draft in stores.themes.drafts()}
        return set(stores.themes.published_codes()), drafts


def test_an_empty_database_gets_the_library_and_a_first_version_of_every_theme_that_is_proved(
    filled, catalogue, proved
):
    with stores_in(filled.engine, hall="demo") as stores:
        assert stores.themes.published_codes() == filled.published
        assert {stores.themes.latest(code).version for code in filled.published} == {1}
        assert set(stores.catalogue.read().catalogue.themes) == set(catalogue.themes)
    assert set(filled.published) == proved


def test_a_theme_that_is_not_proved_stays_a_draft_and_is_reported(filled, catalogue):
    published, drafts = _state(filled.engine)
    troubled = [progress for progress in filled.received if progress.trouble]

    assert drafts == set(catalogue.themes) - published
    assert {progress.code for progress in troubled} == drafts
    assert all(progress.trouble.params["count"] > 0 for progress in troubled)


def test_progress_is_reported_theme_by_theme(filled, catalogue):
    begun = [
        (progress.place, progress.of, progress.code)
        for progress in filled.received
        if progress.trouble is None
    ]
    codes, every = sorted(catalogue.themes), len(catalogue.themes)
    assert begun == [(place, every, code) for place, code in enumerate(codes, 1)]


def test_filling_again_or_by_two_at_once_changes_nothing(engine, files):
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: fill_database(engine, lambda: files, at=NOW), range(2)))

    published, _ = _state(engine)
    assert sorted((*both[0], *both[1])) == sorted(published)
    assert fill_database(engine, lambda: pytest.fail("the files were read"), at=NOW) == ()


def test_whoever_was_stopped_halfway_goes_on_at_the_next_start(engine, files, proved):
    def stop_at_the_fifth(progress):
        if progress.place == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill_database(engine, lambda: files, at=NOW, tell=stop_at_the_fifth)
    begun, _ = _state(engine)
    rest = fill_database(engine, lambda: files, at=NOW)

    assert 0 < len(begun) <= 4
    assert begun | set(rest) == proved


def test_a_draft_that_somebody_works_on_is_left_to_them(engine, files, catalogue):
    fill_database(engine, lambda: files, at=NOW)
    _, drafts = _state(engine)
    mended = {f"themes/{c}.yaml": files[f"themes/{c}.yaml"] for c in catalogue.themes}
    with stores_in(engine, hall="demo") as stores:
        stores.catalogue.put(mended, at=NOW, by="policy")

    assert fill_database(engine, lambda: files, at=NOW) == ()
    assert _state(engine)[1] == drafts


@pytest.mark.parametrize("spoil", [_without_an_element, _without_sense], ids=["element", "sense"])
def test_a_theme_whose_matter_is_unfinished_or_missing_waits_as_a_draft(
    in_file, files, catalogue, proved, spoil
):
    name = "matters/WJ-01.yaml"
    waiting = {
        code
        for code, theme in catalogue.themes.items()
        if any(included.matter == "WJ-01" for included in theme.matters)
    }

    published = fill_database(in_file, lambda: {**files, name: spoil(files[name])}, at=NOW)

    assert waiting
    assert set(published) == proved - waiting
    assert waiting <= _state(in_file)[1]
