"""The JSON documents of the command line. Scripts depend on these shapes (DESIGN section 5)."""

from collections.abc import Iterable
from typing import Any

from core.catalogue.models import Figures
from core.services.queries.guide_answers import DatedSchedule, Guide, PersonRole
from core.services.queries.measure_themes import (
    Counts,
    FieldCounts,
    Reduction,
    ReductionReport,
    Trips,
)


def guide_document(theme: str, guide: Guide) -> dict[str, Any]:
    """Return a guide as JSON."""
    return {
        "theme": theme,
        "complete": guide.situation.complete,
        "next_question": guide.situation.next_question,
        "matters": list(guide.matters),
        "undecided_matters": list(guide.undecided),
        "fields": _field_counts(guide.fields_count),
        "form": [
            {
                "element": merged.key.element,
                "subject": merged.key.subject,
                "label": merged.label,
                "type": merged.type.value,
                "required": merged.required,
                "source": guide.sources[merged.key].value,
                "asked_by": list(merged.asked_by),
            }
            for merged in guide.form
        ],
        "materials": _counts(guide.materials_count),
        "material_list": [
            {
                "document": material.key.document,
                "subject": material.key.subject,
                "provided_by": str(material.provided_by),
                "asked_by": list(material.asked_by),
                "deferrable": material.deferrable,
            }
            for material in guide.materials
        ],
        "schedule": {
            "working_days": None if guide.schedule.stuck else guide.schedule.working_days,
            "serial_working_days": guide.schedule.serial_working_days,
            "reviews": [
                {"matter": review.matter, "start_day": review.start_day, "due_day": review.due_day}
                for review in guide.schedule.reviews
            ],
        },
    }


def add_parties(document: dict[str, Any], guide: Guide, persons: Iterable[PersonRole]) -> None:
    """Add to a guide as JSON who is who, and for which roles each entry stands (law 17)."""
    for entry, merged in zip(document["form"], guide.form, strict=True):
        entry["also"] = list(merged.also)
    document["parties"] = [
        {"role": person.role, "may_be": list(person.may_be), "is": person.holder}
        for person in persons
    ]


def add_dates(document: dict[str, Any], guide: Guide, dates: DatedSchedule) -> None:
    """Add to a guide as JSON on which days everything begins and is due, and places are seen."""
    schedule = document["schedule"]
    schedule["critical"] = list(guide.schedule.critical)
    schedule["inspections"] = [
        {"place": inspection.place, "day": inspection.day, "matters": list(inspection.matters)}
        for inspection in guide.inspections
    ]
    schedule["accepted_on"] = dates.accepted_on.isoformat()
    schedule["due_date"] = dates.due.isoformat()
    schedule["provisional_from"] = dates.uncertain_year
    for review, dated in zip(schedule["reviews"], dates.reviews, strict=True):
        review["start_date"], review["due_date"] = dated.start.isoformat(), dated.due.isoformat()


def report_document(report: ReductionReport) -> dict[str, Any]:
    """Return a report of reductions as JSON; the mean has the same figures as a theme."""
    return {
        "themes": [_reduction(theme) for theme in report.themes],
        "mean": {
            "fields": {
                name: report.mean("fields", name)
                for name in ("before", "after", "asked", "required", "typed")
            },
            "materials": {
                name: report.mean("materials", name) for name in ("before", "after", "asked")
            },
            "trips": {name: report.mean("trips", name) for name in ("before", "after")},
            "working_days": {
                "before": report.mean_days("days_before"),
                "after": report.mean_days("days_after"),
            },
        },
    }


def _reduction(theme: Reduction) -> dict[str, Any]:
    return {
        "theme": theme.theme,
        "fields": _field_counts(theme.fields),
        "materials": _counts(theme.materials),
        "trips": _trips(theme.trips),
        "working_days": {"before": theme.days_before, "after": theme.days_after},
        "baseline": _figures(theme.baseline),
        "target": _figures(theme.target),
    }


def _counts(counts: Counts) -> dict[str, int]:
    return {"before": counts.before, "after": counts.after, "asked": counts.asked}


def _field_counts(counts: FieldCounts) -> dict[str, int]:
    return {**_counts(counts), "required": counts.required, "typed": counts.typed}


def _trips(trips: Trips) -> dict[str, int]:
    return {"before": trips.before, "after": trips.after}


def _figures(figures: Figures | None) -> dict[str, Any] | None:
    return figures.model_dump(exclude_unset=True) if figures else None
