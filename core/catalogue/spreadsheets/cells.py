"""What one cell says, and how a value is written into one; both ways without loss."""

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from core.catalogue.models import AllDocuments, AnyDocument, DocumentAbout, Evidence
from core.catalogue.spreadsheets.quantities import squeezed
from core.catalogue.spreadsheets.words import NO, YES

Key = TypeVar("Key", bound=str)

_ALL, _ANY = "全部：", "任一："
_BETWEEN_OPTIONS = re.compile(r"[\n;；、/|｜]|(?<=\S)\s{2,}")
_OUTSIDE = r"(?![^(（]*[)）])"
_BETWEEN_SENTENCES = (re.compile("\n"), re.compile(f"[;；]{_OUTSIDE}"))
_SEPARATORS = (
    *_BETWEEN_SENTENCES,
    *(re.compile(f"{separator}{_OUTSIDE}") for separator in ("[|｜]", "、", "/", r"(?<=\S)\s{2,}")),
)
_UP_TO_COLON = re.compile(r"(.*[:：])(.*)", re.DOTALL)
_NEVER = re.compile(r"(?!)")
_BOX = re.compile(r"[□○☐◯⃝☑■●√]")
_NOTE = re.compile(r"[(（\[【〔]([^()（）\[\]【】〔〕]*)[)）\]】〕]")
_CHANGES = re.compile(r"[不无非免或可除未勿/]")
"""A note with one of these may take back what stands before it."""
_JOINED = re.compile(r"(?:以及|并且|和|及|与|并|且|、|,|\+|&)+")
_MUST = re.compile(r"^(?:需要|必须|应当|需|须|应)(?=.)")


def closed_word(words: Mapping[Key, Sequence[str]], text: str) -> Key | None:
    """Return what a cell of a closed set says: the code or one of its words, in full.

    Notes in brackets may add something (``notes_in``), but not take it back.

    Examples:
        >>> words = {"copy": ("复印件",), "original": ("原件",), "both": ("原件和复印件",)}
        >>> [closed_word(words, text) for text in ("复印件（加盖公章）", "原件、复印件", "须原件")]
        ['copy', 'both', 'original']
        >>> [closed_word(words, text) for text in ("原件或复印件", "非原件", "原件（可免）")]
        [None, None, None]
    """
    plain = _worded(_NOTE.sub("", text))
    if any(_CHANGES.search(note) for note in notes_in(text)):
        return None
    for key, known in words.items():
        if text == key or plain in map(_worded, known):
            return key
    return None


def notes_in(text: str) -> list[str]:
    """Return what stands in brackets.

    Examples:
        >>> notes_in("复印件（加盖公章）")
        ['加盖公章']
    """
    return [note.strip() for note in _NOTE.findall(text) if note.strip()]


@lru_cache(maxsize=4_000)
def _worded(text: str) -> str:
    return _MUST.sub("", _JOINED.sub("和", squeezed(text).casefold()))


def flag(text: str, yes: Sequence[str] = YES, no: Sequence[str] = NO) -> bool | None:
    """Return what a yes-or-no cell says, or nothing if it says neither."""
    wanted = squeezed(text).casefold()
    return True if wanted in yes else False if wanted in no else None


def lines_text(texts: Sequence[str]) -> str:
    """Return several texts as the lines of one cell, or as JSON where lines would not do."""
    plain = all(t and t == t.strip() and "\n" not in t and not t.startswith("[") for t in texts)
    if plain and (len(texts) > 1 or not any(_BETWEEN_OPTIONS.search(text) for text in texts)):
        return "\n".join(texts)
    return json.dumps(list(texts), ensure_ascii=False)


def exact_lines(text: str) -> tuple[str, ...]:
    r"""Return the texts that ``lines_text`` wrote.

    Examples:
        >>> [exact_lines(lines_text(texts)) == texts for texts in (("a", "b"), ("",), ("a\nb",))]
        [True, True, True]
    """
    if not text:
        return ()
    listed = _listed(text) if text.startswith("[") else None
    return tuple(text.split("\n")) if listed is None else listed


