"""What one cell says, and how a value is written into one; both ways without loss."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from core.catalogue.models import AllDocuments, AnyDocument, DocumentAbout, Evidence
from core.catalogue.spreadsheets.words import NO, YES
from core.catalogue.suggesting.labels import wording_of

Key = TypeVar("Key", bound=str)

_ALL, _ANY = "全部：", "任一："
_BETWEEN_OPTIONS = re.compile(r"[\n;；、/|｜]|(?<=\S)\s{2,}")
_BOX = re.compile(r"[□○☐◯⃝☑■●√]")
_NUMBER = re.compile(r"\d{1,9}")
_CHINESE_DAYS = {"当场": 0, "即时": 0, "立等可取": 0, "无": 0}


def closed_word(words: Mapping[Key, Sequence[str]], text: str) -> Key | None:
    """Return what a cell of a closed set says: the code, its word, or a word within the text.

    Examples:
        >>> closed_word({"copy": ("复印件",), "original": ("原件",)}, "复印件（加盖公章）")
        'copy'
    """
    wanted = wording_of(text).words
    for key, known in words.items():
        if text == key or wanted in known:
            return key
    return next((key for key, known in words.items() if known[0] in wanted), None)


def flag(text: str) -> bool | None:
    """Return what a yes-or-no cell says, or nothing if it says neither."""
    wanted = text.strip().casefold()
    return True if wanted in YES else False if wanted in NO else None


def whole_number(text: str) -> int | None:
    """Return the number in a cell such as ``5个工作日``.

    Examples:
        >>> [whole_number(text) for text in ("20个工作日", "当场办结", "不限", "3")]
        [20, 0, None, 3]
    """
    if found := _NUMBER.search(text):
        return int(found[0])
    return next((number for word, number in _CHINESE_DAYS.items() if word in text), None)


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
    """Return the texts of a cell, however they are set apart.

    Examples:
        >>> read_lines("□男　□女"), read_lines("自有；租赁；其他"), read_lines('["a、b"]')
        (('男', '女'), ('自有', '租赁', '其他'), ('a、b',))
    """
    if text.startswith("["):
        listed = _listed(text)
        if listed is not None:
            return listed
    if _BOX.search(text):
        parts = _BOX.split(text)
    elif "\n" in text:
        parts = text.split("\n")
    else:
        parts = _BETWEEN_OPTIONS.split(text)
    return tuple(part.strip() for part in parts if part.strip(" 　、;；,，"))


def _listed(text: str) -> tuple[str, ...] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    is_texts = isinstance(found, list) and all(isinstance(one, str) for one in found)
    return tuple(found) if is_texts else None


def before_boxes(text: str) -> tuple[str, str]:
    """Return the words before the first box to tick, and the boxes, if there are several.

    Examples:
        >>> before_boxes("业态 □销售 □餐饮"), before_boxes("● 姓名")
        (('业态', '□销售 □餐饮'), ('● 姓名', ''))
    """
    if len(_BOX.findall(text)) < 2:
        return text.strip(), ""
    start = _BOX.search(text)
    place = start.start() if start else 0
    return text[:place].strip(), text[place:].strip()


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
