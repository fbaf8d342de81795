"""The office of a department: its work list, and one matter of a case with what can be done."""

from pages.designer.office import overview

__all__ = ["overview"]
