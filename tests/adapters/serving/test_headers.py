import re

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from adapters.serving.headers import SecurityHeaders, content_policy, streamlit_page
from adapters.serving.hidden import Hidden
from tests.adapters.serving.asking import ask


def web():
    async def answer(_):
        return PlainTextResponse("x", headers={"referrer-policy": "unsafe-url"})

    paths = ("/", "/_stcore/metrics", "/_stcore/agent/mcp", "/auth/login", "/_stcore/health")
    app = Starlette(routes=[Route(path, answer) for path in paths])
    return SecurityHeaders(Hidden(app))


@pytest.mark.parametrize("path", ["/", "/_stcore/metrics", "/nowhere"])
def test_every_answer_says_what_browsers_keep_to(path):
    headers = ask(web(), path).headers

    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "strict-transport-security" not in headers
    assert "server" not in headers


def test_over_tls_browsers_are_told_to_stay_there():
    assert ask(web(), "/", scheme="https").headers["strict-transport-security"]


def test_no_script_runs_that_is_written_into_a_page_but_streamlits_own():
    policy = content_policy(streamlit_page())
    [scripts] = re.findall(r"script-src ([^;]*)", policy)

    assert "unsafe" not in scripts
    assert "sha256-" in scripts


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/mcp", "/auth/login"])
def test_addresses_for_developers_are_not_there(path):
    assert ask(web(), path).status == 404


def test_what_browsers_need_is_there():
    assert ask(web(), "/_stcore/health").status == 200
