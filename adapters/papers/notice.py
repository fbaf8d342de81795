"""A notice of an office: its facts in words of the language."""

from collections.abc import Iterator
from typing import Any

from adapters.paper_layouts import PaperLayout, PaperVoice, Text
from core.receipts.notices import Notice, NoticeFact


def _context(content: Notice, voice: PaperVoice) -> dict[str, Any]:
    def words(fact: NoticeFact) -> str:
        if fact.day is not None:
            return voice.day(fact.day)
        if fact.working_days is not None:
            return voice.say("paper.notice.working_days", days=fact.working_days)
        return fact.text

    return {"day": voice.day, "words": words}


def _texts(content: Notice, voice: PaperVoice) -> Iterator[Text]:
    for name in ("theme_name", "matter_name", "office", "applicant", "officer"):
        text = getattr(content, name)
        yield text, text
    for fact in content.facts:
        yield voice.say(f"paper.notice.fact.{fact.name}"), fact.text
    for item in content.items:
        yield from ((item.label, text) for text in (item.label, item.wrong, item.remedy))
    yield from ((text, text) for text in (*content.materials, *content.basis))


LAYOUT = PaperLayout(_context, _texts)
