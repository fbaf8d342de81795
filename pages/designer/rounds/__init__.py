"""Rounds of confirming: the service office's page, and a department's own."""

from pages.designer.rounds import answering, ledger, overview, updates

__all__ = ["answering", "ledger", "overview", "updates"]
