"""Write handouts: each format is one file of ``handout_formats``."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from adapters.charts import charts_picture
from adapters.typesetting import mark_of
from core.discovering import entries_in
from core.errors import PrintingError, ServiceError
from core.handouts.models import Handout, HandoutHeading, HandoutParagraph, HandoutPart
from core.ports import Printer

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class HandoutFormat:
    """How a handout becomes a file of one kind."""

    media_type: str
    write: Callable[[Handout, Printer], bytes]


@cache
def handout_formats() -> Mapping[str, HandoutFormat]:
    """Return the formats by what names of files end in, without the dot."""
    return entries_in("adapters.handout_formats", "FORMAT", HandoutFormat)


class FileHandoutWriter:
    """Implements :class:`core.ports.HandoutWriter`.

    A ``watermark`` stands above every part of a file: of a room to train in nothing passes as real.
    """

    def __init__(self, printer: Printer, *, watermark: str = "") -> None:
        self._printer = printer
        self._watermark = watermark

    @property
    def media_types(self) -> Mapping[str, str]:
        """Return what each format is sent as, by what names of files end in."""
        return {name: known.media_type for name, known in handout_formats().items()}

    def picture(self, handout: Handout) -> bytes:
        """Return the charts of a handout as one PNG.

        Raises:
            PrintingError: If they cannot be drawn.
        """
        try:
            return charts_picture(handout)
        except Exception as error:  # as for writing
            raise PrintingError(reason=type(error).__name__) from error

    def write(self, handout: Handout, form: str) -> bytes:
        """Return a handout as a file.

        Raises:
            PrintingError: If it cannot be made.
            SpreadsheetRefusedError: If a text is longer than a cell holds.
        """
        try:
            return handout_formats()[form].write(self._marked(handout), self._printer)
        except ServiceError:
            raise
        except Exception as error:  # whatever a library fails with, it is told in words
            raise PrintingError(reason=type(error).__name__) from error

    def _marked(self, handout: Handout) -> Handout:
        if not self._watermark:
            return handout
        mark = HandoutParagraph(self._watermark)
        parts: list[HandoutPart] = [mark]
        for part in handout.parts:
            parts += (part, mark) if isinstance(part, HandoutHeading) else (part,)
        return replace(handout, parts=tuple(parts))


def printable(text: str) -> str:
    r"""Return a text in which what no office file may hold stands by its code (law 19).

    Examples:
        >>> printable("甲\x07")
        '甲〔U+0007〕'
    """
    return _NOT_IN_XML.sub(lambda found: mark_of(found.group()), text)
