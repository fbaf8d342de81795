"""The conditions of a theme as rows and columns, and the grid that shows them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from core.catalogue.models import Comparison, Question, short_name
from core.themes.editing.cell_texts import cell_text, is_typed
from core.themes.editing.clashes import Clash, clashes_in
from core.themes.editing.condition_tables import Row, cell_of
from core.themes.editing.conditions import is_asked_later
from core.themes.editing.decided_parts import (
    DecidedPart,
    compared_questions,
    decided_parts,
    whole_condition,
)
from pages.designer.conditions.editing import Editing
from pages.designer.decisions.memory import BEGUN, TableMemory
from pages.designer.grid import Grid, GridCell, GridColumn, GridRow
from pages.designer.wording import shown

SHARE = "share"
Shows = Literal["materials", "matters", "fields", "questions", "clashes"]
_KINDS: Mapping[Shows, tuple[str, ...]] = {
    "materials": ("matter", "material"),
    "matters": ("matter",),
    "questions": ("question",),
}
KEYS = ("Shift+Enter", "Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z")
_WIDTH, _SHARE_WIDTH = 116, 64


@dataclass(frozen=True)
class DecisionTable:
    """One drawing of the table.

    Args:
        editing: The theme as it stands, and how it is changed.
        memory: What the person has chosen.
        shows: Which rows are shown.
        words: What the rows or questions shown have in their names.
        has_every_question: Whether questions that no condition looks at have a column too.
    """

    editing: Editing
    memory: TableMemory
    shows: Shows = "materials"
    words: str = ""
    has_every_question: bool = False

    @cached_property
    def parts(self) -> tuple[DecidedPart, ...]:
        """Return everything that has a row."""
        return decided_parts(self.editing.theme, self.editing.preview.catalogue)

    @cached_property
    def clashes(self) -> Mapping[str, Clash]:
        """Return why some rows never hold, by the row."""
        preview = self.editing.preview
        return clashes_in(preview.theme, preview.catalogue, preview.shares, self.parts)

    @cached_property
    def compared(self) -> tuple[str, ...]:
        """Return the questions that the conditions shown look at."""
        return compared_questions(self.editing.theme, self._of_kind())

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """Return the questions that have a column, in the order in which they are asked."""
        asked = tuple(question.question for question in self.editing.theme.questions)
        if self.has_every_question:
            return tuple(dict.fromkeys((*asked, *self.compared)))
        return self.compared

    @property
    def order(self) -> Mapping[str, int]:
        """Return the place of every question."""
        asked = tuple(question.question for question in self.editing.theme.questions)
        known = (*asked, *compared_questions(self.editing.theme, self.parts))
        return {code: at for at, code in enumerate(dict.fromkeys(known))}

    def question(self, code: str) -> Question:
        """Return a question."""
        return self.editing.preview.catalogue.question(code)

    def may_change(self, part: DecidedPart) -> bool:
        """Say whether a condition is a table, and one that the person may change."""
        is_own = not part.own or self.editing.library is not None
        return is_own and part.rows is not None

    def is_too_early(self, part: DecidedPart, question: str) -> bool:
        """Say whether a part may not look at a question: it is a question asked before (law 7)."""
        is_question = part.kind == "question"
        return is_question and is_asked_later(self.editing.theme, part.part, question)

    def text(self, row: Row, question: str) -> str:
        """Return what a row says about a question."""
        return self._text(cell_of(row, question), self.question(question))

    def _text(self, cell: tuple[Comparison, ...], question: Question) -> str:
        both, either = (self.editing.say(f"table.{word}") for word in ("both", "either"))
        return shown(cell_text(cell, question, both=both, either=either))

    # ----- the grid ----------------------------------------------------------------------

    def grid(self) -> Grid:
        """Return the table as a grid."""
        say = self.editing.say
        return Grid(
            label=say("table.title"),
            corner=say("table.corner"),
            columns=(*map(self._column, self.questions), self._shares()),
            rows=tuple(row for part in self._shown() for row in self._rows(part)),
            keys=KEYS,
            empty=("–", say("table.any")),
            reports_choice=True,
        )

    def _column(self, code: str) -> GridColumn:
        options = tuple(map(shown, self.question(code).options))
        name = short_name(self.editing.question(code))
        return GridColumn(code, name, options=options, width=_WIDTH)

    def _shares(self) -> GridColumn:
        name = self.editing.say("table.share")
        return GridColumn(SHARE, name, is_fixed=True, is_figure=True, width=_SHARE_WIDTH)

    def _shown(self) -> Iterator[DecidedPart]:
        yield from filter(self._is_found, self._of_kind())

    def _of_kind(self) -> list[DecidedPart]:
        if self.shows == "clashes":
            return list(filter(self._clashes, self.parts))
        kinds = _KINDS.get(self.shows)
        return [part for part in self.parts if kinds is None or part.kind in kinds]

    def _clashes(self, part: DecidedPart) -> bool:
        return any(row_id.startswith(f"{part.id}/") for row_id in self.clashes)

    def _is_found(self, part: DecidedPart) -> bool:
        cells = [part.matter, part.part, part.name, *self._questions_in_words(part)]
        text = " ".join(cells).casefold()
        return all(word in text for word in self.words.casefold().split())

    def _questions_in_words(self, part: DecidedPart) -> Iterator[str]:
        yield from (self.editing.question(code) for code in compared_questions_of(part))

    def _rows(self, part: DecidedPart) -> Iterator[GridRow]:
        rows = part.rows
        if rows is None:
            yield self._merged(part)
            return
        yield from (self._row(part, at, row) for at, row in enumerate(rows))
        begun = self.memory.begun_of(part.id)
        if begun is not None:
            yield self._alternative(part, BEGUN, begun)

    def _row(self, part: DecidedPart, at: int, row: Row) -> GridRow:
        if at or part.place:
            return self._alternative(part, str(at), row, has_share=not at)
        return self._first(part, self._cells(part, str(at), row))

    def _first(self, part: DecidedPart, cells: dict[str, GridCell]) -> GridRow:
        cells |= self._share_cell(part)
        about = part.part or part.matter
        kind: Literal["strong", "inner"] = "inner" if part.own else "strong"
        return GridRow(f"{part.id}/0", shown(part.name), about, kind, cells)

    def _alternative(
        self, part: DecidedPart, at: str, row: Row, *, has_share: bool = False
    ) -> GridRow:
        cells = self._cells(part, at, row) | (self._share_cell(part) if has_share else {})
        about = self.editing.say("table.begun") if at == BEGUN else ""
        return GridRow(f"{part.id}/{at}", self.editing.say("table.or"), about, "joined", cells)

    def _merged(self, part: DecidedPart) -> GridRow:
        words = self.editing.sentence(part.when) if part.when else ""
        text = self.editing.say("table.deep", condition=words)
        span = max(1, len(self.questions))
        first = self.questions[0] if self.questions else SHARE
        return self._first(part, {first: GridCell(text, is_fixed=True, span=span)})

    def _cells(self, part: DecidedPart, at: str, row: Row) -> dict[str, GridCell]:
        clash = self.clashes.get(f"{part.id}/{at}")
        marked = clash.questions if clash else frozenset()
        is_open = self.may_change(part)
        cells = {}
        for code in self.questions:
            cell, question = cell_of(row, code), self.question(code)
            mark = self.editing.say("table.clash") if code in marked else ""
            is_fixed = not is_open or not is_typed(cell, question)
            cells[code] = GridCell(self._text(cell, question), mark=mark, is_fixed=is_fixed)
        return cells

    def _share_cell(self, part: DecidedPart) -> dict[str, GridCell]:
        whole = whole_condition(part, self.editing.theme)
        return {SHARE: GridCell(self.editing.percent(whole), is_fixed=True)}


def compared_questions_of(part: DecidedPart) -> tuple[str, ...]:
    """Return the questions that one part looks at."""
    rows = part.rows or ()
    return tuple(dict.fromkeys(compared.question for row in rows for compared in row))
