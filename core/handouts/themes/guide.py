"""The guide (办事指南) as it is read in a meeting: matters, time, materials, entries."""

from collections import Counter

from core.handouts.models import (
    Handout,
    HandoutHeading,
    HandoutParagraph,
    HandoutTable,
    ThemeHandout,
    ThemeTold,
)
from core.handouts.wording import (
    about_theme,
    columns,
    department_name,
    lines,
    matter_name,
    say,
    situation_in_words,
)
from core.themes.material_lists import ListedMaterial, list_materials


def _write(brief: ThemeTold) -> Handout:
    guide = brief.guide
    return Handout(
        title=say(brief, "guide.title", theme=brief.plan.theme.name),
        about=about_theme(brief),
        parts=(
            situation_in_words(brief),
            HandoutParagraph(_figures(brief)),
            HandoutHeading(say(brief, "guide.matters", n=len(guide.matters))),
            _matters(brief),
            HandoutHeading(say(brief, "guide.materials", n=guide.materials_count.asked)),
            _materials(brief),
            HandoutHeading(say(brief, "guide.entries", n=guide.fields_count.after)),
            _sources(brief),
        ),
        is_wide=True,
        locale=brief.locale,
    )


def _figures(brief: ThemeTold) -> str:
    guide = brief.guide
    return say(
        brief,
        "guide.figures",
        fields_before=guide.fields_count.before,
        fields=guide.fields_count.asked,
        materials_before=guide.materials_count.before,
        materials=guide.materials_count.asked,
        trips_before=guide.trips.before,
        trips=guide.trips.after,
        days_before=guide.schedule.serial_working_days,
        days="–" if guide.schedule.stuck else guide.schedule.working_days,
    )


def _matters(brief: ThemeTold) -> HandoutTable:
    days = {review.matter: review for review in brief.guide.schedule.reviews}
    rows = []
    for code in brief.guide.matters:
        matter, review = brief.plan.catalogue.matters[code], days.get(code)
        when = f"{review.start_day}–{review.due_day}" if review else "–"
        rows.append(
            (
                code,
                matter.name,
                department_name(matter.department, brief),
                when,
                lines(matter.results),
                lines(matter.acceptance_conditions),
                lines(matter.legal_basis),
            )
        )
    heads = columns(brief, code=4, matter=6, department=4, days=3, results=4, conditions=8, basis=8)
    return HandoutTable(heads, tuple(rows))


def _materials(brief: ThemeTold) -> HandoutTable:
    listed = list_materials(brief.plan, brief.guide)
    asked = [material for material in listed if material.is_asked]
    rows = [_material(number, material, brief) for number, material in enumerate(asked, start=1)]
    heads = columns(brief, number=2, material=9, about=4, deferrable=3, needed_by=12)
    return HandoutTable(heads, tuple(rows))


def _material(number: int, listed: ListedMaterial, brief: ThemeTold) -> tuple[str | int, ...]:
    names = [matter_name(use.matter, brief) for use in listed.material.uses]
    later = say(brief, "yes") if listed.material.deferrable else ""
    return number, listed.name, listed.about, later, lines(names)


def _sources(brief: ThemeTold) -> HandoutTable:
    """Count the entries by where each value comes from (law 5)."""
    counts = Counter(brief.guide.sources[merged.key] for merged in brief.guide.form)
    rows = [(say(brief, f"source.{source}"), number) for source, number in counts.most_common()]
    return HandoutTable(columns(brief, source=6, entries=2), tuple(rows))


HANDOUT = ThemeHandout(_write)
