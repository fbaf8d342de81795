"""``catalogue suggest``, ``import`` and ``export``, as scripts use them."""

import json

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

import manage
from core.catalogue.packages import read_package
from tests.core.catalogue.spreadsheets.workbooks import rewritten, saved, workbook_of

HEAD = ["序号", "栏目", "字段名称", "数据类型"]


@pytest.fixture
def run(monkeypatch, catalogue_directory):
    monkeypatch.setenv("DONE_ONCE_LOCALE", "en")

    def run(*words, stdin=None):
        command = ["catalogue", *map(str, words), "--catalogue", str(catalogue_directory)]
        return CliRunner().invoke(manage.app, command, input=stdin)

    return run


def spreadsheet(path, *rows):
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path


def test_labels_are_suggested_in_the_order_of_the_file_best_first(run):
    labels = "label,section,matter,department\n量子纠缠系数,,,\n身份证号码,经营者信息,X-1,SCJG\n"

    result = run("suggest", "--labels", "-", "--json", stdin=labels)

    nothing, number = json.loads(result.stdout)
    assert result.exit_code == 0
    assert nothing == {"label": "量子纠缠系数", "suggestions": []}
    scores = [suggestion["score"] for suggestion in number["suggestions"]]
    assert number["suggestions"][0]["element"] == "per.id_no"
    assert scores == sorted(scores, reverse=True)
    assert len(scores) <= 5
    assert all(
        set(suggestion) == {"element", "subject", "score", "why"}
        for suggestion in number["suggestions"]
    )


def test_a_catalogued_field_is_suggested_exactly(run):
    labels = "标签,栏目,事项\n政治面貌,经营者信息,SCJG-01\n"

    [found] = json.loads(run("suggest", "--labels", "-", "--json", stdin=labels).stdout)

    first = found["suggestions"][0]
    assert (first["element"], first["subject"], first["score"]) == ("per.political", "principal", 1)


@pytest.mark.parametrize(
    "text", ["", "section\n甲\n", 'label\n"open\n', "label,label\na,b\n", "label\n\0\n"]
)
def test_a_file_that_is_no_list_of_labels_is_bad_input(run, text):
    result = run("suggest", "--labels", "-", "--json", stdin=text)

    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.strip().splitlines()) == 1


def test_what_was_exported_is_imported_unchanged(run, tmp_path, catalogue):
    file, out = tmp_path / "m.xlsx", tmp_path / "out"

    exported = run("export", "SCJG-03", "--to", file, "--json")
    imported = run("import", file, "--department", "SCJG", "--out", out, "--json")

    document = json.loads(imported.stdout)
    assert (exported.exit_code, imported.exit_code) == (0, 0)
    assert [matter["code"] for matter in document["matters"]] == ["SCJG-03"]
    assert document["findings"] == []
    (out / "matters").mkdir()
    (out / "SCJG-03.yaml").rename(out / "matters" / "SCJG-03.yaml")
    assert read_package(out).catalogue.matters["SCJG-03"] == catalogue.matters["SCJG-03"]


def test_each_row_says_what_was_understood_and_what_was_not(run, tmp_path):
    file = spreadsheet(tmp_path / "f.xlsx", HEAD, [1, "甲", "身份证号码", "胡言"], [2, "甲", ""])

    result = run("import", file, "--department", "SCJG", "--out", tmp_path / "out", "--json")

    head, number, empty = json.loads(result.stdout)["rows"]
    assert head["understood"]["as"] == "heading"
    assert number["understood"]["label"] == "身份证号码"
    assert number["understood"]["suggestions"][0]["element"] == "per.id_no"
    assert {f["rule"] for f in number["findings"]} == {
        "spreadsheet-cell-not-understood",
        "spreadsheet-to-confirm",
    }
    assert [finding["rule"] for finding in empty["findings"]] == ["spreadsheet-no-label"]


def test_of_two_matters_none_is_imported_when_one_cannot_be(run, tmp_path):
    head = ["事项名称", "实施编码", "事项类型", "法定时限", "承诺时限", "到现场次数"]
    rows = [[f"{name}许可", "1", "行政许可", 20, 5, 1] for name in "甲乙"]
    file, out = spreadsheet(tmp_path / "f.xlsx", head, *rows), tmp_path / "out"
    out.mkdir()
    (out / "SCJG-f-2.yaml").write_text("kept", "utf-8")

    result = run("import", file, "--department", "SCJG", "--out", out)

    assert result.exit_code == 2
    assert "--force" in result.stderr
    assert [path.name for path in out.iterdir()] == ["SCJG-f-2.yaml"]
    assert (out / "SCJG-f-2.yaml").read_text("utf-8") == "kept"


@pytest.mark.parametrize("content", [b"", b"not a spreadsheet", b"\xd0\xcf\x11\xe0" + b"\0" * 99])
def test_what_is_no_spreadsheet_is_bad_input(run, tmp_path, content):
    file = tmp_path / "f.xlsx"
    file.write_bytes(content)

    result = run("import", file, "--department", "SCJG", "--out", tmp_path / "out", "--json")

    assert (result.exit_code, result.stdout) == (2, "")
    assert not (tmp_path / "out").exists()


def test_the_report_names_each_place_and_what_is_assumed(run, tmp_path):
    file = spreadsheet(tmp_path / "f.xlsx", ["事项名称", "甲"], ["承诺办结时限", "3个月"])

    result = run("import", file, "--department", "SCJG", "--out", tmp_path / "out")

    limit, assumed = result.stdout.splitlines()[:2]
    assert result.exit_code == 0
    assert limit.startswith("Sheet!2: warning “3个月”")
    assert "20 working days are assumed" in assumed


def test_a_damaged_workbook_is_reported_in_one_line(run, tmp_path):
    file = spreadsheet(tmp_path / "f.xlsx", HEAD, [1, "甲", "姓名", "文本"])
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2 : len(raw) // 2 + 40] = b"\xff" * 40
    file.write_bytes(raw)

    result = run("import", file, "--department", "SCJG", "--out", tmp_path / "out", "--json")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "damaged" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_department_or_matter_that_does_not_exist_is_bad_input(run, tmp_path):
    file = spreadsheet(tmp_path / "f.xlsx", HEAD)

    nobody = run("import", file, "--department", "SCJX", "--out", tmp_path / "out")
    nothing = run("export", "SCJG-3", "--to", tmp_path / "x.xlsx")

    assert (nobody.exit_code, nothing.exit_code) == (2, 2)
    assert "SCJG" in nobody.stderr
    assert not (tmp_path / "x.xlsx").exists()


def test_what_a_library_prints_does_not_stand_on_standard_output(run, tmp_path):
    """openpyxl prints when a style is missing; a script would take that for the result."""
    raw = saved(workbook_of(HEAD, [1, "甲", "名称", "文字"]))
    path = tmp_path / "styles.xlsx"
    path.write_bytes(
        rewritten(raw, "xl/styles.xml", lambda part: part.replace(b'xfId="0"', b'xfId="9"'))
    )

    result = run("import", path, "--department", "SCJG", "--out", tmp_path, "--json")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "damaged" in result.stderr
