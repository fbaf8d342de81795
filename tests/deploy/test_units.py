"""What systemd and Chromium are given is right as far as can be looked at without them."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UNITS = ROOT / "deploy" / "systemd"
SERVICES = sorted(path.name for path in UNITS.glob("*.service"))
AT_MOST = 2.0
"""Of 10, as `systemd-analyze security` counts; Debian's own PostgreSQL has 9.2."""


@pytest.fixture(scope="module")
def units(tmp_path_factory):
    """The units, with programs that are here."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("there is no systemd")
    folder = tmp_path_factory.mktemp("units") / "systemd"
    shutil.copytree(UNITS, folder)
    for unit in folder.glob("*.service"):
        text = unit.read_text().replace("/opt/done-once/.venv/bin/python", "/bin/true")
        unit.write_text(text.replace("/opt/done-once", str(ROOT)))
    return folder


def test_systemd_understands_every_unit(units):
    for unit in (*units.glob("*.service"), *units.glob("*.timer"), *units.glob("*.target")):
        looked = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", unit],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (looked.returncode, looked.stderr) == (0, "")


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_may_do_little(units, name):
    looked = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", "--no-pager", units / name],
        capture_output=True,
        text=True,
        check=False,
    )
    level = re.search(r"exposure level for \S+: ([\d.]+)", looked.stdout)

    assert float(level[1]) <= AT_MOST


def test_every_program_that_is_named_is_there_and_runs():
    named = [
        path
        for file in (*UNITS.glob("*.service"), *(ROOT / "deploy" / "kiosk").glob("*.service"))
        for path in re.findall(r"/opt/done-once/(deploy/\S+)", file.read_text())
    ]

    assert named
    assert all(os.access(ROOT / path, os.X_OK) for path in named)


@pytest.mark.parametrize("script", sorted((ROOT / "deploy").rglob("*.sh")), ids=lambda p: p.name)
def test_scripts_can_be_read_by_their_shell(script):
    subprocess.run(["bash", "-n", script], check=True)


def test_the_browser_of_a_kiosk_shows_one_hall_and_nothing_else():
    rules = json.loads((ROOT / "deploy" / "kiosk" / "policies.json").read_text())

    assert rules["URLBlocklist"] == ["*"]
    assert rules["DeveloperToolsAvailability"] == 2
    assert not rules["PrintingEnabled"]
    assert not rules["PromptForDownloadLocation"]
    assert not rules["PasswordManagerEnabled"]
    assert rules["ExtensionInstallBlocklist"] == ["*"]


def test_prometheus_asks_every_process_that_the_units_start_and_nginx_knows():
    targets = re.findall(r"127\.0\.0\.1:\d+", (ROOT / "deploy" / "prometheus.yml").read_text())
    before = re.findall(
        r"server (127\.0\.0\.1:\d+)", (ROOT / "deploy" / "nginx" / "done_once.conf").read_text()
    )
    started = re.findall(r"@(\d+)\.service", (UNITS / "done-once.target").read_text())

    assert sorted(targets) == sorted(before) == sorted(f"127.0.0.1:{port}" for port in started)
