"""``theme simulate``: the agreed document, and bad input told in one message."""

import json

import pytest
from typer.testing import CliRunner

import manage


@pytest.fixture
def run(monkeypatch, catalogue_directory):
    monkeypatch.setenv("DONE_ONCE_LOCALE", "en")

    def run(*words):
        words = ["theme", "simulate", *map(str, words), "--catalogue", str(catalogue_directory)]
        return CliRunner().invoke(manage.app, words)

    return run


@pytest.fixture
def json_file(tmp_path):
    def write(content):
        path = tmp_path / "input.json"
        path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        return path

    return write


def test_simulate_prints_one_document_with_the_agreed_keys(run, json_file):
    change = json_file({"thresholds": [{"question": "area_biz", "was": 300, "becomes": 500}]})

    result = run("T10", "--number", 300, "--seed", 4, "--what-if", change, "--json")

    document = json.loads(result.stdout)
    assert result.exit_code == 0
    assert list(document) == [
        "theme",
        "situations",
        "seconds",
        "matters",
        "fields",
        "materials",
        "working_days",
        "distributions",
        "what_if",
    ]
    assert document["situations"] == 300
    assert list(document["fields"]) == list(document["materials"]) == ["before", "after", "asked"]
    assert document["what_if"]["matters"]["XF-01"] < document["matters"]["XF-01"]
    for spread in (*document["distributions"].values(),):
        assert sum(spread["histogram"].values()) == 300
        assert spread["min"] <= spread["p50"] <= spread["max"]


def test_simulate_tells_people_shares_and_means(run):
    result = run("T01", "--number", 50)

    assert result.exit_code == 0
    assert "50 situations" in result.stdout
    assert "working days" in result.stdout


@pytest.mark.parametrize(
    ("option", "content", "place"),
    [
        ("--what-if", {"thresholds": [{"question": "area_biz"}]}, "thresholds.0.was"),
        ("--what-if", {"thresholds": [{"question": "a", "was": 1, "becomes": 2}]}, "area_biz 300"),
        ("--what-if", {"more": 1}, "more"),
        ("--what-if", {"without": ["XX-01"]}, "XX-01"),
        ("--weights", {"has_catering": {"也许": 1}}, "也许"),
        ("--weights", {"has_catering": "是"}, "has_catering"),
    ],
)
def test_what_cannot_be_simulated_is_shown_in_one_message(run, json_file, option, content, place):
    result = run("T10", "--number", 10, option, json_file(content), "--json")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert place in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("words", [("--number", 0), ("--number", "all"), ("--seed", -1)])
def test_numbers_out_of_range_are_refused(run, words):
    assert run("T10", *words).exit_code == 2
