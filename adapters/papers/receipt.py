"""The receipt (收件凭证): its facts, sources and days in words, and the code to scan."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import segno
from markupsafe import Markup, escape

from adapters.paper_layouts import PaperLayout, PaperVoice, Text, moment
from adapters.system import local
from core.catalogue.models import short_name
from core.i18n import DEFAULT_LOCALE, locale_of, messages_of
from core.materials.status import MaterialTally
from core.receipts.models import Receipt, ReceiptMaterial, ReceiptValueSource

_OWN = "applicant"


@dataclass(frozen=True, slots=True)
class Fact:
    """A short line of the paper; catalogue and applicant speak Chinese in every language."""

    name: str
    text: str
    is_chinese: bool = False


class _ReceiptWords:
    """Says in one language what the receipt tells."""

    def __init__(self, voice: PaperVoice) -> None:
        self._voice = voice

    def _channel(self, channel: str) -> str:
        """Tell who received it; a channel that has no words yet must not keep a paper back."""
        key = f"paper.channel.{channel}"
        return self._voice.say(key) if key in messages_of(DEFAULT_LOCALE) else channel

    def days(self, due_day: int | None) -> str:
        """Tell a time limit; it counts from acceptance, which is not yet."""
        if due_day is None:
            return self._voice.say("paper.receipt.unknown_days")
        if due_day == 0:
            return self._voice.say("paper.receipt.at_once")
        return self._voice.say("paper.receipt.working_days", days=due_day)

    def named(self, material: ReceiptMaterial) -> str:
        """Tell a material and whom it is about."""
        about = short_name(material.about)
        return self._voice.say("paper.receipt.named", name=material.name, about=about)

    def counted(self, tally: MaterialTally) -> str:
        """Tell how many papers were asked, as the guide did, and what came of them."""
        counts = {"asked": tally.asked, "given": tally.given, "owed": tally.owed}
        words = self._voice.say(f"material.tally.{tally.as_words}", **counts)
        if not tally.spared:
            return words
        return self._voice.say("material.tally.spared", words=words, spared=tally.spared)

    def origin(self, origin: ReceiptValueSource) -> tuple[str, Fact]:
        """Tell a source, and what came from it; of the applicant's own, how many entries."""
        params: dict[str, Any] = {"licence": origin.licence, "number": origin.number}
        if origin.checked_at is not None:
            params["time"] = moment(origin.checked_at)
            params["about"] = short_name(origin.about)
        where = self._voice.say(f"paper.origin.{origin.source}", **params)
        if origin.source == _OWN:
            count = self._voice.say("paper.origin.count", count=len(origin.labels))
            return where, Fact(origin.source, count)
        return where, Fact(origin.source, "、".join(dict.fromkeys(origin.labels)), is_chinese=True)

    def _authorised(self, receipt: Receipt) -> Iterator[Fact]:
        """Yield who acts for the applicant, and what they may until when."""
        said, say = receipt.authorisation, self._voice.say
        if said is None:
            return
        acts = "、".join(say(f"agent.act.{act}") for act in said.acts)
        last = said.last_day
        until = say("agent.until_done")
        if last is not None:
            until = say("agent.until", until=self._voice.plain_day(last))
        yield Fact("agent", f"{said.agent.name}：{acts}；{until}", is_chinese=True)

    def facts(self, receipt: Receipt) -> tuple[Fact, ...]:
        at = receipt.received_at
        entered, helper = receipt.entered_at, receipt.helped_by
        return (
            Fact("applicant", receipt.applicant or "—", is_chinese=True),
            *self._authorised(receipt),
            Fact("received_at", self._moment(at)),
            Fact("theme", receipt.theme_name, is_chinese=True),
            Fact("channel", self._channel(receipt.channel)),
            Fact("form", self._voice.say("paper.receipt.form", fields=receipt.fields)),
            Fact("working_days", self.days(receipt.working_days)),
            *((Fact("helped_by", helper, is_chinese=True),) if helper else ()),
            *((Fact("entered_at", self._moment(local(entered))),) if entered else ()),
        )

    def _moment(self, at: datetime) -> str:
        return self._voice.say(
            "paper.moment", year=at.year, month=at.month, day=at.day, time=f"{at:%H:%M}"
        )


class _ReaderWords:
    """Says beside the language of the paper what it says in that of its reader, if they differ."""

    def __init__(self, voice: PaperVoice, receipt: Receipt) -> None:
        self._voice = voice
        self._reader = receipt.reader if receipt.reader != voice.locale else ""
        self._names = receipt.names if self._reader else {}

    def both(self, key: str, **params: object) -> Markup:
        """Return a message in both languages, as HTML."""
        said = Markup(escape(self._voice.say(key, **params)))
        if not self._reader:
            return said
        return said + self._small(PaperVoice(self._reader).say(key, **params))

    def day(self, day: date, key: str = "") -> Markup:
        """Return a day, or a message about it, in both languages, as HTML."""

        def worded(voice: PaperVoice) -> str:
            return voice.say(key, day=voice.day(day)) if key else voice.day(day)

        said = Markup(escape(worded(self._voice)))
        return said + self._small(worded(PaperVoice(self._reader))) if self._reader else said

    def beside(self, *names: str) -> Markup:
        """Return what names of the catalogue are called, as HTML; nothing where one is not."""
        known = [self._names.get(name, "") for name in names if name]
        return self._small(" · ".join(known)) if known and all(known) else Markup()

    def _small(self, words: str) -> Markup:
        marked = Markup(' <small lang="{}" dir="{}">{}</small>')
        return marked.format(self._reader, locale_of(self._reader).direction, words)


def _context(content: Receipt, voice: PaperVoice) -> dict[str, Any]:
    receipt = replace(content, received_at=local(content.received_at))
    words = _ReceiptWords(voice)
    scanned = receipt.progress_page or receipt.case_number
    reader = _ReaderWords(voice, receipt)
    return {
        "both": reader.both,
        "beside": reader.beside,
        "receipt": receipt,
        "days": words.days,
        "day": reader.day,
        "named": words.named,
        "counted": words.counted(receipt.tally),
        "facts": words.facts(receipt),
        "origins": [words.origin(origin) for origin in receipt.value_sources],
        "persons": [(person.name, "、".join(person.roles)) for person in receipt.persons],
        "scanned": "page" if receipt.progress_page else "number",
        "qr_code": segno.make_qr(scanned, error="m").svg_data_uri(border=1),
    }


def _texts(receipt: Receipt, voice: PaperVoice) -> Iterator[Text]:
    yield voice.say("paper.receipt.fact.applicant"), receipt.applicant
    names = [receipt.theme_name]
    names += [
        text for matter in receipt.matters for text in (matter.name, matter.department, matter.cost)
    ]
    names += [text for material in receipt.materials for text in (material.name, material.about)]
    names += receipt.results
    names += [
        text
        for source in receipt.value_sources
        for text in (source.licence, source.about, *source.labels)
    ]
    names += [text for person in receipt.persons for text in (person.name, *person.roles)]
    names += receipt.names.values()
    names.append(receipt.helped_by)
    names += [receipt.authorisation.agent.name] if receipt.authorisation else []
    yield from ((name, name) for name in names)


LAYOUT = PaperLayout(_context, _texts)
