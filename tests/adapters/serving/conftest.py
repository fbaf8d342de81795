import os
import subprocess
import sys
import time

import pytest

from tests.adapters.serving.talking import fetch
from tests.browser.serving import free_port
from tests.conftest import ROOT

TOKEN = "numbers-for-the-watch-only"
LINGERS = 10
"""Seconds that a session outlives its connection."""
PAGE = """
import logging

import streamlit as st

@st.cache_resource
def remembered():
    return []

remembered().append(1)
st.markdown(f"run {len(remembered())}")
st.file_uploader("file")
if st.query_params.get("fails"):
    logging.getLogger("page").error("of %s %s", st.query_params["fails"], st.query_params["token"])
    raise ValueError(st.query_params["fails"])
"""
SECRET_PAGE = "import streamlit as st\nst.markdown('secret')"
PAGES_BESIDE = "pages"
"""A folder that Streamlit would take for pages, each at its own address."""
SERVE = """
import sys
from pathlib import Path
from adapters.serving import limits, server, slow_clients
from adapters.serving.health import watching_routes

slow_clients.HEAD_SECONDS = 1.0
script, port = Path(sys.argv[1]), int(sys.argv[2])
routes = watching_routes(lambda: (), sys.argv[3])
small = limits.Limits(40, 12, 3 * limits.MEGABYTE, 5 * limits.MEGABYTE, float(sys.argv[4]))
at = server.Listening("127.0.0.1", port, "127.0.0.1")
sys.exit(server.serve(script, at, letters=15, routes=routes, limits=small))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="module")
def address(folder):
    """A page of a few lines, served as the apps are, with narrow limits."""
    script, port = folder / "page.py", free_port()
    script.write_text(PAGE)
    (folder / PAGES_BESIDE).mkdir()
    (folder / PAGES_BESIDE / "secret.py").write_text(SECRET_PAGE)
    command = [sys.executable, "-c", SERVE, str(script), str(port), TOKEN, str(LINGERS)]
    settings = {"PYTHONPATH": str(ROOT)}
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "config.toml").write_text(
        f"[server]\ndisconnectedSessionTTL = {LINGERS}"
    )
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, stderr=log) as process,
    ):
        try:
            _await(f"http://127.0.0.1:{port}", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _await(address, process):
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            if fetch(address, "/health/live")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)
