"""The part of a catalogue that a theme needs, and the files in which a catalogue has it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from core.catalogue.catalogue import Catalogue
from core.catalogue.matter_files import list_file, matter_file
from core.catalogue.models import (
    TRANSLATED_KINDS,
    Departments,
    Documents,
    Elements,
    Laws,
    Licences,
    Mappings,
    Questions,
    Subjects,
    Theme,
    Translation,
)
from core.themes.publishing import restore, snapshot_of


def part_of_library(theme: Theme, catalogue: Catalogue) -> Catalogue:
    """Return what a theme uses of a catalogue, with the words of other languages for it."""
    snapshot = snapshot_of(theme, catalogue)
    own, used = restore(snapshot)
    included = {matter.matter for matter in theme.matters}
    texts = set(_texts_in(snapshot))
    part = replace(
        used,
        themes={own.code: own},
        matters={code: known for code, known in used.matters.items() if code in included},
        laws={name: law for name, law in catalogue.laws.items() if _is_cited(law.name, texts)},
    )
    translations = {
        locale: _translation_of(translation, part, texts)
        for locale, translation in catalogue.translations.items()
    }
    return replace(part, translations=translations)


def _is_cited(law: str, texts: set[str]) -> bool:
    return any(law in text for text in texts)


def _texts_in(plain: Any) -> Iterator[str]:
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict):
        for name, part in plain.items():
            yield from (name, *_texts_in(part))
    elif isinstance(plain, list):
        for part in plain:
            yield from _texts_in(part)


def _translation_of(translation: Translation, part: Catalogue, texts: set[str]) -> Translation:
    kept = {
        kind: {
            code: words
            for code, words in getattr(translation, kind).items()
            if code in getattr(part, kind)
        }
        for kind in TRANSLATED_KINDS
    }
    wordings = {text: words for text, words in translation.wordings.items() if text in texts}
    return translation.model_copy(update={**kept, "wordings": wordings})


def files_of_part(part: Catalogue) -> dict[str, bytes]:
    """Return a part of a catalogue as the files of its directory, each in order of codes.

    Raises:
        ValueError: If something would not read back as the same.
    """
    files = {name: list_file(listed) for name, listed in lists_of(part).items()}
    files |= {f"matters/{code}.yaml": matter_file(known) for code, known in part.matters.items()}
    files |= {f"themes/{code}.yaml": list_file(theme) for code, theme in part.themes.items()}
    files |= {
        f"translations/{locale}.yaml": list_file(words.model_copy(update={"locale": ""}))
        for locale, words in part.translations.items()
    }
    return dict(sorted(files.items()))


def lists_of(part: Catalogue) -> dict[str, Any]:
    """Return the lists of a catalogue by the names of their files."""
    return {
        "departments.yaml": Departments(format=1, departments=_in_order(part.departments)),
        "documents.yaml": Documents(format=1, documents=_in_order(part.documents)),
        "elements.yaml": Elements(
            format=1,
            elements=_in_order(part.elements),
            derivations=part.derivations,
            standards=part.standards,
            page_titles=part.page_titles,
        ),
        "laws.yaml": Laws(format=1, laws=_in_order(part.laws)),
        "licences.yaml": Licences(format=1, licences=_in_order(part.licences)),
        "mappings.yaml": Mappings(format=1, mappings=part.mappings),
        "questions.yaml": Questions(format=1, questions=_in_order(part.questions)),
        "subjects.yaml": Subjects(format=1, subjects=_in_order(part.subjects)),
    }


def _in_order(declared: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(part for _, part in sorted(declared.items()))
