"""Find out what the columns of a table are, wherever its headings stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from core.catalogue.spreadsheets.files import Row
from core.catalogue.spreadsheets.quantities import unit_in, with_unit
from core.catalogue.spreadsheets.words import (
    ALSO_OF_MATERIALS,
    ALSO_OF_MATTERS,
    CHARGE_HEADINGS,
    FIELD_HEADINGS,
    MATERIAL_HEADINGS,
    MATTER_HEADINGS,
    TABLE_HEADING,
    Headings,
)
from core.catalogue.suggesting.labels import wording_of

LONGEST_HEADING = 16
DAYS = frozenset({"statutory_days", "committed_days"})


@dataclass(frozen=True, slots=True)
class Table:
    """A table of ``kind`` field, material or matter, and what each of its columns holds."""

    kind: str
    columns: Mapping[int, str]
    units: Mapping[int, str] = field(default_factory=dict)
    unknown: Mapping[int, str] = field(default_factory=dict)
    """Headings of columns that are not read."""

    @property
    def main(self) -> str:
        """Return the attribute that every row must have."""
        return "label" if self.kind == "field" else "name"

    def cells(self, row: Row) -> dict[str, str]:
        """Return the cells of a row by what they hold."""
        return {
            name: with_unit(row.cells[place], self.units.get(place, ""))
            for place, name in self.columns.items()
            if place < len(row.cells)
        }

    def outside(self, row: Row) -> list[str]:
        """Return the texts of a row that stand under no heading."""
        known = {*self.columns, *self.unknown}
        return [text.strip() for place, text in row.texts if place not in known]


def _words(headings: Headings) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, known in headings.items():
        for heading in known:
            found.setdefault(wording_of(heading).words, name)
    return found


ATTRIBUTE_OF: Mapping[str, str] = MappingProxyType(
    _words(MATTER_HEADINGS) | _words(CHARGE_HEADINGS) | _words(ALSO_OF_MATTERS)
)
_KINDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "material": _words(MATERIAL_HEADINGS) | _words(ALSO_OF_MATERIALS),
        "field": {**_words(FIELD_HEADINGS), wording_of(TABLE_HEADING).words: "table"},
        "matter": ATTRIBUTE_OF,
    }
)
_TELLING = frozenset({"材料名称", "申请材料", "表单项", "字段名称", "事项名称", "表单项名称"})
"""Headings that say by themselves what kind of table begins."""


def table_at(row: Row, above: Row | None = None) -> Table | None:
    """Return the table that begins with a row of headings, or nothing if it is no such row.

    A heading that spans two rows, or stands above a group of columns, counts as well.
    """
    texts = list(row.cells)
    if above is not None and above.number == row.number - 1:
        upper = [*above.cells, *[""] * (len(texts) - len(above.cells))]
        texts = [text or upper[place] for place, text in enumerate(texts)]
    words = [wording_of(text).words if len(text) <= LONGEST_HEADING else "" for text in texts]
    found = [_table_of(kind, words, texts) for kind in _KINDS]
    best = max(found, key=lambda table: len(table.columns))
    if best.main not in best.columns.values():
        return None
    own = sum(bool(text) for text in row.cells)
    named = sum(place < len(row.cells) and bool(row.cells[place]) for place in best.columns)
    alone = len(best.columns) == 1 and own == 1 and texts[min(best.columns)].strip() in _TELLING
    enough = len(best.columns) >= (3 if best.kind == "matter" else 2)
    # The words below headings may be headings by chance (a field called 名称).
    is_below = above is not None and table_at(above) is not None
    mostly = named == own if is_below else 2 * named >= own
    return best if (enough and mostly) or alone else None


def continued(table: Table, row: Row) -> Table | None:
    """Return the table whose headings go on in a row, if its main heading reaches down into it.

    Below 份数, which spans two columns, stand 原件 and 复印件: neither is the number of copies.
    """
    main = next(place for place, name in table.columns.items() if name == table.main)
    if main not in row.below:
        return None
    words = [wording_of(text).words for text in row.cells]
    below = _table_of(table.kind, words, row.cells)
    return below if below.columns.get(main) == table.main else None


def _table_of(kind: str, words: Sequence[str], texts: Sequence[str]) -> Table:
    known = _KINDS[kind]
    columns: dict[int, str] = {}
    for place, word in enumerate(words):
        name = known.get(word)
        if name is not None and name not in columns.values():
            columns[place] = name
    units = {place: unit_of(texts[place]) for place, name in columns.items() if name in DAYS}
    others = enumerate(texts)
    unknown = {p: text.strip() for p, text in others if p not in columns and text.strip()}
    return Table(kind, columns, units, unknown)


def unit_of(heading: str) -> str:
    """Return what a heading says in brackets of the unit of time, if it is no working day.

    Examples:
        >>> unit_of("承诺办结时限（天）"), unit_of("承诺办结时限（工作日）")
        ('天', '')
    """
    return unit_in(wording_of(heading).notes)
