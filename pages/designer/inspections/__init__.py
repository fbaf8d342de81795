"""The visits to places in which a department takes part."""

from pages.designer.inspections import overview

__all__ = ["overview"]
