"""Kinds of fields, one file each, and what their values are."""
