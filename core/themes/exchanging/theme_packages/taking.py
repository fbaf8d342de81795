"""Put what a package brings beside what a library has: nothing that is here changes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from core.catalogue.catalogue import Catalogue
from core.catalogue.matter_files import list_file, matter_file
from core.catalogue.models import TRANSLATED_KINDS, Translation
from core.catalogue.revising import Changes, declared_changes
from core.themes.exchanging.theme_packages.parts import lists_of

_BY_CODE = ("departments", "documents", "elements", "laws", "licences", "questions", "subjects")
_RULES = {"derivations": "target", "standards": "code", "mappings": "element"}
_LIST_OF = {"derivations": "elements", "standards": "elements"}


def library_with(
    library: Catalogue, brought: Catalogue
) -> tuple[Catalogue, dict[str, Changes], dict[str, bytes]]:
    """Return a library with what a package brings and it lacks.

    Returns:
        The library as it would be; for each kind what is new to it (``added``) and what it has
        otherwise (``changed``, kept as it is); and the files to write.
    """
    found = {
        kind: Changes(changes.added, changes.changed)
        for kind, changes in declared_changes(library, brought).items()
        if kind not in {"themes", "translations", "page_titles"}
        and (changes.added or changes.changed)
    }
    more: dict[str, Any] = {
        kind: {**getattr(library, kind), **_new(getattr(brought, kind), found, kind)}
        for kind in (*_BY_CODE, "matters")
    }
    for kind, naming in _RULES.items():
        new = found.get(kind, Changes()).added
        rules = (rule for rule in getattr(brought, kind) if getattr(rule, naming) in new)
        more[kind] = (*getattr(library, kind), *rules)
    more["translations"] = _translations(library, brought)
    merged = replace(library, **more)
    files = _files(merged, found) | {
        f"translations/{locale}.yaml": list_file(words.model_copy(update={"locale": ""}))
        for locale, words in more["translations"].items()
        if words != library.translations.get(locale)
    }
    return merged, found, files


def _new(declared: Mapping[str, Any], found: Mapping[str, Changes], kind: str) -> dict[str, Any]:
    return {code: declared[code] for code in found.get(kind, Changes()).added}


def _translations(library: Catalogue, brought: Catalogue) -> dict[str, Translation]:
    """Return the words of each language with new ones, where the same person stands for both."""
    merged = dict(library.translations)
    for locale, words in brought.translations.items():
        known = merged.get(locale)
        if known is None:
            merged[locale] = words
        elif known.confirmed == words.confirmed:
            kinds = (*TRANSLATED_KINDS, "wordings")
            more = {kind: {**getattr(words, kind), **getattr(known, kind)} for kind in kinds}
            merged[locale] = known.model_copy(update=more)
    return merged


def _files(merged: Catalogue, found: Mapping[str, Changes]) -> dict[str, bytes]:
    grown = [kind for kind, changes in found.items() if changes.added and kind != "matters"]
    names = dict.fromkeys(f"{_LIST_OF.get(kind, kind)}.yaml" for kind in grown)
    lists = lists_of(merged)
    files = {name: list_file(lists[name]) for name in names}
    for code in found.get("matters", Changes()).added:
        files[f"matters/{code}.yaml"] = matter_file(merged.matters[code])
    return files
