"""Cut the merged form into few and full pages of related questions.

First come the persons, each in one place and those of the lead department before others: who is
who was told right before. Then comes the lead department's form, section by section, as it is
known at the counter. What only others ask follows in the order in which people tell things:
where, what, how much, how it is handled; promises and signatures come last. How many entries a
page has is decided in :mod:`core.forms.page_cutting`; what may be left and what is known already
counts for nothing. Conditions never look at the form (law 7): what is on it depends on the
questions before it alone.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import groupby

from core.catalogue.models import FieldKey
from core.forms.models import FieldUse, MergedField
from core.forms.page_cutting import MOST_ENTRIES, RowEntry, cut
from core.forms.page_naming import PageNaming
from core.forms.page_titles import PageQuestion
from core.forms.pages import FormPage, PagePart, is_work
from core.i18n import translate

_PERSON = "person"


class Topic(IntEnum):
    """What a question is about, in the order in which people tell it."""

    LEAD = 0
    WHO = 1
    WHERE = 2
    WHAT = 3
    HOW_MUCH = 4
    HANDLING = 5
    PROMISE = 6


_TOPICS = {
    Topic.WHO: (_PERSON, "org", "mother", "newborn"),
    Topic.WHERE: ("premises", "building", "house", "warehouse"),
    Topic.HOW_MUCH: ("person/org", "hpf", "loan", "mortgage", "si", "tax"),
    Topic.HANDLING: ("case",),
}
"""What elements describe, by topic (``describes`` of a data element); all else is *what*."""

_TOPIC_OF = {described: topic for topic, names in _TOPICS.items() for described in names}


def _nothing(code: str) -> str:
    return ""


def _is_nobody(subject: str) -> bool:
    return False


def _asks_nothing(key: FieldKey) -> PageQuestion | None:
    return None


@dataclass(frozen=True, slots=True)
class Outline:
    """What the catalogue tells about a form: whose it is first of all, and what it is about.

    Args:
        lead: The matters of the lead department.
        describes: What an element describes.
        subject_name: What a subject is called.
        matter_name: What a matter is called.
        is_person: Whether a subject is one human being.
        asks: How the page that asks for a value is titled in everyday words.
    """

    lead: frozenset[str] = frozenset()
    describes: Callable[[str], str] = _nothing
    subject_name: Callable[[str], str] = _nothing
    matter_name: Callable[[str], str] = _nothing
    is_person: Callable[[str], bool] = _is_nobody
    asks: Callable[[FieldKey], PageQuestion | None] = _asks_nothing

    def topic_of(self, merged: MergedField) -> Topic:
        """Return where a question belongs among those that the lead department asks or not."""
        if merged.type.kind.is_promised:
            return Topic.PROMISE
        if not self.lead.isdisjoint(merged.matters):
            return Topic.LEAD
        if self.is_about_a_person(merged):
            return Topic.WHO
        return _TOPIC_OF.get(self.describes(merged.key.element), Topic.WHAT)

    def is_about_a_person(self, merged: MergedField) -> bool:
        """Say whether a question is about one human being, or about each of several."""
        described = self.describes(merged.key.element)
        return described == _PERSON or (not merged.repeats and self.is_person(merged.key.subject))

    def group_of(self, merged: MergedField) -> str:
        """Return what a person or the members of a group are called, or the section of things."""
        name = self.subject_name(merged.key.subject) if self.is_about_a_person(merged) else ""
        return name or merged.section


_Name = tuple[str, ...]


@dataclass(slots=True)
class _Block:
    """What stands together, of any length: a section, a person, a group, or all promises."""

    matter: str
    title: str
    members_of: str = ""
    person: str = ""
    fields: list[MergedField] = field(default_factory=list)
    topic: Topic = Topic.WHAT

    @property
    def name(self) -> _Name:
        """Return what tells it from other blocks."""
        if self.members_of or self.person:
            return (self.members_of, self.person)
        return (self.matter, self.title, "")

    def settle(self, outline: Outline) -> None:
        """Take the topic of most questions, and the lead's order before that of all others."""
        topics = Counter(map(outline.topic_of, self.fields))
        self.topic = min(topics, key=lambda topic: (-topics[topic], topic))
        if self.person and Topic.LEAD in topics:
            self.topic = Topic.LEAD
        if self.person:
            self.fields.sort(key=_by_question(self.fields, outline))
        elif self.topic is not Topic.LEAD:
            self.fields.sort(key=outline.topic_of)


