"""``--draft``: commands look at themes as policy staff have them now."""

import json
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from core.ports import Draft
from core.services.theme_documents import document_of
from db.engine import open_engine
from db.transactions import transactions_of
from manage import app
from tests.conftest import SHIPPED
from tests.databases import filled_database
from tests.keys import KEYS


@pytest.fixture
def run(monkeypatch, tmp_path):
    url = filled_database("sqlite", tmp_path)
    transaction = transactions_of(open_engine(url, keyring=KEYS), hall="demo")
    with transaction() as stores:
        theme = stores.themes.latest("T07").theme
        smaller = theme.model_copy(update={"matters": theme.matters[:1]})
        at = datetime(2026, 11, 30, tzinfo=UTC)
        stores.themes.save_draft(Draft("T07", document_of(smaller), 1, at, "policy"))
        every = len(theme.matters)
    monkeypatch.setenv("DONE_ONCE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DONE_ONCE_LOCALE", "en")
    return every, lambda *words: CliRunner().invoke(app, list(map(str, words)))


def test_a_draft_is_guided_and_proved_where_it_is_asked_for(run):
    every, run = run
    published = json.loads(run("theme", "simulate", "T07", "--number", 10, "--json").stdout)
    draft = json.loads(run("theme", "simulate", "T07", "--number", 10, "--draft", "--json").stdout)
    assert (len(published["matters"]), len(draft["matters"])) == (every, 1)


def test_a_directory_has_no_drafts(run):
    _, run = run
    result = run("theme", "verify", "T07", "--draft", "--catalogue", SHIPPED, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--draft" in result.stderr
