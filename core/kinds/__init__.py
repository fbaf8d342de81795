"""Kinds of fields: one file each in ``fields``; what values are is in ``values``."""
