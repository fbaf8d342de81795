"""Who is at work when, as bars: a list for those who hear it, a picture for those who see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Bar:
    """One matter: from the end of one working day to the end of another, with a sentence.

    ``critical`` matters decide how long everything takes; on ``visit`` a place is inspected.
    """

    label: str
    words: str
    start: int
    due: int
    critical: bool = False
    visit: int | None = None


@dataclass(frozen=True, slots=True)
class Legend:
    """The words under a picture: what the marks mean. What is not drawn is not explained."""

    critical: str
    visit: str


def gantt(bars: Sequence[Bar], legend: Legend) -> str:
    """Return the bars as HTML.

    Every bar has its sentence as text. What is critical is bordered and marked with a dot,
    a visit is a diamond: nothing is told by colour alone (law 15).
    """
    total = max((bar.due for bar in bars), default=0) or 1
    rows = "".join(_row(bar, total) for bar in bars)
    ticks = "".join(f'<i style="left:{100 * day / total:.2f}%">{day}</i>' for day in _ticks(total))
    marks = []
    if any(bar.critical for bar in bars):
        marks.append(f'<span><i class="bar critical"></i>{escape(legend.critical)}</span>')
    if any(bar.visit is not None for bar in bars):
        marks.append(f'<span><i class="visit"></i>{escape(legend.visit)}</span>')
    return (
        f'<div class="gantt"><ol>{rows}</ol><div class="ticks" aria-hidden="true">{ticks}</div>'
        f'<p class="marks">{"".join(marks)}</p></div>'
    )


def _row(bar: Bar, total: int) -> str:
    left, width = 100 * bar.start / total, 100 * (bar.due - bar.start) / total
    style = "bar critical" if bar.critical else "bar"
    drawn = f'<i class="{style}" style="left:{left:.2f}%;width:{max(width, 1.5):.2f}%"></i>'
    if bar.visit is not None:
        middle = 100 * (max(bar.visit, 0.5) - 0.5) / total
        drawn += f'<i class="visit" style="left:{middle:.2f}%"></i>'
    return (
        f"<li><span>{escape(bar.label)}</span>"
        f'<div aria-hidden="true">{drawn}</div><small>{escape(bar.words)}</small></li>'
    )


def _ticks(total: int) -> range:
    """Return about six days to be named."""
    step = next(size for size in (1, 2, 5, 10, 20, 50, 100, 10_000) if total / size <= 8)
    return range(0, total + 1, step)
