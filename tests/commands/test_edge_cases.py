"""Corners of the command line, on small catalogues of their own."""

import json

import pytest
import yaml
from typer.testing import CliRunner

import manage

LISTS = {
    "departments": [{"code": "D1", "name": "甲局"}, {"code": "D2", "name": "乙局"}],
    "documents": [{"id": "d.a", "name": "甲证"}, {"id": "d.b", "name": "乙证"}],
    "elements": [
        {"id": "name", "name": "姓名", "type": "text"},
        {"id": "spare", "name": "备用", "type": "text", "list": True},
        {"id": "at", "name": "时间", "type": "datetime"},
        {"id": "per.id_type", "name": "证件类型", "type": "choice"},
        {"id": "per.id_no", "name": "号码", "type": "identity"},
        {"id": "per.birth_date", "name": "出生日期", "type": "date"},
    ],
    "licences": [{"name": "证", "carries": ["name"]}],
    "questions": [
        {"id": "q", "text": "?", "kind": "single", "options": ["是", "否"]},
        {"id": "n", "text": "?", "kind": "number"},
    ],
    "subjects": [
        {"id": "s", "name": "主体"},
        {"id": "t", "name": "另一"},
        {"id": "many", "name": "多人", "repeats": True},
    ],
}
DERIVATIONS = [
    {
        "target": "per.birth_date@*",
        "from": "per.id_no@同一主体",
        "when": "证件类型=居民身份证",
        "rule": "第7-14位",
    }
]
ID_NUMBER = "11010519491231002X"


def matter(code, fields=(), materials=(), **more):
    return {
        "format": 1,
        "code": code,
        "name": code,
        "department": "D1",
        "committed_days": 1,
        "fields": list(fields),
        "materials": list(materials),
        **more,
    }


def field(code, element, subject="s", kind="text"):
    return {"id": code, "label": code, "type": kind, "element": element, "subject": subject}


def theme(matters, questions=("q",), **more):
    return {
        "format": 1,
        "code": "T",
        "name": "T",
        "matters": [
            included if isinstance(included, dict) else {"matter": included} for included in matters
        ],
        "questions": [{"question": question} for question in questions],
        **more,
    }


@pytest.fixture
def catalogue(tmp_path):
    """Write a catalogue: its matters, its themes, and what differs in its lists."""

    def write(matters, *themes, **lists):
        files = {name: {name: entries} for name, entries in {**LISTS, **lists}.items()}
        files["elements"]["derivations"] = DERIVATIONS
        files |= {f"matters/{document['code']}": document for document in matters}
        files |= {f"themes/{document['code']}": document for document in themes}
        for name, content in files.items():
            path = tmp_path / "catalogue" / f"{name}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(yaml.safe_dump({"format": 1, **content}, allow_unicode=True), "utf-8")
        return tmp_path / "catalogue"

    return write


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setenv("DONE_ONCE_LOCALE", "en")

    def run(*words, given=None):
        stdin = given if isinstance(given, str | None) else json.dumps(given)
        return CliRunner().invoke(manage.app, [str(word) for word in words], input=stdin)

    return run


def project(run, directory, values, answers=None):
    given = {"answers": answers or {}, "values": values}
    words = ("form", "project", "T", "--case", "-", "--catalogue", directory, "--json")
    return run(*words, given=given)


# --- Bad input: one line, and nothing on standard output


@pytest.mark.parametrize(
    "given",
    [
        {"q": "也许", "n": "三"},
        {"other": 1, "q": "也许"},
        '{"n": 1e999}',
        '{"q": "a\\nb"}',
    ],
)
def test_bad_answers_are_reported_in_one_line(run, catalogue, given):
    directory = catalogue([matter("A")], theme(["A"], ["q", "n"]))
    (directory / "matters" / "B.yaml").write_text("format: 2\n", "utf-8")

    result = run("theme", "guide", "T", "--answers", "-", "--catalogue", directory, given=given)

    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


