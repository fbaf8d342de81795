"""Builds what writes handouts; it needs neither database nor keys."""

from functools import cache
from typing import TYPE_CHECKING

from adapters.printing import PaperPrinter
from adapters.settings import Environment, read_settings

if TYPE_CHECKING:
    from core.ports import HandoutWriter


@cache
def handout_writer() -> "HandoutWriter":
    """Return what writes handouts in every format that there is."""
    from adapters.handout_writing import FileHandoutWriter

    settings = read_settings()
    is_demo = settings.environment is Environment.DEMO
    return FileHandoutWriter(PaperPrinter(settings.locale, is_demo=is_demo))
