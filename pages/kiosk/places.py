"""Where somebody tries to open something: wrong attempts make this place wait, and no other."""

from core.services.citizens import KioskService
from pages.shared.places import place


def place_of(service: KioskService) -> str:
    """Return the address of the browser, or the name of the kiosk if there is none."""
    return place() or service.name
