"""Where somebody tries to open something: wrong attempts make this place wait, and no other."""

from core.services.citizens import CitizenUseCases
from pages.shared.places import place


def place_of(service: CitizenUseCases) -> str:
    """Return the address of the browser, or the name of the kiosk if there is none."""
    return place() or service.place.name
