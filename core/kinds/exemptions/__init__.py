"""Every way in which a material need not be handed in (四免): one file each, found by listing."""

from core.discovering import entries_in
from core.kinds.records import ExemptionKind

EXEMPTION_KINDS = entries_in(__name__, "KIND", ExemptionKind)
"""Ways by name, which is that of the file; the catalogue's ways of exemption are these."""
