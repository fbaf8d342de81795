"""Training: the scenarios, what they save, and how they play."""

from pages.designer.training import overview, rooms

__all__ = ["overview", "rooms"]
