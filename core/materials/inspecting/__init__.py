"""What a file really is, and what is kept of it: checked by content, cleaned, turned upright."""

from core.materials.inspecting.files import Inspected, inspect

__all__ = ["Inspected", "inspect"]
