"""A department's own form: tables, pictures and signatures laid out."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from adapters.form_pictures import picture_at
from adapters.paper_layouts import PaperLayout, PaperVoice, Text
from adapters.system import local
from adapters.table_layouts import is_whole, lay_out_table
from core.forms.department_forms import FormEntry, FormTable
from core.receipts.models import PaperForm


def _context(content: PaperForm, voice: PaperVoice) -> dict[str, Any]:
    return {
        "form": content.form,
        "case_number": content.case_number,
        "received_at": local(content.received_at),
        "is_table": _is_table,
        "is_signed": _is_signed,
        "is_whole": is_whole,
        "picture": partial(picture_at, content.pictures),
        "lay_out": lay_out_table,
    }


def _is_table(part: FormEntry | FormTable) -> bool:
    return isinstance(part, FormTable)


def _is_signed(entry: FormEntry) -> bool:
    return entry.type.kind.is_signed


def _texts(content: PaperForm, voice: PaperVoice) -> Iterator[Text]:
    form = content.form
    yield from ((text, text) for text in (form.title, form.department))
    for section in form.sections:
        yield section.title, section.title
        for part in section.parts:
            yield part.label, part.label
            if isinstance(part, FormTable):
                yield from _texts_of_table(part)
            else:
                yield part.label, part.words
    for objection in form.objections:
        yield from (
            (objection.label, text)
            for text in (objection.given, objection.fetched, objection.licence)
        )


def _texts_of_table(table: FormTable) -> Iterator[Text]:
    yield from ((column.label, column.label) for column in table.columns)
    for number, row in enumerate(table.rows, start=1):
        yield from ((f"{table.label} {number} · {cell.label}", cell.words) for cell in row)


LAYOUT = PaperLayout(_context, _texts)
