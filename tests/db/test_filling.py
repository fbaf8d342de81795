import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from core.catalogue.packages import files_of
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


def test_an_empty_database_gets_the_library_and_a_first_version_of_every_theme(engine, files):
    published = fill_database(engine, lambda: files, at=NOW)

    with stores_in(engine, hall="demo") as stores:
        assert stores.themes.published_codes() == published
        assert {stores.themes.latest(code).version for code in published} == {1}
        assert set(stores.catalogue.read().catalogue.themes) == set(published)


def test_filling_again_or_by_two_at_once_changes_nothing(engine, files):
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: fill_database(engine, lambda: files, at=NOW), range(2)))

    assert sorted(map(len, both)) == [0, 12]
    assert fill_database(engine, lambda: pytest.fail("the files were read"), at=NOW) == ()


@pytest.mark.parametrize("spoil", [_without_an_element, _without_sense], ids=["element", "sense"])
def test_a_theme_whose_matter_is_unfinished_or_missing_waits(engine, files, package, spoil):
    name = "matters/WJ-01.yaml"
    waiting = {
        code
        for code, theme in package.catalogue.themes.items()
        if any(included.matter == "WJ-01" for included in theme.matters)
    }

    published = fill_database(engine, lambda: {**files, name: spoil(files[name])}, at=NOW)

    assert waiting
    assert set(published) == set(package.catalogue.themes) - waiting
