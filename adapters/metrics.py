"""What this process counts, for Prometheus. Numbers only: nothing says who or about whom."""

import time
from collections.abc import Callable
from dataclasses import Field, fields, is_dataclass
from functools import wraps
from inspect import isroutine
from typing import Any
from weakref import WeakSet

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
from core.services.counting import COUNTED_AS

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
        service: A use case, an object with several as its methods, or a bundle of such, a
            dataclass. From now on the class of each is one that counts.
        name: What its use cases are called, such as ``kiosk``. In a bundle a method is counted
            under the name of the bundle, and what is called itself by its place there, if the
            bundle does not say another name (:mod:`core.services.counting`).
    """
    if is_dataclass(service):
        for member in fields(service):
            value = getattr(service, member.name)
            if _is_service(value):
                count_use_cases(value, _name_in_bundle(member, value, name))
        return
    _make_counting(service, name)
    for part, value in vars(service).items():
        if not part.startswith("_") and _is_service(value):
            count_use_cases(value, f"{name}.{part}")


_COUNTING: WeakSet[type] = WeakSet()
"""Classes made to count."""


def _make_counting(service: object, name: str) -> None:
    kind = type(service)
    methods = {} if kind in _COUNTING else _counted_methods(kind, name)
    if methods:
        counting = type(kind.__name__, (kind,), {"__module__": kind.__module__, **methods})
        _COUNTING.add(counting)
        object.__setattr__(service, "__class__", counting)


def _name_in_bundle(member: "Field[Any]", value: object, name: str) -> str:
    has_a_place = callable(value) or is_dataclass(value)
    own = f"{name}.{member.name}" if has_a_place else name
    return str(member.metadata.get(COUNTED_AS, own))


def _counted_methods(kind: type, name: str) -> dict[str, Callable[..., Any]]:
    """Return methods that count; calling the object itself is counted under its own name."""
    methods = {method: f"{name}.{method}" for method in _public_methods(kind)}
    if "__call__" in dir(kind):
        methods["__call__"] = name
    return {method: _counted(getattr(kind, method), counter) for method, counter in methods.items()}


def _public_methods(kind: type) -> set[str]:
    return {
        name for name in dir(kind) if not name.startswith("_") and isroutine(getattr(kind, name))
    }


def _is_service(value: object) -> bool:
    is_whole = hasattr(value, "__dict__") or is_dataclass(value)
    return type(value).__module__.startswith("core.services.") and is_whole


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
