"""Matters brought in from spreadsheets: one row a field, decided by keys or in bulk."""

from pages.designer.imports.overview import page

__all__ = ["page"]