def read_lines(text: str) -> tuple[str, ...]:
    """Return the texts of a cell, however they are set apart; brackets stay whole.

    The strongest separator that stands in it counts, so that 甲、乙类；丙类 are two.

    Examples:
        >>> read_lines("□男　□女"), read_lines("自有；租赁；其他"), read_lines('["a、b"]')
        (('男', '女'), ('自有', '租赁', '其他'), ('a、b',))
        >>> read_lines("甲、乙类；丙类"), read_lines("自有、其他（注明来源、用途）")
        (('甲、乙类', '丙类'), ('自有', '其他（注明来源、用途）'))
    """
    return _apart(text, _SEPARATORS)


def read_sentences(text: str) -> tuple[str, ...]:
    r"""Return the sentences of a cell, a line each; an enumeration within one stays whole.

    Examples:
        >>> read_sentences("《甲法》第三、四条\n《乙法》第十条"), read_sentences("甲；乙")
        (('《甲法》第三、四条', '《乙法》第十条'), ('甲', '乙'))
    """
    return _apart(text, _BETWEEN_SENTENCES)


def _apart(text: str, separators: Sequence[re.Pattern[str]]) -> tuple[str, ...]:
    listed = _listed(text) if text.startswith("[") else None
    if listed is not None:
        return listed
    boxes = before_boxes(text)[1]
    if boxes or _BOX.match(text):
        parts = _BOX.split(boxes or text)
    else:
        parts = next(
            (separator for separator in separators if separator.search(text)), _NEVER
        ).split(text)
    return tuple(part.strip() for part in parts if part.strip(" 　、;；,，\n"))


def _listed(text: str) -> tuple[str, ...] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    is_texts = isinstance(found, list) and all(isinstance(text, str) for text in found)
    return tuple(found) if is_texts else None


def before_boxes(text: str) -> tuple[str, str]:
    """Return the words before several boxes to tick, and the boxes, each before its words.

    Examples:
        >>> before_boxes("业态 □销售 □餐饮"), before_boxes("● 姓名")
        (('业态', '□销售 □餐饮'), ('● 姓名', ''))
        >>> before_boxes("性别：男□ 女□"), before_boxes("是□ 否□")
        (('性别：', '□男 □女'), ('', '□是 □否'))
    """
    parts = _BOX.split(text)
    if len(parts) < 3:
        return text.strip(), ""
    label = parts.pop(0)
    if not parts[-1].strip():
        # Boxes that stand behind their words.
        head = _UP_TO_COLON.match(label)
        label, first = (head[1], head[2]) if head else ("", label)
        parts = [first, *parts[:-1]]
    boxes = (f"□{part.strip()}" for part in parts if part.strip())
    return label.strip(), " ".join(boxes)


def evidence_text(evidence: Evidence | None) -> str:
    """Return which documents a material asks for, as one line."""
    if evidence is None:
        return ""
    if isinstance(evidence, DocumentAbout):
        return _document_text(evidence)
    is_all = isinstance(evidence, AllDocuments)
    documents = evidence.all if isinstance(evidence, AllDocuments) else evidence.any
    return (_ALL if is_all else _ANY) + "；".join(map(_document_text, documents))


def read_evidence(text: str) -> Evidence | None:
    """Return the documents that a line names.

    Raises:
        ValueError: If a code in it cannot be one.
    """
    text = text.strip()
    if not text:
        return None
    kind, rest = text[: len(_ALL)], text[len(_ALL) :]
    if kind in {_ALL, _ANY}:
        documents = tuple(_document(part) for part in re.split("[；;]", rest) if part.strip())
        return AllDocuments(all=documents) if kind == _ALL else AnyDocument(any=documents)
    return _document(text)


def _document_text(document: DocumentAbout) -> str:
    return document.document + (f"@{document.subject}" if document.subject is not None else "")


def _document(text: str) -> DocumentAbout:
    document, at, subject = text.strip().partition("@")
    return DocumentAbout(document=document, subject=subject if at else None)


def is_formula(text: Any) -> bool:
    """Say whether a spreadsheet could take a text for something to compute."""
    return isinstance(text, str) and text[:1] in {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－"}
