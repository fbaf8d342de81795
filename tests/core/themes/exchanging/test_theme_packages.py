"""A package is the same bytes for the same content, and nothing altered in it is taken."""

import io
import json
import zipfile
from dataclasses import replace
from random import Random

import pytest

from core.errors import NotThemePackageError
from core.themes.exchanging.theme_packages import (
    library_with,
    part_of_library,
    read_theme_package,
    theme_package_of,
)
from core.themes.exchanging.theme_packages.manifest import (
    MANIFEST,
    manifest_of,
    written_manifest,
)

THEMES = ("T01", "T07", "T11")


@pytest.fixture(scope="module")
def library(catalogue):
    return catalogue


@pytest.fixture(scope="module")
def sent(library):
    return theme_package_of(library.themes["T07"], library)


def files_in(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files, way=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", way) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def sealed(files, theme="T07"):
    """Return files with a manifest that fits them, as a forger would make it."""
    own = {name: content for name, content in files.items() if name != MANIFEST}
    return zipped({MANIFEST: written_manifest(manifest_of(theme, "x", own)), **own})


def refused(content):
    with pytest.raises(NotThemePackageError) as error:
        read_theme_package(content)
    return {
        (problem.place, problem.rule.removeprefix("package-")) for problem in error.value.problems
    }


@pytest.mark.parametrize("code", THEMES)
def test_what_goes_out_comes_back_and_goes_out_again_as_the_same_bytes(library, code):
    content = theme_package_of(library.themes[code], library)

    read = read_theme_package(content)

    assert read.theme == library.themes[code]
    assert read.catalogue == part_of_library(library.themes[code], library)
    assert theme_package_of(read.theme, read.catalogue) == content


def test_the_order_in_which_a_library_was_read_leaves_no_trace(library, sent):
    turned = {
        name: dict(reversed(getattr(library, name).items()))
        for name in ("matters", "elements", "questions", "subjects", "documents", "licences")
    }

    assert theme_package_of(library.themes["T07"], replace(library, **turned)) == sent


def test_every_altered_byte_is_found(sent):
    choose = Random(3)
    right = read_theme_package(sent)
    for _ in range(150):
        altered = bytearray(sent)
        altered[choose.randrange(len(altered))] ^= 1 << choose.randrange(8)
        try:
            read = read_theme_package(bytes(altered))
        except NotThemePackageError:
            continue
        assert (read.theme, read.catalogue) == (right.theme, right.catalogue)  # dates of the ZIP


@pytest.mark.parametrize("length", [0, 1, 30, 5_000])
def test_what_is_cut_off_is_no_package(sent, length):
    assert refused(sent[:length]) == {(MANIFEST, "not-zip")}


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "themes/../../x.yaml",
        "C:\\x.yaml",
        "themes/a/b.yaml",
        "x",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(sent, name):
    assert "strange-name" in {rule for _, rule in refused(sealed({**files_in(sent), name: b"x"}))}


def test_files_that_are_altered_missing_or_more_are_each_named(sent):
    files = files_in(sent)
    files["questions.yaml"] += b"# more\n"
    del files["subjects.yaml"]
    files["themes/T99.yaml"] = b"format: 1\n"

    assert refused(zipped(files)) == {
        ("questions.yaml", "altered"),
        ("subjects.yaml", "missing"),
        ("themes/T99.yaml", "not-listed"),
    }


def test_a_manifest_that_was_altered_is_found(sent):
    files = files_in(sent)
    manifest = json.loads(files[MANIFEST])
    for change in ({"name": "Other"}, {"theme": "T01"}, {"files": []}):
        files[MANIFEST] = json.dumps({**manifest, **change}).encode()
        assert refused(zipped(files)) == {(MANIFEST, "altered")}


@pytest.mark.parametrize(
    ("manifest", "rule"),
    [
        (b"{", "bad-manifest"),
        (b"[]", "bad-manifest"),
        (b'{"kind": "done-once-theme-package", "kind": "x"}', "bad-manifest"),
        (b'{"kind": "done-once-theme-package", "format": 2}', "other-format"),
        (b'{"kind": "done-once-theme-package", "format": 1}', "altered"),
    ],
)
def test_a_manifest_of_another_kind_is_refused(manifest, rule):
    assert refused(zipped({MANIFEST: manifest})) == {(MANIFEST, rule)}


def test_a_small_file_that_would_become_a_large_one_is_not_unpacked():
    bomb = zipped({f"matters/M{place}.yaml": bytes(10_000_000) for place in range(7)})
    assert len(bomb) < 100_000

    assert (MANIFEST, "too-large") in refused(bomb)


def test_too_many_files_are_refused_before_any_is_read():
    assert refused(zipped({f"matters/M{place}.yaml": b"" for place in range(5_001)})) == {
        (MANIFEST, "too-many")
    }


def test_a_forged_file_that_the_catalogue_cannot_read_is_refused_with_its_reason(sent):
    files = files_in(sent) | {"questions.yaml": b"format: 1\nquestions: [{id: 1}]\n"}

    assert {place for place, _ in refused(sealed(files))} == {"questions.yaml"}


def test_a_package_without_its_theme_or_with_two_is_refused(sent, library):
    other = files_in(theme_package_of(library.themes["T11"], library))
    both = files_in(sent) | {"themes/T11.yaml": other["themes/T11.yaml"]}

    assert refused(sealed(both)) == {(MANIFEST, "no-theme")}
    assert refused(sealed(files_in(sent), "T01")) == {(MANIFEST, "no-theme")}


def test_what_a_library_lacks_comes_and_what_it_has_otherwise_stays(library, sent):
    brought = read_theme_package(sent).catalogue
    lacking, other = "GA-05", next(iter(brought.questions))
    matters = {code: known for code, known in library.matters.items() if code != lacking}
    reworded = library.questions[other].model_copy(update={"text": "换了说法？"})
    own = replace(library, matters=matters, questions={**library.questions, other: reworded})

    merged, changes, files = library_with(own, brought)

    assert merged.matters[lacking] == library.matters[lacking]
    assert merged.questions[other].text == "换了说法？"
    assert changes["matters"].added == (lacking,)
    assert changes["questions"].changed == (other,)
    assert set(files) == {f"matters/{lacking}.yaml"}


def test_an_empty_library_takes_everything_that_the_theme_needs(sent):
    from core.catalogue.catalogue import Catalogue  # noqa: PLC0415
    from core.catalogue.packages import read_files  # noqa: PLC0415
    from core.themes.plans import ThemePlan  # noqa: PLC0415

    read = read_theme_package(sent)

    merged, _, files = library_with(Catalogue(), read.catalogue)

    assert ThemePlan(read.theme, merged).ready
    again = read_files(files)
    assert not [found for found in again.refusals if found.rule != "missing-file"]
    assert again.catalogue.matters == read.catalogue.matters
    assert again.catalogue.translations == read.catalogue.translations
