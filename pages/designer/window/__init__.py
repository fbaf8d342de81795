"""The one window: what is ready is handed over once, by counter, post, locker or phone."""

from pages.designer.window.overview import page

__all__ = ["page"]
