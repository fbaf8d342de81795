"""Serve one of the two apps: Streamlit inside, and around it what keeps strangers in bounds."""

import ast
import os
import resource
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from starlette.routing import BaseRoute
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.bootstrap import load_config_options

from adapters.logs import write_json_lines
from adapters.serving import streamlit_sessions
from adapters.serving.access_log import AccessLog
from adapters.serving.admission import Admission
from adapters.serving.full_house import FullHouse
from adapters.serving.headers import SecurityHeaders
from adapters.serving.hidden import Hidden
from adapters.serving.limits import (
    HALF_OPEN_AT_MOST,
    LARGEST_HEAD,
    LARGEST_MESSAGE,
    MEGABYTE,
    RETURNING_SHARE,
    Limits,
)
from adapters.serving.slow_clients import PatientProtocol, SlowBodies
from adapters.serving.upload_gate import UploadGate
from adapters.serving.visitors import VisitorGate
from adapters.startup_memory import freeze_startup_objects

_STOPPING_SECONDS = 5
_PING_SECONDS = 10
"""The parser of a connection holds its last message until the next: the answer to a ping takes the
place of what somebody sent who has left since (law 14)."""
_PONG_SECONDS = 20
_REQUESTS_PER_SESSION = 2
_OTHER_FILES = 512
_FRAMING = MEGABYTE
"""What a form around a file may add."""


@dataclass(frozen=True, slots=True)
class Listening:
    """Where an app listens, and which proxies tell the truth about who asks."""

    address: str
    port: int
    proxies: str


_served: set[Path] = set()


def is_served() -> bool:
    """Say whether the app of this process is served from here, and not by Streamlit alone."""
    return bool(_served)


def serve(
    script: Path, at: Listening, *, letters: int, routes: Sequence[BaseRoute], limits: Limits
) -> int:
    """Serve an app until somebody stops it; return the exit code.

    It listens only when its pages are loaded: nobody who comes first waits for them.

    Args:
        script: Its entry point.
        at: Where it listens.
        letters: The size of its body text in pixels.
        routes: What it answers besides its pages.
        limits: How much visitors may use.
    """
    os.chdir(script.parent)  # Streamlit looks for its settings there
    load_config_options(
        {
            "theme.baseFontSize": letters,
            "logger.enableRich": False,  # it prints what errors say past the log
            "server.address": at.address,
            "server.port": at.port,
        }
    )
    # Else each file of `pages/` is a page until an app has said which it has, and who comes first
    # by a link to another than the main one is told that there is none.
    PagesManager.uses_pages_directory = False
    write_json_lines()
    _allow_files(limits)
    _served.add(script)
    _load_ahead(script)
    server = uvicorn.Server(_listening(_app(script, routes=routes, limits=limits), at, limits))
    server.run()
    return 0 if server.started else 1


def _load_ahead(script: Path) -> None:
    """Load what an app imports, which its first visitor would wait for."""
    for statement in ast.parse(script.read_text("utf-8")).body:
        if isinstance(statement, ast.ImportFrom) and statement.module:
            import_module(statement.module)
    freeze_startup_objects()


def _allow_files(limits: Limits) -> None:
    """Have the system let this process open as many connections as the limits do."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _connections(limits) + _OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _connections(limits: Limits) -> int:
    visitors = int(limits.sessions * RETURNING_SHARE)
    return visitors * _REQUESTS_PER_SESSION + HALF_OPEN_AT_MOST


def _app(script: Path, *, routes: Sequence[BaseRoute], limits: Limits) -> st.App:
    admission = Admission(limits)
    largest = int(config.get_option("server.maxUploadSize")) * MEGABYTE + _FRAMING
    return st.App(
        script,
        routes=routes,
        middleware=[
            Middleware(AccessLog),
            Middleware(SecurityHeaders),
            Middleware(Hidden),
            Middleware(SlowBodies),
            Middleware(FullHouse, admission=admission),
            Middleware(VisitorGate, admission=admission, is_known=streamlit_sessions.is_known),
            Middleware(
                UploadGate, limits=limits, held=streamlit_sessions.held_uploads, largest=largest
            ),
        ],
    )


def _listening(app: st.App, at: Listening, limits: Limits) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host=at.address,
        port=at.port,
        http=PatientProtocol,
        loop="asyncio",
        ws="websockets-sansio",
        ws_max_size=LARGEST_MESSAGE,
        ws_ping_interval=_PING_SECONDS,
        ws_ping_timeout=_PONG_SECONDS,
        ws_per_message_deflate=False,
        h11_max_incomplete_event_size=LARGEST_HEAD,
        limit_concurrency=_connections(limits),
        forwarded_allow_ips=at.proxies,
        server_header=False,
        access_log=False,
        log_config=None,
        log_level="warning",
        use_colors=False,
        timeout_graceful_shutdown=_STOPPING_SECONDS,
    )
