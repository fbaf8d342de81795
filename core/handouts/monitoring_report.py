"""The report of a month (监控月报): declared beside actual, bottlenecks, by whom and where."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.handouts.models import (
    Handout,
    HandoutCell,
    HandoutColumn,
    HandoutHeading,
    HandoutParagraph,
    HandoutPart,
    HandoutTable,
)
from core.i18n import listed, translate
from core.monitoring.measuring import UNDECLARED, RunFigures
from core.monitoring.report import CHOICES, MonitoringReport

MOST_BOTTLENECKS = 10


@dataclass(frozen=True)
class MonitoringTold:
    """What the report is written from; ``left_out`` rows of a file are not in it."""

    report: MonitoringReport
    told_on: date
    locale: str
    left_out: int = 0

    def say(self, key: str, **params: object) -> str:
        """Return a message in the reader's language."""
        return translate(f"monitoring.{key}", self.locale, **params)

    def columns(self, **shares: int) -> tuple[HandoutColumn, ...]:
        """Return columns by the names of their messages."""
        return tuple(HandoutColumn(self.say(f"column.{name}"), n) for name, n in shares.items())

    def days(self, days: float | None) -> HandoutCell:
        """Return days as they stand in a cell; an unknown number is a dash."""
        if days is None:
            return "–"
        return int(days) if days == int(days) else f"{days:.1f}"


def monitoring_report(brief: MonitoringTold) -> Handout:
    """Return the report over the runs that were chosen."""
    parts: list[HandoutPart] = [HandoutParagraph(brief.say("why"))]
    if brief.left_out:
        parts.append(HandoutParagraph(brief.say("left_out", n=brief.left_out)))
    if brief.report.whole is None:
        parts.append(HandoutParagraph(brief.say("none")))
    else:
        parts += _sections(brief)
    return Handout(
        title=brief.say("title", month=brief.report.chosen.month or brief.say("all_months")),
        about=" · ".join([*_chosen(brief), brief.told_on.isoformat()]),
        parts=tuple(parts),
        is_wide=True,
        locale=brief.locale,
    )


def matter_table(brief: MonitoringTold) -> HandoutTable:
    """Return declared beside actual, matter by matter."""
    heads = brief.columns(
        matter=8,
        number=3,
        decided=3,
        committed=4,
        statutory=4,
        median=4,
        longest=4,
        late=3,
        deemed=4,
        corrections=4,
        beyond=6,
        trips=4,
        repeated=6,
    )
    return HandoutTable(heads, tuple(_matter(row, brief) for row in brief.report.groups["matter"]))


def group_table(brief: MonitoringTold, group: str) -> HandoutTable:
    """Return the figures of each theme, department or channel."""
    heads = brief.columns(
        **{group: 8}, number=3, decided=3, median=4, late=3, deemed=4, corrections=4, came=4
    )
    return HandoutTable(
        heads,
        tuple(
            (
                shown_name(brief.report, group, row.key, brief.locale) or brief.say("unnamed"),
                row.number,
                row.decided,
                brief.days(row.median_days),
                row.late,
                row.deemed,
                row.corrections,
                f"{row.mean_visits:.1f}",
            )
            for row in brief.report.groups[group]
        ),
    )


def bottleneck_table(brief: MonitoringTold) -> HandoutTable:
    """Return the ways that take most of the time."""
    heads = brief.columns(before=6, after=6, times=3, median_hours=4, share=3)
    return HandoutTable(
        heads,
        tuple(
            (
                step_name(way.before, brief.locale),
                step_name(way.after, brief.locale),
                way.number,
                f"{way.median_hours:.1f}",
                f"{way.share:.0%}",
            )
            for way in brief.report.bottlenecks[:MOST_BOTTLENECKS]
        ),
    )


def shown_name(report: MonitoringReport, group: str, key: str, locale: str) -> str:
    """Return what people call a theme, matter, department, month or channel of a report."""
    if group == "channel":
        return _name_or_own("tasks.channel", key, locale)
    return report.named(group, key)


def step_name(activity: str, locale: str) -> str:
    """Return what people call an activity; one from elsewhere has its own name.

    Examples:
        >>> step_name("accepted", "zh-CN"), step_name("T02 Check", "zh-CN")
        ('受理', 'T02 Check')
    """
    return _name_or_own("monitoring.step", activity, locale)


def _name_or_own(prefix: str, code: str, locale: str) -> str:
    key = f"{prefix}.{code}"
    words = translate(key, locale)
    return code if words == key else words


def _sections(brief: MonitoringTold) -> Iterator[HandoutPart]:
    yield HandoutParagraph(brief.say("trips_counted"))
    yield HandoutHeading(brief.say("matters"))
    yield matter_table(brief)
    yield HandoutHeading(brief.say("bottlenecks"))
    yield bottleneck_table(brief)
    for group in ("theme", "department", "channel"):
        yield HandoutHeading(brief.say(f"by_{group}"))
        yield group_table(brief, group)


def _chosen(brief: MonitoringTold) -> Iterator[str]:
    for name in CHOICES:
        if key := getattr(brief.report.chosen, name):
            yield shown_name(brief.report, name, key, brief.locale)


def _matter(row: RunFigures, brief: MonitoringTold) -> tuple[HandoutCell, ...]:
    declared = brief.report.declared.get(row.key, UNDECLARED)
    return (
        brief.report.named("matter", row.key) or brief.say("unnamed"),
        row.number,
        row.decided,
        brief.days(declared.committed_days),
        brief.days(declared.statutory_days),
        brief.days(row.median_days),
        brief.days(row.longest_days),
        row.late,
        row.deemed,
        row.corrections,
        listed(
            [
                brief.say("times", name=brief.report.named("document", name), n=n)
                for name, n in row.beyond
            ],
            brief.locale,
        ),
        f"{declared.visits} → {row.mean_visits:.1f}",
        listed(
            [
                brief.say("times", name=step_name(name, brief.locale), n=n)
                for name, n in row.repeated[:3]
            ],
            brief.locale,
        ),
    )
