"""Freeze a theme with everything it uses, so that what was published never changes (law 9)."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import (
    Condition,
    DataElement,
    Department,
    DerivationRule,
    Document,
    DocumentAbout,
    Licence,
    Matter,
    OptionMapping,
    PageTitle,
    Part,
    Question,
    Standard,
    Subject,
    Theme,
    comparisons_in,
)


@dataclass(frozen=True)
class ThemeVersion:
    """A published theme: the theme and the part of the catalogue that it uses."""

    code: str
    version: int
    theme: Theme
    catalogue: Catalogue
    checksum: str
    published_at: datetime
    published_by: str


_PARTS: dict[str, type[Part]] = {
    "departments": Department,
    "documents": Document,
    "elements": DataElement,
    "licences": Licence,
    "questions": Question,
    "subjects": Subject,
    "matters": Matter,
}
_LISTS: dict[str, type[Part]] = {
    "derivations": DerivationRule,
    "standards": Standard,
    "mappings": OptionMapping,
    "page_titles": PageTitle,
}


_LATER = frozenset({"mappings", "page_titles"})


def snapshot_of(theme: Theme, catalogue: Catalogue) -> dict[str, Any]:
    """Return a theme and what it uses as plain data, ready to be stored for good."""
    used = _used_by(theme, catalogue)
    snapshot: dict[str, Any] = {
        name: [_plain(part) for key, part in getattr(catalogue, name).items() if key in keys]
        for name, keys in used.items()
    }
    snapshot["matters"] += [_plain(required) for required in _required_elsewhere(theme, catalogue)]
    for name in _LISTS:
        parts = [_plain(part) for part in getattr(catalogue, name)]
        if parts or name not in _LATER:  # there were none when the first versions were frozen
            snapshot[name] = parts
    return {"format": 1, "theme": _plain(theme), **snapshot}


def checksum_of(snapshot: dict[str, Any]) -> str:
    """Return the SHA-256 of a snapshot's canonical JSON."""
    text = json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def restore(snapshot: dict[str, Any]) -> tuple[Theme, Catalogue]:
    """Return the theme and the catalogue that a snapshot holds."""
    parts: dict[str, Any] = {
        name: {_code_of(part): part for part in map(model.model_validate, snapshot[name])}
        for name, model in _PARTS.items()
    }
    for name, model in _LISTS.items():
        parts[name] = tuple(map(model.model_validate, snapshot.get(name, ())))
    theme = Theme.model_validate(snapshot["theme"])
    return theme, Catalogue(**parts, themes={theme.code: theme})


def _plain(part: Part) -> dict[str, Any]:
    return part.model_dump(mode="json", by_alias=True, exclude_unset=True)


def _code_of(part: Any) -> str:
    for name in ("id", "code", "name"):
        if hasattr(part, name):
            return str(getattr(part, name))
    raise TypeError(part)


def _required_elsewhere(theme: Theme, catalogue: Catalogue) -> Iterator[Matter]:
    """Yield what the proof looks at of required matters that the theme does not have.

    Of those it asks only in which answers their result is there already.
    """
    included = dict.fromkeys(inclusion.matter for inclusion in theme.matters)
    known = [catalogue.matters[code] for code in included if code in catalogue.matters]
    required = dict.fromkeys(code for matter in known for code in matter.requires)
    for code in required:
        matter = catalogue.matters.get(code)
        if code not in included and matter is not None and matter.already_when is not None:
            yield Matter(
                format=1,
                code=code,
                name=matter.name,
                department=matter.department,
                committed_days=matter.committed_days,
                already_when=matter.already_when,
            )


def _used_by(theme: Theme, catalogue: Catalogue) -> dict[str, set[str]]:
    """Return the codes of everything the theme reaches, kind by kind.

    Licences, departments and standards are small and are kept whole.
    """
    codes = {included.matter for included in theme.matters}
    matters = [catalogue.matters[code] for code in codes if code in catalogue.matters]
    entries = [entry for matter in matters for _, _, entry in matter.entries()]
    documents = [d for m in matters for material in m.materials for d in material.documents()]
    bound = {binding.bound_as for binding in theme.subject_bindings}
    derived = " ".join(f"{rule.target} {rule.source}" for rule in catalogue.derivations)
    return {
        "departments": set(catalogue.departments),
        "documents": {document.document for document in documents},
        "elements": {str(entry.element) for entry in entries}
        | {code for code in catalogue.elements if f"{code}@" in derived},
        "licences": set(catalogue.licences),
        "questions": set(_questions_used(theme, matters))
        | set(_questions_used_elsewhere(theme, catalogue)),
        "subjects": bound
        | {str(entry.subject) for entry in entries}
        | {str(document.subject) for document in documents}
        | _signers_of(documents, catalogue),
        "matters": codes,
    }


def _signers_of(documents: Iterable[DocumentAbout], catalogue: Catalogue) -> set[str]:
    known = (catalogue.documents.get(document.document) for document in documents)
    return {document.signed_by for document in known if document and document.signed_by}


def _questions_used(theme: Theme, matters: Iterable[Matter]) -> Iterator[str]:
    yield from theme.fixed_answers
    conditions: list[Condition | None] = [included.when for included in theme.matters]
    for asked in theme.questions:
        yield asked.question
        conditions.append(asked.ask_when)
    for matter in matters:
        conditions += [matter.applies_when, matter.already_when]
        conditions += [material.when for material in matter.materials]
        for _, field, entry in matter.entries():
            conditions += [field.when, entry.when]
    for condition in conditions:
        yield from (comparison.question for comparison in comparisons_in(condition))


def _questions_used_elsewhere(theme: Theme, catalogue: Catalogue) -> Iterator[str]:
    for matter in _required_elsewhere(theme, catalogue):
        yield from (comparison.question for comparison in comparisons_in(matter.already_when))
