"""What operators watch stays under its name, wherever a use case has moved to."""

import pytest

from adapters.metrics import REGISTRY, count_use_cases
from core.errors import ServiceError
from core.services.citizens import Credentials
from tests.services.applications import application_of

NOBODY = Credentials("261124-ACDE-FGHY", "0028")


def counted():
    """Return how often each use case ended, by its name and its end."""
    families = (family for family in REGISTRY.collect() if family.name == "done_once_use_cases")
    samples = [sample for family in families for sample in family.samples]
    return {(s.labels["use_case"], s.labels["outcome"]): s.value for s in samples}


def test_use_cases_of_citizens_are_counted_by_the_names_they_had_before(hall, hairdresser):
    kiosk = hall.kiosk
    count_use_cases(kiosk, "kiosk")
    before = counted()

    kiosk.handing_in.submit(application_of(hairdresser, kiosk, "counted names"))
    kiosk.visits.time_estimates.begin()
    kiosk.materials.leases.let_go("nobody")
    kiosk.phone.files.close("nobody")
    for refused in (
        lambda: kiosk.tracking.look(NOBODY),
        lambda: kiosk.tracking.withdraw(NOBODY, ""),
    ):
        with pytest.raises(ServiceError):
            refused()

    gained = {key for key, number in counted().items() if number > before.get(key, 0)}
    assert gained >= {
        ("kiosk.submit", "ok"),
        ("kiosk.pace.begin", "ok"),
        ("kiosk.held.let_go", "ok"),
        ("kiosk.phone.close", "ok"),
        ("kiosk.tracker.look", "TrackingRefusedError"),
        ("kiosk.withdrawal.withdraw", "TrackingRefusedError"),
        ("kiosk.themes", "ok"),
        ("kiosk.keep_upload", "ok"),
    }
    assert all(name.startswith("kiosk.") for name, _ in gained)
