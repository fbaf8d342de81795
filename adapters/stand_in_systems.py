"""The systems of several departments that a demo stands in for, and how its apps are told of them.

Apps hear of each system by the settings that name real ones; where a department has a real system,
nothing stands in for it.
"""

import json
import os
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Self

from pydantic import BaseModel, ConfigDict, SecretStr
from starlette.routing import Route

from adapters.settings import PREFIX, Settings
from adapters.stand_in_decisions import StandInDecisions, StepSender
from adapters.stand_in_department import PATH, StandInDepartment
from adapters.system import now

HALL = f"{PREFIX}STAND_IN_HALL"
_MACHINE = "127.0.0.1"
_ANY_ADDRESS = ("0.0.0.0", "::")


class HallSystems(BaseModel):
    """Where a hall takes steps, how long each takes, and the secrets of the departments."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    url: str = ""
    seconds: float = 30
    secrets: dict[str, SecretStr] = {}

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return what stands in for departments that have no system, each with a new secret."""
        rules, known = settings.stand_in_departments, settings.told_departments
        at = _MACHINE if settings.address in _ANY_ADDRESS else settings.address
        return cls(
            url=f"http://{at}:{settings.designer_port}",
            seconds=rules.seconds,
            secrets={
                code: SecretStr(secrets.token_urlsafe(32))
                for code in rules.departments
                if code not in known
            },
        )

    @classmethod
    def given(cls) -> Self:
        """Return what a process was started with."""
        return cls.model_validate_json(os.environ.get(HALL, "{}"))

    def for_stand_in(self) -> dict[str, str]:
        """Return what the stand-in is started with."""
        plain = {"url": self.url, "seconds": self.seconds, "secrets": _plain(self.secrets)}
        return {HALL: json.dumps(plain)}

    def for_apps(self, settings: Settings, address: str) -> dict[str, str]:
        """Return what apps and worker are told, beside the systems that there are."""
        known = settings.department_systems
        systems = {code: known[code].model_dump(mode="json") for code in known}
        ours = {code: {"way": "webhook", "url": f"{address}{_path(code)}"} for code in self.secrets}
        return {
            f"{PREFIX}DEPARTMENT_SYSTEMS": json.dumps(_without_gaps(systems) | ours),
            f"{PREFIX}DEPARTMENT_SECRETS": json.dumps(
                _plain({**settings.department_secrets, **self.secrets})
            ),
        }


class StandInSystems:
    """Takes what departments are told, and decides."""

    def __init__(self, hall: HallSystems) -> None:
        self._decisions: list[StandInDecisions] = []
        self._departments: dict[str, StandInDepartment] = {}
        for code, secret in hall.secrets.items():
            self._add(code, secret.get_secret_value(), hall)

    def routes(self) -> list[Route]:
        """Return where each department is told."""
        return [
            route
            for code, department in self._departments.items()
            for route in department.routes(_path(code))
        ]

    def work(self) -> None:
        """Send what is due."""
        for decisions in self._decisions:
            decisions.work()

    def _add(self, code: str, secret: str, hall: HallSystems) -> None:
        sender = StepSender(f"{hall.url}/departments/{code}/steps", secret, clock=now)
        decisions = StandInDecisions(sender, clock=now, delay=timedelta(seconds=hall.seconds))
        self._decisions.append(decisions)
        self._departments[code] = StandInDepartment(secret, clock=now, hear=decisions.hear)


def _path(code: str) -> str:
    return f"/departments/{code}{PATH}"


def _plain(hidden: Mapping[str, SecretStr]) -> dict[str, str]:
    return {code: secret.get_secret_value() for code, secret in hidden.items()}


def _without_gaps(systems: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return addresses with only what belongs to their way: a webhook has no folder."""
    kept = {"webhook": "url", "folder": "folder"}
    return {
        code: {"way": system["way"], kept[system["way"]]: system[kept[system["way"]]]}
        for code, system in systems.items()
    }
