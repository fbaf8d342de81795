"""Find what a code in a catalogue refers to, or say that nothing bears it."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from core.catalogue.answer_values import impossible_values, is_answer_to
from core.catalogue.catalogue import Catalogue
from core.catalogue.findings import Finding, error, warning
from core.catalogue.models import (
    COMMITMENT_PREFIX,
    Answer,
    Column,
    Comparison,
    Condition,
    MaterialKind,
    MaterialRequirement,
    Operator,
    comparisons_in,
)

Path = tuple[Any, ...]
"""Where in a file, key by key."""


class References:
    """Look codes up in one catalogue; every finding comes with its place in the file."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def reference(  # noqa: PLR0917 -- where, from whom, and to what
        self, path: Path, at: str, what: str, code: str, known: Mapping[str, Any]
    ) -> Iterator[tuple[Path, Finding]]:
        """Yield that a code of some kind is known to nobody, with the nearest that is."""
        if code not in known:
            hint = _closest(code, known)
            yield path, error("unknown-reference", at, what=what, code=code, hint=hint)

    def subject(self, path: Path, at: str, code: str) -> Iterator[tuple[Path, Finding]]:
        """Yield that there is no such subject, or no matter whose declaration it is."""
        if code.startswith(COMMITMENT_PREFIX):
            code = code.removeprefix(COMMITMENT_PREFIX)
            yield from self.reference(path, at, "matter", code, self.catalogue.matters)
        else:
            yield from self.reference(path, at, "subject", code, self.catalogue.subjects)

    def entry(self, path: Path, at: str, entry: Column) -> Iterator[tuple[Path, Finding]]:
        """Yield what is wrong with a field or column: unfinished, unknown, of another type."""
        if entry.element is None or entry.subject is None:
            what = "element" if entry.element is None else "subject"
            yield path, _unfinished(at, what)
        if entry.element is not None:
            elements = self.catalogue.elements
            yield from self.reference((*path, "element"), at, "element", entry.element, elements)
            element = elements.get(entry.element)
            if element is not None and element.type is not entry.type:
                types = {"field": entry.type.value, "element": element.type.value}
                yield (*path, "type"), warning("type-mismatch", at, **types)
        if entry.subject is not None:
            yield from self.subject((*path, "subject"), at, entry.subject)

    def material(
        self, path: Path, at: str, material: MaterialRequirement
    ) -> Iterator[tuple[Path, Finding]]:
        """Yield what is wrong with a material: its documents, who produces it, its condition."""
        documents = material.documents()
        if not documents and material.kind is MaterialKind.EVIDENCE:
            yield path, _unfinished(at, "evidence")
        for document in documents:
            place = (*path, "evidence")
            known = self.catalogue.documents
            yield from self.reference(place, at, "document", document.document, known)
            if document.subject is None:
                yield place, _unfinished(at, "subject")
            else:
                yield from self.subject(place, at, document.subject)
        for code in material.produced_by:
            place = (*path, "produced_by")
            yield from self.reference(place, at, "matter", code, self.catalogue.matters)
        yield from self.condition((*path, "when"), at, material.when)

    def condition(
        self, path: Path, at: str, condition: Condition | None
    ) -> Iterator[tuple[Path, Finding]]:
        """Yield the questions and options of a condition that do not exist."""
        for comparison in comparisons_in(condition):
            code = comparison.question
            known = self.catalogue.questions
            yield from self.reference(path, at, "question", code, known)
            for value in impossible_values(comparison, known[code]) if code in known else ():
                hint = _closest(str(value), known[code].options)
                params = {"question": code, "value": str(value)[:60], "hint": hint}
                yield path, error("unknown-option", at, **params)

    def answer(
        self, path: Path, at: str, code: str, answer: Answer
    ) -> Iterator[tuple[Path, Finding]]:
        """Yield that there is no such question, or that it has no such answer.

        A set of options is none of a single choice, though each of them is: it is told whole.
        """
        given = Comparison(question=code, op=Operator.EQ, value=answer)
        found = tuple(self.condition(path, at, given))
        yield from found
        known = self.catalogue.questions.get(code)
        if known is not None and not found and not is_answer_to(answer, known):
            words = "、".join(map(str, answer)) if isinstance(answer, tuple) else str(answer)
            yield path, error("unknown-option", at, question=code, value=words[:60], hint="")


def _unfinished(at: str, what: str) -> Finding:
    return warning("being-catalogued", at, place=at, what=what)


def _closest(name: str, names: Iterable[str]) -> str:
    return next(iter(get_close_matches(name, list(names), n=1, cutoff=0.6)), "")
