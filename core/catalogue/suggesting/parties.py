"""Words for whom a label is about (经营者电话: 经营者), so that the rest says what is asked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

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


def parties_of(subject_names: Iterable[str], sections: Iterable[str]) -> LabelParties:
    """Return the words for parties: the names of subjects, and what sections are headed with."""
    names = [part for name in subject_names for part in _BETWEEN_NAMES.split(name)]
    heads = [wording_of(section).words for section in sections]
    words = [wording_of(name).words for name in names if name]
    words += heads + [_SECTION_ENDS.sub("", head) for head in heads]
    return LabelParties(frozenset(word for word in words if 2 <= len(word) <= 8))
