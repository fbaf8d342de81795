"""In production an app that Streamlit serves alone is refused, in words."""

import pytest
from streamlit.testing.v1 import AppTest

import runtime
from adapters.serving import server
from core.errors import NotServedError
from core.i18n import messages_of
from tests.conftest import ROOT

SECRET = "a-secret-that-is-long-enough-for-everyone"


@pytest.fixture
def production(monkeypatch, tmp_path):
    monkeypatch.setenv("DONE_ONCE_ENVIRONMENT", "production")
    monkeypatch.setenv("DONE_ONCE_SECRET_KEY", SECRET)
    monkeypatch.setenv("DONE_ONCE_DATA_DIR", str(tmp_path))
    runtime.runtime.cache_clear()
    yield
    runtime.runtime.cache_clear()


def shown(app):
    return "".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize(
    ("app", "words"),
    [
        ("kiosk_app.py", "error.citizen.out_of_order"),
        ("designer_app.py", "error.infrastructure.not_served"),
    ],
)
def test_an_app_that_streamlit_serves_alone_shows_words_and_nothing_else(
    production, app, words, caplog, tmp_path
):
    page = AppTest.from_file(str(ROOT / app), default_timeout=60).run()

    assert not page.exception
    assert messages_of("zh-CN")[words].partition(" · ")[0] in shown(page)
    assert "not_served" in caplog.text
    assert list(tmp_path.iterdir()) == []


def test_what_manage_py_serves_is_let_through(production, monkeypatch):
    monkeypatch.setattr(server, "_served", {ROOT / "kiosk_app.py"})

    runtime.expect_served()


def test_a_demo_may_be_tried_with_streamlit_alone(monkeypatch, tmp_path):
    monkeypatch.setenv("DONE_ONCE_DATA_DIR", str(tmp_path))
    runtime.runtime.cache_clear()

    runtime.expect_served()
    runtime.runtime.cache_clear()


def test_the_refusal_is_told_to_whoever_runs_it():
    assert NotServedError.citizen_key
    assert "manage.py" in messages_of("zh-CN")[NotServedError.message_key]
