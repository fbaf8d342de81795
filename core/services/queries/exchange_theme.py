"""Give a theme's conditions to others, and take theirs."""

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from core.catalogue.answer_values import impossible_values
from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Question, Theme, comparisons_in
from core.errors import NotDmnError, NotJsonLogicError, Problem, ProblemsError
from core.themes.exchanging.bpmn import bpmn_of
from core.themes.exchanging.dmn import dmn_of, read_dmn
from core.themes.exchanging.json_schemas import json_schema_of
from core.themes.exchanging.linked_data import linked_data_of
from core.themes.exchanging.logic_documents import logic_document_of, read_logic_document
from core.themes.exchanging.tables import Tables
from core.themes.exchanging.theme_packages import theme_package_of
from core.themes.exchanging.xlsforms import xlsform_of
from core.themes.guides import guide_theme
from core.themes.plans import ThemePlan


class ExportFormat(StrEnum):
    """How a theme is written for others: its conditions, or what one situation comes to."""

    DMN = "dmn"
    JSONLOGIC = "jsonlogic"
    XLSFORM = "xlsform"
    JSONSCHEMA = "jsonschema"
    BPMN = "bpmn"
    PACKAGE = "package"
    JSONLD = "jsonld"


class Notation(StrEnum):
    """How conditions are written for others."""

    DMN = "dmn"
    JSONLOGIC = "jsonlogic"


Questions = Mapping[str, Question]

_WRITE: dict[Notation, Callable[[Theme, Questions], bytes]] = {
    Notation.DMN: dmn_of,
    Notation.JSONLOGIC: logic_document_of,
}
_READ: dict[Notation, Callable[[bytes, Questions | None], Tables]] = {
    Notation.DMN: read_dmn,
    Notation.JSONLOGIC: read_logic_document,
}
_REFUSED: dict[Notation, type[ProblemsError]] = {
    Notation.DMN: NotDmnError,
    Notation.JSONLOGIC: NotJsonLogicError,
}


def export_theme(theme: Theme, questions: Questions, notation: Notation) -> bytes:
    """Return a theme's conditions as a document.

    Raises:
        NotDmnError: If a condition would need more rows than anybody would read, or cannot be
            said in rows.
    """
    return _WRITE[notation](theme, questions)


def export_plan(plan: ThemePlan, form: ExportFormat, answers: Mapping[str, Any]) -> bytes:
    """Return a theme in one of the formats; some tell the situation of ``answers``.

    Raises:
        InvalidAnswersError: Listing every answer that its question cannot take.
        NotDmnError: As for :func:`export_theme`.
    """
    if form.value in {notation.value for notation in Notation}:
        return export_theme(plan.theme, plan.catalogue.questions, Notation(form.value))
    if form is ExportFormat.XLSFORM:
        return xlsform_of(plan)
    if form is ExportFormat.PACKAGE:
        return theme_package_of(plan.theme, plan.catalogue)
    if form is ExportFormat.JSONLD:
        return linked_data_of(plan)
    guide = guide_theme(plan, answers)
    return bpmn_of(plan, guide) if form is ExportFormat.BPMN else json_schema_of(plan, guide)


def import_theme(
    content: bytes, notation: Notation, into: Theme, catalogue: Catalogue | None = None
) -> Theme:
    """Return a theme with the conditions of a document; the rest of it stays.

    Raises:
        NotDmnError, NotJsonLogicError: Naming everything that cannot be taken.
    """
    return read_conditions(content, notation, catalogue).put_into(into)


def read_conditions(
    content: bytes, notation: Notation, catalogue: Catalogue | None = None
) -> Tables:
    """Return the conditions of a document.

    Args:
        content: The document.
        notation: How it is written.
        catalogue: The matters and questions that there are. A word that is none of them could
            be anything, a fee or a priority; without a catalogue every code is taken for one.

    Raises:
        NotDmnError, NotJsonLogicError: Naming everything that cannot be taken.
    """
    tables = _READ[notation](content, catalogue.questions if catalogue else None)
    if catalogue and (unknown := tuple(_unknown(tables, catalogue))):
        raise _REFUSED[notation](unknown)
    return tables


def _unknown(tables: Tables, catalogue: Catalogue) -> Iterator[Problem]:
    listed = (
        ("unknown-matter", tables.matters, catalogue.matters),
        ("unknown-question", tables.questions, catalogue.questions),
    )
    for rule, codes, known in listed:
        for code in codes:
            if code not in known:
                close = get_close_matches(code, list(known), n=1, cutoff=0.6)
                yield Problem(code, f"exchange-{rule}", (("close", "".join(close) or "-"),))
    yield from _unknown_options(tables, catalogue)


def _unknown_options(tables: Tables, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield values that no answer can have: such a comparison never holds, or always does."""
    for code, condition in (*tables.matters.items(), *tables.questions.items()):
        for comparison in comparisons_in(condition):
            question = catalogue.questions.get(comparison.question)
            for value in impossible_values(comparison, question) if question else ():
                params = (("question", comparison.question), ("value", str(value)[:60]))
                yield Problem(code, "exchange-unknown-option", params)
