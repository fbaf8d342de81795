"""Give a theme's conditions to others, and take theirs."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from core.catalogue.models import Question, Theme
from core.themes.exchanging.dmn import dmn_of, read_dmn
from core.themes.exchanging.logic_documents import logic_document_of, read_logic_document
from core.themes.exchanging.tables import Tables


class Notation(StrEnum):
    """How conditions are written for others."""

    DMN = "dmn"
    JSONLOGIC = "jsonlogic"


_WRITE: dict[Notation, Callable[[Theme, Mapping[str, Question]], bytes]] = {
    Notation.DMN: dmn_of,
    Notation.JSONLOGIC: logic_document_of,
}
_READ: dict[Notation, Callable[[bytes], Tables]] = {
    Notation.DMN: read_dmn,
    Notation.JSONLOGIC: read_logic_document,
}


def export_theme(theme: Theme, questions: Mapping[str, Question], notation: Notation) -> bytes:
    """Return a theme's conditions as a document.

    Raises:
        NotDmnError: If a condition would need more rows than anybody would read.
    """
    return _WRITE[notation](theme, questions)


def import_theme(content: bytes, notation: Notation, into: Theme) -> Theme:
    """Return a theme with the conditions of a document; the rest of it stays.

    Raises:
        NotDmnError, NotJsonLogicError: Naming everything that cannot be taken.
    """
    return _READ[notation](content).put_into(into)
