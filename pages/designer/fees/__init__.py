"""The page of fees and taxes at the one window."""

from pages.designer.fees.overview import page

__all__ = ["page"]
