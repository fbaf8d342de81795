"""A newer catalogue for a running installation: shown first, and what is in use stays."""

import re
from types import SimpleNamespace

import pytest

from core.catalogue.packages import files_of
from core.errors import CatalogueRefusedError
from core.services.acting import StaffContext
from core.services.library.load_catalogue import CatalogueLoading
from core.staff.models import OPERATOR
from db.filling import fill_database
from tests.conftest import SHIPPED
from tests.fakes import NOW
from tests.seating import Seat
from tests.services.conftest import installed

MATTER, THEME = "matters/WJ-01.yaml", "themes/T06.yaml"


@pytest.fixture(scope="module")
def installation(kind, tmp_path_factory):
    with installed(kind, tmp_path_factory.mktemp("hall")) as hall:
        yield hall


@pytest.fixture
def own_hall(kind, tmp_path):
    with installed(kind, tmp_path) as hall:
        yield hall


def as_operator(hall):
    loading = CatalogueLoading(StaffContext(hall.transaction, lambda: NOW))
    return Seat(SimpleNamespace(loading=loading), OPERATOR).loading


@pytest.fixture
def loading(installation):
    return as_operator(installation)


@pytest.fixture(scope="module")
def comparing(tmp_path_factory):
    """One database is enough to compare: what two libraries declare is told by their files."""
    with installed("sqlite", tmp_path_factory.mktemp("comparing")) as hall:
        yield as_operator(hall)


@pytest.fixture(scope="module")
def files():
    return files_of(SHIPPED)


def edited(files, name, pattern, instead):
    changed = re.sub(pattern, instead, files[name], count=1)
    assert changed != files[name]
    return {**files, name: changed}


def days_changed(files):
    return edited(files, MATTER, rb"committed_days: *\d+", b"committed_days: 9")


def as_new_theme(files, code=b"T90", name=b"\xe6\x96\xb0"):
    theme = re.sub(rb"code: *T06", b"code: " + code, files[THEME], count=1)
    return {
        **files,
        f"themes/{code.decode()}.yaml": re.sub(rb"name: .*", b"name: " + name, theme, count=1),
    }


def state(installation):
    with installation.transaction() as stores:
        codes = stores.themes.published_codes()
        versions = {code: stores.themes.latest(code).checksum for code in codes}
        return versions, stores.themes.drafts(), stores.catalogue.files()


def test_the_same_again_changes_nothing(loading, files):
    revision = loading.compare(files)

    assert not revision.files
    assert (revision.declared, revision.touched, revision.new_findings) == ({}, (), ())


def test_a_changed_matter_is_reported_with_the_themes_that_use_it(installation, loading, files):
    before = state(installation)

    revision = loading.compare(days_changed(files))

    assert revision.files.changed == (MATTER,)
    assert {kind: change.changed for kind, change in revision.declared.items()} == {
        "matters": ("WJ-01",)
    }
    assert {theme.code for theme in revision.touched} == {"T02", "T10"}
    assert all(theme.parts["matters"].changed == ("WJ-01",) for theme in revision.touched)
    assert all(theme.difference.edits for theme in revision.touched)
    assert state(installation) == before


@pytest.mark.parametrize(
    ("name", "pattern", "instead", "what"),
    [
        ("questions.yaml", rb"text: ", b"text: X", "questions"),
        ("elements.yaml", rb"name: ", b"name: X", "elements"),
        ("documents.yaml", rb"name: ", b"name: X", "documents"),
        ("subjects.yaml", rb"name: ", b"name: X", "subjects"),
        ("departments.yaml", rb"name: ", b"name: X", "departments"),
    ],
)
def test_whatever_kind_changes_is_named(comparing, files, name, pattern, instead, what):
    revision = comparing.compare(edited(files, name, pattern, instead))

    assert len(revision.declared[what].changed) == 1
    assert revision.declared.keys() == {what}


def test_a_comment_changes_a_file_and_nothing_that_is_declared(comparing, files):
    revision = comparing.compare({**files, MATTER: files[MATTER] + b"\n# x\n"})

    assert revision.files.changed == (MATTER,)
    assert revision.declared == {}
    assert revision.touched == ()


def test_a_matter_that_goes_is_an_error_of_the_themes_of_the_catalogue_and_nothing_is_taken(
    installation, loading, files
):
    before = state(installation)
    without = {name: content for name, content in files.items() if name != MATTER}

    assert loading.compare(without).errors
    with pytest.raises(CatalogueRefusedError):
        loading.take(without)
    assert state(installation) == before


def test_a_file_that_was_changed_here_is_named_before_it_is_replaced(own_hall, files):
    hall = own_hall
    with hall.transaction() as stores:
        stores.catalogue.put({MATTER: days_changed(files)[MATTER]}, at=NOW, by="health")

    ((name, file),) = as_operator(hall).compare(files).made_here.items()

    assert (name, file.changed_by) == (MATTER, "health")


def test_taken_what_is_in_use_stays_and_what_is_new_is_proved(own_hall, files):
    hall = own_hall
    loading = as_operator(hall)
    draft = hall.policy.designer.drafting.open("T02")
    mine = hall.policy.designer.drafting.save(draft, {**draft.document, "note": "x"})
    versions, drafts, _ = state(hall)
    broken = as_new_theme(files, b"T91")
    # A matter of companies for whom nobody asks the questions it turns on.
    broken = re.sub(rb"matters:\n", b"matters:\n- matter: SCJG-02\n", broken["themes/T91.yaml"])
    newer = {**as_new_theme(days_changed(files)), "themes/T91.yaml": broken}
    newer = edited(newer, "themes/T01.yaml", rb"name: .*", b"name: X")
    received = []

    revision = loading.compare(newer)
    loading.take(newer)
    published = fill_database(hall.engine, dict, at=NOW, tell=received.append)

    now, drafts_now, held = state(hall)
    assert revision.new_themes == ("T90", "T91")
    assert revision.kept_themes == ("T01", "T02")
    assert published == ("T90",)
    assert {code: now[code] for code in versions} == versions
    assert [draft.code for draft in drafts_now] == ["T02", "T91"]
    assert drafts_now[0] == drafts[0] == mine
    assert {theme.code for theme in received if theme.trouble} == {"T91"}
    assert {name: file.content for name, file in held.items()} == newer
    assert not loading.compare(newer).files
