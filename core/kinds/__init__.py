"""Kinds of fields and ways of exemption, one file each; what values are is in ``values``."""
