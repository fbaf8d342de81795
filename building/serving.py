"""Serves the two apps, alone or side by side, and says whether they can take visitors."""

import logging
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from adapters import launching
from adapters.disk import disk_check
from adapters.settings import Environment, Settings, read_settings
from adapters.standing_in import stand_in_beside
from adapters.sweeping import repeat
from adapters.system import now
from adapters.working import worker_beside
from building.catalogue import tell_unpublished
from building.departments import payment_receiver, step_receiver
from building.designer import demo_accounts
from building.files import seal_files
from building.installation import prepare, runtime
from building.keeping import keep_heads, keep_sweeping, write_head
from building.kiosk import citizen_use_cases
from core.errors import NotServedError, ServiceError
from core.monitoring.health import Check, clock_check, departments_check, worker_check
from db.looking_over import dead_messages, last_run, look_over

if TYPE_CHECKING:
    from adapters.serving.login_cookie import LoginCookie
    from core.review.tasks import ReviewRun

_log = logging.getLogger(__name__)
_WATCHED_EVERY_SECONDS = 1


def expect_served() -> None:
    """Refuse to show an app in production that Streamlit serves alone, without any bounds.

    Elsewhere its logs are redacted from now on as they are where we serve.

    Raises:
        NotServedError: If it does.
    """
    from adapters.logs import write_json_lines_alone
    from adapters.serving.server import is_served

    if is_served():
        return
    write_json_lines_alone()
    if runtime().settings.environment is Environment.PRODUCTION:
        raise NotServedError


def count_use_cases(**services: object) -> None:
    """Have everything counted that services are asked for, for whoever watches this process."""
    from adapters import metrics

    for name, service in services.items():
        metrics.count_use_cases(service, name)


def serve(name: str, *, address: str = "", port: int = 0) -> int:
    """Serve the kiosk or the designer until somebody stops it; return the exit code."""
    from adapters.serving import server
    from adapters.serving.department_route import department_routes
    from adapters.serving.health import watching_routes
    from adapters.serving.limits import limits_of
    from adapters.serving.login_cookie import login_routes
    from adapters.serving.payment_route import payment_routes

    settings = runtime().settings
    app = next(app for app in launching.apps_of(settings) if app.name == name)
    at = server.Listening(address or app.address, port or app.port, settings.trusted_proxies)
    _begin_work(name)
    routes = watching_routes(readiness, settings.metrics_token.get_secret_value())
    if name == launching.DESIGNER:
        routes += login_routes(_login_cookie()) + department_routes(step_receiver())
        routes += payment_routes(payment_receiver())
    limits = limits_of(settings)
    return server.serve(app.script, at, letters=app.letters, routes=routes, limits=limits)


def _begin_work(name: str) -> None:
    """Begin what goes on beside visitors, and before the first; what fails the pages tell too."""
    try:
        prepare()
        if name == launching.KIOSK:
            keep_sweeping()
            citizen_use_cases().consulting.warm_up()
    except ServiceError as error:
        _log.error("Not everything could begin: %s", type(error).__name__)


def login_cookie() -> "LoginCookie | None":
    """Return what has the server set the cookie of the staff; alone Streamlit sets none."""
    from adapters.serving.server import is_served

    return _login_cookie() if is_served() else None


@cache
def _login_cookie() -> "LoginCookie":
    from adapters.serving.login_cookie import LoginCookie

    return LoginCookie()


def keep_watch(look: Callable[[], object]) -> None:
    """Look each second for whoever is gone, as long as the process lives."""
    repeat("watching sessions", look, seconds=_WATCHED_EVERY_SECONDS)


def cut_off_seconds() -> int:
    """Return how long a browser that lost its connection may take to come back."""
    return runtime().settings.cut_off_seconds


def readiness() -> tuple[Check, ...]:
    """Return whether visitors can be let in, and why not; nothing is made or changed by it."""
    settings = read_settings()
    database, migrations, records, newest = look_over(settings.database)
    disk = disk_check(settings.data_folder, least_megabytes=settings.least_free_megabytes)
    failed = () if records.ok else (records,)
    worker = _worker_checks(settings) if database.ok and migrations.ok else ()
    return database, migrations, *failed, disk, clock_check(now(), newest), *worker


def _worker_checks(settings: Settings) -> tuple[Check, Check]:
    dead = dead_messages(settings.database, hall=settings.hall)
    return worker_check(_last_run(settings), now()), departments_check(dead)


def _last_run(settings: Settings) -> "ReviewRun | None":
    return last_run(settings.database, hall=settings.hall)


def launch(settings: Settings | None = None) -> int:
    """Run both apps and the worker until somebody stops them; return the exit code."""
    prepare()
    seal_files()
    tell_unpublished()
    chosen = settings or runtime().settings
    if chosen.environment is Environment.DEMO:
        launching.tell_accounts(demo_accounts(), chosen.locale)
    stop = keep_heads()
    try:
        return _launched(chosen)
    finally:
        stop()
        write_head()


def _launched(chosen: Settings) -> int:
    is_alone = chosen.environment is Environment.DEMO and not chosen.licence_library_url
    other = stand_in_beside(chosen) if is_alone else launching.nothing_beside
    return launching.launch(chosen, beside=worker_beside(other))
