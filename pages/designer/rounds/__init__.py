"""Rounds of confirming: the service office's page, and a department's own."""

from pages.designer.rounds import answering, overview, updates

__all__ = ["answering", "overview", "updates"]
