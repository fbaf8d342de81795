"""The rows of an import as a grid: what is sure, what to look at, what nothing fits."""

from collections.abc import Iterator

from core.services.library import UNDECIDED, Certainty, Decisions, ImportRow
from pages.designer.grid import Grid, GridCell, GridColumn, GridRow
from pages.designer.imports.naming import ImportNames

GROUP = "group."
STEPPING = ("0", "1", "2", "3", "Enter")
KEYS = (*STEPPING, "Ctrl+Enter", "Ctrl+Z", "Delete")
_WIDTHS = {"element": 180, "subject": 104, "score": 60, "state": 76, "why": 220}


def import_grid(rows: tuple[ImportRow, ...], decisions: Decisions, names: ImportNames) -> Grid:
    """Return the grid; rows keep their group whatever is decided of them."""
    return Grid(
        label=names.say("grid"),
        corner=names.say("column.label"),
        columns=tuple(
            GridColumn(
                name,
                names.say(f"column.{name}"),
                is_fixed=True,
                is_figure=name == "score",
                width=width,
            )
            for name, width in _WIDTHS.items()
        ),
        rows=tuple(_rows(rows, decisions, names)),
        keys=KEYS,
        steps_on=STEPPING,
        empty=("–", names.say("none")),
        reports_choice=True,
        has_tint=False,
    )


def in_groups(rows: tuple[ImportRow, ...]) -> tuple[ImportRow, ...]:
    """Return rows in the order in which they are shown."""
    return tuple(row for group in Certainty for row in rows if row.certainty is group)


def _rows(
    rows: tuple[ImportRow, ...], decisions: Decisions, names: ImportNames
) -> Iterator[GridRow]:
    for group in Certainty:
        own = [row for row in rows if row.certainty is group]
        if own:
            cells = {"element": GridCell(names.say(f"group_below.{group}"), span=len(_WIDTHS))}
            name = names.say(f"group.{group}", count=len(own))
            yield GridRow(f"{GROUP}{group}", name, kind="strong", cells=cells)
            yield from (_row(row, decisions, names) for row in own)


def _row(row: ImportRow, decisions: Decisions, names: ImportNames) -> GridRow:
    decision = decisions.get(row.ref, UNDECIDED)
    first = row.suggestions[0] if row.suggestions else None
    is_shown = row.certainty is not Certainty.NOTHING and first is not None
    element = decision.element or (first.element if first and is_shown else None)
    subject = decision.subject or (first.subject if first and is_shown else None)
    texts = {
        "element": names.element_text(element) if element else _folded(row, names),
        "subject": names.subject(subject) if element else "",
        "score": f"{first.score:.0%}" if first and is_shown and not decision.element else "",
        "why": names.short_reason(first) if first and is_shown else names.say("nothing_fits"),
        "state": names.state(row, decisions),
    }
    if decision.office_use:
        texts |= dict.fromkeys(("element", "subject", "score"), "")
    cells = {name: GridCell(text) for name, text in texts.items() if text}
    return GridRow(row.ref, row.label, row.section, kind="inner", cells=cells)


def _folded(row: ImportRow, names: ImportNames) -> str:
    """Return that nothing fits, and in short what is nearest."""
    if not row.suggestions:
        return names.say("state.nothing")
    nearest = row.suggestions[0]
    name = names.catalogue.element_name(nearest.element)
    return names.say("nearest", name=name, score=f"{nearest.of_element:.0%}")
