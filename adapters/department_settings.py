"""How departments' own systems are reached, as an operator sets it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

from adapters.webhook_signing import secret_bytes
from core.monitoring.production import SHORTEST

_NEAR = ("http://127.0.0.1:", "http://localhost:")


class SystemAddress(BaseModel):
    """Where a department's system is: an address that takes webhooks, or a folder."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    way: Literal["webhook", "folder"]
    url: str = Field(default="", pattern=r"^(https?://[^\s/]+.*)?$")
    folder: Path = Path()

    @model_validator(mode="after")
    def _expect_place(self) -> Self:
        if self.way == "webhook" and (not self.url or self.folder.name):
            raise ValueError("a webhook needs a url, and no folder")
        if self.way == "folder" and (not self.folder.is_absolute() or self.url):
            raise ValueError("a folder needs its whole path, and no url")
        return self

    @property
    def is_open(self) -> bool:
        """Say whether others could read along on the way."""
        return self.url.startswith("http:") and not self.url.startswith(_NEAR)


def expect_guarded(
    systems: Mapping[str, SystemAddress], secrets: Mapping[str, SecretStr], *, in_production: bool
) -> None:
    """Expect that every webhook is signed by a secret, and goes where nobody reads along.

    Raises:
        ValueError: Naming the department, but no secret.
    """
    for code, system in systems.items():
        secret = secrets.get(code, SecretStr("")).get_secret_value()
        if system.way == "webhook":
            _expect_secret(code, secret)
        if system.is_open and in_production:
            raise ValueError(f"DEPARTMENT_SYSTEMS of {code} has to begin with https://")


def _expect_secret(code: str, secret: str) -> None:
    if len(secret) < SHORTEST:
        raise ValueError(f"DEPARTMENT_SECRETS needs {SHORTEST} characters for {code}")
    try:
        secret_bytes(secret)
    except ValueError:
        raise ValueError(f"DEPARTMENT_SECRETS of {code} is no base64 after whsec_") from None


class StandInRules(BaseModel):
    """Which departments' systems a demo stands in for, and how long each step takes there."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    departments: tuple[str, ...] = ("YH", "GY")
    seconds: float = Field(default=30, gt=0, le=86_400)
