"""Matters in the making: what rows of a spreadsheet add to them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from core.catalogue.spreadsheets.cells import closed_word
from core.catalogue.spreadsheets.rows import (
    LENIENT,
    OF_MATERIALS,
    Reader,
    RowReading,
    Values,
    read_cells,
    with_exemption,
)
from core.catalogue.spreadsheets.words import FORM_WORDS
from core.catalogue.suggesting.labels import wording_of

LONGEST_LABEL = 200
_MATERIAL: Mapping[str, Reader] = MappingProxyType({**LENIENT, **OF_MATERIALS})

_MARKS = re.compile(r"^[\s*＊※★●◆■▲·]+|[\s*＊:：_＿﹍…]+$")
_NUMBERING = re.compile(
    r"^\s*(?:[(（\[【]\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[)）\]】]"
    r"|(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[、）)．]|\d{1,3}(?:[.．]\d{1,3})*[.．](?!\d)"
    r"|\d{1,3}(?:[.．]\d{1,3})+\s+(?=\D)"
    r"|[①-⓿❶-➓㈠-㈩⑴-⒛])\s*"
)
_REQUIRED = re.compile(r"^\s*[*＊]|[*＊]\s*$|[(（]必填[)）]")


@dataclass(slots=True)
class DraftField:
    """A field in the making, the row it was read from, and what is shown of it there."""

    values: Values
    reading: RowReading
    shown: Values


@dataclass(slots=True)
class Draft:
    """A matter in the making."""

    attributes: Values = field(default_factory=dict)
    title: str = ""
    fields: list[DraftField] = field(default_factory=list)
    materials: list[Values] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was found for it."""
        return not (self.attributes or self.fields or self.materials)

    def add_attributes(self, cells: Mapping[str, str], reading: RowReading) -> None:
        """Add attributes of the matter; the first word on each stands."""
        values = read_cells(cells, LENIENT, reading)
        reading.understood = {"as": "matter", **reading.understood, **values}
        for name, value in values.items():
            self.attributes.setdefault(name, value)

    def add_field(self, cells: Mapping[str, str], section: str, reading: RowReading) -> None:
        """Add a field; its label loses numbering and marks, which are layout."""
        layout = {"id", "table", "section"}
        texts = {name: text for name, text in cells.items() if name not in layout}
        raw = texts.pop("label", "")
        label = tidied(raw)
        if not wording_of(label).words:
            reading.note("no-label")
            return
        values = {"section": section, **read_cells(texts, LENIENT, reading), "label": label}
        if _REQUIRED.search(raw):
            values.setdefault("required", True)
        if "type" not in values and values.get("options"):
            values["type"] = "choice"
        self.keep_field(values, reading)

    def keep_field(self, values: Values, reading: RowReading) -> None:
        """Keep a field and show it in its row, together with others of the same row."""
        shown = {"as": "field", **values}
        before = reading.understood.get("as")
        if before == "field":
            reading.understood = {"as": "fields", "fields": [reading.understood, shown]}
        elif before == "fields":
            reading.understood["fields"].append(shown)
        else:
            reading.understood = shown
        self.fields.append(DraftField(values, reading, shown))

    def add_material(self, cells: Mapping[str, str], reading: RowReading) -> None:
        """Add a material; what is not said of it stays as is usual."""
        texts = {name: text for name, text in cells.items() if name != "id"}
        name = tidied(texts.pop("name", ""))
        if not wording_of(name).words:
            reading.note("no-label")
            return
        values = with_exemption({"name": name, **read_cells(texts, _MATERIAL, reading)})
        if "form" not in values and (found := closed_word(FORM_WORDS, name)) is not None:
            values["form"] = found
        reading.understood = {"as": "material", **values}
        self.materials.append(values)


def tidied(text: str) -> str:
    """Return a label without numbering, marks and the colon at its end.

    Examples:
        >>> tidied("＊1、经营者姓名："), tidied("（一）基本信息"), tidied("3.2 电话")
        ('经营者姓名', '基本信息', '电话')
    """
    text = " ".join(text.split())[:LONGEST_LABEL]
    before = None
    while text != before:
        before, text = text, _NUMBERING.sub("", _MARKS.sub("", text))
    return text
