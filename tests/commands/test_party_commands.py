"""``--parties``: who is who, on the command line (law 17)."""

import json

import pytest
from typer.testing import CliRunner

import manage
from tests.commands.test_command_line import T02, json_file
from tests.conftest import SHIPPED

SAME = {"liaison": "principal", "contact": "principal", "health_mgr": "principal"}


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setenv("DONE_ONCE_LOCALE", "en")

    def run(*words):
        words = [*map(str, words), "--catalogue", str(SHIPPED)]
        return CliRunner().invoke(manage.app, words)

    return run


@pytest.fixture
def guide(run, tmp_path):
    def guide(parties=None, answers=T02):
        words = ["--answers", json_file(tmp_path, answers, "answers.json"), "--json"]
        if parties is not None:
            words += ["--parties", json_file(tmp_path, parties, "parties.json")]
        return run("theme", "guide", "T02", *words)

    return guide


def test_a_person_is_asked_once(guide):
    alone, joined = (json.loads(guide(said).stdout) for said in (None, SAME))

    names = {
        field["subject"]: field["also"]
        for field in joined["form"]
        if field["element"] == "per.name"
    }
    assert sorted(names["principal"]) == sorted(SAME)
    assert len(joined["form"]) < len(alone["form"]) == alone["fields"]["after"]
    for same in ("before", "after"):
        assert joined["fields"][same] == alone["fields"][same]
    for fewer in ("asked", "required", "typed"):
        assert joined["fields"][fewer] < alone["fields"][fewer]


def test_persons_in_force_are_reported_with_who_they_may_be(guide):
    document = json.loads(guide({"liaison": "principal"}).stdout)

    persons = {party["role"]: party for party in document["parties"]}
    assert next(iter(persons)) == "principal"
    assert persons["liaison"]["is"] == "principal"
    assert persons["principal"]["is"] is None
    assert "liaison" in persons["principal"]["may_be"]


def test_without_statements_nothing_is_reported_about_persons(guide):
    document = json.loads(guide().stdout)

    assert "parties" not in document
    assert "also" not in document["form"][0]


@pytest.mark.parametrize(
    "said",
    [
        {"liaison": "nobody"},
        {"premises": "principal"},
        {"employee": "principal"},
        {"liaison": ["principal"]},
        {"liaison": None},
        ["liaison"],
        "liaison",
    ],
)
def test_statements_that_cannot_be_taken_are_bad_input(guide, said):
    result = guide(said)

    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.strip().splitlines()) == 1


def test_roles_that_the_law_keeps_apart_are_refused_with_the_law(guide):
    result = guide({"agent": "principal"}, {**T02, "by_agent": "委托代理"})

    assert result.exit_code == 2
    assert "民法典" in result.stderr


def test_a_case_may_say_who_is_who(run, tmp_path):
    values = {"per.name@principal": "林秋月", "per.mobile@principal": "13800138000"}
    case = {"answers": T02, "values": values, "parties": SAME}
    role_by_role = {
        key.replace("principal", role): value
        for key, value in values.items()
        for role in ("principal", *SAME)
    }

    forms = [
        run("form", "project", "T02", "--case", json_file(tmp_path, document), "--json").stdout
        for document in (case, {"answers": T02, "values": role_by_role})
    ]

    assert forms[0] == forms[1]


def test_what_is_missing_of_a_person_is_missing_once(run, tmp_path):
    case = json_file(tmp_path, {"answers": T02, "values": {}})
    parties = json_file(tmp_path, SAME, "parties.json")

    words = ("form", "validate", "T02", "--case", case, "--json")
    alone, joined = (
        json.loads(run(*words, *more).stdout)["problems"] for more in ((), ("--parties", parties))
    )

    def named(problems):
        return [problem["subject"] for problem in problems if problem["element"] == "per.name"]

    assert set(named(joined)) < set(named(alone))
    assert named(joined).count("principal") == 1


def test_a_case_with_statements_that_cannot_be_taken_is_bad_input(run, tmp_path):
    case = json_file(tmp_path, {"answers": T02, "values": {}, "parties": {"liaison": "nobody"}})

    for command in ("project", "validate"):
        result = run("form", command, "T02", "--case", case, "--json")
        assert (result.exit_code, result.stdout) == (2, "")


def test_the_report_counts_with_everybody_one_person(run):
    alone, joined = (
        json.loads(run("report", "reduction", "--json", *more).stdout)["mean"]["fields"]
        for more in ((), ("--parties", "all"))
    )

    assert list(joined) == ["before", "after", "asked", "required", "typed"]
    assert (joined["before"], joined["after"]) == (alone["before"], alone["after"])
    assert joined["required"] < alone["required"]
    assert joined["typed"] < alone["typed"]
