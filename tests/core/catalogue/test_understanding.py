"""A file is read once: where another changes, what it says is known."""

from core.catalogue.packages import files_of, read_files
from tests.conftest import SHIPPED

CHANGED, OTHER = "matters/CG-01.yaml", "matters/WJ-01.yaml"


def test_only_the_file_that_changed_is_read_again():
    files = files_of(SHIPPED)
    before = read_files(files)
    changed = files[CHANGED].replace(b"committed_days: ", b"committed_days: 1", 1)

    after = read_files({**files, CHANGED: changed})

    days = before.catalogue.matters["CG-01"].committed_days
    assert after.catalogue.matters["CG-01"].committed_days == int(f"1{days}")
    assert after.catalogue.matters["WJ-01"] is before.catalogue.matters["WJ-01"]
    assert after.sources["matters", "WJ-01"] == before.sources["matters", "WJ-01"]


def test_what_is_the_same_under_another_name_is_refused_as_a_second_one():
    files = files_of(SHIPPED)

    twice = read_files({**files, "matters/ZZ-99.yaml": files[OTHER]})

    assert [(found.rule, found.file) for found in twice.refusals] == [
        ("duplicate-code", "matters/ZZ-99.yaml")
    ]


def test_a_file_is_refused_in_the_same_words_each_time():
    files = files_of(SHIPPED)
    spoilt = {**files, CHANGED: files[CHANGED].replace(b"code: ", b"kode: ", 1)}

    first, again = read_files(spoilt), read_files(spoilt)

    assert first.refusals
    assert again.refusals == first.refusals
