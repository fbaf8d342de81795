"""Findings as people speak of a theme: matters, entries and questions by name, not by code."""

import re
from dataclasses import replace
from typing import Any

from core.catalogue.catalogue import Catalogue
from core.catalogue.findings import Finding
from core.catalogue.models import FieldKey, Matter
from core.themes.condition_words import condition_in_words

_QUESTIONS = frozenset({"question", "questions", "later"})
_CODE = re.compile(r"(?P<matter>[^\W_]+-[\w-]+?)(?P<place>(?:\.\w+)+)?(?P<label>「.*」)?")
_SPACED_QUOTES = re.compile(r"(?<=[^\x00-\x7f]) (?=“)|(?<=”) (?=[^\x00-\x7f])")


def spoken_sentence(finding: Finding, catalogue: Catalogue, locale: str) -> str:
    """Return the sentence of a finding with the names that staff know things by.

    What the catalogue does not have keeps its code.

    Examples:
        >>> from core.catalogue.findings import warning
        >>> from core.catalogue.models import Question, QuestionKind
        >>> asked = Question(id="gas", text="是否使用燃气?", kind=QuestionKind.SINGLE)
        >>> found = warning("question-without-effect", "T.gas", question="gas")
        >>> spoken_sentence(found, Catalogue(questions={"gas": asked}), "zh-CN")[:15]
        '问题“是否使用燃气”答什么都一'
    """
    spoken = {name: _spoken(name, value, catalogue) for name, value in finding.params}
    matter = catalogue.matters.get(finding.at.partition(".")[2])
    if finding.rule == "outside-applicability" and matter and matter.applies_when:
        spoken["condition"] = condition_in_words(matter.applies_when, catalogue, locale)
    sentence = replace(finding, params=tuple(spoken.items())).message(locale)
    return _SPACED_QUOTES.sub("", sentence)


def _spoken(name: str, value: Any, catalogue: Catalogue) -> Any:
    if isinstance(value, list | tuple):
        return [_spoken(name, each, catalogue) for each in value]
    if not isinstance(value, str):
        return value
    if name in _QUESTIONS:
        return _question(value, catalogue)
    if name == "key":
        return _element(value, catalogue)
    return _matter_or_place(value, catalogue)


def _question(code: str, catalogue: Catalogue) -> str:
    known = catalogue.questions.get(code)
    return f"“{known.text.rstrip('?？')}”" if known else code


def _element(text: str, catalogue: Catalogue) -> str:
    key = FieldKey.parse(text)
    if key is None or key.element not in catalogue.elements:
        return text
    return f"“{catalogue.element_name(key.element)}”"


def _matter_or_place(text: str, catalogue: Catalogue) -> str:
    """Return the name of a matter, or of one of its entries or materials."""
    parts = _CODE.fullmatch(text)
    matter = catalogue.matters.get(parts["matter"]) if parts else None
    if parts is None or matter is None:
        return text
    label = (parts["label"] or "").strip("「」")
    if not label and parts["place"]:
        label = _places(matter).get(text, parts["place"][1:])
    named = f"“{matter.name}”"
    return named if label in ("", matter.name) else f"{named}的“{label}”"


def _places(matter: Matter) -> dict[str, str]:
    entries = {ref: entry.label for ref, _, entry in matter.entries()}
    return entries | {f"{matter.code}.{it.id}": it.name for it in matter.materials}
