"""Every kind of field: one file each, found by listing this package."""

from core.discovering import entries_in
from core.kinds.records import FieldKind

FIELD_KINDS = entries_in(__name__, "KIND", FieldKind)
"""Kinds by name, which is that of the file; the catalogue's field types are these."""
