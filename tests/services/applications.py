"""Applications made from a scenario, as the kiosk would hand them in."""

from dataclasses import replace

from core.cases.models import Application
from core.services.trainers.scenario_applications import application_from

CODE = "ACDE-FGHJ"
"""What is printed on receipts of tests."""


def application_of(scenario, kiosk, key, **changes) -> Application:
    version = next(
        tile.version for tile in kiosk.consulting.themes() if tile.code == scenario.theme
    )
    application = application_from(scenario, kiosk, version, submission_key=key, channel="kiosk")
    return replace(application, **changes)
