"""The guide (办事指南): its days and materials in words."""

from collections.abc import Iterator
from typing import Any

from adapters.paper_layouts import PaperLayout, PaperVoice, Text
from core.catalogue.models import short_name
from core.receipts.guides import GuideMaterial, GuidePaper, SparedMaterial


def _context(content: GuidePaper, voice: PaperVoice) -> dict[str, Any]:
    def named(material: GuideMaterial | SparedMaterial) -> str:
        about = short_name(material.about)
        return voice.say("paper.receipt.named", name=material.name, about=about)

    def days(due_day: int) -> str:
        if due_day == 0:
            return voice.say("paper.receipt.at_once")
        return voice.say("paper.receipt.working_days", days=due_day)

    return {"day": voice.day, "named": named, "days": days}


def _texts(content: GuidePaper, voice: PaperVoice) -> Iterator[Text]:
    names = [content.theme_name]
    for matter in content.matters:
        names += [matter.name, matter.department, *matter.results, matter.cost]
    materials: tuple[GuideMaterial | SparedMaterial, ...] = content.materials + content.spared
    for material in materials:
        names += [material.name, material.about]
    yield from ((name, name) for name in names)


LAYOUT = PaperLayout(_context, _texts)
