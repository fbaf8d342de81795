"""A report of what happened beside what is declared, as it stands in JSON."""

from typing import Any

from core.services.queries.report_log import (
    UNDECLARED,
    Bottleneck,
    MonitoringReport,
    RunFigures,
)


def monitoring_document(report: MonitoringReport) -> dict[str, Any]:
    """Return a report as plain data: groups by code, and the ways by the time they take."""
    groups = {
        name: {row.key: _figures(row) for row in rows} for name, rows in report.groups.items()
    }
    for code, figures in groups["matter"].items():
        declared = report.declared.get(code, UNDECLARED)
        figures["declared"] = {
            "committed_days": declared.committed_days,
            "statutory_days": declared.statutory_days,
            "visits": declared.visits,
        }
    return {
        "whole": _figures(report.whole) if report.whole else None,
        **{f"by_{name}": figures for name, figures in groups.items()},
        "bottlenecks": [_way(way) for way in report.bottlenecks],
    }


def _figures(row: RunFigures) -> dict[str, Any]:
    return {
        "cases": row.number,
        "decided": row.decided,
        "median_days": row.median_days,
        "longest_days": row.longest_days,
        "late": row.late,
        "over_statutory": row.over_statutory,
        "deemed_accepted": row.deemed,
        "corrections": row.corrections,
        "asked_beyond": dict(row.beyond),
        "visits": row.mean_visits,
        "repeated": dict(row.repeated),
    }


def _way(way: Bottleneck) -> dict[str, Any]:
    return {
        "from": way.before,
        "to": way.after,
        "number": way.number,
        "median_hours": way.median_hours,
        "hours": way.hours,
        "share": way.share,
    }
