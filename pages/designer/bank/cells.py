"""The attributes of each kind of entry, and how each of them is changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.services.library import EntryKind


class Way(StrEnum):
    """How an attribute is changed."""

    LINE = "line"
    LINES = "lines"
    TEXT = "text"
    CHOICE = "choice"
    SWITCH = "switch"
    CODE = "code"
    CODES = "codes"
    SPOKEN = "spoken"
    UNSURE = "unsure"
    WRITTEN = "written"
    FIELD = "field"
    DAY = "day"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Cell:
    """An attribute as it stands on a record; ``wide`` ones have a row of their own."""

    name: str
    way: Way = Way.LINE
    wide: bool = False


def _wide(name: str, way: Way = Way.TEXT) -> Cell:
    return Cell(name, way, wide=True)


CELLS: Mapping[EntryKind, tuple[Cell, ...]] = {
    EntryKind.QUESTIONS: (
        Cell("kind", Way.CHOICE),
        Cell("unit"),
        Cell("answers", Way.FIELD),
        Cell("explain"),
        _wide("text"),
        _wide("spoken"),
        _wide("options", Way.LINES),
        _wide("spoken_options", Way.SPOKEN),
        _wide("why"),
        _wide("example"),
        _wide("hint"),
        _wide("unsure", Way.UNSURE),
        _wide("also_answers", Way.READ),
        _wide("deprecated"),
    ),
    EntryKind.ELEMENTS: (
        Cell("name"),
        Cell("type", Way.CHOICE),
        Cell("describes"),
        Cell("group"),
        Cell("standard"),
        Cell("authority"),
        Cell("sensitive", Way.CHOICE),
        Cell("source", Way.CHOICE),
        Cell("list", Way.SWITCH),
        Cell("role_bound", Way.SWITCH),
        _wide("validation"),
        _wide("deprecated"),
    ),
    EntryKind.SUBJECTS: (
        Cell("kind", Way.CHOICE),
        Cell("or_kind"),
        Cell("repeats", Way.SWITCH),
        Cell("child", Way.SWITCH),
        Cell("typical", Way.CODE),
        Cell("first", Way.CODE),
        _wide("name"),
        _wide("asked_as"),
        _wide("may_be", Way.CODES),
        _wide("never", Way.READ),
        _wide("members", Way.CODES),
        _wide("rows_from", Way.CODES),
        _wide("rows_of", Way.CODES),
        _wide("rows_not", Way.CODES),
        _wide("basis"),
        _wide("deprecated"),
    ),
    EntryKind.DOCUMENTS: (
        Cell("signed_by", Way.CODE),
        Cell("sensitive", Way.CHOICE),
        _wide("name"),
        _wide("deprecated"),
    ),
    EntryKind.LICENCES: (
        Cell("issuer"),
        _wide("carries", Way.CODES),
        _wide("looked_up_by", Way.LINES),
    ),
    EntryKind.MAPPINGS: (
        Cell("confirmed_by"),
        Cell("confirmed_on", Way.DAY),
        _wide("written_as", Way.WRITTEN),
        _wide("basis"),
    ),
}