def _by_question(
    fields: Iterable[MergedField], outline: Outline
) -> Callable[[MergedField], tuple[int, int]]:
    """Return what sorts entries of one person: the lead department's first, then by question."""
    first: dict[PageQuestion | None, int] = {}
    for merged in fields:
        first.setdefault(outline.asks(merged.key), len(first))

    def order(merged: MergedField) -> tuple[int, int]:
        topic = outline.topic_of(merged)
        return topic, 0 if topic is Topic.LEAD else first[outline.asks(merged.key)]

    return order


def plan_pages(
    form: Iterable[MergedField],
    outline: Outline | None = None,
    *,
    known: Collection[FieldKey] = (),
    follows: Mapping[FieldKey, FieldKey] | None = None,
    most: int = MOST_ENTRIES,
) -> tuple[FormPage, ...]:
    """Return the pages of a form; every field is on exactly one of them.

    Args:
        form: All that is asked, or shown as it is known.
        outline: What the catalogue tells about it.
        known: What is known already, so that nobody fills it in.
        follows: From which other entry one follows; it stands behind that one.
        most: How many entries a page may have that have to be filled in.
    """
    outline = outline or Outline()
    blocks: dict[_Name, _Block] = {}
    for merged in sorted(form, key=_is_signature):
        block = _block_for(merged, outline)
        blocks.setdefault(block.name, block).fields.append(merged)
    for block in blocks.values():
        block.settle(outline)
        block.fields = _sources_first(block.fields, follows or {})
    in_order = sorted(blocks.values(), key=lambda block: (not block.person, block.topic))
    _tell_apart(in_order, outline)
    naming = PageNaming(outline.asks, outline.is_person, frozenset(known))
    return naming.titled(_cut(in_order, frozenset(known), most))


def _sources_first(
    fields: Iterable[MergedField], follows: Mapping[FieldKey, FieldKey]
) -> list[MergedField]:
    """Put what follows from another entry behind it: nobody waits for a page to come."""
    by_key = {merged.key: merged for merged in fields}
    placed: dict[FieldKey, MergedField] = {}
    for key in by_key:
        chain = [key]
        while (source := follows.get(chain[-1])) in by_key and source not in chain:
            chain.append(source)
        placed.update({each: by_key[each] for each in reversed(chain) if each not in placed})
    return list(placed.values())


def _is_signature(merged: MergedField) -> bool:
    """Sort signatures last: one signs what stands above."""
    return merged.type.kind.is_signed


def _first(merged: MergedField) -> FieldUse:
    """Return the use that decides label and place."""
    return min(merged.uses, key=lambda use: use.position)


def _block_for(merged: MergedField, outline: Outline) -> _Block:
    """Return an empty block of the kind that a field belongs to."""
    group, subject = outline.group_of(merged), merged.key.subject
    if merged.repeats:
        return _Block("", group, members_of=subject)
    if outline.topic_of(merged) is Topic.PROMISE:
        return _Block("", translate("paging.promises"))  # in the language of the catalogue
    if outline.is_about_a_person(merged):
        return _Block("", group, person=subject)
    return _Block(_first(merged).matter, merged.section)


def _tell_apart(blocks: Iterable[_Block], outline: Outline) -> None:
    """Name the matter in titles that sections of several forms share."""
    sharing: dict[str, set[str]] = {}
    for block in blocks:
        sharing.setdefault(block.title, set()).update({block.matter} - {""})
    for block in blocks:
        name = outline.matter_name(block.matter)
        if name and len(sharing[block.title]) > 1:
            block.title = f"{block.title} · {name}"


def _cut(
    blocks: Iterable[_Block], known: Collection[FieldKey], most: int
) -> Iterator[tuple[PagePart, ...]]:
    """Yield what stands on each page."""
    placed = [(number, block, it) for number, block in enumerate(blocks) for it in block.fields]
    entries = [
        RowEntry(number, block.topic, is_work(it, known), bool(block.person), block.members_of)
        for number, block, it in placed
    ]
    begin, settled = 0, set[str]()
    for end in cut(entries, most):
        parts = []
        for _, found in groupby(placed[begin:end], key=lambda place: place[0]):
            together = list(found)
            block, group = together[0][1], together[0][1].members_of
            fields = tuple(merged for _, _, merged in together)
            parts.append(PagePart(block.title, fields, group, continues=group in settled))
            settled |= {group} - {""}
        yield tuple(parts)
        begin = end
