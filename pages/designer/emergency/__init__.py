"""Forms on paper for when everything is down: printed, entered afterwards, accounted for."""

from pages.designer.emergency.overview import page

__all__ = ["page"]
