"""What this process counts, for Prometheus. Numbers only: nothing says who or about whom."""

import time
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import wraps
from typing import Any

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)

from adapters.version import program_version
from core.errors import ServiceError

disable_created_metrics()  # type: ignore[no-untyped-call]
REGISTRY = CollectorRegistry()
_SECONDS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)

SESSIONS = Gauge("done_once_sessions", "Browsers connected now", registry=REGISTRY)
SESSIONS_BEGUN = Counter(
    "done_once_sessions_begun", "Browsers that were let in, anew or again", registry=REGISTRY
)
REFUSED = Counter(
    "done_once_refused", "What was not let in, by what it was", ["what"], registry=REGISTRY
)
UPLOADS = Counter("done_once_uploads", "Files that browsers sent", registry=REGISTRY)
RESPONSES = Counter(
    "done_once_responses", "Answers to requests, by class of status", ["status"], registry=REGISTRY
)
USE_CASES = Counter(
    "done_once_use_cases",
    "What was done, by what it was and how it ended: ok, or the error",
    ["use_case", "outcome"],
    registry=REGISTRY,
)
USE_CASE_SECONDS = Histogram(
    "done_once_use_case_seconds",
    "How long it took",
    ["use_case"],
    registry=REGISTRY,
    buckets=_SECONDS,
)
SWEEPS = Counter(
    "done_once_sweeps",
    "Rounds of what is done again and again, by how they ended: ok, or the error",
    ["task", "outcome"],
    registry=REGISTRY,
)
BUILD = Gauge("done_once_build", "1; the label says the version", ["version"], registry=REGISTRY)
BUILD.labels(program_version()).set(1)
READY = Gauge("done_once_ready", "1 if visitors can be let in", registry=REGISTRY)


def written() -> bytes:
    """Return all numbers as Prometheus reads them."""
    return generate_latest(REGISTRY)


def count_use_cases(service: object, name: str) -> None:
    """Have everything counted that a service is asked for.

    Args:
        service: The object; its public methods are counted, and so are those of its parts. Of
            a bundle, a dataclass, every member is counted under the name of the bundle.
        name: What its use cases are called, such as ``kiosk``.
    """
    if is_dataclass(service):
        for member in fields(service):
            count_use_cases(getattr(service, member.name), name)
        return
    for method in _public_methods(type(service)) - vars(service).keys():
        setattr(service, method, _counted(getattr(service, method), f"{name}.{method}"))
    for part, value in list(vars(service).items()):
        if not part.startswith("_") and _is_service(value):
            count_use_cases(value, f"{name}.{part}")


def _public_methods(kind: type) -> set[str]:
    return {
        name for name in dir(kind) if not name.startswith("_") and callable(getattr(kind, name))
    }


def _is_service(value: object) -> bool:
    return type(value).__module__.startswith("core.services.") and hasattr(value, "__dict__")


def _counted(method: Callable[..., Any], name: str) -> Callable[..., Any]:
    @wraps(method)
    def run(*given: Any, **named: Any) -> Any:
        begun, outcome = time.perf_counter(), "ok"
        try:
            return method(*given, **named)
        except ServiceError as error:
            outcome = type(error).__name__
            raise
        except Exception:
            outcome = "unexpected"
            raise
        finally:
            USE_CASES.labels(name, outcome).inc()
            USE_CASE_SECONDS.labels(name).observe(time.perf_counter() - begun)

    return run
