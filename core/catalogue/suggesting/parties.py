"""Words for whom a label is about (经营者电话: 经营者), so that the rest says what is asked."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.catalogue.catalogue import Catalogue
from core.catalogue.suggesting.labels import wording_of


@dataclass(frozen=True, slots=True)
class LabelParties:
    """Words for whom a label is about; the rest of the label says what is asked."""

    words: frozenset[str] = field(default_factory=frozenset)

    def rest_of(self, text: str, section: str = "") -> str:
        """Return a label without the party that it begins with.

        Examples:
            >>> LabelParties(frozenset({"经营者"})).rest_of("经营者电话")
            '电话'
            >>> LabelParties().rest_of("父亲住址", "父亲")
            '住址'
        """
        words, own = wording_of(text).words, wording_of(section).words
        for size in range(min(10, len(words) - 1), 1, -1):
            if words[:size] in self.words or words[:size] == own:
                return words[size:]
        return words


_BETWEEN_NAMES = re.compile(r"[、,:：;()（）\s]|多人|或")
_SECTION_ENDS = re.compile(r"(基本)?(信息|情况)$")
_HEADS_PARTY = re.compile(r"[人者方员]$")


def heads_party(section: str) -> bool:
    """Say whether a section is headed by somebody, so that its lines are about them.

    Examples:
        >>> heads_party("抵押权人信息"), heads_party("参保人"), heads_party("企业基本情况")
        (True, True, False)
    """
    return bool(_HEADS_PARTY.search(_SECTION_ENDS.sub("", wording_of(section).words)))


def parties_of(subject_names: Iterable[str], sections: Iterable[str]) -> LabelParties:
    """Return the words for parties: the names of subjects, and what sections are headed with."""
    names = [part for name in subject_names for part in _BETWEEN_NAMES.split(name)]
    heads = [wording_of(section).words for section in sections]
    words = [wording_of(name).words for name in names if name]
    words += heads + [_SECTION_ENDS.sub("", head) for head in heads]
    return LabelParties(frozenset(word for word in words if 2 <= len(word) <= 8))


@dataclass(frozen=True, slots=True)
class PartyWords:
    """Words for parties (店长), and the subjects that each may mean."""

    meanings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stated: frozenset[str] = frozenset()
    """The words of which staff have said what they mean."""

    def named_in(self, text: str) -> tuple[str, ...]:
        """Return the subjects that a text names; of words inside each other the longer counts.

        Examples:
            >>> words = PartyWords({"代理人": ("agent",), "委托代理人": ("agent",), "店长": ("p",)})
            >>> words.named_in("店长姓名"), words.named_in("委托代理人电话"), words.named_in("电话")
            (('p',), ('agent',), ())
        """
        return tuple(dict.fromkeys(s for w in self.words_in(text) for s in self.meanings[w]))

    def words_in(self, text: str) -> tuple[str, ...]:
        """Return the words for parties in a text; of words inside each other the longer."""
        said = wording_of(text).words
        found = [word for word in self.meanings if word in said]
        return tuple(w for w in found if not any(w != other and w in other for other in found))


def party_words(catalogue: Catalogue) -> PartyWords:
    """Return the words for the subjects of a catalogue: those that their names are made of.

    A word that others end with may mean theirs as well: 经办人 is any of several. What staff say
    of a word (``parties.yaml``) goes before.
    """
    named: dict[str, list[str]] = {}
    for subject in catalogue.subjects.values():
        for part in _BETWEEN_NAMES.split(subject.name):
            if len(word := wording_of(part).words) >= 2:
                named.setdefault(word, []).append(subject.id)
    derived = {word: tuple(_meant_by(word, named)) for word in named}
    stated = {wording_of(party.word).words: party.subjects for party in catalogue.parties.values()}
    return PartyWords(derived | stated, frozenset(stated))


def _meant_by(word: str, named: Mapping[str, Iterable[str]]) -> list[str]:
    meant = [s for longer, subjects in named.items() if longer.endswith(word) for s in subjects]
    return list(dict.fromkeys(meant))
