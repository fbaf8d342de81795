"""Training: the scenarios, what they save, and how they play."""

from pages.designer.training import classes, drafts, overview, playing, rooms, writing

__all__ = ["classes", "drafts", "overview", "playing", "rooms", "writing"]
