"""``--draft``: commands look at themes as policy staff have them now."""

from datetime import UTC, datetime

from typer.testing import CliRunner

from core.ports import Draft
from core.services.queries.ask_about_themes import ThemeQueries
from core.services.theme_documents import document_of
from db.transactions import transactions_of
from manage import app
from tests.conftest import SHIPPED
from tests.databases import filled_database, opened

AT = datetime(2026, 11, 30, tzinfo=UTC)


def test_with_drafts_a_theme_is_as_it_is_being_worked_on(tmp_path):
    with opened(filled_database("sqlite", tmp_path)) as engine:
        transaction = transactions_of(engine, hall="demo")
        with transaction() as stores:
            theme = stores.themes.latest("T07").theme
            smaller = theme.model_copy(update={"matters": theme.matters[:1]})
            stores.themes.save_draft(Draft("T07", document_of(smaller), 1, AT, "policy"))
        queries = ThemeQueries(transaction)

        published, drafts = queries.package(), queries.package(drafts=True)

    assert published.catalogue.themes["T07"] == theme
    assert len(drafts.catalogue.themes["T07"].matters) == 1
    assert drafts.catalogue.themes["T08"] == published.catalogue.themes["T08"]


def test_a_directory_has_no_drafts(monkeypatch):
    monkeypatch.setenv("DONE_ONCE_LOCALE", "en")
    words = ["theme", "verify", "T07", "--draft", "--catalogue", str(SHIPPED), "--json"]

    result = CliRunner().invoke(app, words)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "--draft" in result.stderr
