"""How long it takes in the preview: bars, dates, visits, and what is only suggested."""

from collections.abc import Iterator
from html import escape

from core.services.designers import ThemePreview
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.gantt import Bar, Legend, gantt


def timeline(preview: ThemePreview, workspace: Workspace) -> str:
    """Return the schedule of a preview as HTML."""
    guide = preview.guide
    if guide is None:
        return ""
    visits = {
        code: inspection.day for inspection in guide.inspections for code in inspection.matters
    }
    bars = [
        Bar(
            shown(preview.catalogue.matters[review.matter].name),
            words,
            review.start_day,
            review.due_day,
            critical=review.matter in guide.schedule.critical,
            visit=visits.get(review.matter),
        )
        for review, words in zip(
            guide.schedule.reviews, _timeline_sentences(preview, workspace), strict=True
        )
    ]
    legend = Legend(workspace.say("preview.critical"), workspace.say("preview.visit"))
    lines = [
        *_dates(preview, workspace),
        *_visits(preview, workspace),
        *_suggested(preview, workspace),
    ]
    said = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f'<div class="timeline">{gantt(bars, legend)}{said}</div>'


def _timeline_sentences(preview: ThemePreview, workspace: Workspace) -> Iterator[str]:
    """Yield on which working days and dates each review runs."""
    guide, dates = preview.guide, preview.dates
    reviews = guide.schedule.reviews if guide else ()
    for place, review in enumerate(reviews):
        days = {"start": review.start_day + 1, "due": review.due_day}
        length = min(review.due_day - review.start_day, 2)
        words = workspace.say(f"preview.bar.{length}", **days)
        if dates is not None:
            words += workspace.say("preview.bar_date", last=dates.reviews[place].due)
        yield words


def _dates(preview: ThemePreview, workspace: Workspace) -> Iterator[str]:
    dates = preview.dates
    if dates is None:
        return
    yield workspace.say("preview.due_date", date=dates.due)
    if dates.uncertain_year is not None:
        yield workspace.say("preview.uncertain", year=dates.uncertain_year)


def _visits(preview: ThemePreview, workspace: Workspace) -> Iterator[str]:
    for inspection in preview.guide.inspections if preview.guide else ():
        yield workspace.say(
            "preview.visit_together" if len(inspection.matters) > 1 else "preview.visit_alone",
            day=inspection.day,
            matters=workspace.say("preview.comma").join(
                _name(preview, code) for code in inspection.matters
            ),
            place=preview.catalogue.short_subject_name(inspection.place),
        )


def _suggested(preview: ThemePreview, workspace: Workspace) -> Iterator[str]:
    in_force = set(preview.guide.matters) if preview.guide else set()
    for edge in preview.theme.precedence:
        for after in edge.after:
            if edge.binding == "suggested" and {edge.matter, after} <= in_force:
                yield workspace.say(
                    "preview.suggested",
                    after=_name(preview, after),
                    matter=_name(preview, edge.matter),
                )


def _name(preview: ThemePreview, code: str) -> str:
    return shown(preview.catalogue.matters[code].name)
