"""What the reasons of a round rest on, as tables: for its page and for its minutes."""

from collections.abc import Callable

from core.handouts.models import HandoutColumn, HandoutTable
from core.i18n import listed
from core.themes.confirming.evidence import MatterFigures, RoundEvidence

Say = Callable[..., str]
"""Returns a message by its key and what it names."""


def source_table(evidence: RoundEvidence, say: Say) -> HandoutTable:
    """Return the logs that were looked at: from where, how much of them, and their digests."""
    heads = _columns(say, source=5, days=5, cases=3, rows=3, left_out=3, digest=12)
    return HandoutTable(
        heads,
        tuple(
            (
                say(f"evidence.source.{source.kind}"),
                f"{source.first_on} – {source.last_on}" if source.first_on else "—",
                source.cases,
                source.rows,
                source.left_out,
                source.digest,
            )
            for source in evidence.sources
        ),
    )


def figure_table(evidence: RoundEvidence, say: Say, locale: str) -> HandoutTable:
    """Return what cases came to, matter by matter."""
    heads = _columns(
        say,
        matter=8,
        cases=3,
        decided=3,
        committed=4,
        median=4,
        nine_of_ten=4,
        longest=4,
        late=3,
        corrections=4,
        deemed=4,
        trips=4,
        beyond=7,
    )

    rows = tuple(_figures(found, say, locale) for found in evidence.matters)
    return HandoutTable(heads, rows)


def _figures(found: MatterFigures, say: Say, locale: str) -> tuple[str | int, ...]:
    beyond = [say("evidence.times", name=name, n=n) for name, n in found.beyond]
    return (
        found.name or found.matter,
        found.cases,
        found.decided,
        _number(found.committed_days),
        _number(found.median_days),
        _number(found.nine_of_ten_days),
        _number(found.longest_days),
        found.late,
        found.corrections,
        found.deemed,
        f"{found.mean_trips:.1f}",
        listed(beyond, locale) or "—",
    )


def _columns(say: Say, **shares: int) -> tuple[HandoutColumn, ...]:
    return tuple(HandoutColumn(say(f"evidence.column.{name}"), n) for name, n in shares.items())


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:g}"
