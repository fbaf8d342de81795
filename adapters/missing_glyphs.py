"""Find what cannot be printed, before it is: which character, in which field (law 19)."""

from collections.abc import Iterator

from adapters.typesetting import missing_in
from core.forms.department_forms import DepartmentForm, FormTable
from core.receipts.models import MissingGlyph, Receipt

Text = tuple[str, str]
"""The name of a place on the paper, and what stands there."""


def missing_on_form(form: DepartmentForm) -> tuple[MissingGlyph, ...]:
    """Return the characters of a department's form that no font has."""
    return _missing(_texts_of_form(form))


def missing_on_receipt(receipt: Receipt, applicant: str) -> tuple[MissingGlyph, ...]:
    """Return the characters of a receipt that no font has; ``applicant`` names that place."""
    return _missing(_texts_of_receipt(receipt, applicant))


def _missing(texts: Iterator[Text]) -> tuple[MissingGlyph, ...]:
    found = (MissingGlyph(place, one) for place, text in texts for one in missing_in(text))
    return tuple(dict.fromkeys(found))


def _texts_of_form(form: DepartmentForm) -> Iterator[Text]:
    yield from ((text, text) for text in (form.title, form.department))
    for section in form.sections:
        yield section.title, section.title
        for part in section.parts:
            yield part.label, part.label
            if isinstance(part, FormTable):
                yield from _texts_of_table(part)
            else:
                yield part.label, part.words
    for one in form.objections:
        yield from ((one.label, text) for text in (one.given, one.fetched, one.licence))


def _texts_of_table(table: FormTable) -> Iterator[Text]:
    yield from ((one.label, one.label) for one in table.columns)
    for number, row in enumerate(table.rows, start=1):
        yield from ((f"{table.label} {number} · {cell.label}", cell.words) for cell in row)


def _texts_of_receipt(receipt: Receipt, applicant: str) -> Iterator[Text]:
    yield applicant, receipt.applicant
    names = [receipt.theme_name]
    names += [text for one in receipt.matters for text in (one.name, one.department)]
    names += [text for one in receipt.materials for text in (one.name, one.about)]
    names += [text for one in receipt.origins for text in (one.licence, one.about, *one.labels)]
    yield from ((name, name) for name in names)
