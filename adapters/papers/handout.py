"""Handouts: what is circulated, with every part told by its kind."""

from collections.abc import Iterator
from typing import Any

from adapters.paper_layouts import PaperLayout, PaperVoice, Text
from core.handouts.models import Handout


def _context(content: Handout, voice: PaperVoice) -> dict[str, Any]:
    return {"parts": [(part.kind, part) for part in content.parts]}


def _texts(content: Handout, voice: PaperVoice) -> Iterator[Text]:
    """Yield every text; what stands in a table is found by its row."""
    for text in content.texts():
        yield text[:40], text


LAYOUT = PaperLayout(_context, _texts)
