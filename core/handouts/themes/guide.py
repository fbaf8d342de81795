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
    situation_told,
)
from core.themes.material_lists import ListedMaterial, list_materials


def _write(told: ThemeTold) -> Handout:
    guide = told.guide
    return Handout(
        title=say(told, "guide.title", theme=told.plan.theme.name),
        about=about_theme(told),
        parts=(
            situation_told(told),
            HandoutParagraph(_figures(told)),
            HandoutHeading(say(told, "guide.matters", n=len(guide.matters))),
            _matters(told),
            HandoutHeading(say(told, "guide.materials", n=guide.materials_count.asked)),
            _materials(told),
            HandoutHeading(say(told, "guide.entries", n=guide.fields_count.after)),
            _sources(told),
        ),
        is_wide=True,
        locale=told.locale,
    )


def _figures(told: ThemeTold) -> str:
    guide = told.guide
    return say(
        told,
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


def _matters(told: ThemeTold) -> HandoutTable:
    days = {review.matter: review for review in told.guide.schedule.reviews}
    rows = []
    for code in told.guide.matters:
        matter, review = told.plan.catalogue.matters[code], days.get(code)
        when = f"{review.start_day}–{review.due_day}" if review else "–"
        rows.append(
            (
                code,
                matter.name,
                department_name(matter.department, told),
                when,
                lines(matter.results),
                lines(matter.acceptance_conditions),
                lines(matter.legal_basis),
            )
        )
    heads = columns(told, code=4, matter=6, department=4, days=3, results=4, conditions=8, basis=8)
    return HandoutTable(heads, tuple(rows))


def _materials(told: ThemeTold) -> HandoutTable:
    listed = list_materials(told.plan, told.guide)
    asked = [material for material in listed if material.is_asked]
    rows = [_material(number, material, told) for number, material in enumerate(asked, start=1)]
    heads = columns(told, number=2, material=9, about=4, deferrable=3, needed_by=12)
    return HandoutTable(heads, tuple(rows))


def _material(number: int, listed: ListedMaterial, told: ThemeTold) -> tuple[str | int, ...]:
    names = [matter_name(use.matter, told) for use in listed.material.uses]
    later = say(told, "yes") if listed.material.deferrable else ""
    return number, listed.name, listed.about, later, lines(names)


def _sources(told: ThemeTold) -> HandoutTable:
    """Count the entries by where each value comes from (law 5)."""
    counts = Counter(told.guide.sources[merged.key] for merged in told.guide.form)
    rows = [(say(told, f"source.{source}"), number) for source, number in counts.most_common()]
    return HandoutTable(columns(told, source=6, entries=2), tuple(rows))


HANDOUT = ThemeHandout(_write)
