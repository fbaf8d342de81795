import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from core.catalogue.packages import files_of
from core.themes.plans import ThemePlan
from core.themes.verifying.verification import verify_theme
from db.filling import fill_database
from db.transactions import stores_in
from tests.db.content import NOW


@pytest.fixture
def files(catalogue_directory):
    return files_of(catalogue_directory)


def _without_an_element(matter):
    return re.sub(rb"\n *element: [^\n]+", b"", matter, count=1)


def _without_sense(matter):
    return matter + b"]"


def _proved(catalogue):
    proofs = {c: verify_theme(ThemePlan(t, catalogue)) for c, t in catalogue.themes.items()}
    return {code for code, proof in proofs.items() if proof.proved and not proof.errors}


def _state(engine):
    with stores_in(engine, hall="demo") as stores:
        drafts = {draft.code for draft in stores.themes.drafts()}
        return set(stores.themes.published_codes()), drafts


def test_an_empty_database_gets_the_library_and_a_first_version_of_every_theme_that_is_proved(
    engine, files, catalogue
):
    published = fill_database(engine, lambda: files, at=NOW)

    with stores_in(engine, hall="demo") as stores:
        assert stores.themes.published_codes() == published
        assert {stores.themes.latest(code).version for code in published} == {1}
        assert set(stores.catalogue.read().catalogue.themes) == set(catalogue.themes)
    assert set(published) == _proved(catalogue)


def test_a_theme_that_is_not_proved_stays_a_draft_and_is_reported(engine, files, catalogue):
    received = []

    fill_database(engine, lambda: files, at=NOW, tell=received.append)

    published, drafts = _state(engine)
    assert drafts == set(catalogue.themes) - published
    assert {progress.code for progress in received if progress.trouble} == drafts
    assert all(progress.trouble.params["count"] > 0 for progress in received if progress.trouble)


def test_progress_is_reported_theme_by_theme(engine, files, catalogue):
    received = []

    fill_database(engine, lambda: files, at=NOW, tell=received.append)

    begun = [
        (progress.place, progress.of, progress.code)
        for progress in received
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


def test_whoever_was_stopped_halfway_goes_on_at_the_next_start(engine, files, catalogue):
    def stop_at_the_fifth(progress):
        if progress.place == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill_database(engine, lambda: files, at=NOW, tell=stop_at_the_fifth)
    begun, _ = _state(engine)
    rest = fill_database(engine, lambda: files, at=NOW)

    assert 0 < len(begun) <= 4
    assert begun | set(rest) == _proved(catalogue)


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
    engine, files, catalogue, spoil
):
    name = "matters/WJ-01.yaml"
    waiting = {
        code
        for code, theme in catalogue.themes.items()
        if any(included.matter == "WJ-01" for included in theme.matters)
    }

    published = fill_database(engine, lambda: {**files, name: spoil(files[name])}, at=NOW)

    assert waiting
    assert set(published) == _proved(catalogue) - waiting
    assert waiting <= _state(engine)[1]