def test_a_theme_whose_file_was_refused_says_why(run, catalogue):
    directory = catalogue([matter("A")])
    (directory / "themes").mkdir()
    (directory / "themes" / "T.yaml").write_text("format: 2\n", "utf-8")

    result = run("theme", "guide", "T", "--catalogue", directory)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("themes/T.yaml:1: ")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("part", ["answers", "values"])
@pytest.mark.parametrize("nothing", [[], 0, "", False])
def test_a_part_of_a_case_is_an_object_or_absent(run, catalogue, part, nothing):
    directory = catalogue([matter("A")], theme(["A"]))
    words = ("form", "project", "T", "--case", "-", "--catalogue", directory)

    assert run(*words, given={part: nothing}).exit_code == 2
    assert run(*words, given={part: None}).exit_code == 0


def test_a_number_that_json_cannot_write_is_refused(run, catalogue):
    directory = catalogue([matter("A", [field("F1", "name")])], theme(["A"]))
    words = ("form", "project", "T", "--case", "-", "--catalogue", directory, "--json")

    result = run(*words, given='{"values": {"name@s": 1e999}}')

    assert (result.exit_code, result.stdout) == (2, "")


# --- What is missing is an error finding for every command


def test_a_form_with_a_matter_missing_is_projected_and_exits_with_1(run, catalogue):
    directory = catalogue([matter("A", [field("F1", "name")])], theme(["A", "NONE"]))

    result = project(run, directory, {"name@s": "张"})

    assert json.loads(result.stdout) == {"A": {"F1": "张"}}
    assert result.exit_code == 1
    assert "NONE" in result.stderr


@pytest.mark.parametrize(
    ("lists", "more", "at"),
    [
        ({"questions": [{**LISTS["questions"][0], "answers": "nmae@s"}]}, {}, "q"),
        ({"licences": [{"name": "证", "carries": ["nmae"]}]}, {}, "证"),
        ({"licences": [{"name": "证", "looked_up_by": ["nmae@s"]}]}, {}, "证"),
        ({"licences": [{"name": "证", "looked_up_by": ["name@x"]}]}, {}, "证"),
        ({}, {"typical_answers": {"q": "也许"}}, "T"),
        ({}, {"typical_answers": {"qq": "是"}}, "T"),
        ({}, {"subject_bindings": [{"matter": "A", "subject": "x", "as": "s"}]}, "T"),
    ],
)
def test_references_anywhere_are_checked(run, catalogue, lists, more, at):
    directory = catalogue([matter("A")], theme(["A"], **more), **lists)

    result = run("catalogue", "check", directory, "--json")

    found = [
        finding
        for finding in json.loads(result.stdout)["findings"]
        if finding["severity"] == "error"
    ]
    assert result.exit_code == 1
    assert [problem["at"] for problem in found] == [at]
    assert found[0]["rule"] in {"unknown-reference", "unknown-option"}
    assert found[0]["line"] > 1


# --- Papers, time, ways


def test_a_document_named_twice_by_one_requirement_is_one_paper(run, catalogue):
    about = [{"document": "d.a", "subject": "s"}, {"document": "d.a", "subject": "t"}]
    paper = {"id": "M1", "name": "证", "evidence": {"all": about}}
    binding = {"matter": "A", "subject": "t", "as": "s"}
    directory = catalogue(
        [matter("A", materials=[paper])], theme(["A"], subject_bindings=[binding])
    )

    result = run("theme", "guide", "T", "--catalogue", directory, "--json")

    document = json.loads(result.stdout)
    assert [material["asked_by"] for material in document["material_list"]] == [["A.M1"]]
    assert document["materials"]["after"] == 1


def test_no_day_is_reported_for_matters_that_wait_for_each_other(run, catalogue):
    edges = [{"matter": "A", "after": ["B"]}, {"matter": "B", "after": ["A"]}]
    directory = catalogue([matter("A"), matter("B")], theme(["A", "B"], precedence=edges))

    result = run("report", "reduction", "--catalogue", directory, "--json")

    document = json.loads(result.stdout)
    assert result.exit_code == 1
    assert document["themes"][0]["working_days"] == {"before": 2, "after": None}
    assert document["mean"]["working_days"] == {"before": 2.0, "after": None}
    assert run("report", "reduction", "--catalogue", directory).exit_code == 1


