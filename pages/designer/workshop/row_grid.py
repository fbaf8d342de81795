"""The fields and materials of a matter in the grid: typed in place, and pasted from Excel."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from core.catalogue.models import Column, FieldSpec, MaterialRequirement, Matter
from core.services.library import MatterRecord, condition_words, with_part_value
from pages.designer.grid import (
    Grid,
    GridCell,
    GridColumn,
    GridEvent,
    GridRefusal,
    GridRow,
    draw_grid,
)
from pages.designer.wording import shown
from pages.designer.workshop.bench import MatterBench, bench
from pages.designer.workshop.row_values import RowValues
from pages.designer.workspace import Workspace
from pages.shared.state import remembered

_FIELDS = ("label", "section", "element", "subject", "required", "when")
_MATERIALS = (
    "name",
    "evidence",
    "exemption",
    "produced_by",
    "form",
    "necessity",
    "signing",
    "basis",
    "when",
)
_READ = ("when",)
_WIDE = {
    "label": 176,
    "name": 200,
    "evidence": 200,
    "exemption": 150,
    "element": 160,
    "basis": 200,
    "when": 200,
}
_WIDTH, _NAME_WIDTH = 112, 72


@dataclass
class RowMemory:
    """A value that was refused, by the matter."""

    refused: dict[str, GridRefusal] = field(default_factory=dict)


def draw_rows(record: MatterRecord, part: str, workspace: Workspace) -> None:
    """Draw the fields or the materials of a matter, to be changed where they stand."""
    rows = MatterRows(record, part, workspace, bench(), remembered(RowMemory))
    draw_grid(
        rows.grid(),
        f"rows_{part}_{record.matter.code}",
        take=rows.take,
        locale=workspace.locale,
        refused=rows.memory.refused.get(record.matter.code),
    )


@dataclass(frozen=True)
class MatterRows:
    """One drawing of the fields or the materials of a matter."""

    record: MatterRecord
    part: str
    workspace: Workspace
    bench: MatterBench
    memory: RowMemory

    @property
    def values(self) -> RowValues:
        """Return how values are written and read."""
        return RowValues(self.record, self.workspace)

    @property
    def kind(self) -> str:
        """Return what one row is."""
        return self.part.removesuffix("s")

    def grid(self) -> Grid:
        """Return the rows as they are changed and not submitted yet."""
        say = self.workspace.say
        names = _FIELDS if self.part == "fields" else _MATERIALS
        now = self.bench.now(self.record.matter)
        drawn = self._fields(now) if self.part == "fields" else self._materials(now)
        return Grid(
            label=say(f"shop.tab.{self.part}"),
            corner=say(f"shop.{self.kind}.code"),
            columns=tuple(self._column(name) for name in names),
            rows=tuple(drawn),
            empty=("–", say("shop.unsaid")),
            has_tint=False,
            name_width=_NAME_WIDTH,
        )

    def _column(self, name: str) -> GridColumn:
        return GridColumn(
            name,
            self.workspace.say(f"shop.{self.kind}.{name}"),
            options=self.values.offered(name),
            is_fixed=name in _READ,
            width=_WIDE.get(name, _WIDTH),
        )

    def _fields(self, now: Matter) -> Iterator[GridRow]:
        for each in now.fields:
            yield self._row(f"field:{each.id}", each, _FIELDS)
            for column in each.columns:
                yield self._row(f"field:{each.id}.{column.id}", column, _FIELDS)

    def _materials(self, now: Matter) -> Iterator[GridRow]:
        for each in now.materials:
            yield self._row(f"material:{each.id}", each, _MATERIALS)

    def _row(self, own: str, part: Column | MaterialRequirement, names: tuple[str, ...]) -> GridRow:
        means_nothing = isinstance(part, FieldSpec) and bool(part.columns)
        bound = ("element", "subject") if means_nothing else ()
        cells = {
            name: GridCell(
                self._text(part, name),
                mark="" if name in bound else self._mark(part, name),
                is_fixed=name in bound,
            )
            for name in names
        }
        return GridRow(own, own.partition(":")[2], kind="plain", cells=cells)

    def _text(self, part: Column | MaterialRequirement, name: str) -> str:
        if name != "when":
            return self.values.text(name, getattr(part, name))
        if part.when is None:
            return self.workspace.say("shop.always")
        words = condition_words(part.when, self.record.catalogue, self.workspace.locale)
        return shown(words)

    def _mark(self, part: Column | MaterialRequirement, name: str) -> str:
        """Return what is missing in a cell."""
        if name in ("element", "subject") and getattr(part, name) is None:
            return self.workspace.say(f"shop.no_{name}")
        is_unfounded = name == "basis" and part.id in self.record.without_basis
        return (
            self.workspace.say("shop.no_basis") if is_unfounded and not getattr(part, name) else ""
        )

    def take(self, event: GridEvent) -> None:
        """Take what was typed, cleared or pasted; the first that cannot be taken is refused."""
        code = self.record.matter.code
        self.memory.refused.pop(code, None)
        for entry in event.entries:
            reading = self.values.read(entry.column, entry.value)
            if not reading.why:
                change = partial(_changed, entry.row, entry.column, reading.value)
                self.bench.change(self.record.matter, change)
            elif code not in self.memory.refused:
                refusal = GridRefusal(entry.row, entry.column, entry.value, reading.why)
                self.memory.refused[code] = refusal


def _changed(part: str, name: str, value: object, matter: Matter) -> Matter:
    return with_part_value(matter, part, name, value)
