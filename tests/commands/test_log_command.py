import json

from typer.testing import CliRunner

from manage import app
from tests.conftest import ROOT

LOG = """case:concept:name,concept:name,time:timestamp,case:deadline,case:channel
A,received,2026-12-01 09:00,2026-12-02,Desk
A,decided,2026-12-03 09:00,2026-12-02,Desk
B,received,2026-12-01 09:00,,Post
B,decided,never,,Post
"""


def run(*arguments):
    return CliRunner().invoke(app, ["log", "compare", *map(str, arguments)])


def test_a_log_is_compared_and_every_row_accounted_for(tmp_path):
    file = tmp_path / "log.csv"
    file.write_text(LOG, "utf-8")

    done = run(file, "--json")

    document = json.loads(done.stdout)
    assert done.exit_code == 0
    assert document.pop("rows_left_out")[0].keys() == {"row", "why"}
    assert document == {
        "cases": 2,
        "events": 3,
        "undated": 1,
        "late": 1,
        "by_channel": {"Desk": {"cases": 1, "late": 1}, "Post": {"cases": 1, "late": 0}},
        "steps": [{"from": "received", "to": "decided", "number": 1, "median_hours": 48.0}],
    }


def test_people_read_tables_and_what_was_left_out(tmp_path):
    file = tmp_path / "log.csv"
    file.write_text(LOG, "utf-8")

    done = run(file)

    assert "48.00" in done.stdout
    assert "5" in done.stderr
    assert "never" in done.stderr


def test_what_is_no_log_is_bad_input(tmp_path):
    file = tmp_path / "log.csv"
    file.write_text("a,b\n1,2\n", "utf-8")

    for path in (file, tmp_path / "none.csv", tmp_path):
        done = run(path, "--json")

        assert (done.exit_code, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1


REPORTED = """case:concept:name,concept:name,time:timestamp,case:matter,case:channel,material
A,受理,2026-12-01 09:00,SCJG-01,kiosk,
A,要求补充材料,2026-12-02 09:00,SCJG-01,kiosk,租赁合同;户口簿
A,准予,2026-12-21 09:00,SCJG-01,kiosk,
B,受理,2026-12-01 09:00,SCJG-01,window,
"""


def test_what_happened_stands_beside_what_is_declared(tmp_path):
    file, to = tmp_path / "log.csv", tmp_path / "report.xlsx"
    file.write_text(REPORTED, "utf-8")
    given = ["--catalogue", str(ROOT / "assets" / "catalogue"), "--json"]

    done = CliRunner().invoke(
        app, ["log", "report", str(file), *given, "--only", "channel=kiosk", "--to", str(to)]
    )

    (figures,) = json.loads(done.stdout)["by_matter"].values()
    assert (figures["cases"], figures["median_days"], figures["late"]) == (1, 14, 1)
    assert figures["declared"]["committed_days"] < 14
    assert figures["asked_beyond"].keys() == {"租赁合同", "户口簿"}
    assert to.stat().st_size > 4000


def test_what_nobody_can_choose_by_is_bad_input(tmp_path):
    file = tmp_path / "log.csv"
    file.write_text(REPORTED, "utf-8")

    done = CliRunner().invoke(app, ["log", "report", str(file), "--only", "colour=red"])

    assert (done.exit_code, done.stdout) == (2, "")
