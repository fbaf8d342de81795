"""The decision table (决策表): all conditions of a theme against each other, in one grid."""

from pages.designer.decisions.overview import page

__all__ = ["page"]
