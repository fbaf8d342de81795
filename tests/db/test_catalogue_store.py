import pytest
from sqlalchemy import text

from core.catalogue.packages import files_of
from db.transactions import stores_in
from tests.db.content import NOW


@pytest.fixture
def files(catalogue_directory):
    return files_of(catalogue_directory)


def test_the_library_reads_as_its_directory_does(engine, files, package):
    with stores_in(engine, hall="demo") as stores:
        stores.catalogue.replace(files, at=NOW, by="tests")
    with stores_in(engine, hall="demo") as stores:
        read = stores.catalogue.read()

    assert read.catalogue == package.catalogue
    assert read.refusals == package.refusals
    assert read.sources == package.sources


def test_replacing_changes_only_what_is_different(engine, files):
    with stores_in(engine, hall="demo") as stores:
        stores.catalogue.replace(files, at=NOW, by="first")
    changed = {**files, "matters/SCJG-01.yaml": files["matters/SCJG-01.yaml"] + b"\n# seen\n"}
    del changed["themes/T12.yaml"]

    with stores_in(engine, hall="demo") as stores:
        stores.catalogue.replace(changed, at=NOW, by="second")

    with engine.begin() as connection:
        by = dict(connection.execute(text("SELECT name, changed_by FROM catalogue_file")).all())
    assert by.keys() == changed.keys()
    assert [name for name, who in by.items() if who == "second"] == ["matters/SCJG-01.yaml"]


def test_an_empty_library_lacks_every_list(engine):
    with stores_in(engine, hall="demo") as stores:
        package = stores.catalogue.read()

    assert {finding.rule for finding in package.refusals} == {"missing-file"}


def test_a_file_altered_behind_our_back_is_set_aside_until_it_is_written_again(engine, files):
    with stores_in(engine, hall="demo") as stores:
        stores.catalogue.replace(files, at=NOW, by="tests")
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE catalogue_file SET content = :new WHERE name = 'subjects.yaml'"),
            {"new": b"format: 1\nsubjects: []\n"},
        )

    with stores_in(engine, hall="demo") as stores:
        assert stores.catalogue.files().keys() == files.keys() - {"subjects.yaml"}
        assert stores.records.spoilt() == ("catalogue_file subjects.yaml",)
        assert stores.catalogue.read().catalogue.matters
        stores.catalogue.put(files, at=NOW, by="somebody")

    with stores_in(engine, hall="demo") as stores:
        assert stores.records.spoilt() == ()
        kept = stores.catalogue.files()
        assert kept["subjects.yaml"].content == files["subjects.yaml"]
        assert [name for name, file in kept.items() if file.changed_by == "somebody"] == [
            "subjects.yaml"
        ]
