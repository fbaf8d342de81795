"""A form for an outage: its fields to be written in, and the codes to be scanned later."""

from collections.abc import Iterator
from typing import Any

import segno

from adapters.paper_layouts import PaperLayout, PaperVoice, Text
from core.receipts.emergency_forms import BlankEntry, BlankMaterial, EmergencyPaper
from core.receipts.models import ReceiptMatter

_WIDE = frozenset({"address", "paragraph", "choices", "table"})
"""Kinds of entries that need the whole width of the paper."""


def _context(content: EmergencyPaper, voice: PaperVoice) -> dict[str, Any]:
    def named(material: BlankMaterial) -> str:
        return voice.say("paper.receipt.named", name=material.name, about=material.about)

    def days(matter: ReceiptMatter) -> str:
        if not matter.due_day:
            return voice.say("paper.receipt.at_once")
        return voice.say("paper.receipt.working_days", days=matter.due_day)

    def only_for(places: tuple[int, ...]) -> str:
        numbers = voice.say("paper.emergency.between").join(map(str, places))
        return voice.say("paper.emergency.only_for", numbers=numbers) if places else ""

    return {
        "qr_code": _qr_code,
        "named": named,
        "days": days,
        "day": voice.day,
        "is_wide": _is_wide,
        "only_for": only_for,
    }


def _qr_code(number: str) -> str:
    return str(segno.make_qr(number, error="m").svg_data_uri(border=1))


def _is_wide(entry: BlankEntry) -> bool:
    return bool(entry.options) or entry.type in _WIDE


def _texts(content: EmergencyPaper, voice: PaperVoice) -> Iterator[Text]:
    names = [content.theme_name, *content.persons]
    for matter in content.matters:
        names += [matter.name, matter.department]
    for question in content.questions:
        names += [question.text, *question.options]
    for page in content.pages:
        names += [page.title, *(text for entry in page.entries for text in _written(entry))]
    names += [text for material in content.materials for text in (material.name, material.about)]
    yield from ((name, name) for name in names)


def _written(entry: BlankEntry) -> tuple[str, ...]:
    return (entry.label, entry.about, *entry.options)


LAYOUT = PaperLayout(_context, _texts)