def test_means_are_not_rounded(run, catalogue):
    themes = [{**theme(["A"] * (number == 0)), "code": f"T{number}"} for number in range(3)]
    directory = catalogue([matter("A")], *themes)

    result = run("report", "reduction", "--catalogue", directory, "--json")

    assert json.loads(result.stdout)["mean"]["trips"]["before"] == 1 / 3


# --- Values


def test_an_empty_place_of_a_list_leaves_no_trace(run, catalogue):
    fields = [field(f"F{number}", "spare") for number in (1, 2, 3)]
    directory = catalogue([matter("A", fields)], theme(["A"]))

    result = project(run, directory, {"spare@s": ["甲", None, "丙"]})

    assert json.loads(result.stdout) == {"A": {"F1": "甲", "F3": "丙"}}


@pytest.mark.parametrize("moment", ["2026-11-24T10:30+08", "20261124T103000+0800"])
def test_a_moment_with_any_zone_has_a_day(run, catalogue, moment):
    fields = [field("F1", "at", kind="date"), field("F2", "at", kind="month")]
    directory = catalogue([matter("A", fields)], theme(["A"]))

    result = project(run, directory, {"at@s": moment})

    day = moment.partition("T")[0]
    assert json.loads(result.stdout) == {"A": {"F1": day, "F2": day[: -3 if "-" in day else -2]}}


def members(run, catalogue, values):
    fields = [
        field("F1", "per.id_type", "many", "choice"),
        field("F2", "per.id_no", "many", "identity"),
        field("F3", "per.birth_date", "many", "date"),
    ]
    directory = catalogue([matter("A", fields)], theme(["A"]))
    given = {f"per.{name}@many": value for name, value in values.items()}
    return json.loads(project(run, directory, given).stdout)["A"].get("F3")


def test_what_follows_from_a_number_is_reported_member_by_member(run, catalogue):
    numbers = [ID_NUMBER, ID_NUMBER]

    assert members(run, catalogue, {"id_no": numbers}) == ["1949-12-31"] * 2
    resident = {"id_no": numbers, "id_type": ["居民身份证", "护照"]}
    assert members(run, catalogue, resident) == ["1949-12-31", None]
    assert members(run, catalogue, {"id_no": [ID_NUMBER, "X"]}) == ["1949-12-31", None]
    assert members(run, catalogue, {"id_no": numbers, "id_type": ["护照", "护照"]}) is None


def test_each_member_is_checked_by_the_rules_of_their_own_paper(run, catalogue):
    fields = [
        field("F1", "per.id_type", "many", "choice"),
        field("F2", "per.id_no", "many", "identity"),
    ]
    directory = catalogue([matter("A", fields)], theme(["A"]))
    words = ("form", "validate", "T", "--case", "-", "--catalogue", directory, "--json")

    def rules(kinds):
        values = {"per.id_type@many": kinds, "per.id_no@many": [ID_NUMBER, "E12345678"]}
        return [
            p["rule"] for p in json.loads(run(*words, given={"values": values}).stdout)["problems"]
        ]

    assert rules(["居民身份证", "护照"]) == []
    assert rules(["居民身份证", "居民身份证"]) == ["identity-length"]


# --- The next question


def test_numbers_are_as_likely_in_each_class_between_the_values_compared_with(run, catalogue):
    big = {"question": "n", "op": "gt", "value": 300}
    asked = [{"question": "n"}, {"question": "q", "ask_when": big}]
    wanted = {"question": "q", "op": "eq", "value": "是"}
    matters = [{"matter": "A", "when": big}, {"matter": "B", "when": wanted}]
    directory = catalogue([matter("A"), matter("B")], {**theme(matters), "questions": asked})

    result = run("theme", "next", "T", "--catalogue", directory, "--json")

    assert json.loads(result.stdout) == {
        "question": "n",
        "decides": ["A", "B"],
        "expected_remaining": 1.5,
        "longest_remaining": 2,
    }
