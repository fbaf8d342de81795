"""Cut the merged form into short pages of related questions.

First comes the lead department's form, section by section, as it is known at the counter.
What only others ask follows in the order in which people tell things: who, where, what,
how much, how it is handled; promises and signatures come last. A page has few questions,
so that it can be read at a glance. Conditions never look at the form (law 7): what is on
it depends on the questions before it alone.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from core.forms.models import FieldUse, MergedField
from core.i18n import translate

MOST_QUESTIONS = 8
_FEW_QUESTIONS = {True: 1, False: 3}
"""A page with so few is nearly empty: in the lead department's form, and after it."""

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


@dataclass(frozen=True, slots=True)
class FormPage:
    """One page of the form.

    ``members_of`` is the subject whose members are asked about, one by one; a page that
    ``continues`` asks more about the members that the page before has settled.
    """

    title: str
    fields: tuple[MergedField, ...]
    members_of: str = ""
    continues: bool = False


def _nothing(code: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Outline:
    """What the catalogue tells about a form: whose it is first of all, and what it is about.

    Args:
        lead: The matters of the lead department.
        describes: What an element describes.
        subject_name: What a subject is called.
        matter_name: What a matter is called.
    """

    lead: frozenset[str] = frozenset()
    describes: Callable[[str], str] = _nothing
    subject_name: Callable[[str], str] = _nothing
    matter_name: Callable[[str], str] = _nothing

    def topic_of(self, merged: MergedField) -> Topic:
        """Return where a question belongs among those that the lead department asks or not."""
        if merged.type.kind.is_promised:
            return Topic.PROMISE
        if not self.lead.isdisjoint(merged.matters):
            return Topic.LEAD
        return _TOPIC_OF.get(self.describes(merged.key.element), Topic.WHAT)

    def is_about_a_person(self, merged: MergedField) -> bool:
        """Say whether a question is about a natural person."""
        return self.describes(merged.key.element) == _PERSON

    def group_of(self, merged: MergedField) -> str:
        """Return what the members of a group are called, or the section of a list of things."""
        name = self.subject_name(merged.key.subject) if self.is_about_a_person(merged) else ""
        return name or merged.section


@dataclass(slots=True)
class _Block:
    """A section of one form, a group of people or things, or all promises; of any length."""

    matter: str
    title: str
    members_of: str = ""
    fields: list[MergedField] = field(default_factory=list)
    topic: Topic = Topic.WHAT

    def settle(self, outline: Outline) -> None:
        """Take the topic of most questions; where they fill pages, put each topic together."""
        topics = Counter(map(outline.topic_of, self.fields))
        self.topic = min(topics, key=lambda topic: (-topics[topic], topic))
        if len(self.fields) > MOST_QUESTIONS and self.topic is not Topic.LEAD:
            self.fields.sort(key=outline.topic_of)

    def pages(self) -> list[FormPage]:
        """Cut the block into pages of about the same length, each short enough."""
        return [
            FormPage(self.title, part, self.members_of, continues=bool(self.members_of and number))
            for number, part in enumerate(_cut(self.fields))
        ]


def plan_pages(form: Iterable[MergedField], outline: Outline | None = None) -> tuple[FormPage, ...]:
    """Return the pages of a form; every field is on exactly one of them."""
    outline, form = outline or Outline(), tuple(form)
    blocks: dict[tuple[str, str, str], _Block] = {}
    home = _sections_about_one_person(form, outline)
    for merged in sorted(form, key=_is_signature):
        block = _block_for(merged, outline, home)
        name = (block.matter, block.members_of or block.title, block.members_of)
        blocks.setdefault(name, block).fields.append(merged)
    for block in blocks.values():
        block.settle(outline)
    in_order = _joined(sorted(blocks.values(), key=lambda block: block.topic))
    _tell_apart(in_order, outline)
    return tuple(page for block in in_order for page in block.pages())


def _is_signature(merged: MergedField) -> bool:
    """Sort signatures last: one signs what stands above."""
    return merged.type.kind.is_signed


def _first(merged: MergedField) -> FieldUse:
    """Return the use that decides label and place."""
    return min(merged.uses, key=lambda use: use.position)


def _block_for(
    merged: MergedField, outline: Outline, home: Mapping[str, tuple[str, str]]
) -> _Block:
    """Return an empty block of the kind that a field belongs to."""
    topic, subject = outline.topic_of(merged), merged.key.subject
    if topic is Topic.PROMISE:
        return _Block("", translate("paging.promises"))  # in the language of the catalogue
    if merged.repeats:
        return _Block("", outline.group_of(merged), members_of=subject)
    if topic is Topic.WHO and subject in home:
        return _Block(*home[subject])
    return _Block(_first(merged).matter, merged.section)


def _sections_about_one_person(
    form: Iterable[MergedField], outline: Outline
) -> dict[str, tuple[str, str]]:
    """Return, by person, the matter and section of the lead department that is about them alone.

    What others ask about the person belongs there as well.
    """
    about: dict[tuple[str, str], set[str]] = {}
    for merged in form:
        if outline.topic_of(merged) is Topic.LEAD and not merged.repeats:
            subject = merged.key.subject if outline.is_about_a_person(merged) else ""
            about.setdefault((_first(merged).matter, merged.section), set()).add(subject)
    alone = {next(iter(them)): place for place, them in about.items() if len(them) == 1}
    return {subject: place for subject, place in alone.items() if subject}


def _joined(blocks: Iterable[_Block]) -> list[_Block]:
    """Put two short sections of one form on one page, so that none is nearly empty."""
    joined: list[_Block] = []
    alone = True
    for block in blocks:
        if joined and alone and _fit_together(joined[-1], block):
            joined[-1].title += f"、{block.title}"
            joined[-1].fields += block.fields
            alone = False
        else:
            joined.append(block)
            alone = True
    return joined


def _fit_together(first: _Block, second: _Block) -> bool:
    """Say whether two sections stand in one form, and their labels can be told apart."""
    if not first.matter or (first.topic, first.matter) != (second.topic, second.matter):
        return False
    both = [*first.fields, *second.fields]
    labels_differ = len({one.label for one in both}) == len(both)
    few = _FEW_QUESTIONS[first.topic is Topic.LEAD]
    short = min(len(first.fields), len(second.fields)) <= few and len(both) <= MOST_QUESTIONS
    return labels_differ and short


def _tell_apart(blocks: Iterable[_Block], outline: Outline) -> None:
    """Name the matter in titles that sections of several forms share."""
    sharing: dict[str, set[str]] = {}
    for block in blocks:
        sharing.setdefault(block.title, set()).add(block.matter)
    for block in blocks:
        name = outline.matter_name(block.matter)
        if name and len(sharing[block.title]) > 1:
            block.title = f"{block.title} · {name}"


def _cut(fields: Sequence[MergedField]) -> list[tuple[MergedField, ...]]:
    """Cut fields into parts of about the same length, none longer than a page.

    Examples:
        >>> [len(part) for part in _cut([None] * 17)]
        [6, 6, 5]
    """
    number = -(-len(fields) // MOST_QUESTIONS)
    size, extra = divmod(len(fields), number)
    parts, start = [], 0
    for index in range(number):
        end = start + size + (index < extra)
        parts.append(tuple(fields[start:end]))
        start = end
    return parts
