"""The attributes of each kind of entry, and how each of them is changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.services.library import EntryKind


class EditingWay(StrEnum):
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
    NUMBER = "number"
    LINKS = "links"
    RECORDS = "records"
    APART = "apart"
    READ = "read"


@dataclass(frozen=True, slots=True)
class EntryAttribute:
    """An attribute as it stands on a record; ``wide`` ones have a row of their own.

    ``called`` is by which word it is called, where its name means something else elsewhere.
    """

    name: str
    way: EditingWay = EditingWay.LINE
    wide: bool = False
    called: str = ""

    @property
    def word(self) -> str:
        """Return by which word it is called."""
        return self.called or self.name


def _wide(name: str, way: EditingWay = EditingWay.TEXT, called: str = "") -> EntryAttribute:
    return EntryAttribute(name, way, wide=True, called=called)


CELLS: Mapping[EntryKind, tuple[EntryAttribute, ...]] = {
    EntryKind.QUESTIONS: (
        EntryAttribute("kind", EditingWay.CHOICE),
        EntryAttribute("unit"),
        EntryAttribute("minimum", EditingWay.NUMBER),
        EntryAttribute("maximum", EditingWay.NUMBER),
        EntryAttribute("answers", EditingWay.FIELD),
        EntryAttribute("explain"),
        _wide("text"),
        _wide("spoken"),
        _wide("options", EditingWay.LINES),
        _wide("spoken_options", EditingWay.SPOKEN),
        _wide("why"),
        _wide("example"),
        _wide("hint"),
        _wide("unsure", EditingWay.UNSURE),
        _wide("also_answers", EditingWay.LINKS),
        _wide("found_on", EditingWay.RECORDS),
        _wide("deprecated"),
    ),
    EntryKind.ELEMENTS: (
        EntryAttribute("name"),
        EntryAttribute("type", EditingWay.CHOICE),
        EntryAttribute("describes"),
        EntryAttribute("group"),
        EntryAttribute("standard"),
        EntryAttribute("authority"),
        EntryAttribute("sensitive", EditingWay.CHOICE),
        EntryAttribute("source", EditingWay.CHOICE),
        EntryAttribute("list", EditingWay.SWITCH),
        EntryAttribute("role_bound", EditingWay.SWITCH),
        _wide("validation"),
        _wide("deprecated"),
    ),
    EntryKind.SUBJECTS: (
        EntryAttribute("kind", EditingWay.CHOICE),
        EntryAttribute("or_kind"),
        EntryAttribute("repeats", EditingWay.SWITCH),
        EntryAttribute("child", EditingWay.SWITCH),
        EntryAttribute("typical", EditingWay.CODE),
        EntryAttribute("first", EditingWay.CODE),
        _wide("name"),
        _wide("asked_as"),
        _wide("may_be", EditingWay.CODES),
        _wide("never", EditingWay.APART),
        _wide("members", EditingWay.CODES),
        _wide("rows_from", EditingWay.CODES),
        _wide("rows_of", EditingWay.CODES),
        _wide("rows_not", EditingWay.CODES),
        _wide("basis"),
        _wide("deprecated"),
    ),
    EntryKind.DOCUMENTS: (
        EntryAttribute("signed_by", EditingWay.CODE),
        EntryAttribute("sensitive", EditingWay.CHOICE),
        _wide("name"),
        _wide("deprecated"),
    ),
    EntryKind.LICENCES: (
        EntryAttribute("issuer"),
        _wide("carries", EditingWay.CODES),
        _wide("looked_up_by", EditingWay.LINES),
    ),
    EntryKind.MAPPINGS: (
        EntryAttribute("confirmed_by"),
        EntryAttribute("confirmed_on", EditingWay.DAY),
        _wide("written_as", EditingWay.WRITTEN),
        _wide("basis"),
    ),
    EntryKind.DERIVATIONS: (
        _wide("target", EditingWay.READ),
        _wide("source", EditingWay.READ, called="from"),
        _wide("when", EditingWay.READ),
        _wide("rule"),
        _wide("basis"),
        _wide("deprecated"),
    ),
    EntryKind.STANDARDS: (_wide("name", EditingWay.LINE),),
    EntryKind.PAGE_TITLES: (
        _wide("asked_as", EditingWay.LINE),
        _wide("elements", EditingWay.LINES),
    ),
    EntryKind.DEPARTMENTS: (_wide("name", EditingWay.LINE), _wide("note")),
    EntryKind.LAWS: (
        EntryAttribute("valid_from", EditingWay.DAY),
        EntryAttribute("valid_to", EditingWay.DAY),
        _wide("replaced_by", EditingWay.LINE),
        _wide("also", EditingWay.LINES),
        _wide("note"),
    ),
}
