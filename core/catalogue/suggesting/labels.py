"""Labels as they stand on forms, and what is left of them once layout and notes are put aside."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

MAX_LABEL = 400
NOTE_WEIGHT = 0.7
"""Units and bracketed notes tell less than the words before them."""
TRIGRAM_WEIGHT = 0.7
"""Three characters in a row already count as two pairs."""

_CIRCLED = re.compile(r"^[\s*※★●◆■□▲·]*[①-⓿❶-➓㈠-㈩⑴-⒛]\s*")
_NUMBERING = re.compile(
    r"^[\s*※★●◆■□▲·]*(?:"
    r"[(\[【]\s*(?:\d{1,3}|[一二三四五六七八九十百]{1,4})\s*[)\]】]"
    r"|(?:\d{1,3}|[一二三四五六七八九十百]{1,4})\s*[、)．]"
    r"|\d{1,3}(?:\.\d{1,3})*\.(?!\d)|\d{1,3}(?:\.\d{1,3})+(?=\D)"
    r"|第[一二三四五六七八九十百\d]{1,4}[项条][、:,\s]"
    r")\s*"
)
_BRACKETED = re.compile(
    r"[(\[【〔<《「『﹁﹃]([^()\[\]【】〔〕<>《》「」『』]*)[)\]】〕>》」』﹂﹄]"
)
_REQUIRED = re.compile(r"[(\[【]\s*(?:必填|选填|必填项|可选|\*)\s*[)\]】]")
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a form, and where it stands as far as that is known (codes)."""

    text: str
    section: str = ""
    matter: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """A label without numbering and punctuation: its words, and its bracketed notes."""

    words: str
    notes: tuple[str, ...] = ()


@lru_cache(maxsize=20_000)
def wording_of(text: str) -> Wording:
    """Return the words and the notes of a label.

    Examples:
        >>> wording_of("①　经营场所面积（㎡）＊")
        Wording(words='经营场所面积', notes=('m2',))
        >>> wording_of("（一）联系人："), wording_of("3.2 电话")
        (Wording(words='联系人', notes=()), Wording(words='电话', notes=()))
    """
    text = unicodedata.normalize("NFKC", _CIRCLED.sub("", text[:MAX_LABEL])).casefold()
    text = _REQUIRED.sub("", text)
    text = _NUMBERING.sub("", text) or text
    words = _NOT_WORDS.sub("", _BRACKETED.sub("", text))
    if not words:
        return Wording(_NOT_WORDS.sub("", text))
    notes = (_NOT_WORDS.sub("", note) for note in _BRACKETED.findall(text))
    return Wording(words, tuple(note for note in notes if note))


def grams_of(words: str) -> Iterator[str]:
    """Yield the character n-grams (1 to 3) of a text, with its ends marked.

    Examples:
        >>> list(grams_of("姓名"))
        ['姓', '名', '^姓', '姓名', '名$', '^姓名', '姓名$']
    """
    marked = f"^{words}$"
    for size in (1, 2, 3):
        for start in range(len(marked) - size + 1):
            gram = marked[start : start + size]
            if gram not in "^$":
                yield gram


@lru_cache(maxsize=20_000)
def weighted_grams(
    text: str, *, weight: float = 1.0, note_weight: float = NOTE_WEIGHT
) -> Mapping[str, float]:
    """Return the n-grams of a label with their weights, notes counting less."""
    wording = wording_of(text)
    weights: dict[str, float] = {}
    for part, worth in ((wording.words, 1.0), *((note, note_weight) for note in wording.notes)):
        for gram in grams_of(part):
            size = TRIGRAM_WEIGHT if len(gram) == 3 else 1.0
            weights[gram] = weights.get(gram, 0.0) + worth * weight * size
    return weights


def added(*parts: Mapping[str, float]) -> dict[str, float]:
    """Return the sum of weighted n-grams."""
    total: dict[str, float] = {}
    for part in parts:
        for gram, weight in part.items():
            total[gram] = total.get(gram, 0.0) + weight
    return total
