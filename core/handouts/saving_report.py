"""What was gained (成效报告): figures, where they come from, by department, theme by theme."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.handouts.charts import GREY, LIGHT, PINE
from core.handouts.models import (
    Handout,
    HandoutBar,
    HandoutCell,
    HandoutChart,
    HandoutColumn,
    HandoutHeading,
    HandoutParagraph,
    HandoutPart,
    HandoutTable,
)
from core.i18n import listed, translate
from core.themes.saving import Cause, SavingReport, ThemeSaving

PARTS = ("entries", "materials")


@dataclass(frozen=True)
class SavingsTold:
    """What the report is written from: the savings, and departments by name."""

    report: SavingReport
    departments: Mapping[str, str]
    told_on: date
    locale: str

    def say(self, key: str, **params: object) -> str:
        """Return a message in the reader's language."""
        return translate(key, self.locale, **params)

    def columns(self, **shares: int) -> tuple[HandoutColumn, ...]:
        """Return columns by the names of their messages."""
        return tuple(
            HandoutColumn(self.say(f"handout.column.{name}"), share)
            for name, share in shares.items()
        )


def saving_report_of(brief: SavingsTold) -> Handout:
    """Return the report over all themes that can be guided."""
    parts: list[HandoutPart] = [
        HandoutParagraph(brief.say("handout.savings.why")),
        _figures(brief),
    ]
    if brief.report.left_out:
        left_out = listed(list(brief.report.left_out), brief.locale)
        parts.append(HandoutParagraph(brief.say("designer.savings.left_out", themes=left_out)))
    for part in PARTS:
        parts += _section(fall_chart(brief.report, part, brief.say), brief)
    parts += _section(department_chart(brief.report, brief.departments, brief.say), brief)
    number = len(brief.report.themes)
    parts += [HandoutHeading(brief.say("handout.savings.themes", n=number)), _themes(brief)]
    return Handout(
        title=brief.say("handout.savings.title", n=number),
        about=brief.told_on.isoformat(),
        parts=tuple(parts),
        locale=brief.locale,
    )


def fall_chart(report: SavingReport, part: str, say: Callable[..., str]) -> HandoutChart:
    """Return a waterfall: separate forms, cause by cause, and what is left."""
    before, left = report.mean(part, "before"), report.mean(part, "left")
    bars = [HandoutBar(say("savings.before"), 0, before, f"{before:.1f}", GREY)]
    at = before
    for cause in Cause:
        if spared := report.mean_cause(part, cause):
            name = say(f"savings.cause.{cause}")
            bars.append(HandoutBar(name, at, at - spared, f"−{spared:.1f}", LIGHT))
            at -= spared
    bars.append(HandoutBar(say("savings.left"), 0, left, f"{left:.1f}", PINE))
    title = say("designer.savings.where")
    return HandoutChart(f"{say(f'savings.{part}')} · {title}", tuple(bars))


def department_chart(
    report: SavingReport, names: Mapping[str, str], say: Callable[..., str]
) -> HandoutChart:
    """Return how many entries fewer each department asks, over all themes."""
    bars = tuple(
        HandoutBar(names.get(code, code), 0, before - left, f"−{before - left}", PINE)
        for code, (before, left) in report.by_department().items()
    )
    return HandoutChart(say("designer.savings.departments"), bars)


def _section(chart: HandoutChart, brief: SavingsTold) -> tuple[HandoutPart, ...]:
    """Return a chart with its figures beside it as a table, for whoever does not see it."""
    rows = tuple((bar.name, bar.text) for bar in chart.bars)
    table = HandoutTable(brief.columns(from_where=8, figure=3), rows)
    return HandoutHeading(chart.title), chart, table


def _figures(brief: SavingsTold) -> HandoutTable:
    report = brief.report
    rows: list[tuple[HandoutCell, ...]] = [
        (
            brief.say(f"savings.{part}"),
            f"{report.mean(part, 'before'):.1f}",
            f"{report.mean(part, 'left'):.1f}",
            f"{report.share_saved(part):.0%}",
        )
        for part in PARTS
    ]
    trips = [(saving.trips.before, saving.trips.after) for saving in report.themes]
    days = [
        (saving.days_before, saving.days_after)
        for saving in report.themes
        if saving.days_after is not None
    ]
    rows += [_row("trips", trips, brief), _row("days", days, brief)]
    return HandoutTable(brief.columns(what=6, before=4, left=4, spared=4), tuple(rows))


def _row(name: str, figures: Sequence[tuple[int, int]], brief: SavingsTold) -> tuple[str, ...]:
    """Return means of one figure, before and after; the share is that of the means."""
    before, after = (sum(figure[side] for figure in figures) for side in (0, 1))
    number = max(len(figures), 1)
    share = 1 - after / before if before else 0.0
    means = (f"{before / number:.1f}", f"{after / number:.1f}")
    return (brief.say(f"savings.{name}"), *means, f"{share:.0%}")


def _themes(brief: SavingsTold) -> HandoutTable:
    heads = brief.columns(
        code=3,
        theme=7,
        entries_before=4,
        entries_left=4,
        materials_before=4,
        materials_left=4,
        trips_before=4,
        trips_after=4,
        days_before=4,
        days_after=4,
        target=4,
    )
    return HandoutTable(heads, tuple(_theme(saving) for saving in brief.report.themes))


def _theme(saving: ThemeSaving) -> tuple[HandoutCell, ...]:
    target = saving.target.working_days if saving.target else None
    return (
        saving.theme,
        saving.name,
        saving.entries.before,
        saving.entries.left,
        saving.materials.before,
        saving.materials.left,
        saving.trips.before,
        saving.trips.after,
        saving.days_before,
        "–" if saving.days_after is None else saving.days_after,
        "–" if target is None else target,
    )
