"""Papers that need more than their content and a template: one file each, found by listing."""

from adapters.paper_layouts import PaperLayout
from core.discovering import entries_in

PAPER_LAYOUTS = entries_in(__name__, "LAYOUT", PaperLayout)
"""Layouts by the name of the template, which is that of the file."""
