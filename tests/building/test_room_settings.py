"""A training room has no secret and no address of the installation, whatever settings come."""

from pathlib import Path
from types import SimpleNamespace

from pydantic import SecretStr

from adapters.settings import Settings
from building.kiosk import sources_of
from building.room_settings import room_settings
from core.services.trainers import CastLibrary
from tests.staffing import SetClock

MARKER = "of-the-installation"


def test_no_secret_and_no_address_of_the_installation_is_in_a_room():
    settings = Settings(_env_file=None)
    fields = Settings.model_fields
    secrets = {name: SecretStr(MARKER) for name, it in fields.items() if it.annotation is SecretStr}
    addresses = {name: f"https://{MARKER}" for name in fields if name.endswith("_url")}
    named = {"department_secrets": {"SCJG": SecretStr(MARKER)}}
    full = settings.model_copy(update={**secrets, **addresses, **named})
    assert {"secret_key", "payment_notice_secret"} <= secrets.keys()

    room = room_settings(full, Path("room"), "A2C4E6")

    assert _with_marker(room) == {"public_url"}


def test_a_room_asks_the_file_of_its_demo_people_whatever_the_installation_is_connected_to():
    addresses = {"licence_library_url": f"https://{MARKER}", "shared_data_url": f"https://{MARKER}"}
    settings = Settings(_env_file=None).model_copy(update=addresses)

    asked = sources_of(SimpleNamespace(is_training=True, settings=settings, clock=SetClock()))

    assert isinstance(asked.licences, CastLibrary)
    assert isinstance(asked.shared_data, CastLibrary)
    assert asked.identity is None


def _with_marker(settings):
    return {name for name in Settings.model_fields if MARKER in _said(getattr(settings, name))}


def _said(value):
    if isinstance(value, dict):
        return " ".join(map(_said, value.values()))
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)
