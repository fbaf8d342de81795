"""Find what is asked although it could be known (law 5): a warning, for a person to judge.

An entry could be known where a question of the theme answers the same element about another
subject, with options that match, or where a paper of the same matter is fetched from the very
source that is the authority for the element. What follows by a rule that nobody can compute is
found in :mod:`core.forms.deriving`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from core.catalogue.catalogue import Catalogue
from core.catalogue.findings import Finding, warning
from core.catalogue.models import Column, FieldKey, Matter, Theme

Path = tuple[str | int, ...]
RULE = "could-be-known"

_NUMBERS = frozenset({"per.id_no", "org.uscc"})
"""A record is looked up by its holder's number, so the number itself has to be asked."""


class Entry(NamedTuple):
    """An entry of a matter's form: its place in the file, its name, and what it asks for."""

    path: Path
    ref: str
    key: FieldKey
    asks: Column


def entries_of(matter: Matter) -> Iterator[Entry]:
    """Yield the entries of a form that say what they ask for, columns one by one."""
    for number, field in enumerate(matter.fields):
        for position, entry in enumerate(field.entries()):
            if entry.element is None or entry.subject is None:
                continue
            is_column = entry is not field
            path: Path = ("fields", number, *(("columns", position) if is_column else ()))
            ref = f"{matter.code}.{field.id}" + (f".{entry.id}" if is_column else "")
            yield Entry(path, ref, FieldKey(entry.element, entry.subject), entry)


def keys_in(theme: Theme, catalogue: Catalogue) -> Iterator[tuple[FieldKey, Entry]]:
    """Yield what the forms of a theme ask for, under the theme's names for subjects."""
    bound = {
        (binding.matter, binding.subject): binding.bound_as for binding in theme.subject_bindings
    }
    for included in theme.matters:
        matter = catalogue.matters.get(included.matter)
        for entry in entries_of(matter) if matter else ():
            subject = bound.get((included.matter, entry.key.subject), entry.key.subject)
            yield FieldKey(entry.key.element, subject), entry


def check_knowable(matter: Matter, catalogue: Catalogue) -> Iterator[tuple[Path, Finding]]:
    """Yield the entries of a matter that could be known, and by what."""
    yield from _on_record(matter, catalogue)
    reported: set[str] = set()
    for theme in catalogue.themes.values():
        if any(included.matter == matter.code for included in theme.matters):
            for path, finding in _answered(matter, theme, catalogue):
                if finding.at not in reported:
                    reported.add(finding.at)
                    yield path, finding


def _on_record(matter: Matter, catalogue: Catalogue) -> Iterator[tuple[Path, Finding]]:
    """Yield what the source of a paper is the authority for, but is not said to tell."""
    for entry, source, paper in entries_on_record(matter, catalogue):
        params = {"label": entry.asks.label, "source": source, "paper": paper}
        yield entry.path, _could_be_known("record", entry, **params)


def entries_on_record(matter: Matter, catalogue: Catalogue) -> Iterator[tuple[Entry, str, str]]:
    """Yield the entries that a source could tell: the entry, the source, the paper fetched."""
    for entry in entries_of(matter):
        element = catalogue.elements.get(entry.key.element)
        if element is None or entry.key.element in _NUMBERS:
            continue
        for paper, source in _sources_about(matter, entry.key.subject):
            record = catalogue.licences.get(source)
            is_carried = record is not None and entry.key.element in record.carries
            if source in element.authority and not is_carried:
                yield entry, source, paper
                break


def _sources_about(matter: Matter, subject: str) -> Iterator[tuple[str, str]]:
    """Yield the papers about a subject that are fetched, and from where."""
    for material in matter.materials:
        exemption = material.exemption
        if exemption is None or not exemption.by.kind.is_fetched:
            continue
        if any(document.subject == subject for document in material.documents()):
            yield material.name, exemption.name


def _answered(matter: Matter, theme: Theme, catalogue: Catalogue) -> Iterator[tuple[Path, Finding]]:
    """Yield what a question of a theme answers about another subject, with options that match."""
    options = _options_by_key(theme, catalogue)
    answers = _answers_in(theme, catalogue)
    fixed = set(theme.fixed_values)
    for key, entry in keys_in(theme, catalogue):
        if not entry.ref.startswith(f"{matter.code}.") or key in answers or str(key) in fixed:
            continue
        for other, question in answers.items():
            own, others = options.get(key), options.get(other, frozenset())
            if own and other.element == key.element and _match(own, others):
                params = {"label": entry.asks.label, "question": question, "other": str(other)}
                yield entry.path, _could_be_known("answer", entry, **params)
                break


def _match(own: frozenset[str], others: frozenset[str]) -> bool:
    """Say whether two lists of options are the same, but for what one of them leaves out."""
    return bool(others) and (own <= others or others <= own)


def _answers_in(theme: Theme, catalogue: Catalogue) -> Mapping[FieldKey, str]:
    """Return the fields that questions of a theme fill in, and the words of the question."""
    codes = (*(asked.question for asked in theme.questions), *theme.fixed_answers)
    known = [catalogue.questions[code] for code in codes if code in catalogue.questions]
    return {link.key: question.text for question in known for link in question.links}


def _options_by_key(theme: Theme, catalogue: Catalogue) -> Mapping[FieldKey, frozenset[str]]:
    found: dict[FieldKey, frozenset[str]] = {}
    for key, entry in keys_in(theme, catalogue):
        found[key] = found.get(key, frozenset()) | frozenset(entry.asks.options)
    return found


def _could_be_known(variant: str, entry: Entry, **params: str) -> Finding:
    return replace(warning(RULE, entry.ref, **params), variant=variant)
