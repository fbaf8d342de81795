"""An app that Streamlit serves alone is refused in production, and logs no session anywhere."""

import json
import logging
import os
import subprocess
import sys

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


def test_the_refusal_is_reported_to_whoever_runs_it():
    assert NotServedError.citizen_key
    assert "manage.py" in messages_of("zh-CN")[NotServedError.message_key]


SESSION = "3f2b8c1e-52d4-4a7b-9c1d-0123456789ab"
LOGGING = f"""
import logging
import streamlit.logger
early = streamlit.logger.get_logger("streamlit.early")
import runtime
runtime.expect_served()
early.warning("Session with id %s is unknown", "{SESSION}")
streamlit.logger.get_logger("streamlit.later").warning("{SESSION} 欧阳秋悦明")
logging.getLogger("tornado.access").warning("404 PUT /_stcore/upload_file/{SESSION}/a (::1) 2ms")
logging.getLogger("any").error("failed", exc_info=ValueError("欧阳秋悦明 {SESSION}"))
"""


def test_what_streamlit_logs_alone_names_no_session_and_nobody(tmp_path):
    settings = {"DONE_ONCE_ENVIRONMENT": "demo", "DONE_ONCE_DATA_DIR": str(tmp_path)}

    done = subprocess.run(
        [sys.executable, "-c", LOGGING],
        cwd=ROOT,
        env=os.environ | settings,
        check=True,
        capture_output=True,
        text=True,
    )

    assert SESSION not in done.stderr
    assert "欧阳秋悦明" not in done.stderr
    loggers = [json.loads(line)["logger"] for line in done.stderr.splitlines()]
    assert loggers == ["streamlit.early", "streamlit.later", "tornado.access", "any"]


def test_a_log_that_somebody_has_set_up_stays(monkeypatch, tmp_path):
    monkeypatch.setenv("DONE_ONCE_DATA_DIR", str(tmp_path))
    before = list(logging.getLogger().handlers)

    runtime.expect_served()

    assert before
    assert logging.getLogger().handlers == before
