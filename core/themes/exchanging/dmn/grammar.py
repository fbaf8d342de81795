"""What a DMN document may be made of: what tables say, and what says nothing about conditions.

Anything else means something that a theme cannot say (defaults, functions, other decisions,
types of its own), so it is told and never skipped (law 19).
"""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from core.errors import Problem

MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/"

_PARTS = {
    "definitions": {"inputData", "decision"},
    "inputData": {"variable"},
    "decision": {"variable", "informationRequirement", "decisionTable"},
    "informationRequirement": {"requiredInput"},
    "decisionTable": {"input", "output", "rule"},
    "input": {"inputExpression", "inputValues"},
    "output": {"outputValues"},
    "inputExpression": {"text"},
    "inputValues": {"text"},
    "outputValues": {"text"},
    "rule": {"inputEntry", "outputEntry"},
    "inputEntry": {"text"},
    "outputEntry": {"text"},
}
_ONCE = frozenset({"text", "variable", "decisionTable", *_PARTS}) - {
    "inputData",
    "decision",
    "informationRequirement",
    "input",
    "output",
    "rule",
    "inputEntry",
    "outputEntry",
}
_FEEL = re.compile(r"(?:^|[/:#])(?:s-)?feel(?:[/#]|$)", re.IGNORECASE)
_SILENT = frozenset(
    {
        "description",
        "question",
        "allowedAnswers",
        "extensionElements",
        "annotation",
        "annotationEntry",
        "textAnnotation",
        "association",
        "group",
        "knowledgeSource",
        "authorityRequirement",
        "elementCollection",
        "performanceIndicator",
        "organizationUnit",
        "decisionMaker",
        "decisionOwner",
        "usingProcess",
        "usingTask",
        "supportedObjective",
        "impactedPerformanceIndicator",
    }
)
"""Words about a decision, and who is responsible for it."""


def children(element: Element, name: str) -> list[Element]:
    """Return the parts of an element that have a name."""
    return [child for child in element if name_of(child) == name]


def name_of(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def text_in(element: Element | None) -> str:
    """Return the text of an expression, without blanks around it."""
    texts = children(element, "text") if element is not None else []
    return (texts[0].text or "").strip() if texts else ""


def strange_parts(root: Element) -> Iterator[Problem]:
    """Yield everything that is no part of the tables that a theme can take."""
    yield from _strange(root, "definitions", root.tag.rpartition("}")[0])


def silent_parts(root: Element) -> tuple[str, ...]:
    """Return the names of what is not taken because it says nothing about conditions.

    Words about inputs are left out of this: they are the questions' own.
    """
    inputs = {id(part) for data in children(root, "inputData") for part in data.iter()}
    found = Counter(name_of(node) for node in root.iter() if id(node) not in inputs)
    return tuple(f"{name} ({found[name]})" for name in sorted(found) if _is_silent(name))


def _strange(element: Element, place: str, namespace: str) -> Iterator[Problem]:
    name = name_of(element)
    yield from _strange_words(element, place)
    seen: Counter[str] = Counter()
    for part in element:
        its_name = name_of(part)
        if _is_silent(its_name):
            continue
        seen[its_name] += 1
        its_place = _place_of(part, place, seen[its_name])
        is_ours = part.tag.rpartition("}")[0] == namespace and its_name in _PARTS.get(name, ())
        if not is_ours or (its_name in _ONCE and seen[its_name] > 1):
            yield Problem(its_place, "dmn-element", (("element", its_name[:40]),))
        else:
            yield from _strange(part, its_place, namespace)


def _strange_words(element: Element, place: str) -> Iterator[Problem]:
    """Yield text outside of ``<text>``, and cells in other languages than FEEL."""
    own = "" if name_of(element) == "text" else element.text or ""
    words = " ".join((own + "".join(part.tail or "" for part in element)).split())
    if words:
        yield Problem(place, "dmn-loose-text", (("text", words[:60]),))
    language = element.get("expressionLanguage", "FEEL")
    if not _FEEL.search(language):
        yield Problem(place, "dmn-language", (("language", language[:60]),))


def _place_of(part: Element, place: str, number: int) -> str:
    name = name_of(part)
    if name == "decision":
        return part.get("name", "")[:60] or f"{place}, {number}"
    return f"{place}, {number}" if name == "rule" else place


def _is_silent(name: str) -> bool:
    return name in _SILENT or name == "DMNDI"
