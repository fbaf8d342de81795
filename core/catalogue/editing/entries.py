"""Entries of the lists that all matters share: looked up, replaced and judged in one way."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from core.catalogue.catalogue import Catalogue
from core.catalogue.checking import check_documents, check_licences, check_questions
from core.catalogue.derivation_checks import check_derivations
from core.catalogue.editing.entry_kinds import EntryKind
from core.catalogue.findings import Finding, Severity
from core.catalogue.mapping_checks import check_mappings
from core.catalogue.models import (
    Deprecable,
    DerivationRule,
    Law,
    PageTitle,
    Part,
    Question,
    QuestionKind,
)
from core.catalogue.spoken_checks import check_spoken_words
from core.catalogue.subject_checks import check_subjects


def entries_of(catalogue: Catalogue, kind: EntryKind) -> dict[str, Part]:
    """Return the entries of a list, by code."""
    listed = getattr(catalogue, kind)
    entries: Iterable[Part] = listed.values() if isinstance(listed, Mapping) else listed
    return {code_of(kind, entry): entry for entry in entries}


def code_of(kind: EntryKind, entry: Part) -> str:
    """Return the code of an entry."""
    return str(getattr(entry, kind.naming))


def name_of(entry: Part, catalogue: Catalogue) -> str:
    """Return what an entry is called: a question by its wording, a mapping by its element."""
    for name in ("text", "name"):
        if hasattr(entry, name):
            return str(getattr(entry, name))
    if isinstance(entry, PageTitle):
        return entry.asked_as
    if isinstance(entry, DerivationRule):
        sources = (catalogue.element_name(key.partition("@")[0]) for key in entry.sources)
        target = catalogue.element_name(entry.target.partition("@")[0])
        return f"{target} ← {'、'.join(dict.fromkeys(sources))}"
    return catalogue.element_name(str(getattr(entry, "element", "")))


def is_deprecated(entry: Part) -> bool:
    """Say whether an entry is not offered any more."""
    return isinstance(entry, Deprecable) and bool(entry.deprecated.strip())


def with_entry(listed: BaseModel, kind: EntryKind, entry: Part) -> BaseModel:
    """Return a list with an entry in the place of the one of its code, or at the end."""
    code, entries = code_of(kind, entry), getattr(listed, kind)
    is_known = any(code_of(kind, known) == code for known in entries)
    changed = [entry if code_of(kind, known) == code else known for known in entries]
    return listed.model_copy(update={kind.value: (*changed, *(() if is_known else (entry,)))})


def with_entry_in(catalogue: Catalogue, kind: EntryKind, entry: Part) -> Catalogue:
    """Return a catalogue with an entry in the place of the one of its code."""
    entries = entries_of(catalogue, kind) | {code_of(kind, entry): entry}
    is_in_order = isinstance(getattr(catalogue, kind), tuple)
    listed: Any = tuple(entries.values()) if is_in_order else entries
    return replace(catalogue, **{kind.value: listed})


def problems_of_entry(kind: EntryKind, entry: Part, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the rules that forbid to keep an entry as it is, each once."""
    after = with_entry_in(catalogue, kind, entry)
    before = set(_errors(kind, catalogue))
    new = (finding.rule for finding in _errors(kind, after) if finding not in before)
    return tuple(dict.fromkeys((*_own_problems(entry), *new)))


def _own_problems(entry: Part) -> Iterator[str]:
    if isinstance(entry, Question):
        yield from _question_problems(entry)
    if isinstance(entry, Law) and (entry.valid_to or "9") < (entry.valid_from or ""):
        yield "over_before_it_begins"
    for name in ("text", "name"):
        if not str(getattr(entry, name, "?")).strip():
            yield "without_name"


def _question_problems(question: Question) -> Iterator[str]:
    chosen = question.kind is not QuestionKind.NUMBER
    if chosen and len(question.options) < 2:
        yield "too_few_options"
    if not chosen and question.options:
        yield "number_with_options"
    if len(set(question.options)) < len(question.options):
        yield "option_twice"


def _errors(kind: EntryKind, catalogue: Catalogue) -> Iterator[Finding]:
    for check in _CHECKS.get(kind, ()):
        for _, finding in check(catalogue):
            if finding.severity is Severity.ERROR:
                yield finding


_CHECKS = {
    EntryKind.QUESTIONS: (check_questions, check_spoken_words),
    EntryKind.SUBJECTS: (check_subjects,),
    EntryKind.DOCUMENTS: (check_documents,),
    EntryKind.LICENCES: (check_licences,),
    EntryKind.MAPPINGS: (check_mappings,),
    EntryKind.DERIVATIONS: (check_derivations,),
}
