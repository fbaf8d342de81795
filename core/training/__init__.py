"""Scenarios: a person's whole way through a theme, and what should come of it."""
