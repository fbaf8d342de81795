"""Look over what questions and fields have in common: links that hold, and links left out.

A question and a field that ask the same and know nothing of each other can be answered in
two ways. What looks alike is only listed; a person says whether it is the same (law 1).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from core.catalogue.catalogue import Catalogue
from core.catalogue.findings import Finding, error, warning
from core.catalogue.models import AnswerLink, Column, FieldKey, Question, QuestionKind
from core.catalogue.own_words import check_own_words
from core.catalogue.references import Path, References
from core.kinds.records import FieldKind

_YES_NO = frozenset({"是", "否"})
_ASIDE = re.compile(r"[(（][^)）]*[)）]|是否为?|[\s?？、，,。您的]")
_OTHER = "其他"
_MOSTLY = 2 / 3
_SAME_WORDS = 4
"""So many characters in a row are more than a common word."""


def check_links(catalogue: Catalogue) -> Iterator[tuple[Path, Finding]]:
    """Yield which words of a link nobody has, and which questions are asked again in a form."""
    asked, look = _asked_in(catalogue), References(catalogue)
    for number, question in enumerate(catalogue.questions.values()):
        for place, link in enumerate(question.also_answers):
            path: Path = ("questions", number, "also_answers", place)
            yield from ((path, finding) for finding in _strange_words(question, link, asked))
            yield from check_own_words(path, question, link, look)
        yield from _strange_records(("questions", number, "found_on"), question, catalogue)
        for field in asked if not question.links else ():
            if field.asks_the_same(question):
                params = {"question": question.text, **field.key._asdict()}
                found = warning("asked-twice", question.id, **params, label=field.labels[0])
                yield ("questions", number), found


@dataclass(frozen=True)
class _Asked:
    """Something that forms ask: all fields of one element about one subject."""

    key: FieldKey
    labels: tuple[str, ...]
    kinds: tuple[FieldKind, ...]
    options: frozenset[str]
    beside: frozenset[str]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return what it is called, without what is aside."""
        return tuple(dict.fromkeys(map(_core_of, self.labels)))

    @property
    def asks_for_truth(self) -> bool:
        """Say whether some field asks for yes or no."""
        return any(kind.is_truth for kind in self.kinds)

    def asks_the_same(self, question: Question) -> bool:
        """Say whether a question of the same theme seems to ask for the same thing."""
        if question.id not in self.beside:
            return False
        if question.kind is QuestionKind.NUMBER:
            return any(kind.is_number for kind in self.kinds) and self._is_worded_like(question)
        if set(question.options) <= _YES_NO:
            return self.asks_for_truth and self._is_worded_like(question)
        return any(kind.is_choice for kind in self.kinds) and self._has_options_of(question)

    def _is_worded_like(self, question: Question) -> bool:
        asked = _core_of(question.text)
        return any(_is_alike(asked, name) for name in self.names)

    def _has_options_of(self, question: Question) -> bool:
        expected = [option for option in question.options if option != _OTHER]
        known = [
            option
            for option in expected
            if any(_is_short_for(option, full) for full in self.options)
        ]
        return len(known) >= 2 and len(known) >= _MOSTLY * len(expected)


def _asked_in(catalogue: Catalogue) -> tuple[_Asked, ...]:
    entries: dict[FieldKey, list[tuple[str, Column]]] = {}
    for matter in catalogue.matters.values():
        for _, _, entry in matter.entries():
            if entry.element is not None and entry.subject is not None:
                asked = entries.setdefault(FieldKey(entry.element, entry.subject), [])
                asked.append((matter.code, entry))
    beside = _questions_beside(catalogue)
    return tuple(
        _Asked(
            key,
            labels=_names_of(key.element, (entry.label for _, entry in uses), catalogue),
            kinds=tuple(entry.type.kind for _, entry in uses),
            options=frozenset(option for _, entry in uses for option in entry.options),
            beside=frozenset(
                neighbour for matter, _ in uses for neighbour in beside.get(matter, ())
            ),
        )
        for key, uses in entries.items()
    )


