"""Fixtures and Hypothesis profiles shared by all tests."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from core.catalogue.packages import read_package
from core.themes.plans import ThemePlan
from tests import databases
from tests.keys import GIVEN

settings.register_profile(
    "ci",
    derandomize=True,
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("dev", parent=settings.get_profile("ci"), derandomize=False)
settings.register_profile("long", parent=settings.get_profile("dev"), max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

ROOT = Path(__file__).parents[1]
DELIVERED = ROOT.parent / "shared" / "facts" / "catalogue"
SHIPPED = ROOT / "assets" / "catalogue"
CATALOGUE = DELIVERED if DELIVERED.is_dir() else SHIPPED


def pytest_configure(config):
    if not hasattr(config, "workerinput"):  # the process that starts the others
        databases.begin()
        os.environ["DONE_ONCE_DATA_KEYS"] = GIVEN  # of whatever is started, too
    # Whoever says no folder works in one of the tests, never in that of an installation.
    os.environ["DONE_ONCE_DATA_DIR"] = str(databases.data_folder(_worker_of(config)))


def _worker_of(config):
    return getattr(config, "workerinput", {}).get("workerid", "alone")


def pytest_unconfigure(config):
    if not hasattr(config, "workerinput"):
        databases.end()


def pytest_report_header():
    kind = "as delivered" if CATALOGUE == DELIVERED else "as shipped: exact figures are skipped"
    return f"catalogue: {kind}"


@pytest.fixture(scope="session", params=databases.KINDS)
def kind(request):
    """The kind of database: whatever is stored is tested on both."""
    return request.param


@pytest.fixture(scope="session")
def catalogue_directory():
    """The delivered fact base, or what is shipped where that is not at hand."""
    if not CATALOGUE.is_dir():
        pytest.skip("there is neither ../shared/facts/catalogue nor assets/catalogue")
    return CATALOGUE


@pytest.fixture(scope="session")
def delivered_directory():
    """The fact base that the design quotes its figures for."""
    if not DELIVERED.is_dir():
        pytest.skip("figures are quoted for ../shared/facts/catalogue, which is not at hand")
    return DELIVERED


@pytest.fixture(scope="session")
def package(catalogue_directory):
    return read_package(catalogue_directory)


@pytest.fixture(scope="session")
def catalogue(package):
    return package.catalogue


@pytest.fixture(scope="session")
def shipped():
    """The catalogue that every installation begins with."""
    return read_package(SHIPPED).catalogue


@pytest.fixture(scope="session")
def plans(catalogue):
    """Every theme of the catalogue, worked out."""
    return {code: ThemePlan(theme, catalogue) for code, theme in catalogue.themes.items()}
