"""Handouts about a theme, one file each; what is found here can be written (``theme export``)."""

from collections.abc import Mapping
from types import MappingProxyType

from core.discovering import entries_in
from core.handouts.models import ThemeHandout

THEME_HANDOUTS: Mapping[str, ThemeHandout] = MappingProxyType(
    entries_in(__name__, "HANDOUT", ThemeHandout)
)
"""By name: ``guide``, ``form``, ``materials``, ``saved_situations``, ``situations``."""