def _names_of(element: str, labels: Iterable[str], catalogue: Catalogue) -> tuple[str, ...]:
    known = catalogue.elements.get(element)
    return tuple(dict.fromkeys((*((known.name,) if known else ()), *labels)))


def _questions_beside(catalogue: Catalogue) -> dict[str, set[str]]:
    """Return, by matter, the questions that a theme with it asks, and those no theme asks."""
    everywhere = set(catalogue.questions)
    beside: dict[str, set[str]] = {}
    for theme in catalogue.themes.values():
        asked = {question.question for question in theme.questions} | set(theme.fixed_answers)
        everywhere -= asked
        for included in theme.matters:
            beside.setdefault(included.matter, set()).update(asked)
    return {code: beside.get(code, set()) | everywhere for code in catalogue.matters}


def _core_of(text: str) -> str:
    """Return a label or a question without brackets and words that only ask.

    Examples:
        >>> _core_of("是否通过网络(外卖平台)经营?")
        '通过网络经营'
    """
    return _ASIDE.sub("", text)


def _is_alike(first: str, second: str) -> bool:
    """Say whether two wordings share nearly all of the shorter one.

    Examples:
        >>> _is_alike("通过网络经营", "从事网络经营"), _is_alike("连锁经营", "网络经营")
        (True, False)
    """
    match = SequenceMatcher(None, first, second, autojunk=False)
    longest = match.find_longest_match().size
    shorter = min(len(first), len(second))
    return longest >= _SAME_WORDS or 3 <= shorter == longest


def _is_short_for(option: str, full: str) -> bool:
    """Say whether an option is another one with words left out.

    Examples:
        >>> _is_short_for("公租房", "公共租赁住房"), _is_short_for("租赁", "自有")
        (True, False)
    """
    letters = iter(full)
    return len(option) > 1 and all(letter in letters for letter in option)


def _strange_words(
    question: Question, link: AnswerLink, asked: Iterable[_Asked]
) -> Iterator[Finding]:
    """Yield options that the question does not have, and words that no field offers."""
    params = {"question": question.id}
    for option in link.written_as:
        if option not in question.options:
            yield error("unknown-option", question.id, **params, value=option, hint="")
    known = _words_known(link.key, asked)
    described = {**params, "field": link.field}
    written = ((value,) if isinstance(value, str) else value for value in link.written_as.values())
    for word in dict.fromkeys(word for words in written for word in words):
        if known and word not in known:
            yield error("link-unknown-option", question.id, **described, value=word)


def _strange_records(
    path: Path, question: Question, catalogue: Catalogue
) -> Iterator[tuple[Path, Finding]]:
    """Yield records that nobody keeps, that say no such thing, or that give no answer there is."""
    look = References(catalogue)
    for place, link in enumerate(question.found_on):
        at, licences = (*path, place), catalogue.licences
        yield from look.reference(at, question.id, "licence", link.licence, licences)
        yield from look.reference(
            at, question.id, "element", link.holder_key.element, catalogue.elements
        )
        yield from look.subject(at, question.id, link.holder_key.subject)
        if link.licence in licences:
            carried = dict.fromkeys(licences[link.licence].carries)
            yield from look.reference(at, question.id, "element", link.element, carried)
        for option in filter(None, (*link.written_as.values(), link.there)):
            if question.kind is QuestionKind.SINGLE and option not in question.options:
                params = {"question": question.id, "value": option, "hint": ""}
                yield at, error("unknown-option", question.id, **params)


def _words_known(field: FieldKey, asked: Iterable[_Asked]) -> frozenset[str]:
    places = [place for place in asked if place.key == field]
    is_truth = any(place.asks_for_truth for place in places)
    options = frozenset(option for place in places for option in place.options)
    return options | _YES_NO if is_truth else options
