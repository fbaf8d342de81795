"""Accounts of the staff, for administrators."""

from pages.designer.accounts.overview import page

__all__ = ["page"]
