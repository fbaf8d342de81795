from pathlib import Path

import pytest

from adapters.settings import ROOT, Settings, read_settings
from core.errors import SettingsError

SECRET = "a-secret-that-is-long-enough-for-everyone"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch):
    monkeypatch.setitem(Settings.model_config, "env_file", None)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"DONE_ONCE_{name.upper()}", raising=False)


def test_without_any_setting_everything_is_local():
    settings = read_settings()

    assert settings.database == f"sqlite:///{ROOT / 'data' / 'done_once.db'}"
    assert settings.data_folder == ROOT / "data"
    assert (settings.address, settings.kiosk_port, settings.designer_port) == (
        "127.0.0.1",
        8501,
        8502,
    )
    assert (settings.environment, settings.locale, settings.hall) == ("demo", "zh-CN", "demo")


def test_settings_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("DONE_ONCE_DATABASE_URL", "postgresql://db/done_once")
    monkeypatch.setenv("DONE_ONCE_DATA_DIR", "/srv/done-once")

    settings = read_settings()

    assert settings.database == "postgresql://db/done_once"
    assert settings.data_folder == Path("/srv/done-once")


@pytest.mark.parametrize("secret", [None, "", "too-short"])
def test_production_without_a_secret_refuses_to_start_and_does_not_repeat_it(monkeypatch, secret):
    monkeypatch.setenv("DONE_ONCE_ENVIRONMENT", "production")
    if secret is not None:
        monkeypatch.setenv("DONE_ONCE_SECRET_KEY", secret)

    with pytest.raises(SettingsError, match="DONE_ONCE_SECRET_KEY") as raised:
        read_settings()

    assert "too-short" not in str(raised.value)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8501",
        "https://localhost",
        "http://LocalHost.:8501/kiosk",
        "http://kiosk.localhost",
        "http://[::1]:8501",
        "http://0.0.0.0:8501",
        "http://127.1",
        "http://2130706433/",
        "http://[::ffff:127.0.0.1]",
    ],
)
def test_codes_that_lead_phones_to_themselves_are_refused_in_production(monkeypatch, address):
    monkeypatch.setenv("DONE_ONCE_SECRET_KEY", SECRET)
    monkeypatch.setenv("DONE_ONCE_PUBLIC_URL", address)
    assert read_settings().public_url == address

    monkeypatch.setenv("DONE_ONCE_ENVIRONMENT", "production")
    with pytest.raises(SettingsError, match="DONE_ONCE_PUBLIC_URL"):
        read_settings()


@pytest.mark.parametrize(
    "address",
    ["", "https://hall.example", "http://10.127.0.1:8501", "http://[fd00::7]", "http://k7"],
)
def test_addresses_that_phones_reach_are_taken_in_production(monkeypatch, address):
    monkeypatch.setenv("DONE_ONCE_SECRET_KEY", SECRET)
    monkeypatch.setenv("DONE_ONCE_ENVIRONMENT", "production")
    monkeypatch.setenv("DONE_ONCE_PUBLIC_URL", address)

    assert read_settings().public_url == address


def test_production_with_a_secret_starts_and_keeps_it_to_itself(monkeypatch):
    monkeypatch.setenv("DONE_ONCE_ENVIRONMENT", "production")
    monkeypatch.setenv("DONE_ONCE_SECRET_KEY", SECRET)

    settings = read_settings()

    assert settings.secret_key.get_secret_value() == SECRET
    assert SECRET not in repr(settings)


def test_everything_that_is_wrong_is_reported_at_once(monkeypatch):
    monkeypatch.setenv("DONE_ONCE_KIOSK_PORT", "seven")
    monkeypatch.setenv("DONE_ONCE_ENVIRONMENT", "staging")

    with pytest.raises(SettingsError) as raised:
        read_settings()

    assert "DONE_ONCE_KIOSK_PORT" in raised.value.params["problems"]
    assert "DONE_ONCE_ENVIRONMENT" in raised.value.params["problems"]


def test_two_apps_need_two_ports(monkeypatch):
    monkeypatch.setenv("DONE_ONCE_KIOSK_PORT", "8502")

    with pytest.raises(SettingsError, match="DONE_ONCE_DESIGNER_PORT"):
        read_settings()


def test_a_licence_library_needs_a_token_and_production_a_line_that_nobody_reads(monkeypatch):
    monkeypatch.setenv("DONE_ONCE_LICENCE_LIBRARY_URL", "http://library.example/api")
    with pytest.raises(SettingsError, match="DONE_ONCE_LICENCE_LIBRARY_TOKEN"):
        read_settings()

    monkeypatch.setenv("DONE_ONCE_LICENCE_LIBRARY_TOKEN", SECRET)
    assert SECRET not in repr(read_settings())

    monkeypatch.setenv("DONE_ONCE_ENVIRONMENT", "production")
    monkeypatch.setenv("DONE_ONCE_SECRET_KEY", SECRET)
    with pytest.raises(SettingsError, match="https"):
        read_settings()

    monkeypatch.setenv("DONE_ONCE_LICENCE_LIBRARY_URL", "https://library.example/api")
    assert read_settings().licence_library_url == "https://library.example/api"


@pytest.mark.parametrize("url", ["library.example", "ftp://library.example", "https://", "  "])
def test_an_address_that_is_none_is_reported(monkeypatch, url):
    monkeypatch.setenv("DONE_ONCE_LICENCE_LIBRARY_URL", url)
    monkeypatch.setenv("DONE_ONCE_LICENCE_LIBRARY_TOKEN", SECRET)

    with pytest.raises(SettingsError, match="DONE_ONCE_LICENCE_LIBRARY_URL"):
        read_settings()


def test_the_stand_in_needs_a_port_of_its_own(monkeypatch):
    monkeypatch.setenv("DONE_ONCE_STAND_IN_PORT", "8501")

    with pytest.raises(SettingsError, match="DONE_ONCE_STAND_IN_PORT"):
        read_settings()


@pytest.mark.parametrize(
    ("given", "may_wait"),
    [
        ({}, True),
        ({"environment": "production"}, False),
        ({"environment": "production", "unscanned_files": "wait"}, True),
        ({"unscanned_files": "refuse"}, False),
    ],
)
def test_files_that_nobody_can_scan_are_refused_in_production_unless_it_is_set(
    monkeypatch, given, may_wait
):
    for name, value in {"secret_key": SECRET, **given}.items():
        monkeypatch.setenv(f"DONE_ONCE_{name.upper()}", value)

    assert read_settings().may_wait_for_scanner is may_wait


@pytest.mark.parametrize("address", ["127.0.0.1:3310", "tcp://", "tcp://clamd", "http://clamd:1"])
def test_an_address_that_is_none_of_a_scanner_is_refused(monkeypatch, address):
    monkeypatch.setenv("DONE_ONCE_VIRUS_SCANNER", address)

    with pytest.raises(SettingsError):
        read_settings()
