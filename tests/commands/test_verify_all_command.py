import json
import shutil

import pytest
from typer.testing import CliRunner

import manage
from tests.conftest import SHIPPED


@pytest.fixture
def verify(monkeypatch):
    monkeypatch.setenv("DONE_ONCE_LOCALE", "en")
    return lambda *words: CliRunner().invoke(manage.app, ["theme", "verify", *map(str, words)])


@pytest.fixture(scope="module")
def proved(tmp_path_factory):
    """What was proved of the shipped library."""
    file = tmp_path_factory.mktemp("proved") / "proved.json"
    words = ["theme", "verify", "--all", "--catalogue", str(SHIPPED), "--json"]
    result = CliRunner().invoke(manage.app, words, env={"DONE_ONCE_LOCALE": "en"})
    file.write_text(result.stdout, "utf-8")
    return file, result


@pytest.fixture
def library(tmp_path):
    """A copy of the shipped library, to change."""
    return shutil.copytree(SHIPPED, tmp_path / "library")


def change(file, before, after):
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")


def verified_again(result):
    themes = json.loads(result.stdout)["themes"]
    return {theme["theme"] for theme in themes if theme["again"]}


def test_every_theme_is_reported_as_one_would_be_with_progress_beside_it(proved, verify):
    _, result = proved
    alone = json.loads(verify("T11", "--catalogue", SHIPPED, "--json").stdout)

    document = json.loads(result.stdout)
    themes = {theme["theme"]: theme for theme in document["themes"]}
    assert result.exit_code == 0
    assert list(themes) == [f"T{number:02}" for number in range(1, 13)]
    assert document["seconds"] > 0
    assert "Verified 12 of 12" in result.stderr
    names = ("theme", "situations", "proved", "findings")
    assert {name: themes["T11"][name] for name in names} == {name: alone[name] for name in names}


def test_what_has_not_changed_is_not_verified_again_and_is_reported_the_same(proved, verify):
    file, result = proved

    again = verify("--all", "--catalogue", SHIPPED, "--known", file, "--json")

    def themes_in(output):
        themes = json.loads(output.stdout)["themes"]
        return [{**theme, "again": None} for theme in themes]

    assert verified_again(again) == set()
    assert themes_in(again) == themes_in(result)


def test_a_change_of_a_theme_has_that_theme_verified_again(proved, verify, library):
    change(library / "themes" / "T06.yaml", "target:", "target:\n  # said again\n")
    change(library / "themes" / "T07.yaml", "name: ", "name: 新")

    result = verify("--all", "--catalogue", library, "--known", proved[0], "--json")

    assert verified_again(result) == {"T07"}


def test_a_change_of_a_matter_has_the_themes_verified_again_that_have_it(proved, verify, library):
    change(library / "matters" / "CG-01.yaml", "committed_days: ", "committed_days: 1")

    result = verify("--all", "--catalogue", library, "--known", proved[0], "--json")

    having = {
        file.stem for file in (SHIPPED / "themes").glob("*.yaml") if "CG-01" in file.read_text()
    }
    assert verified_again(result) == having
    assert 1 < len(having) < 12


def test_a_library_with_errors_exits_with_1(verify, delivered_directory):
    assert verify("--all", "--catalogue", delivered_directory).exit_code == 1


def test_a_theme_whose_file_is_refused_is_not_passed_over(verify, library):
    change(library / "themes" / "T07.yaml", "name: ", "nome: ")

    result = verify("--all", "--catalogue", library)

    assert result.exit_code == 1
    assert "themes/T07.yaml" in result.stderr


@pytest.mark.parametrize("words", [(), ("T01", "--all"), ("T01", "--known", "proved.json")])
def test_one_theme_or_all_are_named(verify, words):
    assert verify(*words, "--catalogue", SHIPPED).exit_code == 2


def of_another_version(document):
    document["program"] = "0.0.0"


def in_another_language(document):
    document["language"] = "zh-CN"


@pytest.mark.parametrize("change_it", [of_another_version, in_another_language])
def test_proofs_by_other_rules_or_in_other_words_are_not_kept(proved, verify, tmp_path, change_it):
    document = json.loads(proved[0].read_text("utf-8"))
    change_it(document)
    file = tmp_path / "other.json"
    file.write_text(json.dumps(document), "utf-8")

    result = verify("--all", "--catalogue", SHIPPED, "--known", file, "--json")

    assert len(verified_again(result)) == 12
    assert "every theme is verified" in result.stderr


def without_findings(document):
    del document["themes"][0]["findings"]


def with_a_severity_of_its_own(document):
    document["themes"][0]["findings"] = [{"severity": "fine"}]


def with_a_number_for_themes(document):
    document["themes"] = 3


@pytest.mark.parametrize(
    "spoil", [without_findings, with_a_severity_of_its_own, with_a_number_for_themes]
)
def test_a_file_that_is_no_proof_is_bad_input(proved, verify, tmp_path, spoil):
    document = json.loads(proved[0].read_text("utf-8"))
    spoil(document)
    file = tmp_path / "spoilt.json"
    file.write_text(json.dumps(document), "utf-8")

    result = verify("--all", "--catalogue", SHIPPED, "--known", file, "--json")

    assert (result.exit_code, result.stdout) == (2, "")
