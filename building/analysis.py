"""Builds what computes over event logs; it needs neither database nor keys."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.ports import EventAnalysis


@cache
def event_analysis() -> "EventAnalysis":
    """Return what computes over event logs; DuckDB is loaded only where somebody asks for it."""
    from adapters.event_analysis.duck import DuckAnalysis

    return DuckAnalysis()
