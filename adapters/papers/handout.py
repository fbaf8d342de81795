"""Handouts: what is circulated, with every part told by its kind."""

from base64 import b64encode
from collections.abc import Iterator
from typing import Any

from adapters.charts import chart_picture
from adapters.paper_layouts import PaperLayout, PaperVoice, Text
from core.handouts.models import Handout, HandoutChart


def _context(content: Handout, voice: PaperVoice) -> dict[str, Any]:
    return {"parts": [(part.kind, part) for part in content.parts], "picture": _source}


def _source(chart: HandoutChart) -> str:
    """Return a chart as what a page shows, within the page."""
    return f"data:image/png;base64,{b64encode(chart_picture(chart)).decode()}"


def _texts(content: Handout, voice: PaperVoice) -> Iterator[Text]:
    """Yield every text; what stands in a table is found by its row."""
    for text in content.texts():
        yield text[:40], text


LAYOUT = PaperLayout(_context, _texts)
