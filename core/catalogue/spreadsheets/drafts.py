"""Matters in the making: what rows of a spreadsheet add to them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from core.catalogue.models import ONE_CHOICE, PLAIN_TEXT, FieldType
from core.catalogue.spreadsheets.cells import flag
from core.catalogue.spreadsheets.material_names import said_by_name
from core.catalogue.spreadsheets.quantities import squeezed
from core.catalogue.spreadsheets.readers import LENIENT, OF_MATERIALS, Reader
from core.catalogue.spreadsheets.rows import (
    RowReading,
    Values,
    brief,
    heading_of,
    read_cells,
    with_exemption,
)
from core.catalogue.spreadsheets.words import NECESSITY_WORDS, TABLE_HEADING
from core.catalogue.suggesting.labels import wording_of

_MATERIAL: Mapping[str, Reader] = MappingProxyType({**LENIENT, **OF_MATERIALS})

_MARKS = re.compile(r"^[\s*＊※★●◆■▲·]+|[\s*＊:：_＿﹍…]+$")
_NUMBERING = re.compile(
    r"^\s*(?:[(（\[【]\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[)）\]】]"
    r"|(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[、）)．]|\d{1,3}(?:[.．]\d{1,3})*[.．](?!\d)"
    r"|\d{1,3}(?:[.．]\d{1,3})+\s+(?=\D)"
    r"|[①-⓿❶-➓㈠-㈩⑴-⒛])\s*"
)
_REQUIRED = re.compile(r"^\s*[*＊]|[*＊]\s*$|[(（]必填[)）]")

_UNITS = {"statutory_unit": "statutory_days", "committed_unit": "committed_days"}
_DAYS = tuple(_UNITS.values())


@dataclass(slots=True)
class DraftField:
    """A field in the making, the row it was read from, and what is shown of it there."""

    values: Values
    reading: RowReading
    shown: Values


@dataclass(slots=True)
class DraftMaterial:
    """A material in the making, and the row it was read from."""

    values: Values
    reading: RowReading


@dataclass(slots=True)
class MatterDraft:
    """A matter in the making."""

    attributes: Values = field(default_factory=dict)
    readings: dict[str, RowReading] = field(default_factory=dict)
    """The row of each attribute."""
    title: str = ""
    fields: list[DraftField] = field(default_factory=list)
    materials: list[DraftMaterial] = field(default_factory=list)
    unread_days: dict[str, str] = field(default_factory=dict)
    """Time limits that are stated but not understood: attribute and text."""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was found for it."""
        return not (self.attributes or self.fields or self.materials or self.unread_days)

    def add_attributes(self, cells: Mapping[str, str], reading: RowReading) -> None:
        """Add attributes of the matter; of what there is one of, the first stands."""
        texts = {name: text for name, text in cells.items() if name not in _UNITS}
        values = read_cells(texts, LENIENT, reading)
        reading.understood = {"as": "matter", **reading.understood, **values}
        for name in _DAYS:
            if texts.get(name, "").strip() and name not in values:
                self.unread_days.setdefault(name, texts[name].strip())
        for name, value in values.items():
            self._keep(name, value, texts[name], reading)
        for unit, days in _UNITS.items():
            self._apply_unit(days, cells.get(unit, ""), reading)

    def _keep(self, name: str, value: Any, text: str, reading: RowReading) -> None:
        """Keep an attribute. A list may go on in rows below."""
        self.readings.setdefault(name, reading)
        if isinstance(value, tuple):
            self.attributes[name] = (*self.attributes.get(name, ()), *value)
        elif self.attributes.setdefault(name, value) != value:
            heading = heading_of(name)
            reading.note("attribute-twice", column=heading, text=brief(text))

    def _apply_unit(self, days: str, unit: str, reading: RowReading) -> None:
        """Take a time limit back whose unit, in a cell of its own, is not the working day."""
        if not unit.strip():
            return
        reading.understood.setdefault("as", "matter")
        if squeezed(unit).removeprefix("个") != "工作日":
            self.unread_days[days] = unit.strip()
            heading = heading_of(days)
            unread = brief(unit.strip())
            reading.note("cell-not-understood", column=heading, text=unread, agreed="工作日")

    def take_days_back(self) -> None:
        """Leave out the time limits of which something was not understood."""
        for name in self.unread_days:
            self.attributes.pop(name, None)

    def add_field(self, cells: Mapping[str, str], section: str, reading: RowReading) -> None:
        """Add a field; its label loses numbering and marks, which are layout."""
        layout = {"id", "table", "section"}
        texts = {name: text for name, text in cells.items() if name not in layout}
        if cells.get("table", "").strip():
            reading.note("column-left-out", column=TABLE_HEADING, text=brief(cells["table"]))
        raw = texts.pop("label", "")
        label = tidied(raw)
        if not wording_of(label).words:
            reading.note("no-label")
            return
        values = {"section": section, **read_cells(texts, LENIENT, reading), "label": label}
        if _REQUIRED.search(raw):
            values.setdefault("required", True)
        if "type" not in values and values.get("options"):
            values["type"] = ONE_CHOICE.value
        note_choice(values, reading)
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
        _put_necessity(texts)
        given = {column for column, text in texts.items() if text.strip()}
        values = {"name": name, **read_cells(texts, _MATERIAL, reading)}
        values = {**said_by_name(name, given, reading), **with_exemption(values)}
        reading.understood = {"as": "material", **values}
        self.materials.append(DraftMaterial(values, reading))


def _put_necessity(texts: dict[str, str]) -> None:
    """Read a column that asks whether a material may be deferred as necessity.

    Yes there means the opposite of yes in a column that asks whether it is necessary.
    """
    deferrable = texts.pop("deferrable", "").strip()
    may_wait = flag(deferrable)
    if may_wait is not None:
        deferrable = NECESSITY_WORDS["deferrable" if may_wait else "required"][0]
    necessity = texts.get("necessity", "").strip()
    if deferrable and necessity and deferrable != necessity:
        both = {"必要", "是", "必需"} if may_wait is False else set()
        # Necessary and deferrable at once: the two columns leave it to a person.
        deferrable = necessity if necessity in both else f"{necessity} / {deferrable}"
    if deferrable:
        texts["necessity"] = deferrable


def note_choice(values: Values, reading: RowReading) -> None:
    """Tell of a choice that leaves nothing to choose, or has one option twice."""
    is_choice = FieldType(values.get("type", PLAIN_TEXT)).kind.is_choice
    options = values.get("options", ())
    number = len(set(options))
    if number < len(options):
        twice = next(option for option in options if options.count(option) > 1)
        reading.note("option-twice", option=brief(twice))
    if is_choice and number < 2 and not values.get("code_list"):
        reading.note("too-few-options", number=number)


def tidied(text: str) -> str:
    """Return a label without numbering, marks and the colon at its end.

    Examples:
        >>> tidied("＊1、经营者姓名："), tidied("（一）基本信息"), tidied("3.2 电话")
        ('经营者姓名', '基本信息', '电话')
    """
    text = " ".join(text.split())
    before = None
    while text != before:
        before, text = text, _NUMBERING.sub("", _MARKS.sub("", text))
    return text
