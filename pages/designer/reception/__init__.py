"""Reception: who comes to the one window is found, and what they bring is received."""

from pages.designer.reception.overview import page

__all__ = ["page"]
