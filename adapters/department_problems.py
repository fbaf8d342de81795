"""Why a message of a department's system was not taken, as a problem document (RFC 9457)."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from core.errors import CaseNotFoundError, InfrastructureError, ProblemsError, ServiceError
from core.errors.departments import MalformedStepError
from core.i18n import translate

TakeStep = Callable[[str, str, bytes], None]
"""Takes a message of a department: its code, the id of the message, its body."""
LARGEST_MESSAGE = 1_000_000


def status_of(error: ServiceError) -> HTTPStatus:
    """Return the status that says who can put it right, and whether it may come again."""
    statuses: dict[type[ServiceError], HTTPStatus] = {
        MalformedStepError: HTTPStatus.BAD_REQUEST,
        CaseNotFoundError: HTTPStatus.NOT_FOUND,
        ProblemsError: HTTPStatus.UNPROCESSABLE_ENTITY,
        InfrastructureError: HTTPStatus.SERVICE_UNAVAILABLE,
    }
    found = (status for kind, status in statuses.items() if isinstance(error, kind))
    return next(found, HTTPStatus.CONFLICT)


def problem_of(error: ServiceError, locale: str) -> dict[str, Any]:
    """Return what is said of an error: what, why, what next, and every place at once."""
    document: dict[str, Any] = {
        "type": f"urn:done-once:{error.message_key}",
        "title": translate(error.message_key, locale, **error.params),
        "status": status_of(error).value,
    }
    if isinstance(error, ProblemsError):
        document["problems"] = [
            {
                "place": problem.place,
                "rule": problem.rule,
                "message": translate(
                    problem.message_key, locale, **{"label": problem.place, **dict(problem.params)}
                ),
            }
            for problem in error.problems
        ]
    return document
