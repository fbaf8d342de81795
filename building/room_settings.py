"""The settings of a training room: those of its installation, without what leads out of it."""

from pathlib import Path
from typing import Any

from pydantic import SecretStr

from adapters.settings import Environment, Settings, UnscannedFiles

_ALONE: dict[str, Any] = {
    "environment": Environment.DEMO,
    "heads_dir": Path(),
    "backup_key_file": Path(),
    "data_keys_file": Path(),
    "personal_machine": False,
    "breached_passwords_file": Path(),
    "virus_scanner": "",
    "unscanned_files": UnscannedFiles.WAIT,
    "department_systems": {},
    "department_secrets": {},
}
"""What of an installation's settings is otherwise in a room: no line out."""
_KEPT_ADDRESSES = frozenset({"public_url"})
"""How phones reach the kiosk, which serves the rooms too."""


def room_settings(settings: Settings, folder: Path, code: str) -> Settings:
    """Return the settings of a room: those of the installation, without what leads out of it.

    No secret and no address is taken over, also of settings that are still to come.
    """
    own = {"data_dir": folder, "hall": f"training {code}", "kiosk_name": code}
    return settings.model_copy(update={**_secrets_and_addresses(), **_ALONE, **own})


def _secrets_and_addresses() -> dict[str, Any]:
    """Return every setting that is a secret or an address, with nothing in it."""
    fields = Settings.model_fields
    secrets = {name: SecretStr("") for name, it in fields.items() if it.annotation is SecretStr}
    addresses = {name for name in fields if name.endswith("_url")} - _KEPT_ADDRESSES
    return {**secrets, **dict.fromkeys(addresses, "")}
