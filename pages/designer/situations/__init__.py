"""Saved situations: what has to hold in them before a theme is published."""
