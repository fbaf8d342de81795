"""What a handout is made of: headings, paragraphs, tables and charts, in order.

Every format is written from this one description, so all of them say the same.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from core.i18n import DEFAULT_LOCALE
from core.themes.guides import Guide
from core.themes.plans import ThemePlan

HandoutCell = str | int
"""What stands in a table; a number stays one that spreadsheets can add up."""


@dataclass(frozen=True, slots=True)
class HandoutHeading:
    """Begins a section; in a workbook it begins a sheet."""

    kind: ClassVar[str] = "heading"
    text: str

    def texts(self) -> Iterator[str]:
        """Yield every text, in order."""
        yield self.text


@dataclass(frozen=True, slots=True)
class HandoutParagraph:
    """A paragraph of running text."""

    kind: ClassVar[str] = "paragraph"
    text: str

    def texts(self) -> Iterator[str]:
        """Yield every text, in order."""
        yield self.text


@dataclass(frozen=True, slots=True)
class HandoutColumn:
    """A column of a table; ``share`` is how wide it is beside the others."""

    name: str
    share: int = 4


@dataclass(frozen=True, slots=True)
class HandoutTable:
    """Rows under named columns."""

    kind: ClassVar[str] = "table"
    columns: tuple[HandoutColumn, ...]
    rows: tuple[tuple[HandoutCell, ...], ...]

    @property
    def shares(self) -> tuple[float, ...]:
        """Return how wide each column is, of 100.

        Examples:
            >>> HandoutTable((HandoutColumn("a", 1), HandoutColumn("b", 3)), ()).shares
            (25.0, 75.0)
        """
        whole = sum(column.share for column in self.columns)
        return tuple(100 * column.share / whole for column in self.columns)

    def texts(self) -> Iterator[str]:
        """Yield every text, in order."""
        yield from (column.name for column in self.columns)
        yield from (str(cell) for row in self.rows for cell in row)


@dataclass(frozen=True, slots=True)
class HandoutBar:
    """One bar of a chart, from ``start`` to ``end``; its figure stands beside it in words."""

    name: str
    start: float
    end: float
    text: str
    color: str


@dataclass(frozen=True, slots=True)
class HandoutChart:
    """Bars below each other, a picture on paper: its figures stand in a table beside it."""

    kind: ClassVar[str] = "chart"
    title: str
    bars: tuple[HandoutBar, ...]

    @property
    def described(self) -> str:
        """Return what the chart shows, for whoever does not see it."""
        words = "; ".join(f"{bar.name} {bar.text}" for bar in self.bars)
        return f"{self.title}: {words}"

    def texts(self) -> Iterator[str]:
        """Yield nothing: a picture has no text of its own."""
        yield from ()


HandoutPart = HandoutHeading | HandoutParagraph | HandoutTable | HandoutChart


@dataclass(frozen=True, slots=True)
class Handout:
    """A document that goes from hand to hand; ``about`` is the line below its title."""

    template: ClassVar[str] = "handout"
    title: str
    about: str
    parts: tuple[HandoutPart, ...]
    is_wide: bool = False
    locale: str = DEFAULT_LOCALE

    def texts(self) -> Iterator[str]:
        """Yield every text, in order: all formats say exactly these."""
        yield from (self.title, self.about)
        for part in self.parts:
            yield from part.texts()


@dataclass(frozen=True, slots=True)
class ThemeTold:
    """What a handout about a theme is written from.

    ``guide`` is the situation that it tells. ``standing`` says which draft or version it is, in
    words.
    """

    plan: ThemePlan
    guide: Guide
    told_on: date
    locale: str
    standing: str = ""


@dataclass(frozen=True, slots=True)
class ThemeHandout:
    """One kind of handout about a theme: a file of ``themes`` each."""

    write: Callable[[ThemeTold], Handout]
