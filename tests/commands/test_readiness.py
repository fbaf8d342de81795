"""Every command that counts or guides refuses a theme still being catalogued, in the same words."""

import json
import shutil

import pytest
from typer.testing import CliRunner

import manage

COMMANDS = {
    "guide": ("theme", "guide", "T02"),
    "simulate": ("theme", "simulate", "T02"),
    "project": ("form", "project", "T02", "--case", "-"),
}


@pytest.fixture
def half_catalogued(catalogue_directory, tmp_path, monkeypatch):
    """A catalogue in which a field tells no element yet, and another matter is refused."""
    monkeypatch.setenv("DONE_ONCE_LOCALE", "en")
    directory = shutil.copytree(catalogue_directory, tmp_path / "catalogue")
    matter = directory / "matters" / "WJ-01.yaml"
    text = matter.read_text("utf-8")
    matter.write_text(text.replace("  element: org.name\n", "", 1), "utf-8")
    (directory / "matters" / "ZRZY-01.yaml").write_text("format: 2\n", "utf-8")
    return directory


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_it_is_told_which_field_is_missing_and_which_file_was_refused(half_catalogued, command):
    words = [*command, "--catalogue", str(half_catalogued), "--json"]
    result = CliRunner().invoke(manage.app, words, input="{}")

    document = json.loads(result.stdout)
    assert result.exit_code == 1
    assert document["theme"] == "T02"
    assert [finding["at"] for finding in document["findings"]] == ["WJ-01.F01"]
    assert "still being catalogued" in result.stderr
    assert "matters/ZRZY-01.yaml:1:" in result.stderr


def test_bad_input_is_one_message_whatever_else_there_is_to_tell(half_catalogued, tmp_path):
    change = tmp_path / "change.json"
    change.write_text('{"without": ["NO-01"]}', "utf-8")
    words = ["theme", "simulate", "T01", "--catalogue", str(half_catalogued)]

    result = CliRunner().invoke(manage.app, [*words, "--what-if", str(change)])

    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
