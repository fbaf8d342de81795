"""Documents of others that went wrong: refused with the place, or taken as they were meant."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import manage
from tests.conftest import SHIPPED

REPORTS = Path(__file__).parent
NOTATIONS = {".dmn": "dmn", ".json": "jsonlogic"}


@pytest.fixture
def imported(monkeypatch, tmp_path):
    """Import a document into T02 and return the exit code and the JSON that is printed."""
    monkeypatch.setenv("DONE_ONCE_LOCALE", "en")

    def run(document):
        path = document
        if not isinstance(document, Path):
            path = tmp_path / "document.json"
            path.write_text(json.dumps(document), encoding="utf-8")
        words = ["theme", "import", str(path), "--theme", "T02", "--as", NOTATIONS[path.suffix]]
        done = CliRunner().invoke(manage.app, [*words, "--catalogue", str(SHIPPED), "--json"])
        return done.exit_code, json.loads(done.stdout), done.stderr

    return run


@pytest.mark.parametrize(
    ("report", "place"),
    [
        ("08-theme-import-crashes/and.json", "SCJG-01/and/0/!="),
        ("08-theme-import-crashes/name.dmn", "matters"),
        ("09-theme-import-changes-meaning/answered.json", "WJ-01/and/0/!="),
        ("09-theme-import-changes-meaning/empty_and.json", "SCJG-01/and"),
        ("09-theme-import-changes-meaning/two_outputs.dmn", "matters"),
    ],
)
def test_a_document_that_went_wrong_is_refused_with_its_place(imported, report, place):
    code, document, _ = imported(REPORTS / report)

    assert code == 1
    assert document["theme"] is None
    assert place in [problem["place"] for problem in document["problems"]]
    assert all(problem["message"] for problem in document["problems"])


@pytest.mark.parametrize(
    "rules",
    [
        [{"matter": "fast", "when": True}],
        [{"matter": "SCJG-01", "when": {"==": [{"var": "no_such"}, 1]}}],
        [{"matter": "SCJG-01", "when": {"==": [{"var": "area_biz"}, "60"]}}],
        [{"matter": "SCJG-01", "when": {"!=": [{"var": "food_form"}, "没有的"]}}],
    ],
)
def test_a_word_that_is_no_code_of_the_catalogue_is_reported(imported, rules):
    code, document, _ = imported({"matters": rules})

    assert code == 1
    assert len(document["problems"]) == 1
    assert document["problems"][0]["place"].startswith(rules[0]["matter"])


def test_matters_that_the_document_does_not_name_are_reported(imported):
    code, document, findings = imported({"matters": [{"matter": "SCJG-01", "when": True}]})

    assert code == 0
    assert document["problems"] == []
    assert [matter["matter"] for matter in document["theme"]["matters"]] == ["SCJG-01"]
    assert "WJ-01" in findings
